"""Only who looks after information governance decides what is kept, and of no case closed to them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial

import pytest

from reconvene.access_log.reviews import Verdict
from reconvene.desk import erasing, retention
from reconvene.desk.answers import Receipt
from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.oversight import Unread, say, to_look_into, waiting
from reconvene.desk.retained import (
    Held,
    book_of,
    due_now,
    erasure_called,
    hold_called,
    kept,
    waiting_for,
    why_held,
)
from reconvene.erasure.holding import Wanted
from reconvene.erasure.models import Erasure, Hold, HoldKind
from reconvene.erasure.refusing import ErasureRefused, Ground
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Person, RoleHeld
from tests.support.cast import SINCE
from tests.support.desk import Desk
from tests.support.erasing import (
    LONG_AFTER,
    STILL_KEPT,
    WEEK,
    Eraser,
    closed,
    desk,
    eraser,
    keys_of_our_own,
)
from tests.support.lines import kept_lines
from tests.support.sp_life import Step

__all__ = ["desk", "eraser", "keys_of_our_own"]

COURT = Wanted(HoldKind.COURT, "Claim 7 in the county court", date(2032, 1, 31))


def with_the_post(person: Person) -> Person:
    RoleHeld.objects.create(person=person, role=INFORMATION_GOVERNANCE, from_on=SINCE)
    return Person.objects.get(pk=person.pk)


def refused(act: Callable[[], object]) -> Ground:
    with pytest.raises(ErasureRefused) as found:
        act()
    return found.value.ground


@pytest.mark.assures("PR-3")
def test_nobody_else_decides_anything(desk: Desk, eraser: Eraser) -> None:
    case, ben = closed(desk), desk.people["ben"]
    held = retention.hold(eraser.first, closed(desk).reference, COURT, LONG_AFTER)
    retention.propose(eraser.first, LONG_AFTER)

    grounds = {
        refused(lambda: retention.propose(ben, LONG_AFTER)),
        refused(lambda: retention.approve(ben, case.reference, LONG_AFTER)),
        refused(lambda: retention.hold(ben, case.reference, COURT, LONG_AFTER)),
        refused(lambda: retention.lift_hold(ben, held.id, "It ended", LONG_AFTER)),
        refused(lambda: retention.keep_held(ben, held.id, date(2040, 1, 1), "So", LONG_AFTER)),
    }

    assert grounds == {Ground.NOT_THEIRS}
    assert Erasure.objects.get().first_by == ""
    assert Hold.objects.get().asked_by == ""


def test_whoever_held_the_post_until_yesterday_decides_nothing(desk: Desk, eraser: Eraser) -> None:
    case = closed(desk)
    retention.propose(eraser.first, LONG_AFTER)
    RoleHeld.objects.filter(person=eraser.second).update(to_on=LONG_AFTER.date() - WEEK)

    second = Person.objects.get(pk=eraser.second.pk)

    ground = refused(lambda: retention.approve(second, case.reference, LONG_AFTER))
    assert ground is Ground.NOT_THEIRS


def test_whom_the_complaint_is_about_decides_nothing_of_it(desk: Desk, eraser: Eraser) -> None:
    case, amina = closed(desk), with_the_post(desk.people["amina"])
    other = closed(desk)
    retention.propose(eraser.first, LONG_AFTER, references=[case.reference])
    held = retention.hold(eraser.first, other.reference, COURT, LONG_AFTER)

    grounds = {
        refused(lambda: retention.approve(amina, case.reference, LONG_AFTER)),
        refused(lambda: retention.hold(amina, case.reference, COURT, LONG_AFTER)),
        refused(lambda: retention.lift_hold(amina, held.id, "It ended", LONG_AFTER)),
        refused(lambda: retention.keep_held(amina, held.id, date(2040, 1, 1), "So", LONG_AFTER)),
    }

    assert grounds == {Ground.CLOSED_TO_THEM}
    assert retention.propose(amina, LONG_AFTER) == []
    assert hold_called(amina, held.id, at=LONG_AFTER) is None
    assert hold_called(eraser.second, held.id, at=LONG_AFTER) == Held(held, COURT.reason, [])


@pytest.mark.assures("AZ-5")
def test_whom_the_complaint_is_about_sees_nothing_of_it_among_what_is_kept(
    desk: Desk, eraser: Eraser
) -> None:
    due, going, held = (closed(desk).reference for _ in range(3))
    amina = with_the_post(desk.people["amina"])
    retention.propose(eraser.first, LONG_AFTER, references=[going])
    retention.hold(eraser.first, held, COURT, LONG_AFTER)
    in_review = LONG_AFTER.replace(year=2033)

    found = [one.reference for one in due_now(eraser.second, None, at=LONG_AFTER)]
    assert found == sorted([due, held])
    assert waiting_for(eraser.second, at=in_review) == (1, 0, 1)
    assert due_now(amina, None, at=LONG_AFTER) == []
    assert waiting_for(amina, at=in_review) == (0, 0, 0)
    for _state in ("proposed", "sealed off, when no list has it any more"):
        seen = kept(amina, at=LONG_AFTER)
        assert (seen.waiting, seen.going, seen.held) == ([], [], [])
        assert erasure_called(amina, going, at=LONG_AFTER) is None
        assert erasure_called(eraser.second, going, at=LONG_AFTER) is not None
        approve_once(eraser, going)
        eraser.carry_out(LONG_AFTER)


def approve_once(eraser: Eraser, reference: str) -> None:
    """Have both approve what waits for it; again, it is approved already."""
    for by in (eraser.first, eraser.second):
        with suppress(ErasureRefused):
            retention.approve(by, reference, LONG_AFTER)


def test_nobody_else_is_shown_what_is_kept(desk: Desk, eraser: Eraser) -> None:
    held = retention.hold(eraser.first, closed(desk).reference, COURT, LONG_AFTER)
    ben = desk.people["ben"]
    for asks in (
        partial(kept, ben),
        partial(due_now, ben, None),
        partial(erasure_called, ben, held.reference),
        partial(hold_called, ben, held.id),
        partial(book_of, ben, eraser.path),
    ):
        assert refused(partial(asks, at=LONG_AFTER)) is Ground.NOT_THEIRS


def test_a_hold_on_no_case_is_refused_by_its_reference(desk: Desk, eraser: Eraser) -> None:
    with pytest.raises(ErasureRefused, match="no case with the reference 'SP-1999-0001'"):
        retention.hold(eraser.first, "SP-1999-0001", COURT, LONG_AFTER)


def test_of_what_is_due_only_what_was_chosen_is_proposed(desk: Desk, eraser: Eraser) -> None:
    chosen, left = closed(desk), closed(desk)
    early = desk.open().reference

    made = retention.propose(eraser.first, LONG_AFTER, references=[chosen.reference, early, "SP-1"])

    assert [one.reference for one in made] == [chosen.reference]
    assert [one.reference for one in retention.due(eraser.first.authority, LONG_AFTER)] == [
        left.reference
    ]


@pytest.mark.assures("PR-3")
def test_one_whose_closing_was_put_on_an_earlier_day_is_not_forgotten(
    desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk, closed_on="Tue 6 May 2025")
    wrong = {"entry": 5, "reason": "It was in April.", "happened_on": "2025-04-24"}
    corrected = desk.act(case.case_id, Step("ben", "Wed 7 May 2025", "entry.corrected", wrong))
    assert isinstance(corrected, Receipt), corrected

    assert retention.due(eraser.first.authority, STILL_KEPT) == []
    (found,) = retention.due(eraser.first.authority, LONG_AFTER)
    assert found.kept.until == date(2031, 4, 24)


@pytest.mark.assures("ID-1")
def test_a_hold_sent_twice_is_one_hold(desk: Desk, eraser: Eraser) -> None:
    case, key = closed(desk), "4f7k3pq2xw9ab"

    with kept_lines() as lines:
        first = retention.hold(eraser.first, case.reference, COURT, LONG_AFTER, key=key)
        again = retention.hold(eraser.first, case.reference, COURT, LONG_AFTER + WEEK, key=key)

    assert (again.id, again.placed_at) == (first.id, LONG_AFTER)
    assert Hold.objects.count() == len(lines.events) == 1
    others = [
        (eraser.first, case.reference, Wanted(HoldKind.POLICE, COURT.reason, COURT.review_on)),
        (eraser.first, case.reference, Wanted(HoldKind.COURT, "Another", COURT.review_on)),
        (eraser.first, closed(desk).reference, COURT),
    ]
    for by, reference, wanted in others:
        hold = partial(retention.hold, by, reference, wanted, LONG_AFTER, key=key)
        assert refused(hold) is Ground.KEY_USED


def test_what_waits_for_somebody_is_told_them(desk: Desk, eraser: Eraser) -> None:
    first, second = closed(desk), closed(desk)
    retention.propose(eraser.first, LONG_AFTER)
    assert waiting_for(eraser.first, at=LONG_AFTER) == (2, 0, 0)
    retention.approve(eraser.first, first.reference, LONG_AFTER)
    held = retention.hold(eraser.first, second.reference, COURT, LONG_AFTER)

    assert waiting_for(eraser.first, at=LONG_AFTER) == (0, 0, 0)
    assert waiting_for(eraser.second, at=LONG_AFTER) == (1, 0, 0)
    retention.lift_hold(eraser.first, held.id, "It ended", LONG_AFTER)
    assert waiting_for(eraser.first, at=LONG_AFTER) == (0, 0, 0)
    assert waiting_for(eraser.second, at=LONG_AFTER) == (1, 1, 0)


def test_what_is_kept_is_shown_by_how_far_it_is(desk: Desk, eraser: Eraser) -> None:
    waiting, going, gone = (closed(desk) for _ in range(3))
    eraser.erased(gone.reference)
    eraser.approved(going.reference)
    retention.hold(eraser.first, waiting.reference, COURT, LONG_AFTER)

    found = kept(eraser.first, at=LONG_AFTER)

    assert [one.reference for one in found.waiting] == []
    assert [one.reference for one in found.going] == [going.reference]
    assert [one.reference for one in found.to_certify] == [gone.reference]
    assert [why_held(one) for one in found.held] == [COURT.reason]
    assert (
        erasing.certificate_of(eraser.first, gone.reference, LONG_AFTER.date())[0].reference
        == gone.reference
    )


@pytest.mark.assures("AZ-8")
def test_an_emergency_is_looked_into_after_its_case_is_erased(desk: Desk, eraser: Eraser) -> None:
    case = closed(desk)
    assert open_in_emergency(desk.people["rhys"], case.reference, "A child is hurt.", STILL_KEPT)
    (review,) = waiting(eraser.second, STILL_KEPT)
    seen = to_look_into(eraser.second, review.id, at=LONG_AFTER)
    assert seen is not None
    assert seen.reason == "A child is hurt."

    eraser.erased(case.reference)

    later = LONG_AFTER + 2 * WEEK
    found = to_look_into(eraser.second, review.id, at=later)
    assert found is not None
    assert found.reason is Unread.ERASED
    assert say(eraser.second, review.id, Verdict.NEEDED, at=later)
    assert waiting(eraser.second, later) == []


@pytest.mark.assures("AZ-3")
def test_a_key_says_nothing_of_what_somebody_else_did_with_it(desk: Desk, eraser: Eraser) -> None:
    case = closed(desk).reference
    first = retention.hold(eraser.first, case, COURT, LONG_AFTER, key="4f7k3pq2xw9ab")

    used = retention.hold(eraser.second, case, COURT, LONG_AFTER, key="4f7k3pq2xw9ab")
    named = retention.hold(eraser.second, case, COURT, LONG_AFTER, key=first.id)

    assert len({first.id, used.id, named.id}) == Hold.objects.count() == 3
