"""A chair with a phone: what is owed, the case, the letter; and nothing scrolls sideways."""

from struct import unpack

from tests.support.journeys import PHONE, THE_SAME_ON_BOTH, Walk

ACKNOWLEDGE = "Acknowledge the complaint in writing"


@THE_SAME_ON_BOTH
def test_a_letter_goes_from_a_phone(phone_walk: Walk) -> None:
    given_amina_at_her_work(phone_walk)
    when_she_reads_the_case(phone_walk)
    when_she_sends_the_letter(phone_walk)
    then_the_letter_fits(phone_walk)
    then_the_other_pages_fit(phone_walk)


def given_amina_at_her_work(walk: Walk) -> None:
    walk.family = "Joseph Sampleford"
    walk.become("Amina")
    walk.sees(ACKNOWLEDGE, walk.family)
    _fits(walk)


def when_she_reads_the_case(walk: Walk) -> None:
    walk.press(walk.family)
    walk.note_the_reference()
    walk.page.get_by_text("Why this day?").first.click()
    walk.sees("The day of the event is day 0 and is not counted.")
    _fits(walk)


def when_she_sends_the_letter(walk: Walk) -> None:
    walk.press("Write: acknowledgement")
    _fits(walk)
    walk.go_on_with({"Who signs it?": "Amina Demo"})
    _fits(walk)
    walk.confirm()
    _fits(walk)


def then_the_letter_fits(walk: Walk) -> None:
    walk.press("See and print the letter")
    walk.sees(f"Dear {walk.family}")
    _fits(walk)


def then_the_other_pages_fit(walk: Walk) -> None:
    for place in ("Cases", "Calendar", "Procedure", "Take down a complaint"):
        walk.press_in_the_menu(place)
        _fits(walk)


def _fits(walk: Walk) -> None:
    """Hold that a picture of the whole page is no wider than the phone."""
    picture = walk.page.screenshot(full_page=True)
    (width,) = unpack(">I", picture[16:20])
    assert width == PHONE, walk.page.url
