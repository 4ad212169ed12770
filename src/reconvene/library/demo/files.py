"""The demo's files as plain values: its people, its cases, and the passages cases share.

In: nothing. Out: what the files hold. The format of a case is described in
docs/how-to/run-the-demo.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from reconvene.library.office_files import InPool

_HOME = files("reconvene.library.demo")


@dataclass(frozen=True, slots=True)
class Member:
    """
    Somebody of the demo. `name` is what cases call them, and what they sign in with.

    `roles` are those they hold by post, the main one first; may be empty. `why` is one sentence
    on what there is to see as them.
    """

    name: str
    full_name: str
    roles: tuple[str, ...]
    agency: str
    why: str


@dataclass(frozen=True, slots=True)
class Held:
    """
    A closed case that somebody wants kept: whose complaint it was, who holds it and what for.

    `on` and `look_again_on` are told from the day the demo is made, as the days of cases are.
    """

    family: str
    by: str
    on: str
    look_again_on: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class House:
    """An authority of the demo. `particulars` are further fields of it, as people keep them."""

    slug: str
    procedure: str
    particulars: Mapping[str, str]
    members: tuple[Member, ...]
    held: tuple[Held, ...]
    pool: tuple[InPool, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """
    Everybody in the demo. They all sign in with the one `password`, and with codes of an app that
    was given the one `app_secret`; neither is a secret.
    """

    password: str
    app_secret: str
    houses: tuple[House, ...]

    def why(self, name: str) -> str:
        """Return what there is to see as somebody; empty for somebody the demo does not know."""
        everybody = (member for house in self.houses for member in house.members)
        return next((member.why for member in everybody if member.name == name), "")


@cache
def read_cast() -> Cast:
    """Return everybody in the demo, in the order of the file."""
    raw = _read("people.yaml")
    return Cast(
        raw["password"], raw["app_secret"], tuple(_house(one) for one in raw["authorities"])
    )


def read_cases(procedure: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the name and contents of each case file for a procedure, by name."""
    folder = _HOME / "cases" / procedure
    for name in sorted(entry.name for entry in folder.iterdir()):
        yield name.removesuffix(".yaml"), _read(f"cases/{procedure}/{name}")


def read_passages(procedure: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the passages that cases of a procedure are put together from, by name."""
    found: Mapping[str, Mapping[str, Any]] = _read(f"passages/{procedure}.yaml")
    return found


def _house(raw: Mapping[str, Any]) -> House:
    ours = ("slug", "procedure", "people", "held", "pool")
    rest = {key: value for key, value in raw.items() if key not in ours}
    members = tuple(_member(one) for one in raw["people"])
    held = tuple(Held(**one) for one in raw.get("held", ()))
    pool = tuple(InPool(**one) for one in raw["pool"])
    return House(raw["slug"], raw["procedure"], rest, members, held, pool)


def _member(raw: Mapping[str, Any]) -> Member:
    return Member(raw["name"], raw["full_name"], tuple(raw["roles"]), raw["agency"], raw["why"])


@cache
def _read(path: str) -> Any:
    return YAML(typ="safe").load(_HOME.joinpath(path).read_text(encoding="utf-8"))
