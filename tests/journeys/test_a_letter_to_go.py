"""A letter is written, waits until it is known where it is safe, is printed, let go, and comes back."""

from collections.abc import Mapping

from tests.journeys.three_stages import stage_1
from tests.support.journeys import HAS_IT_GONE, THE_SAME_ON_BOTH, Walk

ON = "Thu 9 Oct 2025"
LETTER = "Acknowledgement"


@THE_SAME_ON_BOTH
def test_a_letter_leaves_only_where_it_is_safe(walk: Walk) -> None:
    stage_1.given_a_complaint_taken_down(walk)
    when_it_is_acknowledged_and_still_to_go(walk)
    then_it_cannot_go_anywhere(walk)
    when_it_is_noted_where_letters_are_safe(walk)
    then_it_is_printed_with_the_address(walk)
    when_it_leaves(walk)
    when_it_comes_back(walk)
    then_it_waits_again(walk)


def when_it_is_acknowledged_and_still_to_go(walk: Walk) -> None:
    walk.do(
        "Write: acknowledgement",
        ON,
        {"Who signs it?": "Amina Demo", HAS_IT_GONE: "No: it is still to go"},
    )


def then_it_cannot_go_anywhere(walk: Walk) -> None:
    at_the_letter(walk)
    walk.sees("This letter is still to go. Nobody has noted where their letters go.")
    walk.sees_nothing_of("PDF to post")


def at_the_letter(walk: Walk, called: str = LETTER) -> None:
    walk.open_what_waits(called)


POST = {"How?": "By post", "What is the address?": "12 Example Street\nExampleton\nEX9 9ZZ"}


def when_it_is_noted_where_letters_are_safe(walk: Walk, way: Mapping[str, str] = POST) -> None:
    walk.press("Note how somebody is reached")
    walk.fill_day(walk.page.locator("fieldset:has(input[name=happened_on-day])").last, ON)
    walk.go_on_with(
        {
            "Who is reached there?": stage_1.FAMILY,
            **way,
            "Is it safe for them?": "It is safe",
            "How do you know that it is theirs, and safe?": "She said so on her own.",
            "Do they want their letters sent there?": "Yes",
        }
    )
    walk.confirm()


def then_it_is_printed_with_the_address(walk: Walk) -> None:
    at_the_letter(walk)
    walk.sees("Letters go by post.", "PDF to post, in large print")
    with walk.page.expect_download() as given:
        walk.page.get_by_role("link", name="PDF to post", exact=True).click()
    assert given.value.suggested_filename == "letter-2025-10-09-4.pdf"
    walk.sees_nothing_of("12 Example Street")


def when_it_leaves(walk: Walk) -> None:
    walk.press("Record that a letter left")
    walk.go_on_with({"How?": "By post"})
    walk.sees("so they have longer than it says.")
    walk.confirm()
    walk.open_the_case()
    walk.sees("The letter “Acknowledgement” left by post.")


def when_it_comes_back(walk: Walk) -> None:
    walk.begin("Record that a letter came back")
    walk.go_on_with({"What do you know about it?": "Not known at this address."})
    walk.confirm()


def then_it_waits_again(walk: Walk) -> None:
    at_the_letter(walk)
    walk.sees("No letter can go: one came back from there, and nobody has asked them since.")
    walk.press("Record that somebody confirmed how they are reached")
    walk.go_on_with({"How did they confirm it?": "She rang: the name was not on the door."})
    walk.confirm()
    at_the_letter(walk)
    walk.sees("Letters go by post.")
