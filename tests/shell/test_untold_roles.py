"""A role that bars somebody, left out beside their name: it bars them all the same."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs
from msgspec.json import decode

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Entry, Event, encode
from reconvene.core.record.panels import DecisionPut, PanelistAppointed
from reconvene.core.record.payload import Payload
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.look import Look, load_referred_to
from reconvene.desk.untold_roles import with_untold_roles
from reconvene.people.models import Authority, Person, RoleHeld
from tests.support.cast import SINCE, authority
from tests.support.storied import live, somebody
from tests.support.tellings import told

STORY = "ox-cpc/mixed-points"
MANAGER = "service-manager-qa"


@pytest.fixture
def board(db: None) -> Authority:
    return authority("board", procedure="ox-cpc", prefix="OX", name="Example Board")


def first(kind: type[Payload]) -> Event:
    """Return the first entry of the story of this kind."""
    return next(event for event in told(STORY).telling.events if isinstance(event.data, kind))


def tried(board: Authority, event: Event, data: Payload) -> Receipt | Refused:
    """Live the story up to the day before an entry, and record something else in its place."""
    on = event.recorded_at.date()
    days = {one.recorded_at.date() for one in told(STORY).telling.events}
    before = max(day for day in days if day < on)
    reference = live(STORY, board, until=before)
    actor = somebody(board, event)
    look = load_referred_to(actor, reference, event.recorded_at.date())
    answer = record(
        actor,
        look.case_id,
        event.kind,
        data,
        happened_on=event.happened_on,
        key="tried",
        now=event.recorded_at,
        role=event.role,
    )
    assert isinstance(answer, Receipt | Refused)
    return answer


def manager(board: Authority) -> Named:
    made = Person.objects.create(id="mona", username="mona", name="Mona", authority=board)
    RoleHeld.objects.create(person=made, role=MANAGER, from_on=SINCE)
    return Named(id="mona", name="Mona", agency="council")


@pytest.mark.clauses("OX 1b.5")
def test_a_seat_is_kept_from_whoever_holds_a_role_that_may_not_sit(board: Authority) -> None:
    event = first(PanelistAppointed)
    assert isinstance(event.data, PanelistAppointed)
    seat = structs.replace(event.data, seat="council")

    answer = tried(board, event, structs.replace(seat, person=manager(board)))

    assert isinstance(answer, Refused)
    assert (answer.ground, answer.clause) == (Ground.BARRED, "OX 1b.5")
    assert answer.facts["role"] == MANAGER


@pytest.mark.clauses("OX 1b.5")
def test_somebody_without_such_a_role_is_seated_under_their_own(board: Authority) -> None:
    event = first(PanelistAppointed)

    assert isinstance(tried(board, event, event.data), Receipt)


@pytest.mark.clauses("OX 1b.5")
def test_whoever_must_leave_the_room_is_seen_in_it(board: Authority) -> None:
    event = first(DecisionPut)
    assert isinstance(event.data, DecisionPut)
    reference = live(STORY, board, until=event.recorded_at.date())
    look = load_referred_to(somebody(board, event), reference, event.recorded_at.date())
    made = next(one for one in look.events if isinstance(one.data, DecisionPut))

    entry = Entry(
        kind=made.kind,
        happened_on=made.happened_on,
        data=structs.replace(event.data, others_present=(manager(board), Named(id="x"))),
    )
    seen = with_untold_roles(look, entry).data

    assert isinstance(seen, DecisionPut)
    assert [person.role for person in seen.others_present] == [MANAGER, ""]


@pytest.mark.clauses("OX 1b.5")
@pytest.mark.parametrize("who", ["mona", "somebody else"])
def test_a_correction_seats_nobody_who_could_not_have_been_seated(
    board: Authority, who: str
) -> None:
    event = first(PanelistAppointed)
    day = event.recorded_at.date()
    reference = live(STORY, board, until=day)
    look = load_referred_to(somebody(board, event), reference, day)
    made = next(one for one in look.events if isinstance(one.data, PanelistAppointed))
    assert isinstance(made.data, PanelistAppointed)
    other = structs.replace(manager(board), id=who, agency=made.data.person.agency)
    data = structs.replace(made.data, person=other)
    answer = corrected(look, made, data=decode(encode(data)))

    assert (who == "mona") is (
        isinstance(answer, Refused) and answer.facts["because"] == Ground.BARRED
    )
    assert isinstance(answer, Refused | Receipt)


def test_a_correction_of_the_day_alone_is_judged_by_who_held_what_on_it(board: Authority) -> None:
    event = first(PanelistAppointed)
    day = event.recorded_at.date()
    reference = live(STORY, board, until=day)
    look = load_referred_to(somebody(board, event), reference, day)
    made = next(one for one in look.events if isinstance(one.data, PanelistAppointed))
    assert isinstance(made.data, PanelistAppointed)
    seated = Person.objects.create(
        id=made.data.person.id, username="seated", name="Seated", authority=board
    )
    before = made.happened_on - timedelta(days=1)
    RoleHeld.objects.create(person=seated, role=MANAGER, from_on=SINCE, to_on=before)

    answer = corrected(look, made, happened_on=before)

    assert isinstance(answer, Refused)
    assert answer.facts["because"] == Ground.BARRED


def corrected(look: Look, event: Event, **details: Any) -> Receipt | Refused | Conflict:
    """Correct an entry of a case, as whoever looks at it."""
    return record(
        look.person,
        look.case_id,
        "entry.corrected",
        EntryCorrected(entry=event.number, reason="It was somebody else.", **details),
        happened_on=event.recorded_at.date(),
        key="corrected",
        now=event.recorded_at,
        role=event.role,
    )
