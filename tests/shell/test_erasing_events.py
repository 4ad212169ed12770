"""What keeps a case, lets it go or ends it is told of, once each and by ids alone."""

import pytest

from reconvene.desk import retention
from reconvene.erasure.holding import Wanted
from reconvene.erasure.models import HoldKind
from tests.support.desk import Desk
from tests.support.erasing import LONG_AFTER, WEEK, Eraser, closed, desk, eraser, keys_of_our_own
from tests.support.lines import Kept, kept_lines

__all__ = ["desk", "eraser", "keys_of_our_own"]

pytestmark = pytest.mark.assures("LOG-3")

WHY = "Claim 7 in the county court"


def told(kept: Kept) -> list[tuple[str, ...]]:
    assert WHY not in "".join(kept.lines)
    wanted = ("event", "actor", "case", "reason")
    return [tuple(line[name] for name in wanted) for line in kept.events]


def test_an_erasure_is_told_of_as_it_is_done_and_not_before(desk: Desk, eraser: Eraser) -> None:
    case = closed(desk)
    with kept_lines() as before:
        eraser.approved(case.reference)
        eraser.carry_out(LONG_AFTER)
    with kept_lines() as after:
        eraser.carry_out(LONG_AFTER + WEEK)
        eraser.carry_out(LONG_AFTER + WEEK)

    assert told(before) == []
    assert told(after) == [("case.erased", eraser.second.id, case.case_id, "default/complaint")]


def test_a_hold_is_told_of_as_it_is_placed_and_once_a_second_person_lifted_it(
    desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk)
    wanted = Wanted(HoldKind.COURT, WHY, (LONG_AFTER + WEEK).date())

    with kept_lines() as kept:
        held = retention.hold(eraser.first, case.reference, wanted, LONG_AFTER)
        retention.lift_hold(eraser.first, held.id, LONG_AFTER)
        asked_for = len(kept.events)
        retention.lift_hold(eraser.second, held.id, LONG_AFTER)

    assert asked_for == 1
    assert told(kept) == [
        ("hold.placed", eraser.first.id, case.case_id, "court"),
        ("hold.lifted", eraser.second.id, case.case_id, "court"),
    ]
