"""A correction by somebody who is not shown how to reach the family leaves that as it is."""

import pytest
from msgspec import to_builtins

from reconvene.core.record.opening import ComplaintReceived
from reconvene.desk.answers import Receipt
from reconvene.desk.look import Look, load, load_whole
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import Step

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-2")]
SAFELY = "Text first. Do not ring the house."
AT_SITTING = 22


def corrects(desk: Desk, case_id: str, by: str, **changed: str) -> Look:
    """Return the whole case after somebody put the complaint right, as it is shown to them."""
    on = "Thu 14 Aug 2025"
    shown = load(desk.people[by], case_id, day(on)).case.received
    data = {**to_builtins(shown), **changed}
    details = {"entry": 1, "reason": "It was misheard.", "data": data}
    answer = desk.act(case_id, Step(by, on, "entry.corrected", details))
    assert isinstance(answer, Receipt), answer
    return load_whole(desk.people[by], case_id, day(on))


def test_keeps_what_the_form_of_whoever_corrects_had_not() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, AT_SITTING)
    corrects(desk, case_id, "ben", safe_contact=SAFELY)

    look = corrects(desk, case_id, "bea", seeks="An apology.")

    received = look.whole.case.received
    assert isinstance(received, ComplaintReceived)
    assert (received.seeks, received.safe_contact) == ("An apology.", SAFELY)
    assert SAFELY not in str(load(desk.people["bea"], case_id, day("Thu 14 Aug 2025")).events)
