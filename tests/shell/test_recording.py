"""Recording an act: once, whole, or not at all."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.record.after import CaseMoved
from reconvene.core.record.event import Entry, payload
from reconvene.core.record.exchange import NoticeGiven
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.definitions import ProcedureNotInForce
from reconvene.desk.look import CaseUnknown, load
from reconvene.desk.opening import receive_complaint
from reconvene.ledger import guards
from reconvene.ledger.appending import NoReferenceFree
from tests.support import cast
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.references import called, drawing
from tests.support.sp_life import RECEIVED_ON, STEPS, complaint, noon

TOLD, ACKNOWLEDGED = STEPS[:2]
ON = day(RECEIVED_ON)


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk.at()


def entries(case_id: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM ledger_entry WHERE case_id = %s", (case_id,))
        (found,) = cursor.fetchone()
    return int(found)


def test_a_complaint_opens_a_case_that_is_called_as_was_drawn(desk: Desk) -> None:
    references = [desk.open().reference for _ in range(3)]

    assert references == [called(1), called(2), called(3)]


def test_two_authorities_may_have_cases_that_are_called_the_same(desk: Desk) -> None:
    elsewhere = Desk.at("elsewhere")
    elsewhere.draw = drawing()

    assert elsewhere.open().reference == desk.open().reference


def test_what_another_case_is_called_is_drawn_again_in_the_same_transaction(desk: Desk) -> None:
    first = desk.open()
    with CaptureQueriesContext(connection) as usual:
        desk.open()
    desk.draw = drawing()
    with CaptureQueriesContext(connection) as asked:
        third = desk.open()

    assert first.reference == called(1)
    assert third.reference == called(3)
    assert len(asked) == len(usual) + 2, "one for each reference that was taken"


def test_an_act_is_receipted_with_its_number_and_a_code_of_its_own(desk: Desk) -> None:
    case = desk.open()

    first, second = desk.act(case.case_id, TOLD), desk.act(case.case_id, ACKNOWLEDGED)

    assert isinstance(first, Receipt)
    assert isinstance(second, Receipt)
    assert (case.number, first.number, second.number) == (1, 2, 3)
    assert len({case.code, first.code, second.code}) == 3
    assert second.reference == case.reference
    assert second.recorded_at == ACKNOWLEDGED.now


def test_what_was_recorded_reads_back_as_it_was_said(desk: Desk) -> None:
    case = desk.open()
    at = noon(ON) - timedelta(hours=2, microseconds=7)
    record(
        desk.people["amina"],
        case.case_id,
        "notice.given",
        NoticeGiven(notice="tell-officer-received", note="By telephone – “at once”."),
        happened_on=ON,
        happened_at=at,
        key="told",
        now=noon(ON),
    )

    event = load(desk.people["ben"], case.case_id, ON).events[-1]

    assert event.data == NoticeGiven(
        notice="tell-officer-received", note="By telephone – “at once”."
    )
    assert (event.number, event.kind, event.happened_on) == (2, "notice.given", ON)
    assert (event.happened_at, event.recorded_at) == (at, noon(ON))
    assert (event.actor, event.role) == (desk.people["amina"].id, "conference-chair")


@pytest.mark.assures("ID-1")
class TestTheSameAgain:
    """A key with what was sent under it, sent more than once."""

    def test_gives_the_same_receipt_and_adds_nothing(self, desk: Desk) -> None:
        case = desk.open()

        answers = {str(desk.act(case.case_id, TOLD, key="one")) for _ in range(5)}

        assert len(answers) == 1
        assert entries(case.case_id) == 2

    def test_gives_the_same_receipt_even_once_the_act_is_no_longer_open(self, desk: Desk) -> None:
        case = desk.open()
        requested = STEPS[8]
        desk.live(case.case_id, 8)
        first = desk.act(case.case_id, requested, key="ask")

        assert desk.act(case.case_id, requested, key="ask") == first
        assert isinstance(desk.act(case.case_id, requested, key="ask again"), Refused)

    def test_opens_no_second_case(self, desk: Desk) -> None:
        receipts = [desk.open(key="complaint") for _ in range(5)]

        assert len(set(receipts)) == 1
        assert desk.open(key="another").reference == called(2)

    def test_with_other_contents_is_a_conflict(self, desk: Desk) -> None:
        case = desk.open()
        desk.act(case.case_id, TOLD, key="one")

        answer = desk.act(
            case.case_id, replace(TOLD, details={"notice": "stage-2-progress"}), key="one"
        )

        assert answer == Conflict(case.case_id, 2)
        assert not answer
        assert entries(case.case_id) == 2

    def test_for_another_case_is_a_conflict(self, desk: Desk) -> None:
        one, other = desk.open(), desk.open()
        desk.act(one.case_id, TOLD, key="one")

        assert desk.act(other.case_id, TOLD, key="one") == Conflict(one.case_id, 2)
        assert entries(other.case_id) == 1

    def test_with_another_complaint_is_a_conflict(self, desk: Desk) -> None:
        one = desk.open(key="complaint")

        answer = receive_complaint(
            desk.people["ben"],
            complaint(desk.named["amina"], name="Somebody Else"),
            happened_on=ON,
            key="complaint",
            now=noon(ON),
        )

        assert answer == Conflict(one.case_id, 1)

    @pytest.mark.assures("ID-2")
    def test_by_somebody_else_is_their_own(self, desk: Desk) -> None:
        case = desk.open()
        mine = desk.act(case.case_id, TOLD, key="one")

        theirs = desk.act(case.case_id, replace(TOLD, by="ben"), key="one")

        assert isinstance(mine, Receipt)
        assert isinstance(theirs, Receipt)
        assert theirs.number == mine.number + 1


class TestARefusal:
    """An act that may not be done."""

    def test_stores_nothing_and_leaves_its_key_free(self, desk: Desk) -> None:
        case = desk.open()
        early = STEPS[5]

        refused = desk.act(case.case_id, early, key="letter")

        assert isinstance(refused, Refused)
        assert refused.ground is Ground.POINT_UNANSWERED
        assert entries(case.case_id) == 1
        desk.live(case.case_id, 5)
        assert isinstance(desk.act(case.case_id, early, key="letter"), Receipt)

    def test_of_a_complaint_opens_no_case_and_spends_no_reference(self, desk: Desk) -> None:
        refused = receive_complaint(
            desk.people["ben"],
            complaint(desk.named["amina"]),
            happened_on=ON + timedelta(days=1),
            key="tomorrow",
            now=noon(ON),
        )

        assert isinstance(refused, Refused)
        assert refused.ground is Ground.IN_THE_FUTURE
        assert desk.open().reference == called(1)

    def test_meets_a_move_to_a_version_that_is_not_there(self, desk: Desk) -> None:
        case = desk.open()

        refused = record(
            desk.people["ben"],
            case.case_id,
            "case.moved",
            CaseMoved(to="sp-cpc/99", reason="Newer.", agreed_by=Named(id="x")),
            happened_on=ON,
            key="move",
            now=noon(ON),
        )

        assert isinstance(refused, Refused)
        assert refused.facts == {"detail": "sp-cpc/99"}


class TestWithAComplaint:
    """What goes on the record together with a complaint."""

    def received(
        self, desk: Desk, *also: Entry, noted: tuple[Entry, ...] = (), key: str = "one"
    ) -> Receipt | Refused | Conflict:
        return receive_complaint(
            desk.people["ben"],
            complaint(desk.named["amina"]),
            happened_on=ON,
            key=key,
            now=noon(ON),
            also=also,
            noted=noted,
        )

    def entry(self, kind: str, **said: str) -> Entry:
        return Entry(kind=kind, happened_on=ON, data=payload(kind, said))

    def test_stands_after_it_in_order(self, desk: Desk) -> None:
        named = self.entry("supporter.named", name="Gus")
        ended = self.entry("supporter.ended", name="Gus")

        receipt = self.received(desk, named, ended)

        assert isinstance(receipt, Receipt)
        events = load(desk.people["ben"], receipt.case_id, ON).events
        kinds = [event.kind for event in events]
        assert kinds == ["complaint.received", "supporter.named", "supporter.ended"]
        assert {(event.role, event.recorded_at) for event in events} == {
            ("complaints-officer", noon(ON))
        }

    def test_is_refused_with_it_where_any_of_it_is(self, desk: Desk) -> None:
        named = self.entry("supporter.named", name="Gus")
        never_named = self.entry("supporter.ended", name="Hal")

        refused = self.received(desk, named, never_named)

        assert isinstance(refused, Refused)
        assert (refused.ground, refused.facts) == (Ground.UNKNOWN, {"detail": "Hal"})
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM ledger_entry")
            assert cursor.fetchone() == (0,)
        assert isinstance(self.received(desk, named), Receipt)

    def test_is_recorded_once_and_is_part_of_what_was_sent(self, desk: Desk) -> None:
        gus = self.entry("supporter.named", name="Gus")
        first = self.received(desk, gus)

        assert isinstance(first, Receipt)
        assert self.received(desk, gus) == first
        assert self.received(desk) == Conflict(first.case_id, 1)
        hal = self.entry("supporter.named", name="Hal")
        assert self.received(desk, hal) == Conflict(first.case_id, 1)
        assert entries(first.case_id) == 2

    def test_is_noted_and_is_no_part_of_what_was_sent(self, desk: Desk) -> None:
        gus = self.entry("supporter.named", name="Gus")
        told = self.entry("notice.given", notice="tell-officer-received")
        first = self.received(desk, gus, noted=(told,))

        assert isinstance(first, Receipt)
        assert entries(first.case_id) == 3
        tomorrow = msgspec.structs.replace(told, happened_on=ON + timedelta(days=1))
        assert self.received(desk, gus, noted=(tomorrow,)) == first
        assert entries(first.case_id) == 3

    def test_is_not_noted_where_that_would_be_refused(self, desk: Desk) -> None:
        gus = self.entry("supporter.named", name="Gus")
        unknown = self.entry("notice.given", notice="tell-nobody")

        first = self.received(desk, gus, noted=(unknown,))

        assert isinstance(first, Receipt)
        assert entries(first.case_id) == 2


def test_a_complaint_from_before_the_procedure_was_in_force_is_a_fault(desk: Desk) -> None:
    with pytest.raises(ProcedureNotInForce, match="Publish one that is"):
        receive_complaint(
            desk.people["ben"],
            complaint(desk.named["amina"]),
            happened_on=day("Mon 1 Jan 1990"),
            key="long ago",
            now=noon(ON),
        )


class TestADatabaseTamperedWith:
    """What no retry can mend is not passed over."""

    def test_refuses_an_entry_that_would_not_follow(self, desk: Desk) -> None:
        case = desk.open()
        tamper("UPDATE ledger_case SET length = 7")

        with pytest.raises(IntegrityError, match="follows the one before it"):
            desk.act(case.case_id, TOLD)

    def test_opens_no_case_where_chance_draws_one_reference_alone(self, desk: Desk) -> None:
        desk.draw = lambda _many: 7
        desk.open()

        with pytest.raises(NoReferenceFree, match="still draws by chance"):
            desk.open()


def tamper(statement: str) -> None:
    guards.take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    guards.put_up(connection)


class TestTheRole:
    """The role somebody acts in."""

    def told(self, desk: Desk, who: str, role: str | None) -> Receipt | Refused | Conflict:
        self.case = desk.open()
        return record(
            desk.people[who],
            self.case.case_id,
            "letter.sent",
            ACKNOWLEDGED.data(desk.named),
            happened_on=ON,
            key=f"{who} {role}",
            now=noon(ON),
            role=role,
        )

    def recorded(self, desk: Desk) -> str:
        return load(desk.people["ben"], self.case.case_id, ON).events[-1].role

    def test_is_recorded_as_given(self, desk: Desk) -> None:
        assert isinstance(self.told(desk, "lena", "line-manager"), Receipt)
        assert self.recorded(desk) == "line-manager"

    def test_must_be_one_of_theirs(self, desk: Desk) -> None:
        refused = self.told(desk, "lena", "complaints-officer")

        assert isinstance(refused, Refused)
        assert refused.ground is Ground.NOT_THEIRS_TO_DECIDE

    def test_is_the_first_of_theirs_that_allows_the_act(self, desk: Desk) -> None:
        desk.people["sol"] = cast.person(
            desk.people["ben"].authority, "Solveig Two Hats", "service-manager", "line-manager"
        )

        assert isinstance(self.told(desk, "sol", None), Receipt)
        assert self.recorded(desk) == "line-manager"

    @pytest.mark.parametrize("roles", [(), ("service-manager",), ("conference-chair",)])
    def test_is_worth_nothing_in_a_case_that_asks_nothing_of_it(
        self, desk: Desk, roles: tuple[str, ...]
    ) -> None:
        desk.people["other"] = cast.person(desk.people["ben"].authority, "Other One", *roles)

        with pytest.raises(CaseUnknown):
            self.told(desk, "other", next(iter(roles), None))

    def test_of_chair_belongs_to_the_chair_of_that_conference(self, desk: Desk) -> None:
        assert isinstance(self.told(desk, "amina", "conference-chair"), Receipt)
