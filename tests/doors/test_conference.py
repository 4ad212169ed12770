"""A reconvened conference on one page: day and chair, what they must have, and who is ready for it."""

from datetime import date

import pytest
from django.test import Client

from reconvene.people.models import Authority, Person
from tests.doors.test_browse_case import as_, on, words
from tests.support.cast import PASSWORD, authority
from tests.support.days import day
from tests.support.storied import live

pytestmark = pytest.mark.django_db

STORY = "sp-cpc/adjourned-and-reconvened"


class Reading:
    """The page of the conference, as it says to somebody on a day."""

    def __init__(self, at: Authority, client: Client, clock: pytest.MonkeyPatch) -> None:
        self.at, self.client, self.clock = at, client, clock

    def said_to(self, who: str, until: date) -> str:
        self.reference = live(STORY, self.at, until=until)
        on(until, self.clock)
        return words(as_(self.client, who), f"/case/{self.reference}/conference/reconvened")


@pytest.fixture
def page(client: Client, monkeypatch: pytest.MonkeyPatch) -> Reading:
    return Reading(authority(), client, monkeypatch)


def test_before_it_is_arranged_the_page_says_what_the_panel_asked_for(page: Reading) -> None:
    said = page.said_to("bea", day("Mon 16 Feb 2026"))

    assert "No day is set for it." in said
    assert "Look again at Wren" in said
    assert "The panel asked for a different chair." in said
    assert "/do/conference.arranged/reconvened" in said
    assert "Record that it was held: not possible now." in said
    case = words(page.client, f"/case/{page.reference}")
    assert f"/case/{page.reference}/conference/reconvened" in case


def test_once_arranged_it_says_who_is_not_ready_and_what_the_chair_lacks(page: Reading) -> None:
    said = page.said_to("ben", day("Wed 4 Mar 2026"))

    assert "It is to be held on" in said
    assert "12 March 2026" in said
    assert "(SP 6.1). Not yet: " in said
    assert said.count("Not yet</td>") == 2
    assert "Sent on" in said


def test_once_held_nothing_stands_in_its_way(page: Reading) -> None:
    said = page.said_to("ben", day("Thu 12 Mar 2026"))

    assert "It was held on" in said
    assert "cannot be recorded as held" not in said
    assert "They have read it" in said
    assert "Somebody told them about it" in said


def test_a_conference_of_no_procedure_is_nowhere(page: Reading) -> None:
    page.said_to("ben", day("Mon 16 Feb 2026"))

    assert page.client.get(f"/case/{page.reference}/conference/party").status_code == 404


def test_a_review_brought_forward_asks_nobody_to_be_briefed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = day("Fri 28 Nov 2025")
    reference = live("ox-cpc/mixed-points", authority(procedure="ox-cpc"), until=until)
    on(until, monkeypatch)

    said = words(as_(client, "ben"), f"/case/{reference}/conference/review")

    assert "It is to be held on" in said
    assert "Change its day, its chair or who is expected" in said
    assert "knows what the panel decided" not in said


def test_nobody_ticked_is_asked_for_again_and_nothing_recorded(page: Reading) -> None:
    page.said_to("ben", day("Wed 4 Mar 2026"))
    nia = Person(id="nia", username="nia", name="Nia Example", authority=page.at)
    nia.set_password(PASSWORD)
    nia.save()
    client = as_(page.client, "nia")
    path = f"/case/{page.reference}/do/attendee.briefed/reconvened"
    assert "Choose who was briefed" not in words(client, path)
    sent = {"key": "a-key", "how": "read", "step": "check"}
    sent |= {"happened_on_0": "4", "happened_on_1": "3", "happened_on_2": "2026"}

    answer = client.post(path, sent)

    assert "Choose who was briefed" in answer.content.decode()
    assert "Do they know?" in words(client, f"/case/{page.reference}/conference/reconvened")
    assert "They have read it" not in words(client, f"/case/{page.reference}/conference/reconvened")
