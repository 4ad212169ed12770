"""From My work to a letter sent, with the keyboard alone, and the focus to be seen all the way."""

from tests.support.journeys import Walk

MOST_STOPS = 250
HERE = """() => {
    const one = document.activeElement;
    if (one === document.body) return "";
    const label = one.labels && one.labels[0] ? one.labels[0] : one;
    const said = one.getAttribute("aria-label") || label.innerText;
    return said.replace(/\\s+/g, " ").replace(/ :/g, ":").trim();
}"""
IS_MARKED = """() => {
    const one = document.activeElement;
    const label = one.labels && one.labels[0];
    const drawn = style => [style.outline, style.boxShadow, style.backgroundColor].join();
    const look = () => drawn(getComputedStyle(one))
        + (label ? drawn(getComputedStyle(label, "::before")) : "");
    const focused = look();
    one.blur();
    const left = look();
    one.focus();
    return focused !== left;
}"""
"""Whether what has the focus looks otherwise than without it."""


def test_a_letter_goes_by_keyboard(demo_walk: Walk) -> None:
    given_amina_at_her_work(demo_walk)
    when_she_begins_the_letter(demo_walk)
    when_she_signs_and_confirms_it(demo_walk)
    then_it_is_no_longer_owed(demo_walk)


def given_amina_at_her_work(walk: Walk) -> None:
    walk.family = "Joseph Sampleford"
    walk.begin_at_the_people()
    _tab_to(walk, "Become Amina Demo")
    walk.page.keyboard.press("Enter")
    walk.sees("My work", walk.family)
    _tab_to(walk, "Skip to main content")


def when_she_begins_the_letter(walk: Walk) -> None:
    _tab_to(walk, f"Write the letter: Acknowledge the complaint in writing, {walk.family}")
    walk.page.keyboard.press("Enter")
    walk.sees("Acknowledgement", walk.family)


def when_she_signs_and_confirms_it(walk: Walk) -> None:
    _tab_to(walk, "Amina Demo, conference chair")
    walk.page.keyboard.press("Space")
    _tab_to(walk, "Continue")
    walk.page.keyboard.press("Enter")
    walk.sees("Check this before it is recorded")
    _tab_to(walk, "I have sent it: record the letter")
    walk.page.keyboard.press("Enter")
    walk.sees("It is on the record", "Acknowledge the complaint in writing.")


def then_it_is_no_longer_owed(walk: Walk) -> None:
    _tab_to(walk, f"Go to the case of {walk.family}")
    walk.page.keyboard.press("Enter")
    walk.sees("What must happen next", "Letters and documents sent", "Acknowledgement")


def _tab_to(walk: Walk, words: str) -> None:
    """Go on from stop to stop until one is called so; each must show that it has the focus."""
    for _ in range(MOST_STOPS):
        walk.page.keyboard.press("Tab")
        here = walk.page.evaluate(HERE)
        if here == "":
            continue
        assert walk.page.evaluate(IS_MARKED), f"the focus cannot be seen on: {here}"
        if here == words:
            return
    raise AssertionError(f"no stop is called: {words}")
