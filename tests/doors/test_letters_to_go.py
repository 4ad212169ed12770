"""A letter that is still to go is listed, printed with its address where that is safe, and let go."""

import re
from datetime import datetime
from typing import Any

import page
import pytest
from django.test import Client

from reconvene.access_log.models import StoredRead
from reconvene.access_log.reading import Sight
from reconvene.access_log.writing import AccessLogDown
from reconvene.core.casefile.contacts import Contact
from reconvene.desk.answers import Receipt
from reconvene.desk.look import Look
from reconvene.web.acts import going, letter_views
from reconvene.web.browse import looking
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.printed import Printed, squeezed
from tests.support.sp_life import STEPS, Step, noon

pytestmark = pytest.mark.django_db
ON = day("Thu 24 Apr 2025")
SAFE = {
    "who": "complainant", "way": "post", "where": "12 High Street\nExampleton\nEX1 4MP",
    "safe": "safe", "known_by": "She said so.", "letters": True,
}  # fmt: skip
THAT_DAY = {"happened_on-day": "24", "happened_on-month": "4", "happened_on-year": "2025"}


class Site:
    """A complaint whose acknowledgement is written and still to go, as the officer meets it."""

    def __init__(self, client: Client) -> None:
        self.client, self.desk = client, Desk.at()
        self.taken = self.desk.open()
        self.desk.live(self.taken.case_id, 1)
        (sent,) = [step for step in STEPS[:4] if step.details.get("letter") == "acknowledgement"]
        self.number = self.done(sent.by, "letter.sent", {**sent.details, "waits": True})
        self.be("ben")

    def be(self, who: str) -> None:
        self.client.force_login(self.desk.people[who])

    def done(self, by: str, kind: str, details: dict[str, Any]) -> int:
        receipt = self.desk.act(self.taken.case_id, Step(by, STEPS[0].on, kind, details))
        assert isinstance(receipt, Receipt), receipt
        return receipt.number

    def noted(self, **details: Any) -> int:
        return self.done("ben", "contact.noted", SAFE | details)

    def path(self, rest: str = "") -> str:
        return f"/case/{self.taken.reference}{rest}"

    def get(self, rest: str = "") -> Any:
        return self.client.get(self.path(f"/letter/{self.number}{rest}"))

    def page(self, rest: str = "") -> str:
        return plain(self.get(rest))

    def posted(self, kind: str, **said: str) -> Any:
        path = self.path(f"/do/{kind}/-")
        hidden = dict(
            re.findall(r'name="(key|seen)" value="([^"]*)"', plain(self.client.get(path)))
        )
        typed = {**hidden, **THAT_DAY, "sent": str(self.number), "step": "confirm", **said}
        return self.client.post(path, typed)


def plain(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon(ON))
    return Site(client)


def test_is_on_the_list_of_who_reaches_the_family(site: Site) -> None:
    work = plain(site.client.get("/?show=to-go"))

    assert "Letters to go" in work
    assert "1 letter on this page" in work
    assert f'href="{site.path(f"/letter/{site.number}")}"' in work
    assert "You are the complaints officer" in work


def test_is_on_no_list_of_whoever_is_complained_of(site: Site) -> None:
    site.be("amina")

    assert "No letter is still to go." in plain(site.client.get("/?show=to-go"))
    assert "still to go" not in site.page()
    assert "/do/letter.left/" not in plain(site.client.get(site.path()))
    assert site.posted("letter.left", how="hand", note="Here.").status_code == 409


def test_cannot_be_printed_with_an_address_that_nobody_noted(site: Site) -> None:
    answer = site.get("/post")

    assert answer.status_code == 409
    assert "still to go. Nobody has noted where their letters go." in plain(answer)
    assert "Note how somebody is reached" in plain(answer)
    assert "PDF to post" not in plain(answer)


@pytest.mark.parametrize("form", ["post", "post-large"])
def test_bears_its_address_where_it_is_safe(site: Site, form: str) -> None:
    site.noted()
    answer = site.get(f"/{form}")
    said = squeezed("".join(part.text for part in Printed(answer.content).elements()))

    assert f"/letter/{site.number}/{form}" in site.page()
    assert squeezed("Ewa Zielińska 12 High Street Exampleton EX1 4MP") in said
    assert [*page.validate_pdf_bytes(answer.content, profile="ua1").failures] == []
    assert "12 High" not in squeezed(str(Printed(site.get("/pdf").content).elements()))


def test_whoever_takes_an_address_is_written_down(site: Site) -> None:
    where = site.noted()
    mine = StoredRead.objects.filter(reader=site.desk.people["ben"].id).order_by("number")
    before = mine.count()
    site.get("/post")

    looks = mine[before:]
    assert [(one.sight, one.entry) for one in looks] == [("letter", site.number), ("entry", where)]


@pytest.mark.parametrize(
    ("details", "why"),
    [
        ({"safe": "unsafe"}, "where their letters go is not safe"),
        ({"ask": "Ring first."}, "Somebody has to speak to them before a letter goes."),
    ],
)
def test_is_not_printed_where_it_is_not_safe_now(
    site: Site, details: dict[str, Any], why: str
) -> None:
    site.noted()
    shown_before = site.page()
    site.noted(**details)
    answer = site.get("/post")

    assert "PDF to post" in shown_before
    assert answer.status_code == 409
    assert why in plain(answer)
    assert "12 High Street" not in plain(answer)


def test_by_email_is_not_printed_and_leads_to_where_it_goes(site: Site) -> None:
    where = site.noted(way="email", where="ewa@example.org")
    shown = site.page()

    assert "still to go. Letters go by email." in shown
    assert site.path(f"/entry/{where}") in shown
    assert "ewa@example.org" not in shown
    assert site.get("/post").status_code == 409


def test_leaves_and_comes_back(site: Site) -> None:
    site.noted()
    left = site.posted("letter.left", how="post")
    shown = site.page()

    assert left.status_code == 302
    assert "It left by post on Thursday 24 April 2025." in shown
    assert "PDF to post" not in shown
    assert site.get("/post").status_code == 409
    assert "No letter is still to go." in plain(site.client.get("/?show=to-go"))
    case = plain(site.client.get(site.path()))
    assert "The letter “Acknowledgement” left by post." in case

    back = site.posted("letter.came-back", note="Not known at this address.")

    assert back.status_code == 302
    assert (
        "still to go. It came back on Thursday 24 April 2025. No letter can go: one came back"
        in site.page()
    )
    assert "1 letter on this page" in plain(site.client.get("/?show=to-go"))


def test_is_not_let_go_where_the_family_is_not_to_be_reached(site: Site) -> None:
    site.noted(safe="unsafe")
    refused = site.posted("letter.left", how="post")

    assert refused.status_code == 409
    assert "The letter cannot go now: it is not safe for them there." in plain(refused)
    assert site.posted("letter.left", how="hand", note="At the office.").status_code == 302


def test_is_not_printed_for_whoever_does_not_see_where_the_family_lives(site: Site) -> None:
    site.noted()
    site.be("amina")

    answer = site.get("/post")
    assert answer.status_code == 409
    assert b"12 High" not in answer.content


def test_says_to_whoever_would_write_it_again_that_one_is_still_to_go(site: Site) -> None:
    again = plain(site.client.get(site.path("/do/letter.sent/acknowledgement")))

    assert "This letter was written before: on <a" in again
    assert "(still to go)" in again


def test_no_address_is_taken_in_an_emergency(site: Site) -> None:
    site.noted()
    stranger = site.desk.people["sol"]
    site.client.force_login(stranger)
    asked = {"reference": site.taken.reference, "reason": "A neighbour rang: shouting."}
    opened = site.client.post("/emergency", asked)

    answer = site.get("/post")
    assert opened.status_code == 302
    assert answer.status_code == 409
    assert "still to go" not in plain(answer)
    assert b"12 High" not in answer.content


def test_no_address_is_taken_while_nobody_can_write_down_who_looks(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.noted()

    def found(*asked: Any, sight: Sight | None = None) -> Look:
        if sight is Sight.ENTRY:
            raise AccessLogDown(sight=sight, found="a test")
        return looking.found(*asked, sight=sight)

    monkeypatch.setattr(letter_views, "found", found)

    answer = site.get("/post")
    assert answer.status_code == 503
    assert b"%PDF" not in answer.content


def test_an_address_that_changes_as_it_is_taken_is_not_given(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the letter and the look at the address somebody notes that it is unsafe."""
    site.noted()

    def address_for(look: Look, number: int, at: datetime) -> Contact | None:
        found = going.address_for(look, number, at)
        if len(look.whole.events) == site.number + 1:
            site.noted(safe="unsafe")
        return found

    monkeypatch.setattr(letter_views, "address_for", address_for)

    answer = site.get("/post")
    assert answer.status_code == 409
    assert b"%PDF" not in answer.content


def test_is_not_printed_once_its_entry_was_put_right(site: Site) -> None:
    """Its words stay as they were written, so its paper would say what is known to be wrong."""
    site.noted()
    put_right = {
        "entry": site.number,
        "reason": "It was written down twice.",
        "happened_on": "2025-04-22",
    }
    site.done("ben", "entry.corrected", put_right)

    answer = site.get("/post")
    assert answer.status_code == 409
    assert "Do not send it: strike its entry, and write it again." in plain(answer)
    assert "PDF to post" not in plain(answer)


def test_is_not_listed_as_sent_on_the_page_of_its_case(site: Site) -> None:
    waits = plain(site.client.get(site.path()))
    site.posted("letter.left", how="hand", note="At the office.")

    assert waits.count("(still to go)") == 1
    assert "(still to go)" not in plain(site.client.get(site.path()))


def test_whoever_wrote_it_is_told_that_it_waits_and_not_to_write_it_again(site: Site) -> None:
    site.be("amina")
    receipt = plain(site.client.get(site.path(f"/done/{site.number}")))

    assert "The letter is still to go." in receipt
    assert "The complaints officer prints and posts it." in receipt
    assert "/do/letter.sent/acknowledgement" not in receipt
