"""From My work to a letter on the record, with the keyboard alone, and the focus to be seen all the way."""

from tests.support.journeys import THE_SAME_ON_BOTH, Walk
from tests.support.keyboard import enter, tab_to


@THE_SAME_ON_BOTH
def test_a_letter_goes_by_keyboard(demo_walk: Walk) -> None:
    given_amina_at_her_work(demo_walk)
    when_she_begins_the_letter(demo_walk)
    when_she_signs_and_confirms_it(demo_walk)
    then_it_stands_on_the_case(demo_walk)


def given_amina_at_her_work(walk: Walk) -> None:
    walk.family = "Joseph Sampleford"
    walk.begin_at_the_people()
    tab_to(walk, "Become Amina Demo")
    enter(walk)
    walk.sees("My work", walk.family)
    tab_to(walk, "Skip to main content")


def when_she_begins_the_letter(walk: Walk) -> None:
    tab_to(walk, f"Write the letter: Acknowledge the complaint in writing, {walk.family}")
    enter(walk)
    walk.sees("Acknowledgement", walk.family)


def when_she_signs_and_confirms_it(walk: Walk) -> None:
    tab_to(walk, "Amina Demo, conference chair")
    walk.page.keyboard.press("Space")
    tab_to(walk, "Continue")
    enter(walk)
    walk.sees("Check this before it is recorded")
    tab_to(walk, "I have read it: record the letter")
    enter(walk)
    walk.sees("It is on the record", "The letter is still to go.")


def then_it_stands_on_the_case(walk: Walk) -> None:
    tab_to(walk, f"Go to the case of {walk.family}")
    enter(walk)
    walk.sees("What must happen next", "Letters and documents", "(still to go)")
