"""Fifty people act on one case at once: one history, which explains every answer they got."""

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import count, cycle
from random import Random

import pytest
from django.db import connection

from reconvene.core.conduct.answer import Answer, Ground, Refused
from reconvene.core.conduct.context import LAW
from reconvene.core.record.event import Event
from reconvene.core.record.payload import Person as Named
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.look import CaseUnknown, load
from reconvene.ledger.verifying import verify
from reconvene.library.procedure_files import load_procedures, procedure
from reconvene.people.models import Person
from tests.shell.test_many_at_once import at_once
from tests.shell.test_worklist_rebuilt import emptied_and_rebuilt, everything
from tests.support.cast import SP_ROLES, person
from tests.support.days import written
from tests.support.desk import Desk
from tests.support.given import SP, Act, Story
from tests.support.sizes import sized
from tests.support.sp_life import STEPS, Step

ROUNDS = sized(5, 200, "rounds of fifty people at one case")
STAFF = 50
LIVED = (0, 1, 4, 5, 8, 9, 14)
"""How far a case has come when they all act: each time something else is to be done."""

ASKED_AT_THE_DESK = {Ground.NOT_THEIRS_TO_DECIDE, Ground.NOT_OPEN_TO_YOU, Ground.NOT_ALONE}
"""Whose it is to do, and to see, is asked of people before the rules are."""

pytestmark = pytest.mark.django_db(transaction=True)


def staff(desk: Desk) -> dict[str, list[Person]]:
    """Return fifty people, some for each of the six who are usually there, themselves included."""
    at = desk.people["ben"].authority
    found = {name: [one] for name, one in desk.people.items()}
    numbers = count(1)
    for name, (_, role) in cycle(SP_ROLES.items()):
        if sum(map(len, found.values())) == STAFF:
            return found
        if name not in {"amina", "lena"}:  # who is named in the case cannot be somebody else
            found[name].append(person(at, f"{name}{next(numbers)} Example", role))
    raise AssertionError


def at_hand(lived: int) -> list[Step]:
    """Return what somebody might do then: go on, go too far, close, change hands, take back."""
    on = written(max(step.happened_on for step in STEPS[: lived + 1]))
    rhys = {"role": "reviewing-manager", "person": "@rhys"}
    struck = {"entry": 1 + max(1, lived), "reason": "Not so.", "struck": True}
    return [
        *(replace(step, on=on) for step in STEPS[lived : lived + 3]),
        Step("ben", on, "case.closed", {"reason": "Done."}),
        Step("ben", on, "point.withdrawn", {"point": "A"}),
        Step("ben", on, "stage.requested", {"stage": "stage-2", "points": ["A"]}),
        Step("ben", on, "role.assigned", rhys),
        Step("ben", on, "supporter.named", {"name": "Ada", "kind": "advocate"}),
        Step("ben", on, "entry.corrected", struck),
    ]


@pytest.mark.assures("CO-2", size=ROUNDS)
@pytest.mark.parametrize("number", range(ROUNDS))
def test_fifty_people_make_one_history(number: int) -> None:
    load_procedures()
    desk, chance = Desk.at(), Random(number)  # noqa: S311  who does what
    everybody = staff(desk)
    case_id, others = desk.open().case_id, desk.open().case_id
    lived = LIVED[number % len(LIVED)]
    desk.live(case_id, lived)
    before = seen(desk, case_id)
    steps = [chance.choice(at_hand(lived)) for _ in range(STAFF)]
    by = [chance.choice(everybody[step.by]) for step in steps]

    def acts(one: int) -> Receipt | Refused | Conflict:
        crew = Desk({**desk.people, steps[one].by: by[one]})
        try:
            return crew.act(case_id, steps[one], key=f"{one}")
        except CaseUnknown:  # it is not there for them, or not any more
            return Refused(Ground.NOT_OPEN_TO_YOU, LAW)

    answers = at_once(acts, STAFF, people=STAFF)

    after = seen(desk, case_id)
    assert after[: len(before)] == before
    assert [event.number for event in after] == list(range(1, len(after) + 1))
    tried = [as_act(desk, step, who) for step, who in zip(steps, by, strict=True)]
    explain(desk, after, len(before), list(zip(tried, answers, strict=True)))
    assert len(seen(desk, others)) == 1
    with connection.cursor() as cursor:
        assert verify(cursor) == ()
    live = everything()
    assert emptied_and_rebuilt(max(step.happened_on for step in steps)) == live


def seen(desk: Desk, case_id: str) -> tuple[Event, ...]:
    return load(desk.people["ben"], case_id, STEPS[-1].happened_on).events


def as_act(desk: Desk, step: Step, who: Person) -> Act:
    named = Named(id=who.id, name=who.name, role=SP_ROLES[step.by][1])
    return Act(kind=step.kind, data=step.data(desk.named), on=step.happened_on, by=named)


def explain(
    desk: Desk,
    after: tuple[Event, ...],
    begun: int,
    answers: list[tuple[Act, Receipt | Refused | Conflict]],
) -> None:
    """Hold that every answer is one that the rules give at some place of the history."""
    at = desk.people["ben"].authority

    @cache
    def upto(length: int) -> Story:
        return Story(procedure(SP), after[:length], days=at.days, office=at.office)

    def said(act: Act, length: int) -> Answer:
        return upto(length).answer_to(act)

    numbers = Counter(answer.number for _, answer in answers if isinstance(answer, Receipt))
    assert set(numbers.values()) <= {1}
    for act, answer in answers:
        assert not isinstance(answer, Conflict)
        if isinstance(answer, Receipt):
            entry = after[answer.number - 1]
            assert (entry.kind, entry.actor) == (act.kind, act.by.id)
            assert said(act, answer.number - 1), act
        elif answer.ground not in ASKED_AT_THE_DESK:
            places = range(begun, len(after) + 1)
            assert any(said(act, place) == answer for place in places), (act, answer)
