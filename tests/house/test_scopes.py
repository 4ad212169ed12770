"""Who makes the database answer for whom: each place that asks for more than one person's own."""

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from tests.support.tree import ROOT

SOURCE = ROOT / "src" / "reconvene"

AS_THE_HOUSE = {
    "scope/within.py": "the purpose by that name",
    "scope/within.py: the_house": "the scope itself",
    "worklist/policies.py": "what the database lets it see",
    "worklist/admitting.py: shut_to": "ids of cases that a wall closes to somebody",
    "desk/checking.py: _houses": "files that were brought in, for what is harmful; shown to nobody",
    "desk/closed.py: is_closed_to": "whether a wall closes a case that is on no list any more",
    "desk/closed.py: does_open": "whether a record opens at all",
    "desk/look.py: shut_or": "why a case is shut, for the log alone",
    "desk/look.py: _not_there": "whether a case is shut, for the log alone",
    "desk/reaching.py: is_shut_to": "whether a wall shuts a case to who sent something about it",
    "desk/homes.py: give_home": "which cases an address closes to whoever gave it",
    "desk/homes.py: closed_by_address": "which cases an address closed, for who looks into it",
    "desk/homes.py: _find_tie": "a tie onto a case that is then closed to them",
    "desk/erasing.py: certificate_of": "the code of an entry that says a record was erased",
    "desk/oversight.py: _words": "whether a case is erased, and its reasons with it",
    "desk/retained.py: hold_called": "a hold with why it is, stays and went, for who looks after it",
    "desk/retained.py: why_held": "why a case is held, for who looks after what is kept",
    "desk/retained.py: why_it_stayed": "why it stays held, for who looks after what is kept",
    "desk/unread.py: _kept_long_enough": "what headers say of each case that was kept long enough",
    "desk/unread.py: propose_unread": "keeping and erasing, for those with the post",
    "desk/unread.py: why_unread": "why one goes unread, for who looks after what is kept",
    "desk/retention.py: due": "how long each closed case is kept",
    "desk/retention.py: propose": "keeping and erasing, for those with the post",
    "desk/retention.py: approve": "keeping and erasing, for those with the post",
    "desk/retention.py: hold": "keeping and erasing, for those with the post",
    "desk/retention.py: lift_hold": "keeping and erasing, for those with the post",
    "desk/retention.py: keep_held": "keeping and erasing, for those with the post",
}
"""Every place that may ask for each case of an authority, and what it makes of it."""

ASKED = {
    "scope/within.py": "what belongs to no case",
    "scope/within.py: the_house": "see above",
    "config/starting/__init__.py": "at a start, how far each case has come",
    "desk/reaching.py: scope_of": "somebody's own, at work or in an emergency",
    "desk/oversight.py: _overseeing": "what cases are called, for who looks after who looks",
    "worklist/admitting.py: scope": "somebody's own lists",
}
"""Every place that makes a scope."""

_HOUSE = frozenset({"the_house", "HOUSE"})


def places(where: str, source: str) -> Iterator[tuple[str, str]]:
    """Yield each place that asks for the house, or makes a scope, with which of the two it does."""
    for place, node in _within(where, ast.parse(source)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in _HOUSE:
                yield place, "house"
            case ast.FunctionDef(name=name) if name in _HOUSE:
                yield place, "house"
            case ast.alias(name=name, asname=str()) if name in {*_HOUSE, "Scope"}:
                yield place, "renamed"
            case ast.Call(func=ast.Name(id="Scope") | ast.Attribute(attr="Scope")):
                yield place, "scope"


def _within(place: str, node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yield every node in a place, with the innermost function it stands in."""
    for child in ast.iter_child_nodes(node):
        inner = place
        if isinstance(child, ast.FunctionDef):
            inner = f"{place.partition(':')[0]}: {child.name}"
        yield inner, child
        yield from _within(inner, child)


@cache
def asked() -> frozenset[tuple[str, str]]:
    """Return what `places` yields, of all our modules."""
    every = {path.relative_to(SOURCE).as_posix(): path for path in SOURCE.rglob("*.py")}
    return frozenset(
        found for where, path in every.items() for found in places(where, path.read_text("utf-8"))
    )


def those_that(does: str) -> set[str]:
    return {place for place, did in asked() if did == does}


@pytest.mark.assures("AZ-10")
def test_each_place_that_asks_for_every_case_is_written_down() -> None:
    assert those_that("house") == set(AS_THE_HOUSE)


@pytest.mark.assures("AZ-10")
def test_each_place_that_makes_a_scope_is_written_down() -> None:
    assert those_that("scope") == set(ASKED)
    assert those_that("renamed") == set()


def test_neither_pages_nor_commands_ask_for_every_case_by_themselves() -> None:
    assert {place.split("/")[0] for place in AS_THE_HOUSE} == {"scope", "worklist", "desk"}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def one(): within(the_house(at))", ("there.py: one", "house")),
        ("def one(): within(scope.the_house(at))", ("there.py: one", "house")),
        ("def one():\n    def two(): return Purpose.HOUSE", ("there.py: two", "house")),
        ("class A:\n    b = Scope('', '', Purpose.WORK)", ("there.py", "scope")),
        ("from reconvene.scope.within import the_house as own", ("there.py", "renamed")),
        ("from reconvene.scope.within import Scope as Own", ("there.py", "renamed")),
    ],
)
def test_another_place_is_found(source: str, found: tuple[str, str]) -> None:
    assert found in set(places("there.py", source))
