"""A case that was on no list when an address was given is compared with it once it is back on one."""

from pathlib import Path

import pytest
from django.db import connection

from reconvene.desk import retention
from reconvene.desk.answers import Receipt
from reconvene.desk.erasing import carry_out
from reconvene.desk.homes import give_home
from reconvene.desk.look import CaseUnknown, load
from reconvene.erasure.holding import Wanted
from reconvene.erasure.models import HoldKind
from reconvene.ledger.chain import Header
from reconvene.ledger.history import load as load_record
from reconvene.worklist.rebuilding import out_of_date
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
from tests.support.lines import kept_lines
from tests.support.sp_life import Step

__all__ = ["desk", "eraser", "keys_of_our_own"]
pytestmark = [pytest.mark.assures("AZ-4")]

COURT = Wanted(HoldKind.COURT, "Claim 7 in the county court", (LONG_AFTER + 9 * WEEK).date())
HOME = {"who": "complainant", "postcode": "OX1 1AA", "house": "Flat 4, 12"}
HOME_NOTED = Step("ben", "Wed 23 Apr 2025", "home.noted", HOME)


def sealed_off_with_a_home(desk: Desk, eraser: Eraser) -> Receipt:
    case = closed(desk, besides=[HOME_NOTED])
    eraser.approved(case.reference)
    assert eraser.carry_out(LONG_AFTER).sealed_off == 1
    return case


def is_there(desk: Desk, who: str, case_id: str) -> bool:
    try:
        load(desk.people[who], case_id, LONG_AFTER.date())
    except CaseUnknown:
        return False
    return True


def ties_on_record(case_id: str) -> list[Header]:
    """Return what stands in clear about each tie that was declared, in order."""
    with connection.cursor() as cursor:
        rows = load_record(cursor, "partnership", case_id).rows
    return [one.header for one in rows if one.header.kind == "interest.declared"]


@pytest.mark.parametrize("by", ["a hold", "a longer schedule"])
def test_it_is_closed_to_whoever_gave_that_address_meanwhile(
    by: str, desk: Desk, eraser: Eraser, tmp_path: Path
) -> None:
    case = sealed_off_with_a_home(desk, eraser)
    give_home(desk.people["lena"], "ox11aa", "12 - flat 4", LONG_AFTER)
    give_home(desk.people["rhys"], "ox11aa", "12 - flat 4", LONG_AFTER)
    give_home(desk.people["sol"], "ox11aa", "14", LONG_AFTER)

    with kept_lines() as kept:
        if by == "a hold":
            retention.hold(eraser.first, case.reference, COURT, LONG_AFTER)
        else:
            keep_nine_years(tmp_path)
            carry_out(eraser.path, LONG_AFTER + WEEK, tmp_path)

    living_there = {desk.people[who].id for who in ("rhys", "lena")}
    assert not is_there(desk, "lena", case.case_id)
    assert is_there(desk, "ben", case.case_id)
    told = [one for one in kept.events if one["event"] == "access.conflict-found"]
    assert {one["whose"] for one in told} == living_there
    assert [one.actor for one in ties_on_record(case.case_id)] == sorted(living_there)
    assert out_of_date(LONG_AFTER.date()) == ()


def test_nobody_is_named_again_who_was_named_before(desk: Desk, eraser: Eraser) -> None:
    give_home(desk.people["lena"], "ox11aa", "12 - flat 4", LONG_AFTER)
    case = sealed_off_with_a_home(desk, eraser)

    with kept_lines() as kept:
        retention.hold(eraser.first, case.reference, COURT, LONG_AFTER)

    assert "access.conflict-found" not in [one["event"] for one in kept.events]
    assert len(ties_on_record(case.case_id)) == 1
