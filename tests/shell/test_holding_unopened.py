"""A hold is placed on a case whether or not it opens, and by whom its walls let, which are kept apart."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from reconvene.desk import retention
from reconvene.desk.retained import hold_called, kept, why_held
from reconvene.erasure.holding import Wanted
from reconvene.erasure.models import Erasure, Hold, HoldKind, State
from reconvene.erasure.refusing import Ground
from reconvene.ledger.models import SealedOff
from reconvene.worklist.models import WorkRow
from tests.shell.test_who_may_erase import refused, with_the_post
from tests.support.desk import Desk
from tests.support.erasing import (
    LONG_AFTER,
    WEEK,
    Eraser,
    closed,
    damage,
    desk,
    eraser,
    give_up,
    keys_of_our_own,
)

__all__ = ["desk", "eraser", "keys_of_our_own"]
pytestmark = [pytest.mark.assures("KR-1", "PR-3")]

COURT = Wanted(HoldKind.COURT, "Claim 7 in the county court", date(2032, 1, 31))
POLICE = Wanted(HoldKind.POLICE, "Asked by telephone", date(2032, 1, 31))


@pytest.mark.parametrize("lose", [damage, give_up])
def test_it_is_held_with_a_reason_that_can_be_read(
    lose: Callable[[str], None], desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk)
    before = retention.hold(eraser.first, case.reference, COURT, LONG_AFTER)
    lose(case.case_id)

    held = retention.hold(eraser.first, case.reference, POLICE, LONG_AFTER, key="4f7k3pq2xw9ab")
    again = retention.hold(eraser.first, case.reference, POLICE, LONG_AFTER, key="4f7k3pq2xw9ab")
    retention.keep_held(eraser.second, held.id, date(2033, 1, 31), "Still asked", LONG_AFTER)

    assert again.id == held.id
    assert why_held(held) == POLICE.reason
    assert why_held(before) is None
    found = hold_called(eraser.second, held.id, at=LONG_AFTER)
    assert found is not None
    assert [why for _, why in found.looks] == ["Still asked"]
    for by in (eraser.first, eraser.second):
        retention.lift_hold(by, before.id, "It ended", LONG_AFTER)
    assert [one.id for one in kept(eraser.first, at=LONG_AFTER).held] == [held.id]


def test_whom_its_rows_shut_out_decides_nothing_of_it(desk: Desk, eraser: Eraser) -> None:
    case, amina = closed(desk), with_the_post(desk.people["amina"])
    damage(case.case_id)

    hold = partial(retention.hold, amina, case.reference, COURT, LONG_AFTER)

    assert refused(hold) is Ground.CLOSED_TO_THEM
    assert not Hold.objects.exists()


def test_one_that_was_sealed_off_stays_closed_to_whom_it_was(desk: Desk, eraser: Eraser) -> None:
    case, amina = closed(desk), with_the_post(desk.people["amina"])
    eraser.approved(case.reference)
    eraser.carry_out(LONG_AFTER)
    damage(case.case_id)
    hold = partial(retention.hold, reference=case.reference, wanted=COURT, now=LONG_AFTER)
    assert refused(partial(hold, amina)) is Ground.CLOSED_TO_THEM
    assert [one.reference for one in kept(eraser.first, at=LONG_AFTER).going] == [case.reference]
    seen = kept(amina, at=LONG_AFTER)
    assert (seen.going, seen.not_opened) == ([], 0)

    held = hold(eraser.first)

    assert not Erasure.objects.exists()
    assert not SealedOff.objects.exists()
    assert set(WorkRow.objects.values_list("shelf", flat=True)) == {"shut"}
    assert hold_called(amina, held.id, at=LONG_AFTER) is None
    assert (
        refused(partial(retention.lift_hold, amina, held.id, "It ended", LONG_AFTER))
        is Ground.CLOSED_TO_THEM
    )
    assert kept(eraser.second, at=LONG_AFTER).held == [held]


def test_a_hold_keeps_what_two_people_approved_before_it_stopped_opening(
    desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk)
    eraser.approved(case.reference)
    damage(case.case_id)

    retention.hold(eraser.first, case.reference, COURT, LONG_AFTER)

    assert eraser.carry_out(LONG_AFTER + WEEK).not_opened == ()
    assert not Erasure.objects.filter(state=State.APPROVED).exists()
