"""A file is put on the record once, with what it is, and which bytes it is stays as it was."""

from typing import Any

import msgspec
import pytest

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.fold import fold
from reconvene.core.conduct.answer import Ground
from reconvene.core.conduct.bringing import papers_asked_for
from tests.support.core.acts import corrected, received
from tests.support.given import Act, act, given

STORY = given(received())
ON = "Wed 23 Apr 2025"
FILE: dict[str, Any] = {
    "paper": "p1",
    "called": "Letter from the school",
    "file": "IMG_0042.jpg",
    "size": 240_000,
    "sha256": "0a" * 32,
}


def brought(**said: Any) -> Act:
    return act("paper.added", on=ON, **(FILE | said))


def case_of(story: Any) -> Case:
    return fold(story.definition, story.context().events)


def test_a_file_is_brought_in_with_what_it_is() -> None:
    STORY.when(brought(given_by="Jay's school")).then()


@pytest.mark.parametrize(
    ("wrong", "detail"),
    [
        ({"called": " "}, "called"),
        ({"paper": ""}, "paper"),
        ({"size": 0}, "paper"),
        ({"sha256": "0A" * 32}, "paper"),
        ({"sha256": "0a" * 33}, "paper"),
    ],
)
def test_nothing_of_it_is_left_out(wrong: dict[str, Any], detail: str) -> None:
    STORY.when(brought(**wrong)).then_refused(Ground.DETAIL_MISSING, "law", detail=detail)


def test_it_is_brought_in_once() -> None:
    story = given(received(), brought())
    story.when(brought(called="The same again")).then_refused(Ground.ALREADY_DONE, "law")
    story.when(brought(paper="p2")).then()


@pytest.mark.clauses("SP 4.4")
def test_it_is_one_of_the_papers_that_the_procedure_asks_for_or_none() -> None:
    asked = papers_asked_for(STORY.definition)
    assert list(asked) == ["conference-minutes", "conference-reports", "stage-1-correspondence"]
    for kind in asked:
        STORY.when(brought(kind=kind)).then()
    STORY.when(brought(kind="diary")).then_refused(Ground.UNKNOWN, "law", detail="diary")


def test_a_case_knows_what_was_brought_in_and_where_that_stands() -> None:
    case = case_of(given(received(), brought()))
    assert case.papers["p1"].data.called == "Letter from the school"
    assert case.papers["p1"].number == len(STORY.context().events) + 1


def test_what_it_is_can_be_put_right_and_which_bytes_it_is_stays() -> None:
    story = given(received(), brought())
    number = len(story.context().events)
    other = FILE | {
        "called": "Letter from the surgery", "paper": "p9", "file": "b.pdf", "size": 7, "sha256": "0b" * 32,
    }  # fmt: skip
    put_right = story.when(corrected(number, ON, data=other)).after
    now = case_of(put_right).papers
    assert msgspec.to_builtins(now["p1"].data) == FILE | {"called": "Letter from the surgery"}
    assert list(now) == ["p1"]


def test_one_that_was_struck_is_not_there() -> None:
    story = given(received(), brought())
    struck = story.when(corrected(len(story.context().events), ON, struck=True)).then()
    assert case_of(struck).papers == {}
