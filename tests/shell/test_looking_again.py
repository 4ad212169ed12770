"""A hold that is looked at again stays, for longer: one person says so, and nobody lets it go by that."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from reconvene.desk import retention
from reconvene.desk.retained import hold_called, waiting_for
from reconvene.desk.retention import ErasureRefused, Ground, Hold, HoldKind, Wanted
from reconvene.erasure.models import LookedAgain
from tests.support.desk import Desk
from tests.support.erasing import LONG_AFTER, WEEK, Eraser, closed, desk, eraser, keys_of_our_own

__all__ = ["desk", "eraser", "keys_of_our_own"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.assures("PR-3")]

FIRST_ON = (LONG_AFTER + WEEK).date()
LATER_ON = FIRST_ON + timedelta(days=90)
COURT = Wanted(HoldKind.COURT, "Claim 7 in the county court", FIRST_ON)
WHY = "The hearing is put off to the autumn"


@pytest.fixture
def held(desk: Desk, eraser: Eraser) -> Hold:
    return retention.hold(eraser.first, closed(desk).reference, COURT, LONG_AFTER)


def refused_on(hold: Hold, eraser: Eraser, until: date, reason: str = WHY) -> Ground:
    with pytest.raises(ErasureRefused) as found:
        retention.keep_held(eraser.first, hold.id, until, reason, LONG_AFTER + WEEK)
    return found.value.ground


def test_one_person_keeps_it_held_and_who_when_and_why_is_kept(held: Hold, eraser: Eraser) -> None:
    on_its_day = LONG_AFTER + WEEK
    assert waiting_for(eraser.second, at=on_its_day) == (0, 0, 1)

    retention.keep_held(eraser.second, held.id, LATER_ON, WHY, on_its_day)

    assert waiting_for(eraser.second, at=on_its_day) == (0, 0, 0)
    seen = hold_called(eraser.first, held.id, at=on_its_day)
    assert seen is not None
    ((looked, why),) = seen.looks
    assert (looked.by, looked.at, why) == (eraser.second.id, on_its_day, WHY)
    assert (looked.before_on, looked.until_on, seen.hold.review_on) == (
        FIRST_ON, LATER_ON, LATER_ON,
    )  # fmt: skip
    assert (seen.why, looked.against) == (COURT.reason, "")
    assert WHY.encode() not in bytes(looked.reason)


def test_it_is_never_made_shorter(held: Hold, eraser: Eraser) -> None:
    on_its_day = (LONG_AFTER + WEEK).date()
    retention.keep_held(eraser.first, held.id, LATER_ON, WHY, LONG_AFTER)

    for sooner in (on_its_day, LATER_ON - timedelta(days=1)):
        assert refused_on(held, eraser, sooner) is Ground.NOT_LONGER
    assert refused_on(held, eraser, LATER_ON + timedelta(days=1), " ") is Ground.INCOMPLETE

    assert Hold.objects.get().review_on == LATER_ON
    (looked,) = LookedAgain.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        LookedAgain.objects.update(until_on=looked.before_on)


def test_what_is_long_overdue_is_not_kept_until_a_day_that_has_passed(
    held: Hold, eraser: Eraser
) -> None:
    long_overdue = LONG_AFTER + 9 * WEEK

    with pytest.raises(ErasureRefused, match="held past that day"):
        retention.keep_held(eraser.first, held.id, long_overdue.date(), WHY, long_overdue)


@pytest.mark.parametrize("slip", [date(2932, 1, 30), date.max])
def test_a_slip_of_a_digit_takes_it_off_nobodys_list(
    slip: date, held: Hold, eraser: Eraser
) -> None:
    on_its_day = LONG_AFTER + WEEK
    today = on_its_day.date()
    two_years_on = today.replace(year=today.year + 2)

    for too_far in (slip, two_years_on + timedelta(days=1)):
        assert refused_on(held, eraser, too_far) is Ground.TOO_FAR
    assert waiting_for(eraser.second, at=on_its_day) == (0, 0, 1)

    retention.keep_held(eraser.first, held.id, two_years_on, WHY, on_its_day)

    assert Hold.objects.get().review_on == two_years_on


def test_said_twice_it_is_kept_once(held: Hold, eraser: Eraser) -> None:
    for _ in range(2):
        retention.keep_held(eraser.first, held.id, LATER_ON, WHY, LONG_AFTER)

    assert refused_on(held, eraser, LATER_ON, "Another reason") is Ground.NOT_LONGER
    assert LookedAgain.objects.count() == 1


def test_it_answers_whoever_asked_that_it_be_lifted(held: Hold, eraser: Eraser) -> None:
    retention.lift_hold(eraser.first, held.id, "It ended", LONG_AFTER)
    retention.keep_held(eraser.second, held.id, LATER_ON, WHY, LONG_AFTER)

    asked_anew = retention.lift_hold(eraser.second, held.id, "It ended", LONG_AFTER)

    assert (asked_anew.asked_by, asked_anew.lifted_by) == (eraser.second.id, "")
    assert LookedAgain.objects.get().against == eraser.first.id


def test_what_was_said_before_answers_nobody_who_asked_since(held: Hold, eraser: Eraser) -> None:
    retention.keep_held(eraser.first, held.id, LATER_ON, WHY, LONG_AFTER)
    retention.lift_hold(eraser.second, held.id, "It ended", LONG_AFTER)

    assert refused_on(held, eraser, LATER_ON) is Ground.NOT_LONGER
    assert Hold.objects.get().asked_by == eraser.second.id

    later_on = LATER_ON + timedelta(days=1)
    answered = retention.keep_held(eraser.first, held.id, later_on, WHY, LONG_AFTER)
    assert (answered.asked_by, answered.review_on) == ("", later_on)


def test_what_is_lifted_is_not_held_again_by_it(held: Hold, eraser: Eraser) -> None:
    for one in (eraser.first, eraser.second):
        retention.lift_hold(one, held.id, "It ended", LONG_AFTER)

    assert refused_on(held, eraser, LATER_ON) is Ground.NO_HOLD


def test_why_somebody_asked_is_kept_with_the_answer_to_them(held: Hold, eraser: Eraser) -> None:
    retention.lift_hold(eraser.first, held.id, "The claim ended", LONG_AFTER)
    asked = hold_called(eraser.second, held.id, at=LONG_AFTER)
    assert asked is not None
    assert (asked.why_asked, asked.why_lifted) == ("The claim ended", "")

    retention.keep_held(eraser.second, held.id, LATER_ON, WHY, LONG_AFTER)

    seen = hold_called(eraser.first, held.id, at=LONG_AFTER)
    assert seen is not None
    ((looked, _),) = seen.looks
    assert seen.why_against == {looked.id: "The claim ended"}
    assert seen.why_asked == ""


def test_nobody_asks_or_agrees_without_saying_why(held: Hold, eraser: Eraser) -> None:
    for one in (eraser.first, eraser.second):
        with pytest.raises(ErasureRefused) as found:
            retention.lift_hold(one, held.id, " ", LONG_AFTER)
        assert found.value.ground is Ground.INCOMPLETE
        retention.lift_hold(one, held.id, "It ended", LONG_AFTER)

    stored = Hold.objects.get()
    assert stored.lifted_by == eraser.second.id
    assert b"It ended" not in bytes(stored.asked_why) + bytes(stored.lifted_why)


def test_why_it_stayed_and_why_it_was_let_go_go_with_the_case(held: Hold, eraser: Eraser) -> None:
    retention.lift_hold(eraser.first, held.id, "It ended", LONG_AFTER)
    retention.keep_held(eraser.first, held.id, LATER_ON, WHY, LONG_AFTER)
    for one in (eraser.first, eraser.second):
        retention.lift_hold(one, held.id, "It ended", LONG_AFTER)

    eraser.erased(held.reference)

    seen = hold_called(eraser.first, held.id, at=LONG_AFTER)
    assert seen is not None
    assert [why for _, why in seen.looks] == [""]
    assert (seen.why_asked, seen.why_lifted, set(seen.why_against.values())) == ("", "", {""})
    looked, stored = LookedAgain.objects.get(), Hold.objects.get()
    kept = (looked.reason, looked.against_why, stored.reason, stored.asked_why, stored.lifted_why)
    assert [bytes(one) for one in kept] == [b""] * len(kept)
