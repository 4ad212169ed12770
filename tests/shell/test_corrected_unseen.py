"""A correction by somebody who is not shown how to reach the family leaves that as it is."""

from typing import Any

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from reconvene.core.conduct.answer import Ground
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.opening import ComplaintReceived
from reconvene.desk.answers import Receipt
from reconvene.desk.look import Look, load, load_whole
from reconvene.desk.opening import receive_complaint
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import RECEIVED_ON, Step, complaint, noon

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-2")]
SAFELY = "Text first. Do not ring the house."
ON = "Thu 14 Aug 2025"
AT_SITTING = 22


def taken_down_by(desk: Desk, by: str) -> str:
    """Return a case that somebody took down, with how to reach the family safely."""
    data = replace(complaint(desk.named["amina"]), safe_contact=SAFELY)
    on = day(RECEIVED_ON)
    taken = receive_complaint(desk.people[by], data, happened_on=on, key="k", now=noon(on))
    assert isinstance(taken, Receipt), taken
    return taken.case_id


def corrects(desk: Desk, case_id: str, by: str, **changed: Any) -> Look:
    """Return the whole case after somebody put the complaint right, as it is shown to them."""
    shown = load(desk.people[by], case_id, day(ON)).case.received
    assert shown
    return puts_right(desk, case_id, by, shown, **changed)


def puts_right(desk: Desk, case_id: str, by: str, shown: ComplaintReceived, **changed: Any) -> Look:
    """Return the whole case after somebody changed something of a complaint as they have it."""
    data = {**to_builtins(shown), **changed}
    details = {"entry": 1, "reason": "It was misheard.", "data": data}
    answer = desk.act(case_id, Step(by, ON, "entry.corrected", details))
    assert isinstance(answer, Receipt), answer
    return load_whole(desk.people[by], case_id, day(ON))


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


def test_keeps_the_new_words_of_whoever_took_them_down() -> None:
    desk = Desk.at()
    case_id = taken_down_by(desk, "bea")
    desk.live(case_id, AT_SITTING)
    own = load(desk.people["bea"], case_id, day(ON)).events[0].data
    assert isinstance(own, ComplaintReceived)
    assert own.safe_contact == SAFELY

    look = puts_right(desk, case_id, "bea", own, safe_contact="Ring the school.")

    assert look.whole.case.received
    assert look.whole.case.received.safe_contact == "Ring the school."
    told = str(load(desk.people["bea"], case_id, day(ON)).events)
    assert "Ring the school." not in told
    assert SAFELY not in told


def test_keeps_what_others_put_right_since() -> None:
    desk = Desk.at()
    case_id = taken_down_by(desk, "bea")
    desk.live(case_id, AT_SITTING)
    corrects(desk, case_id, "ben", safe_contact="Ring the school.")

    look = corrects(desk, case_id, "bea", seeks="An apology.")

    assert look.whole.case.received
    assert look.whole.case.received.safe_contact == "Ring the school."


def test_keeps_what_it_does_not_speak_of_as_who_took_it_down_said_it() -> None:
    desk = Desk.at()
    case_id = taken_down_by(desk, "bea")
    desk.live(case_id, AT_SITTING)

    look = corrects(desk, case_id, "bea", seeks="An apology.")

    assert look.whole.case.received
    assert look.whole.case.received.safe_contact == SAFELY


def test_is_refused_with_words_on_it_once_others_put_that_right() -> None:
    desk = Desk.at()
    case_id = taken_down_by(desk, "bea")
    desk.live(case_id, AT_SITTING)
    own = load(desk.people["bea"], case_id, day(ON)).events[0].data
    corrects(desk, case_id, "ben", safe_contact="Ring the school.")
    data = {**to_builtins(own), "safe_contact": "Ring her sister."}
    details = {"entry": 1, "reason": "It was misheard.", "data": data}

    found = desk.act(case_id, Step("bea", ON, "entry.corrected", details))

    assert getattr(found, "ground", None) is Ground.NOT_OPEN_TO_YOU
    received = load_whole(desk.people["ben"], case_id, day(ON)).whole.case.received
    assert received
    assert received.safe_contact == "Ring the school."


@pytest.mark.assures("AZ-5")
def test_is_shown_without_it_to_who_made_it_and_is_complained_of_now() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, AT_SITTING)
    corrects(desk, case_id, "ben", safe_contact=SAFELY, adjustments="A ramp.")
    by_bea = corrects(desk, case_id, "bea", seeks="An apology.").whole.events[-1].number
    bea = desk.people["bea"]
    assert by_bea in {event.number for event in load(bea, case_id, day(ON)).events}
    received = load_whole(bea, case_id, day(ON)).whole.case.received
    conference = to_builtins(received)["conference"]
    chair = {"id": bea.id, "name": bea.name, "role": "conference-chair"}
    corrects(desk, case_id, "ben", conference={**conference, "chair": chair})

    look = load(bea, case_id, day(ON))

    assert look.is_answering
    own = next(event.data for event in look.events if event.number == by_bea)
    assert isinstance(own, EntryCorrected)
    assert own.data
    assert own.reason == "It was misheard."
    assert not set(own.data) & {"safe_contact", "adjustments", "seeks"}
    assert not set(own.data["conference"]) & {"minutes_sent_to", "attended"}
    assert SAFELY not in str(look.events)


def test_that_is_no_words_is_refused_as_from_anybody_else() -> None:
    desk = Desk.at()
    case_id = taken_down_by(desk, "bea")
    desk.live(case_id, AT_SITTING)
    data = {**to_builtins(complaint(desk.named["amina"])), "safe_contact": [1]}
    details = {"entry": 1, "reason": "It was misheard.", "data": data}

    found = [desk.act(case_id, Step(by, ON, "entry.corrected", details)) for by in ("bea", "ben")]

    assert [getattr(answer, "ground", None) for answer in found] == [Ground.DETAIL_MISSING] * 2
