"""The checks of assurance, the marks of tests that show them, and the saboteurs."""

import re
from collections.abc import Sequence
from typing import Any

import pytest

from assurance.checks import read_checks
from assurance.last_run import LastRun, shown_elsewhere_left_out, tally
from assurance.page import page
from assurance.running import Ended, NothingRan, outcomes
from assurance.sabotage import RedBefore, copied, demand_green, noticed
from assurance.saboteur import Change, Saboteur, SaboteurStale, read_saboteurs
from tests.support.marks import sizes, unknown_ids
from tests.support.sizes import sized
from tests.support.tree import ROOT

SHOWN_EACH_TIME = ("a-part-not-bound-to-its-entry", "an-entry-can-be-changed")
"""Saboteurs let in with every change; the others are for the night."""

KINDS = sized(2, 40, "kinds of care")


def test_every_check_has_an_id_and_a_sentence() -> None:
    assert [name for name in read_checks() if not re.fullmatch(r"[A-Z]{2,4}-\d{1,2}", name)] == []
    says = [check.says for check in read_checks().values()]
    assert [one for one in says if not re.fullmatch(r"[A-Z].+\.", one)] == []


@pytest.mark.assures("AU-1", "AU-99", size=KINDS)
def mistaken() -> None:
    """Stand for a test whose mark names a check that does not exist."""


def items(request: pytest.FixtureRequest) -> Sequence[pytest.Item]:
    return [pytest.Function.from_parent(request.node.parent, name="mistaken", callobj=mistaken)]


def test_a_mark_that_names_no_check_is_found(request: pytest.FixtureRequest) -> None:
    found = unknown_ids("assures", items(request), read_checks())

    assert found == ["AU-99 (in tests/house/test_assurance.py::mistaken)"]


def test_a_mark_can_say_how_much_is_done(request: pytest.FixtureRequest) -> None:
    assert sizes(items(request))["AU-1"] == [(2, 40, "kinds of care")]


def row(text: str, check: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"| {check} |"))


def test_the_page_says_of_each_check_what_shows_it_and_what_came_of_that() -> None:
    test = "tests/shell/test_one.py::test_it"
    found: dict[str, dict[str, Any]] = {
        "assures": {"AU-1": [test]},
        "sizes": {"AU-1": [[300, 10_000, "tamperings"]]},
    }
    passed = tally([test], {test: Ended(outcome="passed", seconds=61.2, assures=["AU-1"])})
    failed = tally([test], {test: Ended(outcome="skipped", seconds=0.1, assures=["AU-1"])})
    assert passed is not None
    assert failed is not None
    on = {"sqlite": passed, "postgres": failed}

    text = page(found, LastRun(on="2025-11-21", is_full=True, checks={"AU-1": on}))

    assert "[test_one.py](../../tests/shell/test_one.py) 1" in row(text, "AU-1")
    assert "| 300, 10,000 tamperings | 61 s | **1 not passed**, 0 s |" in row(text, "AU-1")
    assert "not yet shown" in row(text, "AUTH-1")
    assert "in full on 2025-11-21. Not every test passed" in text
    assert "not been run" in page(found, None)


def test_what_is_about_one_database_alone_may_be_skipped_on_the_other() -> None:
    passed = Ended(outcome="passed", seconds=1.0, assures=[])
    skipped = Ended(outcome="skipped", seconds=0.0, assures=[])

    found = shown_elsewhere_left_out(
        {"sqlite": {"one": skipped, "two": skipped}, "postgres": {"one": passed, "two": skipped}}
    )

    assert found == {"sqlite": {"two": skipped}, "postgres": {"one": passed, "two": skipped}}


def test_what_was_not_run_has_no_figures() -> None:
    assert tally(["tests/shell/test_one.py::test_it"], {}) is None


@pytest.mark.parametrize("name", read_saboteurs())
def test_a_saboteur_is_about_the_code_as_it_is(name: str) -> None:
    one = read_saboteurs()[name]

    assert {*one.assures} <= {*read_checks()}
    assert [test for test in one.tests if not (ROOT / test.split("::")[0]).exists()] == []
    for change in one.changes:
        assert (ROOT / change.file).read_text("utf-8").count(change.find) == 1, change.file


def test_of_the_forty_each_is_taken_out_or_waits() -> None:
    text = (ROOT / "assurance/README.md").read_text("utf-8")
    (table,) = re.findall(r"\| What is lost.*?\n\n", text, re.DOTALL)
    found = [line.strip("|").split("|")[1] for line in table.splitlines()[2:] if line]
    named = [re.findall(r"`([a-z-]+)`", one) for one in found]

    assert len(found) == 40
    assert {name for names in named for name in names} - {*read_saboteurs()} == set()
    assert [one for one in found if "`" not in one and not one.startswith(" waits: ")] == []


@pytest.mark.assures("SU-4")
@pytest.mark.parametrize("name", SHOWN_EACH_TIME)
def test_a_control_taken_out_is_noticed_by_every_check_it_is_for(name: str) -> None:
    one = read_saboteurs()[name]

    assert noticed(one) == one.assures


def saboteur(find: str, put: str) -> Saboteur:
    """Return one that changes a line of the sizes, which a single quick test would notice."""
    change = Change(file="tests/support/sizes.py", find=find, put=put)
    test = "tests/house/test_assurance.py::test_a_mark_can_say_how_much_is_done"
    return Saboteur(removes="Nothing.", assures=("AU-1",), tests=(test,), changes=(change,))


def test_a_saboteur_whose_text_is_gone_is_a_fault() -> None:
    with pytest.raises(SaboteurStale, match="stands 0 times"):
        noticed(saboteur("written by nobody", ""))


def test_what_cannot_even_be_imported_notices_nothing() -> None:
    with pytest.raises(NothingRan):
        noticed(saboteur("import os", "import nowhere"))


def test_red_is_asked_for_only_where_it_was_green() -> None:
    one = saboteur("size.of = push, full, of", "size.of = full, push, of")

    with copied() as tree:
        one.changes[0].apply(tree)
        with pytest.raises(RedBefore, match="test_a_mark_can_say_how_much_is_done"):
            demand_green([one], tree)


def test_the_copy_is_of_the_tree_as_it_stands() -> None:
    with copied() as tree:
        assert (tree / "assurance/checks.yaml").read_bytes() == (
            ROOT / "assurance/checks.yaml"
        ).read_bytes()
        ended = outcomes(
            ["--quiet", "tests/house/test_assurance.py::test_what_was_not_run_has_no_figures"],
            database="sqlite",
            is_full=False,
            tree=tree,
        )
    assert [one["outcome"] for one in ended.values()] == ["passed"]
