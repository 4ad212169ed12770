"""
Whoever is complained of sees no trace of it until they are told, and afterwards only what was put.

The same pages are asked for in a world without the complaint and in one with it, at the same moment.
"""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from msgspec import structs

from reconvene.core.record.event import KINDS, payload
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.opening import Draw, receive_complaint
from reconvene.desk.retention import HoldKind, Wanted, hold
from reconvene.ledger.models import CaseHead
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Person, RoleHeld
from reconvene.web.register.routes import ROUTES
from reconvene.web.register.rows import About
from tests.support.cast import SINCE, person
from tests.support.desk import Desk
from tests.support.references import called, drawing
from tests.support.routes import address_of
from tests.support.sought import led_to
from tests.support.sp_life import complaint, noon

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-5")]

ON = date(2025, 4, 22)
NOW = datetime(2025, 4, 23, 12, tzinfo=UTC)
CASE = called(1)
MADE_ANEW = {About.ACCOUNT, About.DRAFT}
"""Routes about nobody's case, whose pages are made anew for each request."""

ALSO = (
    *(f"/?show={one}" for one in ("overdue", "week", "later", "undated", "waiting", "closed")),
    "/cases?show=closed",
    "/cases?stage=stage-1",
    f"/case/{CASE}?page=2",
    f"/case/{CASE}/entry/2",
    f"/case/{CASE}/letter/2",
    *(f"/case/{CASE}/do/{kind}/-" for kind in KINDS),
    f"/case/{CASE}/do/letter.sent/acknowledgement",
    f"/case/{CASE}/do/entry.corrected/1",
    f"/holds/new?case={CASE}",
)
"""Addresses besides one of each route of the register."""

SEARCHES = (("/", "Ewa"), *(("/cases", one) for one in ("Ewa", "Kit", "Zielińska Ewa", CASE, "SP")))
CANARIES = (
    "Ring-after-nine",
    "Jo-the-supporter",
    "School-point-words",
    "Weighed-in-secret",
    "Held-for-a-claim",
    "Opened-in-haste",
)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return in_a_world("partnership")


def in_a_world(slug: str) -> Desk:
    """Return the people of an authority, of whom the chair holds four other roles."""
    made = Desk.at(slug)
    amina = made.people["amina"]
    made.people["iris"] = person(amina.authority, "Iris Kaur", INFORMATION_GOVERNANCE)
    roles = ("complaints-officer", "line-manager", "business-manager", INFORMATION_GOVERNANCE)
    for role in roles:
        RoleHeld.objects.create(person=amina, role=role, from_on=SINCE)
    return made


def taken_down_by_the_chair(desk: Desk, draw: Draw) -> str:
    """Return what a complaint is called that the chair takes down, about somebody else."""
    amina = Person.objects.get(pk=desk.people["amina"].pk)
    about = complaint(structs.replace(desk.named["amina"], id="odd", name="Odd Chair"))
    desk.acts += 1
    receipt = receive_complaint(
        amina, about, happened_on=ON, key=f"act-{desk.acts}", now=noon(ON), draw=draw
    )
    assert isinstance(receipt, Receipt), receipt
    return receipt.reference


def as_(who: Person, client: Client) -> Client:
    client.force_login(who)
    return client


def pages(client: Client) -> dict[str, tuple[int, list[tuple[str, str]], str]]:
    """Return everything of each page but what is made anew for each request, whoever asks."""
    asked = (address_of(one, CASE) for one in ROUTES if one.shows and one.about not in MADE_ANEW)
    searched = {f"{path} {words}": led_to(client, path, find=words) for path, words in SEARCHES}
    named = {path: path for path in (*asked, *ALSO)}
    return {name: _told(client.get(path)) for name, path in {**named, **searched}.items()}


def _told(response: Any) -> tuple[int, list[tuple[str, str]], str]:
    body = response.content.decode()
    body = re.sub(r"find=[\w%-]+", "find=", body)
    body = re.sub(r'(name="(?:csrfmiddlewaretoken|key)" value=")[^"]*', r"\1", body)
    kept = [(name, value) for name, value in response.items() if name not in CHANGING]
    return response.status_code, sorted(kept), body


CHANGING = {"Set-Cookie", "Expires", "Content-Length", "X-Request-ID", "Content-Security-Policy"}


def received(desk: Desk) -> str:
    """Take down a complaint that asks nothing of the chair yet: it belongs to another process."""
    data = complaint(desk.named["amina"])
    (point,) = data.points
    elsewhere = structs.replace(
        point, words="School-point-words", matter="agency-service", ground=""
    )
    data = structs.replace(data, points=(elsewhere,), safe_contact="Ring-after-nine")
    receipt = receive_complaint(
        desk.people["ben"], data, happened_on=ON, key="taken", now=noon(ON), draw=desk.draw
    )
    assert isinstance(receipt, Receipt), receipt
    assert receipt.reference == CASE
    return receipt.case_id


def recorded(desk: Desk, case_id: str, kind: str, /, **details: Any) -> None:
    receipt = record(
        desk.people["ben"],
        case_id,
        kind,
        payload(kind, details),
        happened_on=ON,
        key=f"{kind} {details}",
        now=NOW,
        role="complaints-officer",
    )
    assert isinstance(receipt, Receipt), receipt


def looked_into_and_held(desk: Desk) -> None:
    """Give whoever looks after information governance something to do with the case."""
    held = Wanted(HoldKind.COURT, "Held-for-a-claim", date(2027, 1, 31))
    hold(desk.people["iris"], CASE, held, NOW)
    assert open_in_emergency(desk.people["rhys"], CASE, "Opened-in-haste", NOW)


def test_every_page_is_byte_for_byte_as_if_there_were_no_complaint(
    desk: Desk, client: Client
) -> None:
    amina = as_(desk.people["amina"], client)
    without = pages(amina)

    case_id = received(desk)
    recorded(desk, case_id, "supporter.named", name="Jo-the-supporter", kind="friend")
    looked_into_and_held(desk)

    assert CASE in as_(desk.people["ben"], Client()).get("/cases").content.decode()
    assert pages(amina) == without


def test_afterwards_they_see_the_point_put_to_them_and_nothing_else(
    desk: Desk, client: Client
) -> None:
    case_id = received(desk)
    recorded(desk, case_id, "supporter.named", name="Jo-the-supporter", kind="friend")
    looked_into_and_held(desk)
    put = {"id": "P", "words": "I was not let in.", "matter": "process"}
    recorded(desk, case_id, "point.added", point=put)

    told = pages(as_(desk.people["amina"], client))
    said = told[f"/case/{CASE}"]

    assert said[0] == 200
    assert "I was not let in." in said[2]
    assert "Acknowledge the complaint in writing" in told["/"][2]
    for page in ("/cases", "/looks", "/erasures"):
        assert told[page][0] == 200
        assert CASE not in told[page][2]
    assert told[f"/case/{CASE}/looks"][0] == told[f"/case/{CASE}/looks.csv"][0] == 404
    assert told[f"/case/{CASE}/done/1"][0] == 404
    for path, (_, _, body) in told.items():
        assert [one for one in CANARIES if one in body] == [], path


def test_what_their_own_complaints_are_called_tells_nothing_of_how_many_others_came() -> None:
    """Each authority is a world; to the first, complaints about her come in between."""
    with_others, without = in_a_world("partnership"), in_a_world("elsewhere")
    one, other = drawing("hers"), drawing("hers")

    for _ in range(3):
        with_others.open()
        theirs = taken_down_by_the_chair(with_others, one)
        assert theirs == taken_down_by_the_chair(without, other)

    heads = CaseHead.objects.order_by("authority").values_list("authority", "year", "serial")
    assert set(heads) == {("elsewhere", 2025, 0), ("partnership", 2025, 0)}
