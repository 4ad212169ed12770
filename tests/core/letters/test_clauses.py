"""The provision that is cited for each content of a letter, where that content is missing."""

import pytest

from reconvene.core.casefile.fold import fold
from reconvene.core.letters.clauses import clauses_of
from reconvene.core.letters.covered import covered_points
from reconvene.core.letters.draft import Draft
from reconvene.library.procedure_files import procedure
from tests.support.core.roads import (
    ADJUDICATED,
    AT_STAGE_1,
    OX_NO_CHANGE,
    SITTING,
    STAGE_1_DONE,
    Acts,
    procedure_along,
)
from tests.support.given import OFFICE, SP, given


def a_draft(road: Acts, letter: str) -> Draft:
    """A letter of the procedure where a road leads."""
    story = given(*road, under=procedure_along(road))
    made = story.definition.letter(letter)
    points = covered_points(story.case, made, ())
    return Draft(story.case, made, story.today, points, story.days, OFFICE)


CITED: list[tuple[str, Acts, str, tuple[str, ...]]] = [
    ("points", AT_STAGE_1, "acknowledgement", ("3.5",)),
    ("answers", STAGE_1_DONE, "stage-2-outcome", ("4.6",)),
    ("next-right", AT_STAGE_1, "stage-1-outcome", ("3.9",)),
    ("further-challenge", AT_STAGE_1, "stage-1-outcome", ("7.1", "7.2")),
    ("further-challenge", ADJUDICATED, "adjudication-final", ("law",)),
    ("appointment", AT_STAGE_1, "appointment", ("3.6",)),
    ("meeting", AT_STAGE_1, "appointment", ("3.6",)),
    ("meeting", AT_STAGE_1, "delay", ("practice",)),
    ("referred", AT_STAGE_1, "referred-elsewhere", ("1.4", "3.4")),
    ("criteria", ADJUDICATED, "adjudication-final", ("1b.2", "1b.4")),
    ("gate", ADJUDICATED, "adjudication-final", ("1b.2", "1b.4")),
    ("goes-on", ADJUDICATED, "adjudication-to-panel", ("1b.2", "1b.4")),
    ("no-local-step", ADJUDICATED, "adjudication-final", ("1b.2", "1b.4")),
    ("no-local-step", SITTING, "panel-decision-letter", ("5.11",)),
    ("adjournment", SITTING, "interim-notice", ("5.9.e",)),
    ("adjournment", SITTING, "stage-2-outcome", ("4.6",)),
    ("adjournment", SITTING, "delay", ("practice",)),
    ("results", OX_NO_CHANGE, "panel-outcome", ("1d.2",)),
    ("results", SITTING, "panel-decision-letter", ("5.11",)),
    ("lateness", AT_STAGE_1, "late-decision", ("3.2",)),
    ("standing", AT_STAGE_1, "standing-decision", ("0.1",)),
    ("conference", SITTING, "panel-decision-letter", ("5.9.d", "6.1", "1.2")),
]


@pytest.mark.parametrize(("content", "road", "letter", "clauses"), CITED)
def test_a_content_rests_on_the_rule_that_asks_for_it(
    content: str, road: Acts, letter: str, clauses: tuple[str, ...]
) -> None:
    assert clauses_of(a_draft(road, letter), (content,)) == clauses


def test_several_contents_rest_on_each_clause_once_and_on_law_only_where_nothing_else_says() -> (
    None
):
    ended = a_draft(ADJUDICATED, "adjudication-final")

    assert clauses_of(ended, ("further-challenge", "gate", "criteria")) == ("1b.2", "1b.4")


def test_standing_is_asked_for_by_the_letter_alone_before_anybody_has_complained() -> None:
    ahead = a_draft(AT_STAGE_1, "standing-decision")
    empty = Draft(fold(procedure(SP), []), ahead.letter, ahead.on, (), ahead.days, OFFICE)

    assert clauses_of(empty, ("standing",)) == ("0.1",)
