"""An id that somebody was shown, put by somebody else wherever one of its kind goes."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, zip_longest
from random import Random
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from reconvene.web.register.routes import ROUTES
from tests.support.filling import day
from tests.support.references import NOBODYS
from tests.support.routes import ASKED
from tests.support.seen_ids import Seen

METHODS = ("get", "post", "head", "put", "patch", "delete", "options")
OF_NOTHING: Mapping[str, str] = {
    "reference": NOBODYS,
    "entry": "777",
    "hold": "n" * 26,
    "review": "n" * 26,
    "draft": "n" * 32,
    "factor": "n" * 26,
    "find": "n" * 60,
}
"""An id of each kind that is nobody's and nothing's."""

_WHOLE = ("reference", "hold", "review", "draft")
_MADE_ANEW = re.compile(r'(name="(?:csrfmiddlewaretoken|key|once|offer|state)" value=")[^"]*')
_HEADERS_MADE_ANEW = {"set-cookie", "expires", "content-length", "x-request-id"}
_SHORT = 4
_SUPPORTER = (
    *day("happened_on", date(2025, 8, 28)).items(),
    ("name", "Gus Example"), ("kind", "friend"), ("key", "the-key"), ("step", "confirm"),
)  # fmt: skip
_NONCE = re.compile(r"nonce-[^']+")


@dataclass(frozen=True)
class Place:
    """An address with what fills it in, or a form with what is typed in it."""

    route: str
    filled: tuple[tuple[str, Any], ...] = ()
    typed: tuple[tuple[str, str], ...] = ()
    asked: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        query = "&".join(f"{name}={quote(value)}" for name, value in self.asked)
        path = reverse(self.route, kwargs=dict(self.filled))
        return f"{path}?{query}" if query else path

    @property
    def methods(self) -> tuple[str, ...]:
        """What it is worth being asked by: a form is posted, an address is asked for in all ways."""
        return ("post",) if self.typed and not self.filled else METHODS

    def of(self, kind: str) -> str:
        """Return the id of a kind that stands here; none where none does."""
        parts = (*self.filled, *self.typed, *self.asked)
        return next((str(value) for name, value in parts if _kind(name) == kind), "")

    def with_nothing(self, kind: str) -> "Place":
        """Return the same place with an id of nothing in it."""

        def changed(parts: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
            nothing = OF_NOTHING[kind]
            return tuple((name, nothing if _kind(name) == kind else value) for name, value in parts)

        filled = changed(self.filled)
        if kind == "entry":
            filled = tuple((name, int(v) if name == "entry" else v) for name, v in filled)
        return replace(self, filled=filled, typed=changed(self.typed), asked=changed(self.asked))


def _kind(name: str) -> str:
    return "reference" if name in ("references", "case") else name


def places(seen: Seen) -> Iterator[Place]:
    """Yield where somebody was led to, and every other address that takes what stood in those."""
    for path in sorted(seen.addresses):
        try:
            found = resolve(path.split("?")[0])
        except Resolver404:
            continue
        filled = {name: value for name, value in found.kwargs.items() if value != "new"}
        if not filled.keys() & {*_WHOLE}:
            continue
        form = seen.forms.get(path)
        typed = tuple(form.offers) if form else ()
        yield Place(found.url_name or "", tuple(found.kwargs.items()), typed)
        yield from _also(filled)


def _also(ids: Mapping[str, Any]) -> Iterator[Place]:
    for row in ROUTES:
        taken = {name for name in ids if f":{name}>" in row.path}
        if taken & {*_WHOLE}:
            filled = {**ASKED.get(row.name, {}), **{name: ids[name] for name in taken}}
            yield Place(row.name, tuple(sorted(filled.items())))


def typed_elsewhere(ids: Mapping[str, set[str]]) -> Iterator[Place]:
    """Yield each form and question that takes ids, with these in it."""
    for reference in sorted(ids["reference"]):
        why = ("reason", "A child may be hurt.")
        yield Place("emergency", typed=(("reference", reference), why))
        yield Place("to-review", typed=(("reference", reference),))
        claim = (("kind", "court"), ("reason", "A claim"), ("key", "4f7k3pq2xw9ab"))
        on = tuple(day("review_on", date(2027, 1, 31)).items())
        yield Place("place-hold", typed=(("reference", reference), *claim, *on))
        yield Place("place-hold", asked=(("case", reference),))
        act = (("reference", reference), ("kind", "supporter.named"), ("about", "-"))
        yield Place("act", act, _SUPPORTER)
        yield Place("erasures-due", typed=(("references", reference),))
    for factor in sorted(ids["factor"]):
        yield Place("take-factor-away", typed=(("factor", factor),))
    for find in sorted(ids["find"]):
        yield Place("cases", asked=(("find", find),))
        yield Place("my-work", asked=(("find", find),))


@dataclass(frozen=True)
class Replay:
    """One request of somebody's with an id that is not for them."""

    by: str
    method: str
    place: Place
    kind: str

    def sent(self, client: Client) -> tuple[Any, ...]:
        return self._told(client, self.place)

    def sent_with_nothing(self, client: Client) -> tuple[Any, ...]:
        return self._told(client, self.place.with_nothing(self.kind))

    def _told(self, client: Client, place: Place) -> tuple[Any, ...]:
        send = getattr(client, self.method)
        answer = send(place.path, dict(place.typed)) if self.method == "post" else send(place.path)
        return told(answer, place.path, place.of(self.kind))


def told(answer: HttpResponse, *asked: str) -> tuple[Any, ...]:
    """Return all an answer says, without what is made anew for each and what it was asked with."""
    echoed = [one for it in asked if len(it) > _SHORT for one in (quote(it), it)]

    def plain(text: str) -> str:
        text = _NONCE.sub("", _MADE_ANEW.sub(r"\1", text))
        for one in echoed:
            text = text.replace(one, "{asked}")
        return text

    kept = sorted(
        (name, plain(value))
        for name, value in answer.items()
        if name.lower() not in _HEADERS_MADE_ANEW
    )
    return answer.status_code, kept, plain(answer.content.decode("utf-8", "replace"))


def chosen(replays: list[Replay], many: int, chance: Random) -> list[Replay]:
    """Return so many of them: of each route and person about as many, and in all ways."""
    chance.shuffle(replays)
    alike: dict[tuple[str, str], list[Replay]] = {}
    for one in replays:
        alike.setdefault((one.place.route, one.by), []).append(one)
    in_turn = _in_turn(_in_turn(_by_method(group)) for group in alike.values())
    return list(in_turn)[:many]


def _by_method(replays: list[Replay]) -> list[list[Replay]]:
    return [[one for one in replays if one.method == method] for method in METHODS]


def _in_turn(groups: Iterable[Iterable[Replay]]) -> Iterator[Replay]:
    return (one for one in chain.from_iterable(zip_longest(*groups)) if one)


def kind_at_stake(place: Place, opens: Container[str]) -> str:
    """
    Return the kind of id at a place that is not for somebody; none where all of it may be theirs.

    Args:
        place: Where they were not led to.
        opens: The references of the cases that open to them.
    """
    reference = place.of("reference")
    if reference and reference not in opens:
        return "reference"
    kinds = ("entry",) if reference else (*_WHOLE, "factor", "find")
    return next((kind for kind in kinds if place.of(kind)), "")
