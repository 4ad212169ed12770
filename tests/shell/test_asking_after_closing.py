"""A family asks for the next stage after its case was closed: two entries, one act, one receipt."""

import pytest

from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import Step

STAGE_1_DONE = 8
CLOSED = Step("ben", "Tue 10 Jun 2025", "case.closed", {"reason": "Nothing more is owed."})
ASKED = Step("ben", "Mon 16 Jun 2025", "stage.requested", {"stage": "stage-2", "points": ["A"]})


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk.at()


def test_the_request_and_the_reopening_go_on_the_record_as_one_act(desk: Desk) -> None:
    opened = desk.open()
    desk.live(opened.case_id, STAGE_1_DONE)
    assert isinstance(desk.act(opened.case_id, CLOSED), Receipt)

    asked = desk.act(opened.case_id, ASKED, key="asked")
    again = desk.act(opened.case_id, ASKED, key="asked")

    assert isinstance(asked, Receipt)
    assert again == asked
    seen = load(desk.people["ben"], opened.case_id, day("Mon 16 Jun 2025"))
    assert [event.kind for event in seen.events[-3:]] == [
        "case.closed",
        "stage.requested",
        "case.reopened",
    ]
    assert seen.case.closed_on is None
    assert "decide-late-request" in {duty.rule.id for duty in seen.duties if duty.is_open}
