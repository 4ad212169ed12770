"""A file is brought into a case, checked by a real scanner, and taken out again to be read."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from tests.journeys.three_stages import stage_1
from tests.support.good_files import good_files
from tests.support.journeys import THE_SAME_ON_BOTH, Walk
from tests.support.scanner import EICAR, scanner

WHAT = "Photograph of the letter, 3 March 2025"
PHOTOGRAPH = next(content for name, content in good_files() if name.endswith(".jpg"))


@pytest.fixture
def photograph(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """Give a photograph on somebody's own machine, and a scanner to the worker."""
    with scanner(tmp_path) as settings.SCANNER:
        settings.FIT_TO_SERVE = "builtins.dict"  # which a database of tests is not
        file = tmp_path / "IMG_0042.jpg"
        file.write_bytes(PHOTOGRAPH)
        yield file


@THE_SAME_ON_BOTH
def test_a_photograph_is_brought_in_checked_and_read(walk: Walk, photograph: Path) -> None:
    goes_through(walk, photograph)
    when_something_harmful_is_brought_in(walk, photograph)


@THE_SAME_ON_BOTH
def test_the_same_without_scripts(plain_walk: Walk, photograph: Path) -> None:
    goes_through(plain_walk, photograph)


def goes_through(walk: Walk, photograph: Path) -> None:
    stage_1.given_a_complaint_taken_down(walk)
    walk.become_on_the_case("Ben")
    when_it_is_brought_in(walk, photograph)
    then_it_waits_for_what_it_is(walk)
    when_it_is_put_on_the_record(walk)
    then_nobody_opens_it(walk)
    when_the_worker_has_looked(walk)
    then_it_can_be_read(walk)


def when_it_is_brought_in(walk: Walk, photograph: Path) -> None:
    walk.press("Bring in a file", within=walk.page.get_by_role("region", name="Files that were"))
    walk.press("Continue")
    walk.sees("There is a problem", "Choose a file")
    walk.page.set_input_files("input[type=file]", photograph)
    walk.press("Continue")
    walk.sees("You chose the file IMG_0042.jpg")


def then_it_waits_for_what_it_is(walk: Walk) -> None:
    walk.press(walk.reference)
    walk.press("Bring in a file", within=walk.page.get_by_role("region", name="Files that were"))
    walk.look_again()
    walk.sees("Brought in by you, and not on the record yet", "Throw it away")
    walk.press("Say what IMG_0042.jpg is")


def when_it_is_put_on_the_record(walk: Walk) -> None:
    walk.go_on_with({
        "What is it?": WHAT, "Is it one of these?": "No, something else",
        "Who gave it to us?": "Ewa",
    })  # fmt: skip
    walk.confirm()
    walk.press("See how far it is checked")


def then_nobody_opens_it(walk: Walk) -> None:
    walk.sees("It is being checked for anything harmful.")
    walk.sees_nothing_of("Take")


def when_the_worker_has_looked(walk: Walk) -> None:
    call_command("check_files", "--once", stdout=StringIO())
    walk.open_the_case()
    walk.press(WHAT)
    walk.look_again()


def then_it_can_be_read(walk: Walk) -> None:
    walk.sees("It was checked.", "Photograph", "Ewa")
    with walk.page.expect_download() as taken:
        walk.page.get_by_role("button", name="Take the copy to read").click()
    assert taken.value.suggested_filename.endswith("-copy.jpeg")
    copy = taken.value.path().read_bytes()
    assert copy.startswith(b"\xff\xd8\xff")
    assert b"Somemaker" in PHOTOGRAPH
    assert b"Somemaker" not in copy
    with walk.page.expect_download() as taken:
        walk.page.get_by_role("link", name="Take it as it was brought in").click()
    assert taken.value.path().read_bytes() == PHOTOGRAPH


def when_something_harmful_is_brought_in(walk: Walk, photograph: Path) -> None:
    harmful = photograph.with_name("letter.txt")
    harmful.write_bytes(EICAR)
    walk.open_the_case()
    walk.press("Bring in a file", within=walk.page.get_by_role("region", name="Files that were"))
    walk.page.set_input_files("input[type=file]", harmful)
    walk.press("Continue")
    walk.go_on_with({"What is it?": "A letter", "Is it one of these?": "No, something else"})
    walk.confirm()
    call_command("check_files", "--once", stdout=StringIO())
    walk.press("See how far it is checked")
    walk.look_again()
    walk.sees("Something harmful was found in it, and its contents were destroyed.")
    walk.sees_nothing_of("Take")


@THE_SAME_ON_BOTH
def test_a_long_name_breaks_before_a_phone_scrolls(phone_walk: Walk, tmp_path: Path) -> None:
    """Every page that says what a file is called; each look holds that none scrolls sideways."""
    walk = phone_walk
    walk.become("Ben")
    walk.press_in_the_menu("Cases")
    walk.press("Marta Exampleby")
    walk.family = "Marta Exampleby"
    walk.note_the_reference()
    long = tmp_path / f"{'scan' * 40}.txt"
    long.write_text("Dear Ms Example\n")
    walk.press("Bring in a file", within=walk.page.get_by_role("region", name="Files that were"))
    walk.page.set_input_files("input[type=file]", long)
    walk.press("Continue")
    walk.look_again()
    walk.go_on_with({"What is it?": "letter" * 60, "Is it one of these?": "No, something else"})
    walk.look_again()
    walk.confirm()
    walk.look_again()
    walk.press("See how far it is checked")
    walk.look_again()
    walk.press("Its entry in the record")
    walk.look_again()
    walk.press("Cases")
    walk.press("Marta Exampleby")
    walk.look_again()
