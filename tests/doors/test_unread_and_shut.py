"""Whom a wall keeps from a case, it keeps from who read it: also once nobody reads the case any more."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from reconvene.access_log.models import Review
from reconvene.core.record.event import payload
from reconvene.desk import erasing
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.emergency import open_in_emergency
from reconvene.erasure.book import Book
from reconvene.erasure.models import Erasure
from reconvene.ledger.models import CaseHead
from tests.doors.test_retention_pages import Clock, approved_by_both, case, clock, desk, signed_in
from tests.support.desk import Desk
from tests.support.erasing import LONG_AFTER

__all__ = ["case", "clock", "desk"]

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-4")]
SECRET = "Moved to Larkspur"


def answers(client: Client, case: str) -> list[int]:
    review = Review.objects.get().id
    paths = (f"/case/{case}/looks", f"/case/{case}/looks.csv", f"/looks/{review}")
    return [client.get(path).status_code for path in paths]


def test_a_wall_stays_when_a_case_is_sealed_off_and_erased(
    case: str, desk: Desk, clock: Clock, settings: Settings
) -> None:
    oona, case_id = desk.people["oona"], CaseHead.objects.get(reference=case).id
    open_in_emergency(desk.people["lena"], case, SECRET, LONG_AFTER)
    tie = {"person": {"id": oona.id, "name": oona.name}, "tie": "former partner", "reason": "Said"}
    answer = record(
        desk.people["ben"],
        case_id,
        "interest.declared",
        payload("interest.declared", tie),
        happened_on=LONG_AFTER.date(),
        key="tie",
        now=LONG_AFTER,
    )
    assert isinstance(answer, Receipt), answer
    approved_by_both(case, desk)
    for days, state in ((0, "sealed-off"), (40, "destroyed")):
        clock.now = LONG_AFTER + timedelta(days=days)
        erasing.go_on(Book(settings.ERASURES), clock.now)
        assert Erasure.objects.get().state == state
        assert answers(signed_in(oona), case) == [404, 404, 404], state
        assert SECRET not in signed_in(oona).get("/looks").content.decode()
        iris = signed_in(desk.people["iris"])
        assert answers(iris, case) == [200, 200, 200], state
        assert f'"/case/{case}/looks"' in iris.get(f"/erasures/case/{case}").content.decode()
