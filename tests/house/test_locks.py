"""The locks: what is installed is what was tested, from wherever a machine gets its packages."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.tree import ROOT

LOCKS = [
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-node.lock",
    "requirements-peers.lock",
]
ENTRY = re.compile(
    r"^(?P<pin>[A-Za-z0-9].*?==.*?) \\\n(?P<hashes>(?:    --hash=.*\n)+)", re.MULTILINE
)


def pins(lock: str) -> dict[str, list[Requirement]]:
    """Return what a lock pins, by name: several where machines differ."""
    found: dict[str, list[Requirement]] = {}
    for entry in ENTRY.finditer((ROOT / lock).read_text(encoding="utf-8")):
        pin = Requirement(entry["pin"])
        found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


def asked_for(name: str) -> list[Requirement]:
    """Return what a list of wants asks for by name."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    wants = [line.partition("#")[0].strip() for line in lines]
    return [Requirement(want) for want in wants if want and not want.startswith("-")]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


@pytest.mark.assures("SU-1")
@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_of_a_lock_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert len(re.findall("^[A-Za-z0-9]", text, re.MULTILINE)) == len(ENTRY.findall(text)) > 0


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_answers_everything_asked_for(lock: str) -> None:
    held = pins(lock)

    for want in asked_for(lock.replace(".lock", ".in")):
        answers = held[canonicalize_name(want.name)]
        versions = [next(iter(pin.specifier)).version for pin in answers]
        assert all(want.specifier.contains(version) for version in versions), want


def test_work_is_done_on_the_versions_that_run() -> None:
    running = {name: [str(pin) for pin in held] for name, held in pins(LOCKS[0]).items()}
    working = {name: [str(pin) for pin in held] for name, held in pins(LOCKS[1]).items()}

    assert {name: working[name] for name in running} == running


def test_the_package_asks_for_what_the_lock_is_compiled_from() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needs = {str(Requirement(need)) for need in project["project"]["dependencies"]}
    builds = {str(Requirement(need)) for need in project["build-system"]["requires"]}

    locked = {str(want).replace("flit-core", "flit_core") for want in asked_for("requirements.in")}
    assert needs | builds == locked


def test_the_lock_of_the_pages_holds_no_address_of_a_package() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
