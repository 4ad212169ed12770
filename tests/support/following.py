"""Pressing what leads to another page, and being there before looking at anything.

A browser lets go of a click before the page it asks for has come. Whoever then looks at once, and
does not wait for what they look for, may still be looking at the page before.
"""

from playwright.sync_api import Locator

LEADS_ON = """one => one.matches("a[href]:not([href^='#'])")
    || one.matches("button") && one.type === "submit" && one.form !== null"""
"""Whether a link or a button asks for another page, rather than changing this one."""


def follow(pressed: Locator) -> None:
    """Press a link or a button, and wait for the page that it leads to, if it leads to one."""
    if not pressed.evaluate(LEADS_ON):
        pressed.click()
        return
    with pressed.page.expect_navigation():
        pressed.click()
