"""Whatever is done at the desk, in whatever order, comes to what the rules alone say it comes to."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from secrets import token_hex

import pytest
from django.db import connection
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run
from msgspec import structs

from reconvene.core.conduct.acts import subjects
from reconvene.core.conduct.answer import Allowed, Ground, Refused
from reconvene.core.conduct.decide import may
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import KINDS, Event
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.payload import Person as Named
from reconvene.desk import look as desk
from reconvene.desk.act import record
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.opening import receive_complaint
from reconvene.ledger.history import Batch, load
from reconvene.ledger.verifying import verify
from reconvene.library.procedure_files import procedure
from reconvene.people.models import Authority, Person, RoleHeld
from reconvene.worklist.rebuilding import _out_of_date
from tests.support.cast import SINCE, authority
from tests.support.core.acts import received, received_in_oxfordshire
from tests.support.core.details import candidates
from tests.support.given import OX, SP, Act, Story
from tests.support.sizes import IS_FULL, sized
from tests.support.sp_life import noon

PARTS = 6
"""Transactions for all lives of a procedure: with ever more parts of one PostgreSQL grows slow."""
RUNS = sized(3 * PARTS, 334 * PARTS, "random lives of a case, for each procedure")
STEPS = sized(12, 60)
OPENINGS = {SP: received(), OX: received_in_oxfordshire()}
ASKED_AT_THE_DESK = {Ground.NOT_THEIRS_TO_DECIDE, Ground.NOT_OPEN_TO_YOU, Ground.NOT_ALONE}
"""Whose it is to do, and to see, is asked of people before the rules are."""

TAKES = {SP: "complaints-officer", OX: "complaints-team"}
TRIED = [kind for kind in KINDS if kind != "case.moved"]
"""The rules alone do not know which other versions there are to move to."""
WAITS = (0, 0, 0, 1, 3, 7, 28)


class Desk(RuleBasedStateMachine):
    """
    One case at the desk, and beside it the same as the rules alone would have it.

    `sent` holds what was sent under each key that got a receipt.
    """

    reference: str
    at: Authority

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, Act, Receipt]] = []
        opening = OPENINGS[self.reference]
        assert isinstance(opening.data, ComplaintReceived)
        by = holder(self.at, TAKES[self.reference])
        taken = receive_complaint(
            by, opening.data, happened_on=opening.on, key=token_hex(8), now=noon(opening.on)
        )
        assert isinstance(taken, Receipt)
        self.case_id = taken.case_id
        act = replace(opening, by=Named(id=by.id, name=by.name, role=TAKES[self.reference]))
        self.model = Story(
            procedure(self.reference), days=self.at.days, office=self.at.office
        ).and_then(act)

    def send(self, act: Act, key: str) -> Receipt | Refused | Conflict | None:
        """Return what is answered; None where there is no such case for who has no part in it."""
        with suppress(desk.CaseUnknown):
            return record(
                holder(self.at, act.by.role),
                self.case_id,
                act.kind,
                act.data,
                happened_on=act.on,
                key=key,
                now=noon(self.model.today),
                role=act.by.role,
            )
        return None

    @rule(
        kind=st.sampled_from(TRIED),
        wait=st.sampled_from(WAITS),
        data=st.data(),
    )
    def somebody_acts(self, kind: str, wait: int, data: st.DataObject) -> None:
        self.model = replace(self.model, today=self.model.today + timedelta(days=wait))
        act = self._drawn(kind, data)
        if act is None:
            return
        expected = self.model.answer_to(act)
        key = token_hex(8)
        answer = self.send(act, key)
        if answer is None:
            return
        event(f"{type(answer).__name__}")
        if isinstance(answer, Receipt):
            assert isinstance(expected, Allowed), (act, expected)
            assert answer.number == len(self.model.events) + 1
            self.model = self.model.and_then(act)
            self.sent.append((key, act, answer))
        else:
            assert isinstance(answer, Refused)
            asked_first = answer.ground in ASKED_AT_THE_DESK
            assert asked_first or answer == expected, (act, answer, expected)

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def the_same_is_sent_again(self, data: st.DataObject) -> None:
        key, act, receipt = data.draw(st.sampled_from(self.sent))

        assert self.send(act, key) in {receipt, None}

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def something_else_is_sent_under_a_key(self, data: st.DataObject) -> None:
        key, act, receipt = data.draw(st.sampled_from(self.sent))
        other = replace(act, on=act.on - timedelta(days=1))

        assert self.send(other, key) in {Conflict(self.case_id, receipt.number), None}

    @invariant()
    def the_record_is_what_the_rules_say(self) -> None:
        reader = holder(self.at, TAKES[self.reference])
        seen = desk.load(reader, self.case_id, self.model.today)

        assert tuple(map(without_copy, seen.events)) == tuple(self.model.events)
        assert seen.case == self.model.case

    def teardown(self) -> None:
        """At the end the record holds together, and the lists say what it says."""
        with connection.cursor() as cursor:
            assert verify(cursor, self.case_id) == ()
            alone = Batch((load(cursor, self.at.slug, self.case_id),), (), "")
        assert not list(_out_of_date(alone, self.at.days, self.model.today))

    def _drawn(self, kind: str, data: st.DataObject) -> Act | None:
        """Return an act of a kind that is open now, with some details; None where none is."""
        ctx = self.model.context()
        abouts = [None] if kind == "entry.corrected" else list(subjects(ctx, kind))
        is_open = [about for about in abouts if may(ctx, kind, about)]
        if not is_open:
            return None
        about = data.draw(st.sampled_from(is_open))
        role = data.draw(st.sampled_from(list(ctx.definition.by_id["roles"])))
        by = holder(self.at, role)
        named = Named(id=by.id, name=by.name, role=role)
        found = candidates(self.model.context(by=named), kind, about)
        return Act(kind=kind, data=data.draw(st.sampled_from(found)), on=self.model.today, by=named)


def without_copy(event: Event) -> Event:
    """The same entry without the words of a letter, which the rules alone do not write."""
    data = event.data
    if isinstance(data, LetterSent):
        assert data.copy
        return structs.replace(event, data=structs.replace(data, copy=None))
    if isinstance(data, EntryCorrected) and data.data:
        left = {name: one for name, one in data.data.items() if name != "copy"}
        return structs.replace(event, data=structs.replace(data, data=left))
    return event


def holder(at: Authority, role: str) -> Person:
    """Return whoever holds a role in an authority by post, made where nobody does."""
    made, is_new = Person.objects.get_or_create(
        id=f"{role}-holder", defaults={"username": role, "name": role, "authority": at}
    )
    if is_new:
        RoleHeld.objects.create(person=made, role=role, from_on=SINCE)
    return made


@pytest.mark.assures("CO-3", size=RUNS)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("reference", [SP, OX])
@pytest.mark.django_db
def test_the_desk_does_what_the_rules_say(reference: str, part: int) -> None:
    name = reference.split("/", maxsplit=1)[0]
    at = authority(procedure=name, prefix=name[:2].upper())
    # Each part lives other lives: what they are drawn from is the name.
    machine = type(f"Part{part}", (Desk,), {"reference": reference, "at": at})

    run(
        machine,
        settings=settings(
            max_examples=RUNS // PARTS,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not IS_FULL,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
