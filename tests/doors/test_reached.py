"""How somebody is reached: noted on a page, shown without any address, and closed to whom it is not for."""

import re
from typing import Any

import pytest
from django.test import Client

from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import STEPS, Step, noon

pytestmark = pytest.mark.django_db
ON = day("Thu 24 Apr 2025")
BY_EMAIL = {
    "who": "complainant", "way": "email", "email": "ewa@example.org", "safe": "safe",
    "known_by": "She said so.", "letters": "yes",
    "happened_on-day": "24", "happened_on-month": "4", "happened_on-year": "2025",
}  # fmt: skip
BY_POST = {**BY_EMAIL, "way": "post", "email": "", "address": "12 High Street\nExampleton\nEX1 4MP"}


class Site:
    """The pages of one case, as Ben meets them on a day in April."""

    def __init__(self, client: Client) -> None:
        self.client, self.desk = client, Desk.at()
        self.taken = self.desk.open()
        client.force_login(self.desk.people["ben"])

    def path(self, rest: str = "") -> str:
        return f"/case/{self.taken.reference}{rest}"

    def page(self, rest: str = "") -> str:
        return " ".join(self.client.get(self.path(rest)).content.decode().split())

    def posted(self, kind: str, typed: dict[str, str], **said: str) -> Any:
        path = self.path(f"/do/{kind}/-")
        asked = self.client.get(path).content.decode()
        hidden = dict(re.findall(r'name="(key|seen)" value="([^"]*)"', asked))
        return self.client.post(path, {**hidden, **typed, **said})

    def noted(self, typed: dict[str, str], **said: str) -> str:
        """Note it, and return the page of the case."""
        answer = self.posted("contact.noted", typed, step="confirm", **said)
        assert answer.status_code == 302, answer.content.decode()
        return self.page()

    def problem(self, **said: str) -> str:
        answer = self.posted("contact.noted", BY_EMAIL, step="check", **said)
        return " ".join(answer.content.decode().split())


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon(ON))
    return Site(client)


def test_the_page_of_a_case_says_how_and_never_where(site: Site) -> None:
    page = site.noted(BY_EMAIL, ask="Ask for Jo.", earliest="9:30am", latest="3pm")

    assert "How to reach Ewa Zielińska" in page
    assert (
        "By email. It is safe. Before anything else: Ask for Jo. Only from 9:30am to 3pm." in page
    )
    assert "Somebody has to speak to them before a letter goes." in page
    assert "is reached by email, which is safe for them. Their letters go there." in page
    assert "ewa@example.org" not in page


def test_the_entry_says_what_is_known_of_it_and_is_not_put_right(site: Site) -> None:
    site.noted(BY_POST)

    entry = site.page("/entry/2")
    assert "How we know that it is theirs, and safe" in entry
    assert "/do/entry.corrected/2" not in entry


def test_it_is_not_put_right_by_its_address_either(site: Site) -> None:
    site.noted(BY_POST)

    assert "How somebody is reached is not put right here." in site.page("/do/entry.corrected/2")


def test_a_change_waits_until_it_is_confirmed(site: Site) -> None:
    assert "Letters go by post." in site.noted(BY_POST)

    changed = site.noted(BY_EMAIL)
    assert "and they have not confirmed it. One can go from Monday 28 April 2025." in changed

    said = {"which": "email:complainant", "how": "She rang from her old number."}
    on = {name: value for name, value in BY_EMAIL.items() if name.startswith("happened_on")}
    answer = site.posted("contact.confirmed", {**on, **said}, step="confirm")
    assert answer.status_code == 302
    assert "Letters go by email." in site.page()


def test_what_has_ended_is_not_offered_any_more(site: Site) -> None:
    site.noted(BY_POST)
    on = {name: value for name, value in BY_EMAIL.items() if name.startswith("happened_on")}

    said = {"which": "post:complainant", "reason": "unsafe", "note": "He has moved back."}
    answer = site.posted("contact.ended", {**on, **said}, step="confirm")

    assert answer.status_code == 302
    page = site.page()
    assert "Their letters have nowhere to go: where they went has ended." in page
    assert "See where" not in page
    assert "is no longer to be reached by post. It is not safe any more." in page


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"email": "ewa at example"}, "Enter an email address, such as name@example.org"),
        ({"email": ""}, "Enter the email address"),
        ({"known_by": ""}, "Enter how you know that it is theirs, and safe"),
        ({"way": "text", "mobile": "07700 900123"}, "Letters go by post or by email"),
        ({"earliest": "9am"}, "Enter both times, or neither"),
        ({"latest": "9am"}, "Enter both times, or neither"),
        ({"earliest": "3pm", "latest": "9am"}, "The second time must be after the first"),
        ({"earliest": "soon", "latest": "9am"}, "Enter a time, such as"),
    ],
)
def test_what_is_typed_wrongly_is_said_and_kept(
    site: Site, said: dict[str, str], told: str
) -> None:
    page = site.problem(**said)

    assert told in page
    assert all(f'value="{value}"' in page for value in said.values() if value)


def test_whoever_is_complained_of_sees_none_of_it(site: Site) -> None:
    site.desk.live(site.taken.case_id, 1)
    said = {"who": "complainant", "way": "post", "where": "12 High Street"}
    for kind, details in (
        ("contact.noted", {**said, "safe": "safe", "known_by": "She said so."}),
        ("contact.ended", {"who": "complainant", "way": "post", "reason": "unsafe"}),
    ):
        done = site.desk.act(site.taken.case_id, Step("ben", STEPS[0].on, kind, details))
        assert isinstance(done, Receipt), done
    site.client.force_login(site.desk.people["amina"])

    page = site.page()
    assert "How to reach" not in page
    assert "is reached by" not in page
    look = load(site.desk.people["amina"], site.taken.case_id, ON)
    assert not [event for event in look.events if event.kind.startswith("contact.")]
    assert look.case.contacts == {}


def test_of_each_of_the_family_it_is_asked_by_name_whether_their_details_are_kept(
    site: Site,
) -> None:
    page = site.page("/do/confidentiality.decided/-")

    for name in ("Ewa Zielińska", "Kit", "Father"):
        assert f"{name}: not decided" in page
    said = {"who": "kit", "kept": "yes", "reason": "Jo told us."}
    day = {"happened_on-day": "24", "happened_on-month": "4", "happened_on-year": "2025"}
    site.posted("confidentiality.decided", {**day, **said}, step="confirm")
    page = site.page("/do/confidentiality.decided/-")
    assert "Kit: kept from the others" in page
    record = site.page()
    assert "It was decided whether the details of Kit are kept from the others." in record
    assert "Jo told us" not in record
