"""What was agreed with a family is owed until it is done, and a file on the record can show it."""

import pytest

from reconvene.core.conduct.answer import Ground
from tests.support.core.acts import answered
from tests.support.core.roads import MET
from tests.support.days import day
from tests.support.given import Act, act, given

SORRY = {"id": "sorry", "what": "Write to apologise", "owner": "line-manager"}
LETTER = act(
    "paper.added",
    on="Mon 12 May 2025",
    paper="p1",
    called="The letter",
    file="letter.pdf",
    size=4_000,
    sha256="0a" * 32,
)
STORY = given(*MET, answered(actions=[SORRY]))


def done(paper: str = "") -> Act:
    return act(
        "action.done", on="Mon 12 May 2025", action="sorry", evidence="It went.", paper=paper
    )


@pytest.mark.clauses("SP 3.8", "SP 4.6")
def test_a_file_on_the_record_shows_that_it_was_done() -> None:
    state = STORY.and_then(LETTER, done("p1")).case.actions["sorry"]

    assert (state.done_on, state.evidence, state.paper) == (
        day("Mon 12 May 2025"), "It went.", "p1",
    )  # fmt: skip


def test_a_file_that_is_not_on_the_record_shows_nothing() -> None:
    STORY.when(done("p1")).then_refused(Ground.UNKNOWN, "law", detail="p1")


@pytest.mark.clauses("SP 3.8")
def test_a_family_that_lets_a_point_rest_is_still_owed_what_was_agreed() -> None:
    settled = act("point.settled", on="Mon 12 May 2025", point="A")
    duty = STORY.and_then(settled).duty("do-agreed-action")

    assert (duty.status, duty.why_not) == ("open", "")


def test_a_point_that_is_withdrawn_takes_what_was_agreed_with_it() -> None:
    withdrawn = act("point.withdrawn", on="Mon 12 May 2025", point="A")
    duty = STORY.and_then(withdrawn).duty("do-agreed-action")

    assert (duty.status, duty.why_not) == ("no longer owed", "withdrawn")
