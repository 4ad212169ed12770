"""No letter is recorded in other words than somebody read on the page before."""

import re
from datetime import date

import pytest
from django.test import Client

from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import STEPS, Step

pytestmark = pytest.mark.django_db
AT = next(number for number, step in enumerate(STEPS) if step.kind == "letter.sent")
OFFER = {"meeting": "stage-1-appointment", "for_on": date(2025, 5, 6)}
SAID_NOW = "We have offered to meet you on Tuesday 6 May 2025"
NOTE = "this letter now reads otherwise"


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))


def test_a_letter_that_came_to_read_otherwise_is_shown_again_and_then_recorded(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.at()
    taken = desk.open()
    desk.live(taken.case_id, AT)
    client.force_login(desk.people["amina"])
    monkeypatch.setattr("django.utils.timezone.now", lambda: STEPS[AT].now)
    path = f"/case/{taken.reference}/do/letter.sent/acknowledgement"
    asked = client.get(path).content.decode()
    signs = re.search(r'name="sender" type="radio" value="([^"]+)"', asked)
    key = re.search(r'name="key" value="([^"]+)"', asked)
    assert signs
    assert key
    told = {"happened_on-day": "24", "happened_on-month": "4", "happened_on-year": "2025"}
    typed = {**told, "key": key[1], "seen": "2", "sender": signs[1]}
    check = client.post(path, {**typed, "step": "check"}).content.decode()
    assert SAID_NOW not in check
    assert len(hidden(check)["letter-read"]) == 64

    offered = desk.act(taken.case_id, Step("lena", "Thu 24 Apr 2025", "meeting.offered", OFFER))
    assert isinstance(offered, Receipt)
    again = client.post(path, {**hidden(check), "step": "confirm"})
    page = " ".join(again.content.decode().split())
    assert again.status_code == 200
    assert SAID_NOW in page
    assert NOTE in page
    assert last(desk, taken.case_id) == "meeting.offered"

    done = client.post(path, {**hidden(again.content.decode()), "step": "confirm"})
    assert done.status_code == 302
    assert last(desk, taken.case_id) == "letter.sent"
    twice = client.post(path, {**hidden(check), "step": "confirm"})
    assert twice["Location"] == done["Location"]


def last(desk: Desk, case_id: str) -> str:
    return load(desk.people["ben"], case_id, day("Fri 9 May 2025")).events[-1].kind
