"""The post of a day is printed at one press, and marked as posted; without scripts, and for everyone."""

from pathlib import Path

from tests.journeys.test_a_letter_to_go import (
    at_the_letter,
    when_it_is_acknowledged_and_still_to_go,
    when_it_is_noted_where_letters_are_safe,
)
from tests.journeys.three_stages import stage_1
from tests.support.axe import demand_usable
from tests.support.following import follow
from tests.support.journeys import THE_SAME_ON_BOTH, Walk
from tests.support.printed import Printed, squeezed


def test_the_post_of_a_day_is_printed_and_marked_as_posted(walk: Walk) -> None:
    given_a_letter_that_can_go(walk)
    then_it_is_printed_from_one_page(walk)
    when_it_is_marked(walk)
    then_it_has_left_once(walk)


@THE_SAME_ON_BOTH
def test_the_same_without_scripts(plain_walk: Walk) -> None:
    given_a_letter_that_can_go(plain_walk)
    then_it_is_printed_from_one_page(plain_walk)
    when_it_is_marked(plain_walk)
    then_it_has_left_once(plain_walk)


@THE_SAME_ON_BOTH
def test_its_pages_are_for_everyone_on_a_phone(phone_walk: Walk) -> None:
    walk = phone_walk
    walk.become("Ben")
    demand_usable(walk.page.context, walk.url, ("/post", "/post/posted"))
    at_the_post(walk)
    walk.press("Mark as posted")
    walk.press("Record that these left")
    walk.look_again()
    walk.sees("Tick the letters that you put into the post")


def given_a_letter_that_can_go(walk: Walk) -> None:
    stage_1.given_a_complaint_taken_down(walk)
    when_it_is_acknowledged_and_still_to_go(walk)
    at_the_post(walk)
    walk.sees("No letter here can go by post today.", "Nobody has noted where their letters go.")
    at_the_letter(walk)
    when_it_is_noted_where_letters_are_safe(walk)


def at_the_post(walk: Walk) -> None:
    walk.press_in_the_menu("My work")
    follow(walk.page.get_by_role("link", name="Letters to go"))
    walk.press("Today’s post")


def then_it_is_printed_from_one_page(walk: Walk) -> None:
    at_the_post(walk)
    walk.look_again()
    walk.sees("1 letter can go by post today", stage_1.FAMILY, walk.reference)
    walk.sees_nothing_of("12 Example Street")
    with walk.page.expect_download() as given:
        walk.page.get_by_role("button", name="Print them").click()
    printed = Printed(Path(given.value.path()).read_bytes())
    code = given.value.suggested_filename.removesuffix(".pdf").partition("-1-")[2]
    walk.sees(f"Run 1-{code}")
    assert f"run1-{code}" in printed.on_page(0)
    assert "EwaExample" not in printed.on_page(0) + printed.on_page(1)
    assert squeezed("12 Example Street") in printed.on_page(2)


def when_it_is_marked(walk: Walk) -> None:
    walk.press("Mark as posted")
    walk.press("Record that these left")
    walk.sees("There is a problem", "Tick the letters that you put into the post")
    walk.page.get_by_role("checkbox", name=f"1. Acknowledgement, to {stage_1.FAMILY}").check()
    walk.press("Record that these left")
    walk.look_again()
    walk.sees("Recorded as posted", walk.reference)


def then_it_has_left_once(walk: Walk) -> None:
    walk.page.reload()
    walk.sees("Recorded as posted")
    walk.press("Today’s post")
    walk.sees("No letter is still to go.")
    walk.press_in_the_menu("Cases")
    walk.press(stage_1.FAMILY)
    recorded = walk.main.inner_text().count("The letter “Acknowledgement” left by post.")
    assert recorded == 1
