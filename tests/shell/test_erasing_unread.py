"""A case that does not open is erased all the same, by two people who know what is not known of it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from reconvene.desk import erasing, retention
from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from reconvene.desk.retained import kept
from reconvene.desk.unread import propose_unread, unread, unread_called, why_unread
from reconvene.erasure.certificate import certificate, paragraphs
from reconvene.erasure.holding import Wanted
from reconvene.erasure.models import Basis, EndedErasure, Erasure, HoldKind, KeptFigure, State, Why
from reconvene.erasure.refusing import Ground
from reconvene.erasure.unread import propose_unread as put_up
from reconvene.ledger import erased
from reconvene.ledger.entries import COLUMNS, row
from reconvene.ledger.sealing import unseal
from reconvene.ledger.verifying import verify
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Person
from reconvene.scope.within import the_house, within
from reconvene.sealing.destroying import load_keys
from reconvene.sealing.models import StoredKey
from reconvene.sealing.rotation import rotate
from reconvene.worklist.models import WorkRow
from tests.shell.test_who_may_erase import refused, with_the_post
from tests.support.brought_back import brought_back
from tests.support.cast import authority, person
from tests.support.desk import Desk
from tests.support.erasing import (
    LONG_AFTER,
    STILL_KEPT,
    WEEK,
    Eraser,
    closed,
    damage,
    desk,
    eraser,
    give_up,
    keep_nine_years,
    keys_of_our_own,
)
from tests.support.lines import kept_lines
from tests.support.sp_life import Step
from tests.support.witness import Witness

__all__ = ["desk", "eraser", "keys_of_our_own"]
pytestmark = [pytest.mark.assures("KR-1", "PR-3")]

WHY = "No back-up has the key; both back-ups were tried."
SUPPORTED = Step("ben", "Wed 23 Apr 2025", "supporter.named", {"name": "Ada", "kind": "advocate"})
KEPT = ("default/complaint", date(2031, 4, 24))
COURT = Wanted(HoldKind.COURT, "Claim 7 in the county court", date(2032, 1, 31))


def give_up_contact(case_id: str) -> None:
    give_up(case_id, "contact")


def stub_of(case_id: str) -> erased.RecordErased:
    """Return what the entry says that ends an erased record."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM ledger_entry WHERE case_id = %s AND kind = %s",  # noqa: S608
            (case_id, erased.KIND),
        )
        stored = row("partnership", case_id, cursor.fetchone())
        return erased.decode(unseal(stored.header, stored.sealed, load_keys(cursor, case_id))[1])


def is_sound() -> bool:
    with connection.cursor() as cursor:
        return verify(cursor) == ()


def found(eraser: Eraser) -> list[str]:
    return [one.known.reference for one in unread(eraser.first, LONG_AFTER)]


@pytest.mark.assures("PR-1", "AU-1")
@pytest.mark.parametrize("lose", [give_up, give_up_contact, damage])
def test_it_goes_with_every_key_it_had_and_nothing_is_said_that_nobody_knows(
    lose: Callable[[str], None], desk: Desk, eraser: Eraser, tmp_path: Path
) -> None:
    case, sound = closed(desk, besides=[SUPPORTED]), closed(desk)
    held = retention.hold(eraser.first, case.reference, COURT, LONG_AFTER)
    for by in (eraser.first, eraser.second):
        retention.lift_hold(by, held.id, "It ended", LONG_AFTER)
    witness = Witness.at(tmp_path)
    witness.checkpoint()
    lose(case.case_id)
    assert retention.propose(eraser.first, LONG_AFTER, references=[case.reference]) == []

    eraser.erased_unread(case.reference, WHY)

    keys = StoredKey.objects.filter(case_id=case.case_id)
    assert list(keys.values_list("compartment", flat=True)) == ["stub"]
    assert not WorkRow.objects.filter(case_id=case.case_id).exists()
    assert bytes(Erasure.objects.get().reason) == b""
    assert is_sound()
    assert witness.problems() == ()
    assert not KeptFigure.objects.exists()
    stub = stub_of(case.case_id)
    assert (stub.basis, stub.rule, stub.kept_until) == ("closing", *KEPT)
    (line,) = eraser.book.lines()
    assert (line.basis, line.rule, line.kept_until) == ("closing", *KEPT)
    rotate(settle=lambda: None)
    assert eraser.carry_out(LONG_AFTER + 2 * WEEK).certified == (case.reference,)
    _, said, _ = erasing.certificate_of(eraser.first, case.reference, LONG_AFTER.date())
    assert "did not open any more, so nobody could read it" in said[0]
    assert "it was closed and kept until Thursday 24 April 2031" in said[0]
    assert "How its complaint ended is not known, and it is counted in no figure" in said[0]
    assert len(load(desk.people["ben"], sound.case_id, LONG_AFTER.date()).events) == 5


def test_it_is_found_by_its_headers_once_it_was_kept_long_enough(
    desk: Desk, eraser: Eraser
) -> None:
    case, sound = closed(desk), closed(desk)
    give_up(case.case_id)

    assert unread(eraser.first, STILL_KEPT) == []
    (one,) = unread(eraser.first, LONG_AFTER)

    assert (one.known.reference, one.known.closed_on) == (case.reference, date(2025, 4, 24))
    assert (one.kept.rule, one.kept.until) == KEPT
    assert unread_called(eraser.first, sound.reference, LONG_AFTER) is None


@pytest.mark.parametrize("after", ["a correction", "an opening", "nothing: it was never closed"])
def test_where_its_closing_cannot_be_read_years_count_from_its_last_entry(
    after: str, desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk) if after[0] == "a" else desk.open()
    wrong = {"entry": 5, "reason": "It was a day before.", "happened_on": "2025-04-23"}
    steps = {
        "a correction": [Step("ben", "Wed 7 May 2025", "entry.corrected", wrong)],
        "an opening": [Step("ben", "Wed 7 May 2025", "case.reopened", {"reason": "News."})],
    }
    for step in steps.get(after, ()):
        assert isinstance(desk.act(case.case_id, step), Receipt)
    give_up(case.case_id)
    last = date(2025, 5, 7) if after in steps else date(2025, 4, 22)
    until = last.replace(year=2031)
    then = LONG_AFTER.replace(month=until.month, day=until.day)

    assert unread(eraser.first, then) == []
    (one,) = unread(eraser.first, then + timedelta(days=1))

    assert (one.known.closed_on, one.known.last_on, one.kept.until) == (None, last, until)
    made = propose_unread(eraser.first, case.reference, WHY, then + timedelta(days=1))
    assert made.basis == Basis.LAST_ENTRY
    assert why_unread(made) == WHY
    given = certificate(made, LONG_AFTER, "7-abcd", LONG_AFTER.date())
    assert (
        "On which day it was closed is not known, nor whether it was"
        in paragraphs(given, "A", "B")[0]
    )


def test_one_in_which_a_panel_sat_is_kept_as_long_as_it_would_have_been(
    desk: Desk, eraser: Eraser
) -> None:
    case = desk.open()
    desk.live(case.case_id)
    minutes = {"document": "panel-minutes", "recipient": "father"}
    desk.act(case.case_id, Step("bea", "Wed 27 Aug 2025", "document.sent", minutes))
    desk.act(case.case_id, Step("ben", "Wed 1 Oct 2025", "case.closed"))
    (due,) = retention.due(eraser.first.authority, LONG_AFTER + timedelta(days=1900))
    give_up(case.case_id)

    (one,) = unread(eraser.first, LONG_AFTER + timedelta(days=1900))

    assert one.kept == due.kept
    assert unread(eraser.first, LONG_AFTER + timedelta(days=1600)) == []


def test_a_hold_beats_it_at_every_step(desk: Desk, eraser: Eraser) -> None:
    case = closed(desk)
    give_up(case.case_id)
    shut = set(WorkRow.objects.filter(shelf="shut").values_list("owner", flat=True))

    def hold() -> None:
        held = retention.hold(eraser.first, case.reference, COURT, LONG_AFTER)
        assert not Erasure.objects.exists()
        assert [one.is_held for one in unread(eraser.first, LONG_AFTER)] == [True]
        propose = partial(propose_unread, eraser.first, case.reference, WHY, LONG_AFTER)
        assert refused(propose) is Ground.HELD
        for by in (eraser.first, eraser.second):
            retention.lift_hold(by, held.id, "It ended", LONG_AFTER)

    propose_unread(eraser.first, case.reference, WHY, LONG_AFTER)
    hold()
    eraser.approved_unread(case.reference, WHY)
    hold()
    eraser.approved_unread(case.reference, WHY)
    assert eraser.carry_out(LONG_AFTER).sealed_off == 1
    hold()

    rows = WorkRow.objects.filter(case_id=case.case_id)
    assert set(rows.values_list("shelf", "owner")) == {("shut", owner) for owner in shut}
    assert shut
    eraser.approved_unread(case.reference, WHY)
    eraser.carry_out(LONG_AFTER)
    assert eraser.carry_out(LONG_AFTER + WEEK).destroyed == 1


@pytest.mark.parametrize("state", [State.APPROVED, State.SEALED_OFF])
def test_one_that_opens_again_goes_no_further(state: State, desk: Desk, eraser: Eraser) -> None:
    case = closed(desk)
    key = StoredKey.objects.get(case_id=case.case_id, compartment="story")
    damage(case.case_id)
    eraser.approved_unread(case.reference, WHY)
    if state == State.SEALED_OFF:
        eraser.carry_out(LONG_AFTER)
    assert Erasure.objects.get().state == state
    key.save()

    with kept_lines() as kept_apart:
        eraser.carry_out(LONG_AFTER + WEEK)

    assert EndedErasure.objects.get().why == Why.OPENS
    assert [one.get("reason") for one in kept_apart.events] == ["opens"]
    assert len(load(desk.people["ben"], case.case_id, LONG_AFTER.date()).events) == 5
    assert WorkRow.objects.filter(case_id=case.case_id, shelf="closed").exists()
    assert [one.case_id for one in retention.propose(eraser.second, LONG_AFTER)] == [case.case_id]


def test_one_to_be_kept_longer_after_all_goes_no_further(
    desk: Desk, eraser: Eraser, tmp_path: Path
) -> None:
    case = closed(desk)
    give_up(case.case_id)
    eraser.approved_unread(case.reference, WHY)
    keep_nine_years(tmp_path)

    erasing.carry_out(eraser.path, LONG_AFTER, tmp_path)

    assert EndedErasure.objects.get().why == Why.KEPT_LONGER
    assert unread(eraser.first, LONG_AFTER, tmp_path) == []


@pytest.mark.parametrize("state", [State.PROPOSED, State.APPROVED, State.SEALED_OFF])
def test_what_stopped_opening_on_its_way_is_proposed_anew(
    state: State, desk: Desk, eraser: Eraser
) -> None:
    case, amina = closed(desk), with_the_post(desk.people["amina"])
    retention.propose(eraser.first, LONG_AFTER)
    if state != State.PROPOSED:
        eraser.approved(case.reference)
    if state == State.SEALED_OFF:
        eraser.carry_out(LONG_AFTER)
    damage(case.case_id)
    assert eraser.carry_out(LONG_AFTER + WEEK).destroyed == 0
    assert found(eraser) == [case.reference]

    with kept_lines() as told:
        made = propose_unread(eraser.first, case.reference, WHY, LONG_AFTER)

    assert [
        (one["event"], one.get("reason")) for one in told.events if "erasure" in one["event"]
    ] == [
        ("erasure.ended", "not-opened"),
        ("erasure.proposed", made.rule),
    ]
    ended = EndedErasure.objects.get()
    assert (ended.state, ended.why, ended.basis) == (state, Why.NOT_OPENED, Basis.RECORD)
    assert (made.first_by, made.second_by) == ("", "")
    assert unread(amina, LONG_AFTER) == []
    assert kept(amina, at=LONG_AFTER).waiting == []
    for by in (eraser.first, eraser.second):
        retention.approve(by, case.reference, LONG_AFTER)
    eraser.carry_out(LONG_AFTER)
    assert eraser.carry_out(LONG_AFTER + WEEK).destroyed == 1
    assert amina.id in (Erasure.objects.get().shut_out or "").split()


def test_it_is_proposed_by_whom_it_is_open_to_once_and_with_a_reason(
    desk: Desk, eraser: Eraser
) -> None:
    case, sound, amina = closed(desk), closed(desk), with_the_post(desk.people["amina"])
    give_up(case.case_id)
    stranger = person(authority("elsewhere", prefix="EL"), "Gail Osei", INFORMATION_GOVERNANCE)

    def propose(by: Person, reference: str = case.reference, why: str = WHY) -> Erasure:
        return propose_unread(by, reference, why, LONG_AFTER)

    assert refused(partial(propose, desk.people["ben"])) is Ground.NOT_THEIRS
    assert refused(partial(unread, desk.people["ben"], LONG_AFTER)) is Ground.NOT_THEIRS
    for by, reference in ((amina, case), (stranger, case), (eraser.first, sound)):
        assert refused(partial(propose, by, reference.reference)) is Ground.NO_CASE
    assert refused(partial(propose, eraser.first, why=" ")) is Ground.INCOMPLETE
    assert not Erasure.objects.exists()

    made = propose(eraser.first)
    assert propose(eraser.first) == made
    assert refused(partial(propose, eraser.first, why="Another reason")) is Ground.UNDER_WAY
    assert refused(partial(propose, eraser.second)) is Ground.UNDER_WAY
    retention.approve(eraser.first, case.reference, LONG_AFTER)
    approve = partial(retention.approve, eraser.first, case.reference, LONG_AFTER)
    assert refused(approve) is Ground.SAME_PERSON
    approve = partial(retention.approve, amina, case.reference, LONG_AFTER)
    assert refused(approve) is Ground.CLOSED_TO_THEM


def test_one_that_was_erased_since_it_was_read_is_not_proposed(desk: Desk, eraser: Eraser) -> None:
    case = closed(desk)
    give_up(case.case_id)
    read = unread_called(eraser.first, case.reference, LONG_AFTER)
    assert read is not None
    eraser.erased_unread(case.reference, WHY)

    with within(the_house("partnership")):
        assert refused(partial(put_up, eraser.first, read, WHY, LONG_AFTER)) is Ground.NO_CASE
    assert Erasure.objects.get().state != State.PROPOSED


@pytest.mark.assures("PR-2")
@pytest.mark.parametrize("lost", ["before the copy", "after it"])
def test_a_copy_from_before_has_it_erased_again_and_says_the_same(
    lost: str, desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk)
    if lost == "before the copy":
        give_up(case.case_id)
    with brought_back():
        if lost == "after it":
            give_up(case.case_id)
        eraser.erased_unread(case.reference, WHY)

    assert erasing.replay_erasures(eraser.path, LONG_AFTER + WEEK) == 1

    assert is_sound()
    assert stub_of(case.case_id).basis == Erasure.objects.get().basis == Basis.CLOSING
    assert not KeptFigure.objects.exists()
    assert len(eraser.book.lines()) == 1
    assert found(eraser) == []


def test_the_first_form_of_a_stub_says_that_its_record_was_read() -> None:
    old = (
        b'{"entries":5,"first_by":"a","keys":1,"kept_until":"2031-04-24","rows":3,'
        b'"rule":"default/complaint","second_by":"b"}'
    )

    assert erased.decode(old).basis == Basis.RECORD
