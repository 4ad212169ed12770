"""The role beside a name in an entry: believed of nobody who does not hold it.

Every field of every payload that carries somebody is found here by its type, so that a new one
is held to this too, or is put among those whose role decides nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec import inspect
from msgspec.structs import asdict
from msgspec.structs import replace as altered

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import KINDS, Entry, payload
from reconvene.core.record.opening import RoleAssigned, StandingDecided
from reconvene.core.record.payload import Payload
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.look import Look, load
from reconvene.desk.named_roles import named_role_refusal
from reconvene.library.words.answers import refusal_words
from reconvene.people.models import RoleHeld
from tests.support import cast
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import RECEIVED_ON, STEPS, Step, noon

ON = day(RECEIVED_ON)
TOMORROW = ON + timedelta(days=1)
SITTING = next(step for step in STEPS if step.kind == "sitting.opened")
SAT_ON, AFTER = SITTING.happened_on, SITTING.happened_on + timedelta(days=6)
INGRID = Named(id="ingrid", name="Ingrid Berg", role="panel-chair")
DECIDES_NOTHING = {
    "complaint.received: conference.minutes_sent_to",
    "complaint.received: conference.attended",
    "complaint.received: conference.reported",
    "conference.arranged: chair",
}
"""Where a role beside a name is believed: no rule asks for it."""


def places(found: Any) -> Iterator[str]:
    """Yield the path of every field of a type that carries somebody."""
    if isinstance(found, inspect.StructType):
        for field in found.fields:
            for path in places(field.type):
                yield f"{field.name}.{path}".rstrip(".")
            if any(one.cls is Named for one in structs(field.type)):
                yield field.name
    elif isinstance(found, inspect.VarTupleType):
        yield from places(found.item_type)
    elif isinstance(found, inspect.UnionType):
        for one in found.types:
            yield from places(one)


def structs(found: Any) -> Iterator[inspect.StructType]:
    """Yield the structs a field can hold, or a list in it."""
    if isinstance(found, inspect.StructType):
        yield found
    for one in getattr(found, "types", ()):
        yield from structs(one)
    if isinstance(found, inspect.VarTupleType):
        yield from structs(found.item_type)


def filled(found: Any, path: str, person: Named) -> Any:
    """Return a plain value of a type: as little as it may hold, with somebody put in one place."""
    match found:
        case inspect.StructType(cls=cls) if cls is Named and not path:
            return {"id": person.id, "name": person.name, "role": person.role}
        case inspect.StructType():
            name, _, rest = path.partition(".")
            return {
                field.name: filled(field.type, rest if field.name == name else "", person)
                for field in found.fields
                if field.required or field.name == name
            }
        case inspect.VarTupleType():
            return [filled(found.item_type, path, person)]
        case inspect.UnionType():
            return filled(next(structs(found)), path, person)
        case inspect.LiteralType():
            return found.values[0]
        case inspect.DateType():
            return ON
        case inspect.BoolType():
            return True
        case inspect.IntType():
            return 1
        case inspect.DictType():
            return {}
    return "x"


EVERY_PLACE = sorted(
    {f"{kind}: {path}" for kind, of in KINDS.items() for path in places(inspect.type_info(of))}
)


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk.at()


@pytest.fixture
def look(desk: Desk) -> Look:
    return load(desk.people["ben"], desk.open().case_id, ON)


def called(desk: Desk, who: str, role: str) -> Named:
    return Named(id=desk.people[who].id, name=desk.people[who].name, role=role)


def judged_by(person: Named) -> StandingDecided:
    return StandingDecided(accepted=False, decided_by=person, reasons="Too young.")


def refused(look: Look, data: Payload, kind: str = "standing.decided", on: date = ON) -> bool:
    answer = named_role_refusal(look, Entry(kind=kind, happened_on=on, data=data))
    assert answer is None or answer.ground is Ground.NOT_THEIRS_TO_DECIDE
    return answer is not None


class TestEveryPlace:
    """Each place of a payload that holds somebody, filled with one who claims a role."""

    @pytest.mark.parametrize("place", EVERY_PLACE)
    def test_is_held_to_what_they_hold(self, desk: Desk, look: Look, place: str) -> None:
        kind, _, path = place.partition(": ")
        false = called(desk, "ben", "line-manager")
        plain = filled(inspect.type_info(KINDS[kind]), path, false)

        answer = named_role_refusal(
            look, Entry(kind=kind, happened_on=ON, data=payload(kind, plain))
        )

        if place in DECIDES_NOTHING:
            assert answer is None
            return
        assert answer is not None
        assert answer.ground is Ground.NOT_THEIRS_TO_DECIDE
        assert answer.facts == {
            "who": "Ben Carter",
            "roles": ("line-manager",),
            "holders": ("Lena Novak",),
        }

    def test_is_found(self) -> None:
        assert set(EVERY_PLACE) >= {*DECIDES_NOTHING, "complaint.received: conference.chair"}
        assert len(EVERY_PLACE) >= 20


class TestSomebody:
    """Whoever is said to hold a role."""

    def test_who_holds_it_by_post_is_believed(self, desk: Desk, look: Look) -> None:
        assert not refused(look, judged_by(called(desk, "lena", "line-manager")))

    def test_who_held_it_on_that_day_is_believed(self, desk: Desk, look: Look) -> None:
        RoleHeld.objects.filter(person=desk.people["lena"]).update(to_on=ON)
        lena = called(desk, "lena", "line-manager")

        assert not refused(look, judged_by(lena))
        assert refused(look, judged_by(lena), on=TOMORROW)

    def test_of_another_authority_is_not_believed(self, look: Look) -> None:
        gail = Desk.at("elsewhere")

        assert refused(look, judged_by(called(gail, "lena", "line-manager")))

    def test_in_a_part_that_no_procedure_gives_is_believed(self, look: Look) -> None:
        assert not refused(look, judged_by(Named(id="ewa", role="complainant")))

    def test_in_a_part_held_outside_is_believed(self, look: Look) -> None:
        assert not refused(look, judged_by(Named(id="mina", role="minute-taker")))

    def test_bound_to_it_in_the_case_is_believed(self, desk: Desk, look: Look) -> None:
        assert not refused(look, judged_by(called(desk, "amina", "conference-chair")))

    def test_is_not_believed_where_somebody_else_is_bound_to_it(
        self, desk: Desk, look: Look
    ) -> None:
        desk.people["omar"] = cast.person(look.person.authority, "Omar", "conference-chair")
        omar = judged_by(called(desk, "omar", "conference-chair"))

        answer = named_role_refusal(look, Entry(kind="standing.decided", happened_on=ON, data=omar))

        assert answer is not None
        assert answer.facts["holders"] == ("Amina Yusuf",)

    def test_bound_to_it_until_later_is_believed_of_that_day(self, desk: Desk) -> None:
        case = desk.open()
        amina, omar = called(desk, "amina", "conference-chair"), Named(id="omar", name="Omar")
        told = record(
            desk.people["ben"],
            case.case_id,
            "role.assigned",
            RoleAssigned(role="conference-chair", person=omar),
            happened_on=TOMORROW,
            key="named",
            now=noon(TOMORROW),
        )
        assert isinstance(told, Receipt)
        look = load(desk.people["ben"], case.case_id, TOMORROW)

        assert not refused(look, judged_by(amina), on=ON)
        assert refused(look, judged_by(amina), on=TOMORROW)

    def test_given_a_role_of_the_case_by_the_entry_itself_is_believed(self, look: Look) -> None:
        new = Named(id="new", name="New", role="panel-chair")

        assert not refused(look, RoleAssigned(role="panel-chair", person=new), kind="role.assigned")

    @pytest.mark.parametrize("beside", ["line-manager", ""])
    def test_given_a_role_held_by_post_is_believed_only_where_they_hold_it(
        self, desk: Desk, look: Look, beside: str
    ) -> None:
        def given(who: str) -> RoleAssigned:
            return RoleAssigned(role="line-manager", person=called(desk, who, beside))

        assert refused(look, given("ben"), kind="role.assigned")
        assert not refused(look, given("lena"), kind="role.assigned")

    def test_given_a_role_held_outside_is_believed(self, look: Look) -> None:
        mina = RoleAssigned(role="minute-taker", person=Named(id="mina", name="Mina"))

        assert not refused(look, mina, kind="role.assigned")

    def test_given_a_role_that_no_procedure_has_is_left_to_the_core(self, look: Look) -> None:
        mayor = RoleAssigned(role="mayor", person=Named(id="mina", name="Mina"))

        assert not refused(look, mayor, kind="role.assigned")

    def test_said_to_by_a_correction_is_not_believed_either(self, desk: Desk, look: Look) -> None:
        chair = {"id": desk.people["ben"].id, "role": "line-manager"}
        received = {"held_on": ON, "chair": chair}
        data = {
            "procedure": "sp-cpc/1",
            "complainant": {"name": "Ewa", "capacity": "parent"},
            "conference": received,
            "points": [],
        }

        assert refused(look, EntryCorrected(entry=1, reason="Wrong.", data=data), "entry.corrected")
        assert not refused(look, EntryCorrected(entry=1, reason="Wrong."), "entry.corrected")


class TestTheDesk:
    """What the desk answers when an entry says of somebody what they are not."""

    def signed(self, desk: Desk, sender: Named) -> Refused | object:
        case_id = desk.open().case_id
        step = replace(STEPS[1], details={**STEPS[1].details, "sender": sender})
        return desk.act(case_id, replace(step, by="ben"))

    def test_is_a_refusal_that_names_who_does(self, desk: Desk) -> None:
        answer = self.signed(desk, called(desk, "ben", "line-manager"))

        assert isinstance(answer, Refused)
        look = load(desk.people["ben"], desk.open().case_id, ON)
        said = refusal_words(look.context, answer).reason
        assert said == "Ben Carter is not the chair's line manager. Here that is Lena Novak."

    def test_is_a_refusal_that_says_so_where_nobody_does(self, desk: Desk) -> None:
        RoleHeld.objects.filter(role="line-manager").delete()

        answer = self.signed(desk, called(desk, "ben", "line-manager"))

        assert isinstance(answer, Refused)
        look = load(desk.people["ben"], desk.open().case_id, ON)
        said = refusal_words(look.context, answer).reason
        assert said == "Ben Carter is not the chair's line manager, and nobody else here is."

    def test_is_a_receipt_where_it_is_so(self, desk: Desk) -> None:
        assert isinstance(self.signed(desk, called(desk, "lena", "line-manager")), Receipt)

    def test_is_a_refusal_of_whoever_would_name_themselves(self, desk: Desk) -> None:
        case_id, ben = desk.open().case_id, called(desk, "ben", "line-manager")
        named = RoleAssigned(role="line-manager", person=ben)
        answer = record(
            desk.people["ben"],
            case_id,
            "role.assigned",
            named,
            happened_on=ON,
            key="named",
            now=noon(ON),
        )

        assert isinstance(answer, Refused)
        assert isinstance(self.signed(desk, ben), Refused)

    def test_looks_up_everybody_at_once_and_nobody_who_acts(self, desk: Desk, look: Look) -> None:
        both = {"meeting": "stage-1-appointment", "present": ["@lena", "@rhys"]}
        data = replace(STEPS[3], details=both).data(desk.named)
        entry = Entry(kind="meeting.held", happened_on=ON, data=data)
        own = judged_by(called(desk, "ben", "complaints-officer"))

        with CaptureQueriesContext(connection) as asked:
            assert named_role_refusal(look, entry) is None
        assert len(asked) == 1
        with CaptureQueriesContext(connection) as asked:
            assert not refused(look, own)
        assert len(asked) == 0


class TestAPanelChairWhoStoodDown:
    """A chair found barred, or who left: neither signs what the panel decided."""

    def left(self, desk: Desk, bar: str) -> str:
        """Return a case whose panel chair left on the day the panel was to sit."""
        case_id = desk.open().case_id
        desk.live(case_id, STEPS.index(SITTING))
        gone = {"panel": "appeal-panel", "person": "ingrid", "reason": "Left.", "bar": bar}
        assert isinstance(
            desk.act(case_id, Step("bea", SITTING.on, "panelist.removed", gone)), Receipt
        )
        return case_id

    def signed(self) -> Payload:
        details = {"letter": "panel-decision-letter", "sender": asdict(INGRID)}
        return payload("letter.sent", details)

    @pytest.mark.parametrize("bar", ["line-management", ""])
    def test_does_not_sign_the_decision(self, desk: Desk, bar: str) -> None:
        look = load(desk.people["ben"], self.left(desk, bar), AFTER)

        assert refused(look, self.signed(), "letter.sent", AFTER)
        assert refused(look, self.signed(), "letter.sent", SAT_ON)

    @pytest.mark.parametrize("bar", ["line-management", ""])
    def test_had_the_role_until_then_unless_they_were_barred(self, desk: Desk, bar: str) -> None:
        look = load(desk.people["ben"], self.left(desk, bar), SAT_ON)

        assert refused(look, judged_by(INGRID), on=SAT_ON - timedelta(days=1)) is bool(bar)

    @pytest.mark.parametrize("bar", ["line-management", ""])
    def test_is_not_named_anew_where_they_were_barred(self, desk: Desk, bar: str) -> None:
        look = load(desk.people["ben"], self.left(desk, bar), SAT_ON)
        anew = RoleAssigned(role="panel-chair", person=altered(INGRID, role=""))

        assert refused(look, anew, "role.assigned", SAT_ON) is bool(bar)

    def test_signs_where_it_was_somebody_else(self, desk: Desk) -> None:
        case_id = self.left(desk, "line-management")
        number = load(desk.people["ben"], case_id, SAT_ON).events[-1].number
        wrong = {"entry": number, "reason": "It was somebody else.", "struck": True}
        assert isinstance(
            desk.act(case_id, replace(SITTING, by="ben", kind="entry.corrected", details=wrong)),
            Receipt,
        )

        look = load(desk.people["ben"], case_id, AFTER)
        assert not refused(look, self.signed(), "letter.sent", AFTER)
