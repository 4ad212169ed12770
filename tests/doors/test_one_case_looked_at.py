"""Information governance asks who looked at one case, and is led there or told that there is none."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from reconvene.core.record.event import payload
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.retention import HoldKind, Wanted, hold
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Person
from tests.doors.test_refused_alike import steps
from tests.support.cast import person
from tests.support.desk import Desk
from tests.support.lines import kept_lines
from tests.support.looks import kept
from tests.support.references import NOBODYS

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 4, 23, 12, tzinfo=UTC)
NO_CASE = "There is no case of this reference of which you can see who looked"


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return Desk.at()


@pytest.fixture
def reference(desk: Desk) -> str:
    return desk.open().reference


@pytest.fixture
def iris(desk: Desk, client: Client) -> Person:
    """Somebody who looks after information governance, signed in."""
    iris = person(desk.people["ben"].authority, "Iris Kaur", INFORMATION_GOVERNANCE)
    client.force_login(iris)
    return iris


def tied(who: Person, desk: Desk, case_id: str) -> None:
    """Put on the record that somebody has a tie to the family."""
    tie = {"person": {"id": who.id}, "tie": "friend", "reason": "Neighbours."}
    answer = record(
        desk.people["ben"], case_id, "interest.declared", payload("interest.declared", tie),
        happened_on=NOW.date(), key="tie", now=NOW,
    )  # fmt: skip
    assert isinstance(answer, Receipt), answer


@pytest.mark.assures("AU-4")
class TestAskingByReference:
    def test_leads_to_who_looked_however_it_is_typed(
        self, client: Client, reference: str, iris: Person
    ) -> None:
        typed = reference.replace("-", " ").lower()

        said = client.post("/looks", {"reference": typed}, follow=True).content.decode()

        assert "Who has looked at" in said
        assert "looks after information governance" in said
        assert "/cases" not in said.split("<main")[0].split("govuk-breadcrumbs")[1]
        assert {one.sight for one in kept()} == {"readers"}

    def test_wants_a_reference(self, client: Client, iris: Person) -> None:
        answer = client.post("/looks", {"reference": " "})

        assert answer.status_code == 422
        assert "Enter the reference of the case" in answer.content.decode()

    def test_shows_nothing_of_a_case_that_is_not_there(self, client: Client, iris: Person) -> None:
        answer = client.post("/looks", {"reference": NOBODYS})

        assert answer.status_code == 422
        assert NO_CASE in answer.content.decode()

    def test_is_for_nobody_else(self, client: Client, desk: Desk, reference: str) -> None:
        for name in ("ben", "rhys"):
            client.force_login(desk.people[name])
            assert client.post("/looks", {"reference": reference}).status_code == 404


@pytest.mark.assures("AZ-5")
def test_a_case_that_a_wall_closes_is_answered_like_none(
    client: Client, desk: Desk, iris: Person
) -> None:
    opened = desk.open()
    tied(iris, desk, opened.case_id)
    client.post("/looks", {"reference": NOBODYS})
    answers, taken, told = {}, {}, {}

    for reference in (opened.reference, NOBODYS):
        with kept_lines() as lines:
            taken[reference] = steps(client, "POST", "/looks", reference=reference)
        told[reference] = [one["event"] for one in lines.events]
        page = client.post("/looks", {"reference": reference}).content.decode()
        answers[reference] = [
            line.replace(reference, "") for line in page.splitlines() if "csrf" not in line
        ]

    assert answers[opened.reference] == answers[NOBODYS]
    assert taken[opened.reference] == taken[NOBODYS]
    assert taken[NOBODYS][0] == 422
    assert told == {opened.reference: ["access.walled"], NOBODYS: ["access.refused"]}


class TestWhereverTheySeeACase:
    def test_a_link_leads_to_who_looked(
        self, client: Client, desk: Desk, reference: str, iris: Person
    ) -> None:
        rhys = desk.people["rhys"]
        opened = open_in_emergency(rhys, reference, "A child may be hurt.", NOW)
        assert opened is not None
        wanted = Wanted(HoldKind.COURT, "A claim", date(2027, 1, 31))
        held = hold(iris, reference, wanted, NOW)
        link = f'href="/case/{reference}/looks"'

        assert link in client.get(f"/looks/{opened.review}").content.decode()
        assert link in client.get(f"/holds/{held.id}").content.decode()
        client.force_login(desk.people["ben"])
        assert link in client.get(f"/case/{reference}").content.decode()

    def test_who_looked_leads_back_to_the_case_where_it_is_theirs_to_see(
        self, client: Client, desk: Desk, reference: str
    ) -> None:
        client.force_login(desk.people["ben"])

        said = client.get(f"/case/{reference}/looks").content.decode()

        assert f'href="/case/{reference}"' in said
