"""Two who look after information let one case be erased, hold another, and print what certifies it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from reconvene.desk import erasing
from reconvene.erasure.book import Book
from reconvene.people.models import Person
from reconvene.sealing.rotation import rotate
from tests.support.desk import Desk
from tests.support.erasing import closed, keys_of_our_own
from tests.support.following import follow
from tests.support.journeys import A_TUESDAY, DESK, PHONE, Walk, people_of_the_demo, walking
from tests.support.keyboard import enter, tab_to
from tests.support.tree import SOURCE

__all__ = ["keys_of_our_own"]

SCHEDULE = SOURCE / "library" / "retention" / "default.yaml"
WHY = "Claim 7 in the county court"
WEEK = timedelta(days=7)


@dataclass
class Office:
    """Where one year is enough, and two cases were closed long ago; the clock is the test's."""

    folder: Path
    gone: str
    held: str

    @property
    def book(self) -> Path:
        return self.folder / "book.jsonl"

    def a_daily_run(self, days_on: int) -> erasing.Outcome:
        return erasing.carry_out(self.book, A_TUESDAY + timedelta(days=days_on), self.folder)


@pytest.fixture
def office(
    keys_of_our_own: None,
    transactional_db: None,
    settings: LazySettings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Office:
    monkeypatch.setattr("django.utils.timezone.now", lambda: A_TUESDAY)
    people_of_the_demo()
    own = SCHEDULE.read_text("utf-8").replace("id: default", "id: own").replace("6 years", "1 year")
    (tmp_path / "exampleshire.yaml").write_text(own, "utf-8")
    settings.RETENTION, settings.ERASURES = tmp_path, tmp_path / "book.jsonl"
    here = Person.objects.filter(authority="exampleshire")
    desk = Desk({name: here.get(name__startswith=name.title()) for name in ("amina", "ben")})
    gone, held = (closed(desk, name="Petra Placeholder").reference for _ in range(2))
    found = Office(tmp_path, gone, held)
    Book(found.book).begin()
    return found


@pytest.fixture(params=["at a desk", "on a phone, without scripts"])
def walk(
    request: pytest.FixtureRequest, office: Office, chromium: Browser, live_server: LiveServer
) -> Iterator[Walk]:
    is_desk = request.param == "at a desk"
    width = DESK if is_desk else PHONE
    yield from walking(chromium, live_server.url, width=width, has_scripts=is_desk)


@pytest.mark.assures("PR-3")
def test_a_case_is_erased_and_another_is_held(walk: Walk, office: Office) -> None:
    given_what_is_due_is_proposed(walk, office)
    when_iris_approves_one_and_holds_the_other(walk, office)
    when_ivo_approves_with_the_keyboard_alone(walk, office)
    when_it_was_erased_and_keys_were_changed(office)
    then_its_certificate_is_printed_alone(walk, office)
    then_it_is_kept_for_longer_and_two_people_lift_the_hold(walk, office)


def given_what_is_due_is_proposed(walk: Walk, office: Office) -> None:
    walk.become("Iris")
    go_there(walk)
    walk.sees("No erasure waits for approval.", "No case is held.")
    walk.press("See what was kept long enough")
    walk.sees(office.gone, office.held, "It was kept until Friday 24 April 2026.")
    walk.sees_nothing_of("Placeholder")
    for box in walk.page.get_by_role("checkbox").all():
        box.uncheck()
    walk.press("Propose that these are erased")
    walk.sees("There is a problem", "Choose at least one case")
    walk.look_again()
    for box in walk.page.get_by_role("checkbox").all():
        box.check()
    walk.press("Propose that these are erased")
    walk.sees("Nobody has approved it yet.")


def when_iris_approves_one_and_holds_the_other(walk: Walk, office: Office) -> None:
    open_the_row(walk, office.gone)
    walk.sees("What two approvals bring about", "nobody can bring it back")
    walk.press("Check and approve")
    walk.sees("Check before you approve", "somebody else has to approve as well")
    walk.press("Approve that it is erased")
    walk.sees("You approved it. Somebody else has to as well.")
    open_the_row(walk, office.held)
    walk.press("Hold it instead")
    walk.page.get_by_label("A court case").check()
    walk.page.get_by_label("Why", exact=True).fill(WHY)
    walk.press("Hold this case")
    walk.sees("There is a problem", "Enter the day on which somebody looks at it again")
    expect(walk.page.get_by_label("Reference of the case")).to_have_value(office.held)
    expect(walk.page.get_by_label("Why", exact=True)).to_have_value(WHY)
    walk.look_again()
    review = walk.page.get_by_role("group", name="When does somebody look at it again?")
    walk.fill_day(review, "Mon 1 Feb 2027")
    walk.press("Hold this case")
    walk.sees(f"Held: {office.held}", WHY, "placed by you")


def when_ivo_approves_with_the_keyboard_alone(walk: Walk, office: Office) -> None:
    walk.become("Ivo")
    walk.sees("1 erasure to approve")
    go_there(walk)
    walk.sees("Iris Demo approved it.", office.held)
    tab_to(walk, f"Decide: {office.gone}")
    enter(walk)
    walk.sees("Iris Demo")
    tab_to(walk, "Check and approve")
    enter(walk)
    walk.sees("Check before you approve", "Iris Demo approved it already")
    tab_to(walk, "Approve that it is erased")
    enter(walk)
    walk.sees("Approved by two people.")


def when_it_was_erased_and_keys_were_changed(office: Office) -> None:
    assert office.a_daily_run(0).sealed_off == 1
    assert office.a_daily_run(7).destroyed == 1
    rotate(settle=lambda: None)
    assert office.a_daily_run(8).certified == (office.gone,)


def then_its_certificate_is_printed_alone(walk: Walk, office: Office) -> None:
    go_there(walk)
    walk.press("Read the book of erasures")
    walk.sees(office.gone, "Iris Demo and Ivo Demo", "Since Wednesday 2 December 2026")
    walk.press(office.gone)
    walk.sees("Since Wednesday 2 December 2026 no copy of the database opens this case")
    walk.page.emulate_media(media="print")
    expect(walk.page.get_by_role("article")).to_be_visible()
    expect(walk.page.get_by_role("banner")).to_be_hidden()
    expect(walk.page.get_by_role("heading", level=1)).to_be_hidden()
    walk.page.emulate_media(media="screen")


def then_it_is_kept_for_longer_and_two_people_lift_the_hold(walk: Walk, office: Office) -> None:
    go_there(walk)
    open_the_row(walk, office.held)
    walk.press("It stays held: look again later")
    again = walk.page.get_by_role("group", name="When does somebody look at it again?")
    walk.fill_day(again, "Mon 1 Mar 2027")
    walk.page.get_by_label("Why it stays held").fill("The hearing is put off.")
    walk.press("Keep it held")
    walk.sees("Looked at again", "Monday 1 March 2027", "The hearing is put off.")
    walk.page.get_by_label("Why it need not be held any more").fill("The claim ended.")
    walk.press("Ask that it be lifted")
    walk.sees("You asked that it be lifted. Somebody else has to agree.")
    walk.become("Iris")
    walk.sees("1 hold to agree to lift")
    go_there(walk)
    walk.sees("To agree to", "Ivo Demo asked that it be lifted.")
    open_the_row(walk, office.held)
    walk.sees("The claim ended.")
    walk.page.get_by_label("Why it need not be held any more").fill("The court wrote.")
    walk.press("Agree, and lift it")
    walk.sees("The claim ended.", "The court wrote.")
    walk.sees(f"Was held: {office.held}", "by you")


def go_there(walk: Walk) -> None:
    walk.press_in_the_menu("Kept and erased")


def open_the_row(walk: Walk, reference: str) -> None:
    follow(walk.page.get_by_role("row").filter(has_text=reference).get_by_role("link"))
    walk.look()
