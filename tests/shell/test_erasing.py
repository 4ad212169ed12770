"""What was kept long enough is erased for good: nobody opens it, and everything else is whole."""

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.db import (
    DatabaseError,
    IntegrityError,
    connection,
    connections,
    transaction,
)

from reconvene.desk import erasing, retention
from reconvene.desk.answers import Receipt
from reconvene.desk.look import CaseUnknown, load, load_referred_to
from reconvene.desk.retained import why_held
from reconvene.erasure import carrying_out
from reconvene.erasure.book import Book
from reconvene.erasure.due import Kept
from reconvene.erasure.figures import Shown
from reconvene.erasure.going import GOES, GOES_LAST, STAYS
from reconvene.erasure.holding import Wanted
from reconvene.erasure.models import Erasure, Hold, HoldKind, KeptFigure, State
from reconvene.erasure.refusing import ErasureRefused, Ground
from reconvene.erasure.scrubbing import NotScrubbed
from reconvene.ledger import erased, guards
from reconvene.ledger import erasing as ledger
from reconvene.ledger.erased import KIND, RecordErased
from reconvene.ledger.models import SealedOff, StoredEntry
from reconvene.ledger.resealing import seal_anew
from reconvene.ledger.verifying import Fault, Problem, verify
from reconvene.library.retention_files import read_schedule
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.sealing import parts
from reconvene.sealing.keys import provider
from reconvene.sealing.models import StoredKey
from reconvene.sealing.rotation import rotate
from reconvene.worklist.finding import cases_named
from reconvene.worklist.models import WorkRow
from reconvene.worklist.rebuilding import out_of_date, rebuild
from tests.support.audience import everybody
from tests.support.cast import authority, person
from tests.support.desk import Desk
from tests.support.erasing import (
    LONG_AFTER,
    STILL_KEPT,
    WEEK,
    Copy,
    Eraser,
    closed,
    desk,
    eraser,
    keep_nine_years,
    keys_of_our_own,
)
from tests.support.lines import kept_lines
from tests.support.sizes import sized
from tests.support.sp_life import Step
from tests.support.stored_bytes import stored_bytes
from tests.support.witness import Witness, stranger

__all__ = ["desk", "eraser", "keys_of_our_own"]

COURT = Wanted(HoldKind.COURT, "Claim 7 in the county court", date(2032, 1, 31))
CASES = sized(20, 1000, "cases, of which the middle one is erased")


def change_keys() -> None:
    rotate(settle=lambda: None)


def is_sound() -> bool:
    with connection.cursor() as cursor:
        return verify(cursor) == ()


def read(desk: Desk, case_id: str, now: datetime = LONG_AFTER) -> int:
    return len(load(desk.people["ben"], case_id, now.date()).events)


@pytest.mark.assures("PR-1", size=CASES)
def test_an_erased_case_is_opened_by_nobody_from_anything_and_all_others_are_whole(
    desk: Desk, eraser: Eraser
) -> None:
    cases = [
        closed(desk, name=f"Petra Kanarek{number}q Hollow", words=f"token-{number}-zqx")
        for number in range(CASES)
    ]
    gone = cases[len(cases) // 2]
    middle = len(cases) // 2
    tokens = (f"Kanarek{middle}q".encode(), f"token-{middle}-zqx".encode())
    backups = [Copy.taken()]
    change_keys()
    backups += [Copy.taken(), Copy.taken()]
    before = erasing.figures_of(desk.people["ben"].authority)
    wrapped = [bytes(key.wrapped) for key in StoredKey.objects.filter(case_id=gone.case_id)]
    sealed = [bytes(each[-1]) for each in backups[-1].entries if each[1] == gone.case_id]
    assert is_sound()
    assert all(token in backups[-1].opened() for token in tokens)

    eraser.erased(gone.reference)

    assert not any(token in Copy.taken().opened() for token in tokens)
    assert not WorkRow.objects.filter(case_id=gone.case_id).exists()
    assert not any(each in stored_bytes() for each in [*wrapped, *sealed, *tokens])
    assert all(token in backups[-1].opened() for token in tokens)  # so keys have to change
    assert eraser.carry_out(LONG_AFTER + WEEK).certified == ()

    change_keys()
    outcome = eraser.carry_out(LONG_AFTER + timedelta(days=30))

    assert outcome.certified == (gone.reference,)
    for copy in [*backups, Copy.taken()]:
        found = copy.opened()
        assert not any(token in found for token in tokens)
    live = Copy.taken().opened()
    others = [number for number in range(len(cases)) if number != middle]
    assert all(f"token-{number}-zqx".encode() in live for number in others)
    assert all(read(desk, cases[number].case_id) == 5 for number in others)
    assert is_sound()
    assert erasing.figures_of(desk.people["ben"].authority) == before
    given, _, text = erasing.certificate_of(desk.people["ben"], gone.reference, LONG_AFTER.date())
    assert given.is_final
    assert (given.opens_until - given.destroyed_on).days <= 35
    assert "Since Sunday 25 May 2031 no copy of the database opens this case" in text
    assert "Iris Kaur and Ivo Brand approved" in text


def test_it_is_erased_no_day_too_early(desk: Desk, eraser: Eraser) -> None:
    closed(desk)

    assert retention.due(desk.people["ben"].authority, STILL_KEPT) == []
    assert len(retention.due(desk.people["ben"].authority, STILL_KEPT + timedelta(minutes=1))) == 1


def test_one_that_is_sealed_off_is_as_if_it_had_never_been(desk: Desk, eraser: Eraser) -> None:
    case, other = closed(desk, name="Petra Hollow"), closed(desk, name="Ewa Zielińska")
    eraser.approved(case.reference)
    assert cases_named(everybody("partnership"), "Hollow").rows

    assert eraser.carry_out(LONG_AFTER).sealed_off == 1

    with pytest.raises(CaseUnknown):
        read(desk, case.case_id)
    with pytest.raises(CaseUnknown):
        load_referred_to(desk.people["ben"], case.reference, LONG_AFTER.date())
    assert not cases_named(everybody("partnership"), "Hollow").rows
    assert not WorkRow.objects.filter(case_id=case.case_id).exists()
    assert rebuild(LONG_AFTER.date()).cases == 1
    assert out_of_date(LONG_AFTER.date()) == ()
    assert read(desk, other.case_id) == 5
    assert eraser.carry_out(LONG_AFTER + timedelta(days=6)).destroyed == 0
    assert Erasure.objects.get(case_id=case.case_id).state == State.SEALED_OFF
    assert is_sound()


def test_an_act_that_waited_while_its_case_was_sealed_off_finds_no_case(desk: Desk) -> None:
    case_id = desk.open().case_id
    told = Step("amina", "Wed 23 Apr 2025", "notice.given", {"notice": "tell-officer-received"})

    def act() -> object:
        try:
            return desk.act(case_id, told)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic(), connection.cursor() as cursor:
            ledger.lock_known(cursor, case_id)
            waiting = threads.submit(act)
            sleep(0.5)  # until it waits for the lock; were it later, it would find no case as well
            ledger.seal_off(cursor, case_id, LONG_AFTER)
        with pytest.raises(CaseUnknown):
            waiting.result()


def test_one_that_was_opened_again_meanwhile_is_no_longer_on_its_way(
    desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk)
    eraser.approved(case.reference)
    desk.act(case.case_id, Step("ben", "Thu 24 Apr 2031", "case.reopened", {"reason": "News."}))

    assert eraser.carry_out(LONG_AFTER).sealed_off == 0
    assert not Erasure.objects.exists()
    assert read(desk, case.case_id) == 6


def test_one_to_be_kept_longer_after_all_is_read_and_listed_again(
    desk: Desk, eraser: Eraser, tmp_path: Path
) -> None:
    case = closed(desk, name="Petra Hollow")
    eraser.approved(case.reference)
    eraser.carry_out(LONG_AFTER)
    keep_nine_years(tmp_path)

    done = erasing.carry_out(eraser.path, LONG_AFTER + WEEK, tmp_path)

    assert done.destroyed == 0
    assert read(desk, case.case_id) == 5
    assert cases_named(everybody("partnership"), "Hollow").rows
    assert out_of_date(LONG_AFTER.date()) == ()
    assert retention.due(desk.people["ben"].authority, LONG_AFTER, tmp_path) == []


def test_a_panels_case_is_kept_longer(desk: Desk) -> None:
    case = desk.open()
    desk.live(case.case_id)
    minutes = {"document": "panel-minutes", "recipient": "father"}
    desk.act(case.case_id, Step("bea", "Wed 27 Aug 2025", "document.sent", minutes))
    closing = Step("ben", "Wed 1 Oct 2025", "case.closed")
    assert isinstance(desk.act(case.case_id, closing), Receipt)

    (found,) = retention.due(desk.people["ben"].authority, LONG_AFTER + timedelta(days=1900))

    assert found.kept == Kept("default/panel", date(2035, 10, 1))


@pytest.mark.assures("CO-4")
def test_two_different_people_approve_and_the_database_sees_to_it(
    desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk)
    retention.propose(eraser.first, LONG_AFTER)
    retention.approve(eraser.first, case.reference, LONG_AFTER)

    with pytest.raises(ErasureRefused, match="Somebody else has to give the second"):
        retention.approve(eraser.first, case.reference, LONG_AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.update(second_by=eraser.first.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.update(state=State.APPROVED)
    assert eraser.carry_out(LONG_AFTER).sealed_off == 0

    assert retention.approve(eraser.second, case.reference, LONG_AFTER).state == State.APPROVED
    with pytest.raises(ErasureRefused, match="no erasure"):
        retention.approve(eraser.second, case.reference, LONG_AFTER)


@pytest.mark.assures("CO-4")
def test_both_approvals_at_once_by_one_person_make_one(desk: Desk, eraser: Eraser) -> None:
    case = closed(desk)
    retention.propose(eraser.first, LONG_AFTER)

    def tab(_: int) -> bool:
        try:
            retention.approve(eraser.first, case.reference, LONG_AFTER)
        except ErasureRefused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as tabs:
        assert sorted(tabs.map(tab, range(2))) == [False, True]
    assert Erasure.objects.get().second_by == ""


def test_the_database_takes_no_erasure_without_leave_or_under_a_hold(
    desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk)
    why = RecordErased(
        rule="none", kept_until=date(2031, 4, 24), first_by="a", second_by="b",
        entries=0, keys=0, rows=0,
    )  # fmt: skip

    def erase_behind_the_room() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            ledger.erase(cursor, ledger.lock_known(cursor, case.case_id), why, now=LONG_AFTER)

    with pytest.raises(DatabaseError, match="two approvals"):
        erase_behind_the_room()
    eraser.approved(case.reference)
    eraser.carry_out(LONG_AFTER)
    Hold.objects.create(
        case_id=case.case_id, kind=HoldKind.COURT, reason=b"", from_on=LONG_AFTER.date(),
        review_on=LONG_AFTER.date(), placed_at=LONG_AFTER,
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="without a hold"):
        erase_behind_the_room()
    assert StoredKey.objects.filter(case_id=case.case_id).exists()


def test_another_authority_sees_and_does_nothing(desk: Desk, eraser: Eraser) -> None:
    case = closed(desk)
    stranger = person(authority("elsewhere", prefix="EL"), "Gail Osei", INFORMATION_GOVERNANCE)
    retention.propose(eraser.first, LONG_AFTER)

    assert retention.propose(stranger, LONG_AFTER) == []
    with pytest.raises(ErasureRefused):
        retention.approve(stranger, case.reference, LONG_AFTER)
    with pytest.raises(ErasureRefused):
        retention.hold(stranger, case.reference, COURT, LONG_AFTER)
    held = retention.hold(eraser.first, case.reference, COURT, LONG_AFTER)
    with pytest.raises(ErasureRefused):
        retention.lift_hold(stranger, held.id, "It ended", LONG_AFTER)
    with pytest.raises(ErasureRefused):
        erasing.certificate_of(stranger, case.reference, LONG_AFTER.date())


def test_a_hold_brings_back_what_was_sealed_off_and_two_people_lift_it(
    desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk, name="Petra Hollow")
    eraser.approved(case.reference)
    eraser.carry_out(LONG_AFTER)

    held = retention.hold(eraser.first, case.reference, COURT, LONG_AFTER)

    assert read(desk, case.case_id) == 5
    assert cases_named(everybody("partnership"), "Hollow").rows
    assert why_held(held) == "Claim 7 in the county court"
    assert b"county court" not in bytes(held.reason)
    assert [one.is_held for one in retention.due(eraser.first.authority, LONG_AFTER)] == [True]
    assert retention.propose(eraser.first, LONG_AFTER) == []
    assert eraser.carry_out(LONG_AFTER + WEEK).destroyed == 0

    retention.lift_hold(eraser.first, held.id, "It ended", LONG_AFTER)
    with pytest.raises(ErasureRefused, match="Somebody else has to agree"):
        retention.lift_hold(eraser.first, held.id, "It ended", LONG_AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.update(lifted_by=eraser.first.id)
    assert retention.propose(eraser.first, LONG_AFTER) == []
    retention.lift_hold(eraser.second, held.id, "It ended", LONG_AFTER)

    eraser.erased(case.reference, now=LONG_AFTER)
    held.refresh_from_db()
    assert why_held(held) == ""
    with pytest.raises(ErasureRefused, match="keys are destroyed"):
        retention.hold(eraser.first, case.reference, COURT, LONG_AFTER)


@pytest.mark.parametrize("wanted", [
    Wanted(HoldKind.COURT, " ", date(2032, 1, 1)),
    Wanted(HoldKind.COURT, "A claim", LONG_AFTER.date()),
])  # fmt: skip
def test_a_hold_says_why_and_when_it_is_looked_at_again(
    wanted: Wanted, desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk)

    with pytest.raises(ErasureRefused, match="Give both"):
        retention.hold(eraser.first, case.reference, wanted, LONG_AFTER)


@pytest.mark.assures("PR-3")
@pytest.mark.parametrize("slip", [date(2932, 1, 31), date(2033, 4, 26)])
def test_a_slip_of_a_digit_places_no_hold(slip: date, desk: Desk, eraser: Eraser) -> None:
    case = closed(desk)

    with pytest.raises(ErasureRefused, match="Give a day up to 2033-04-25") as refused:
        retention.hold(
            eraser.first, case.reference, Wanted(HoldKind.COURT, "A claim", slip), LONG_AFTER
        )

    assert refused.value.ground is Ground.TOO_FAR
    assert not Hold.objects.exists()
    furthest = Wanted(HoldKind.COURT, "A claim", date(2033, 4, 25))
    assert (
        retention.hold(eraser.first, case.reference, furthest, LONG_AFTER).from_on
        == LONG_AFTER.date()
    )


def test_an_erased_part_is_known_from_a_missing_one(desk: Desk, eraser: Eraser) -> None:
    gone, there = closed(desk), closed(desk)
    eraser.erased(gone.reference)
    assert is_sound()
    guards.take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_entry SET sealed = %s WHERE case_id = %s AND number = 2",
            (b"", there.case_id),
        )
        cursor.execute(
            "UPDATE ledger_entry SET sealed = %s WHERE case_id = %s AND number = 3",
            (b"kept", gone.case_id),
        )
        cursor.execute(
            "UPDATE ledger_entry SET sealed = %s WHERE case_id = %s AND number = 6",
            (b"", gone.case_id),
        )
        found = set(verify(cursor))
    guards.put_up(connection)

    assert found == {
        Problem(there.case_id, 2, Fault.BLANK),
        Problem(gone.case_id, 3, Fault.NOT_BLANK),
        Problem(gone.case_id, 6, Fault.BLANK),
    }


@pytest.mark.parametrize(
    "change",
    [
        "sealed = link",
        "sealed = '', kind = 'x'",
        "link = commitment, sealed = ''",
    ],
)
def test_nothing_but_blanking_is_let_through_and_only_once_erased(
    change: str, desk: Desk, eraser: Eraser
) -> None:
    gone, there = closed(desk), closed(desk)
    eraser.erased(gone.reference)

    for case in (gone, there):
        with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE ledger_entry SET {change} WHERE case_id = %s AND number = 2",  # noqa: S608
                (case.case_id,),
            )
    with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET sealed = '' WHERE case_id = %s", (there.case_id,))
    with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET sealed = '' WHERE kind = %s", (KIND,))


def test_nothing_follows_an_erasure(desk: Desk, eraser: Eraser) -> None:
    case = closed(desk)
    eraser.erased(case.reference)

    with pytest.raises(DatabaseError, match="ledger"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_entry SELECT case_id, 7, 'case.reopened', schema, happened_on,"
            " happened_at, recorded_at, actor, role, NULL, NULL, commitment, link, sealed"
            " FROM ledger_entry WHERE case_id = %s AND number = 6",
            (case.case_id,),
        )


def test_a_witness_sees_an_erasure_as_one_more_entry(
    desk: Desk, eraser: Eraser, tmp_path: Path
) -> None:
    gone, there = closed(desk), closed(desk)
    witness = Witness.at(tmp_path)
    witness.checkpoint()
    assert witness.check().returncode == 0

    eraser.erased(gone.reference)
    assert witness.problems() == ()
    witness.checkpoint()

    assert witness.check().returncode == 0
    said = stranger("verify", str(witness.record()), "--checkpoint", str(witness.newest))
    assert said.returncode == 0, said.stderr
    guards.take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_entry SET sealed = %s WHERE case_id = %s AND number = 2",
            (b"", there.case_id),
        )
    guards.put_up(connection)
    said = stranger("verify", str(witness.record()), "--checkpoint", str(witness.newest))
    assert "contents are missing, and no erasure" in said.stderr


@pytest.mark.assures("CS-2")
def test_a_run_that_was_broken_off_is_finished_by_the_next(
    desk: Desk, eraser: Eraser, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = closed(desk)
    eraser.approved(case.reference)
    eraser.carry_out(LONG_AFTER)
    monkeypatch.setattr(Book, "_append", _no_space)
    with pytest.raises(OSError, match="No space"):
        eraser.carry_out(LONG_AFTER + WEEK)
    monkeypatch.undo()
    assert eraser.book.lines() == ()
    assert Erasure.objects.get().state == State.DESTROYED

    assert eraser.carry_out(LONG_AFTER + WEEK).destroyed == 0

    assert [line.case_id for line in eraser.book.lines()] == [case.case_id]
    eraser.carry_out(LONG_AFTER + WEEK)
    assert len(eraser.book.lines()) == 1
    assert is_sound()


def test_figures_of_fewer_than_five_are_not_told(desk: Desk, eraser: Eraser) -> None:
    cases = [closed(desk) for _ in range(5)]
    authority = desk.people["ben"].authority
    assert erasing.figures_of(authority) == [Shown("2025-Q2", "stage-1", "withdrawn", 5)]

    eraser.erased(cases[0].reference, cases[1].reference)
    assert erasing.figures_of(authority) == [Shown("2025-Q2", "stage-1", "withdrawn", 5)]
    assert KeptFigure.objects.get().cases == 2

    desk.open()
    assert erasing.figures_of(authority) == [Shown("2025-Q2", "stage-1", "withdrawn", 5)]


def test_too_few_are_not_told(desk: Desk) -> None:
    for _ in range(4):
        closed(desk)

    assert [one.cases for one in erasing.figures_of(desk.people["ben"].authority)] == [None]


def test_every_table_that_names_a_case_goes_with_it_or_says_why_not() -> None:
    named = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if any(field.name == "case_id" for field in model._meta.get_fields())
    }

    assert {*GOES, *GOES_LAST, *STAYS} == named
    assert len(GOES) + len(GOES_LAST) + len(STAYS) == len(named)


def _no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")


@contextmanager
def a_reader_in_the_way() -> Iterator[None]:
    """Give a database that is read all the time, and by which nobody waits for long."""
    if connection.vendor == "postgresql":
        reader = connection.copy()
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        try:
            with reader.cursor() as reading:
                reading.execute("BEGIN")
                reading.execute("SELECT COUNT(*) FROM sealing_key")
                yield
        finally:
            reader.close()
            connection.close()
        return
    connection.settings_dict["OPTIONS"]["timeout"] = 0.1
    connection.close()
    file = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)
    try:
        file.execute("BEGIN")
        file.execute("SELECT COUNT(*) FROM ledger_entry").fetchone()
        yield
    finally:
        file.close()
        connection.settings_dict["OPTIONS"]["timeout"] = 20
        connection.close()


@pytest.mark.assures("PR-2")
def test_what_cannot_be_cleared_away_yet_is_in_the_book_all_the_same(
    desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk)
    eraser.approved(case.reference)
    eraser.carry_out(LONG_AFTER)

    with a_reader_in_the_way(), pytest.raises(NotScrubbed, match="again to clear them"):
        eraser.carry_out(LONG_AFTER + WEEK)

    assert [line.case_id for line in eraser.book.lines()] == [case.case_id]
    assert Erasure.objects.get().scrubbed_at is None
    eraser.carry_out(LONG_AFTER + 2 * WEEK)
    assert Erasure.objects.get().scrubbed_at == LONG_AFTER + 2 * WEEK
    assert len(eraser.book.lines()) == 1


def test_a_step_taken_by_somebody_else_meanwhile_is_not_taken_again(
    desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk)
    schedule = read_schedule("partnership")

    assert not carrying_out.seal_off(case.case_id, schedule, LONG_AFTER)
    assert not carrying_out.destroy(case.case_id, schedule, LONG_AFTER)
    with connection.cursor() as cursor, pytest.raises(CaseUnknown):
        ledger.lock_known(cursor, "none")


def test_rows_name_themselves_by_ids_alone(desk: Desk, eraser: Eraser) -> None:
    case, other = closed(desk, name="Petra Hollow"), closed(desk)
    eraser.erased(case.reference)
    retention.hold(eraser.first, other.reference, COURT, LONG_AFTER)

    assert str(Erasure.objects.get(case_id=case.case_id)) == f"{case.case_id}/destroyed"
    assert str(Hold.objects.get()) == f"{other.case_id}/court"
    assert str(KeptFigure.objects.get()) == "partnership/2025-Q2"
    assert str(SealedOff.objects.get()) == case.case_id


def test_an_end_of_a_record_in_another_form_is_unreadable() -> None:
    with pytest.raises(erased.Unreadable, match="could not be read"):
        erased.decode(b"{}")


@pytest.mark.django_db(transaction=True)
def test_what_is_erased_stays_so_when_a_cipher_is_replaced(
    desk: Desk, eraser: Eraser, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, there = closed(desk), closed(desk)
    eraser.erased(gone.reference)
    monkeypatch.setitem(parts.FORMS, b"\2", parts.FORMS[parts.NEWEST])
    monkeypatch.setattr(parts, "NEWEST", b"\2")

    assert seal_anew(connection).records == 2

    assert is_sound()
    assert read(desk, there.case_id) == 5
    assert [bytes(one.sealed) for one in StoredEntry.objects.filter(case_id=gone.case_id)].count(
        b""
    ) == 5


@pytest.mark.assures("PR-1")
def test_a_copy_of_the_key_file_opens_it_if_made_before_its_certificate_and_none_made_since(
    desk: Desk, eraser: Eraser, settings: LazySettings, tmp_path: Path
) -> None:
    gone = closed(desk, words="token-zqx")
    backup = Copy.taken()
    eraser.erased(gone.reference)
    before = Path(shutil.copy(tmp_path / "keys.json", tmp_path / "before.json"))
    change_keys()
    assert eraser.carry_out(LONG_AFTER + 2 * WEEK).certified == (gone.reference,)
    since = Path(shutil.copy(tmp_path / "keys.json", tmp_path / "since.json"))

    def opened_with(key_file: Path) -> bool:
        settings.KEY_FILE = key_file
        provider.cache_clear()
        return b"token-zqx" in backup.opened()

    assert opened_with(before)
    assert not opened_with(since)
    _, paragraphs, _ = erasing.certificate_of(desk.people["ben"], gone.reference, LONG_AFTER.date())
    assert "A copy of the key file that was made before that day still has them" in paragraphs[2]


@pytest.mark.assures("PR-1", "LOG-3")
def test_a_certificate_says_nothing_of_copies_that_nobody_has_brought_about(
    desk: Desk, eraser: Eraser
) -> None:
    gone = closed(desk)
    eraser.erased(gone.reference)
    last = date(2031, 6, 6)

    def said_on(day: date) -> str:
        return erasing.certificate_of(desk.people["ben"], gone.reference, day)[2]

    assert "on Friday 6 June 2031, when this was written, had not been done" in said_on(last)
    years_later = said_on(date(2036, 1, 1))
    assert "may still open this case" in years_later
    assert "should have been destroyed by Friday 6 June 2031" in years_later
    assert "no copy of the database" not in years_later

    change_keys()
    assert eraser.carry_out(LONG_AFTER + 2 * WEEK).certified == (gone.reference,)
    assert "Since Friday 9 May 2031 no copy of the database opens" in said_on(date(2036, 1, 1))


@pytest.mark.assures("LOG-3")
def test_keys_that_nobody_changed_in_time_are_told_of_every_day_until_they_are(
    desk: Desk, eraser: Eraser
) -> None:
    eraser.erased(closed(desk).reference)
    last = LONG_AFTER + 5 * WEEK

    with kept_lines() as in_time:
        eraser.carry_out(last)
    with kept_lines() as late:
        eraser.carry_out(last + timedelta(days=1))
        eraser.carry_out(last + timedelta(days=2))
    change_keys()
    with kept_lines() as done:
        eraser.carry_out(last + timedelta(days=3))

    assert in_time.events == done.events == []
    assert [(line["event"], line["urgent"], line["count"]) for line in late.events] == [
        ("keys.overdue", True, 1)
    ] * 2
