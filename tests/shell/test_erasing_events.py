"""What keeps a case, lets it go or ends it is told of, once each and by ids alone."""

from pathlib import Path

import pytest

from reconvene.desk import retention
from reconvene.desk.erasing import carry_out
from reconvene.erasure.holding import Wanted
from reconvene.erasure.models import EndedErasure, Erasure, HoldKind, State, Why
from tests.support.desk import Desk
from tests.support.erasing import (
    LONG_AFTER,
    WEEK,
    Eraser,
    closed,
    desk,
    eraser,
    keep_nine_years,
    keys_of_our_own,
)
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

    assert told(before) == [
        ("erasure.proposed", eraser.first.id, case.case_id, "default/complaint"),
        ("erasure.approved", eraser.first.id, case.case_id, "first"),
        ("erasure.approved", eraser.second.id, case.case_id, "second"),
    ]
    assert told(after) == [("case.erased", eraser.second.id, case.case_id, "default/complaint")]


def test_a_hold_is_told_of_as_it_is_placed_and_once_a_second_person_lifted_it(
    desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk)
    wanted = Wanted(HoldKind.COURT, WHY, (LONG_AFTER + WEEK).date())

    with kept_lines() as kept:
        held = retention.hold(eraser.first, case.reference, wanted, LONG_AFTER)
        later = (LONG_AFTER + 2 * WEEK).date()
        for _ in range(2):
            retention.keep_held(eraser.first, held.id, later, WHY, LONG_AFTER)
        retention.lift_hold(eraser.first, held.id, "It ended", LONG_AFTER)
        asked_for = len(kept.events)
        retention.lift_hold(eraser.second, held.id, "It ended", LONG_AFTER)

    assert asked_for == 2
    assert told(kept) == [
        ("hold.placed", eraser.first.id, case.case_id, "court"),
        ("hold.prolonged", eraser.first.id, case.case_id, "court"),
        ("hold.lifted", eraser.second.id, case.case_id, "court"),
    ]


@pytest.mark.parametrize("is_sealed_off", [False, True])
def test_an_erasure_that_ends_is_told_of_with_who_had_approved_it(
    is_sealed_off: bool, desk: Desk, eraser: Eraser, tmp_path: Path
) -> None:
    case = closed(desk)
    eraser.approved(case.reference)
    if is_sealed_off:
        eraser.carry_out(LONG_AFTER)
    keep_nine_years(tmp_path)

    with kept_lines() as kept:
        carry_out(eraser.path, LONG_AFTER + WEEK, tmp_path)

    (line,) = kept.events
    assert (line["event"], line["case"], line["reason"]) == (
        "erasure.ended", case.case_id, "kept-longer",
    )  # fmt: skip
    assert (line["first"], line["second"]) == (eraser.first.id, eraser.second.id)
    (ended,) = EndedErasure.objects.all()
    assert (ended.case_id, ended.why, ended.ended_by) == (case.case_id, Why.KEPT_LONGER, "")
    assert (ended.proposed_by, ended.first_by, ended.second_by) == (
        eraser.first.id, eraser.first.id, eraser.second.id,
    )  # fmt: skip
    assert ended.state == (State.SEALED_OFF if is_sealed_off else State.APPROVED)
    assert not Erasure.objects.exists()


def test_a_hold_that_ends_an_erasure_is_told_of_as_its_end(desk: Desk, eraser: Eraser) -> None:
    case = closed(desk)
    eraser.approved(case.reference)
    wanted = Wanted(HoldKind.COURT, WHY, (LONG_AFTER + WEEK).date())

    with kept_lines() as kept:
        retention.hold(eraser.first, case.reference, wanted, LONG_AFTER, key="0123456789abc")
        retention.hold(eraser.first, case.reference, wanted, LONG_AFTER, key="0123456789abc")

    assert told(kept) == [
        ("hold.placed", eraser.first.id, case.case_id, "court"),
        ("erasure.ended", eraser.first.id, case.case_id, "held"),
    ]
    (ended,) = EndedErasure.objects.all()
    assert (ended.why, ended.ended_by, ended.second_by) == (
        Why.HELD, eraser.first.id, eraser.second.id,
    )  # fmt: skip


def test_an_erasure_that_ended_can_be_proposed_anew_and_end_again(
    desk: Desk, eraser: Eraser
) -> None:
    case = closed(desk)
    for _ in range(2):
        retention.propose(eraser.first, LONG_AFTER)
        wanted = Wanted(HoldKind.COURT, WHY, (LONG_AFTER + WEEK).date())
        held = retention.hold(eraser.first, case.reference, wanted, LONG_AFTER)
        for one in (eraser.first, eraser.second):
            retention.lift_hold(one, held.id, "It ended", LONG_AFTER)

    kept = EndedErasure.objects.values_list("case_id", "state", "first_by")
    assert list(kept) == [(case.case_id, State.PROPOSED, "")] * 2
