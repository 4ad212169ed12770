"""A request that opens a closed case says so: before it is recorded, and after."""

import pytest
from django.test import Client

from reconvene.desk.answers import Receipt
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.filling import day as typed_day
from tests.support.sp_life import Step, noon

pytestmark = pytest.mark.django_db

STAGE_1_DONE = 8
CLOSED = Step("ben", "Tue 10 Jun 2025", "case.closed", {"reason": "Nothing more is owed."})
SAID = "this case again</strong>, which was closed on Tuesday 10 June 2025."


def test_the_check_page_and_the_receipt_say_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.at()
    case = desk.open()
    desk.live(case.case_id, STAGE_1_DONE)
    assert isinstance(desk.act(case.case_id, CLOSED), Receipt)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon(day("Mon 16 Jun 2025")))
    client.force_login(desk.people["ben"])
    path = f"/case/{case.reference}/do/stage.requested/stage-2"
    typed = {
        **typed_day("happened_on", day("Mon 16 Jun 2025")),
        "key": "asked",
        "points": ["A"],
        "form": "written",
    }

    checked = client.post(path, {**typed, "step": "check"}).content.decode()
    done = client.post(path, {**typed, "step": "confirm"})
    receipt = client.get(done["Location"]).content.decode()

    assert f"It opens {SAID}" in checked
    assert f"It opened {SAID}" in receipt
    assert "Now owed" in receipt
