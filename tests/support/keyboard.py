"""Going through a page with the keyboard alone, and seeing all the way where one is."""

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


def tab_to(walk: Walk, words: str) -> None:
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


def enter(walk: Walk) -> None:
    """Follow the link or press the button that has the focus, and wait for where it leads."""
    with walk.page.expect_navigation():
        walk.page.keyboard.press("Enter")
