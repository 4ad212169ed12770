"""
axe-core, for tests that ask whether a page can be used by everyone.

One finding is set aside: the design system tells a screen reader whether a radio or a checkbox has
opened another question by `aria-expanded`, which ARIA does not list for those two roles. Screen
readers do read it out, and its makers keep it for that.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

_RUN = "axe.run({ resultTypes: ['violations'], selectors: false })"  # all rules, told in short
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def findings(page: Page) -> list[str]:
    """Return what axe finds wrong with a page as it now stands, a line for each; all its rules."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(_RUN)
    return [
        f"{rule['id']}: {rule['help']}: {node['html']}"
        for rule in result["violations"]
        for node in rule["nodes"]
        if not _is_set_aside(rule["id"], node["html"])
    ]


def demand_usable(context: BrowserContext, url: str, paths: Iterable[str]) -> None:
    """
    Hold that each page of a server opens, with all that is folded up in it, and is for everyone.

    Nothing is found by axe, nothing reaches beyond the width of the window, no reference stands on
    more than one line, and nothing is said in the console of the browser.
    """
    said: list[str] = []
    for path in paths:
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        answer = page.goto(f"{url}{path}")

        assert answer is not None
        assert answer.status == 200, path
        for is_open in (False, True):
            page.evaluate(_OPENED, is_open)
            assert findings(page) == [], path
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
            assert page.evaluate(_BROKEN) == [], path
        page.close()
    assert said == []


_BROKEN = """[...document.querySelectorAll(".rc-unbroken")]
    .filter(it => it.getClientRects().length > 1).map(it => it.textContent)"""
_OPENED = "open => document.querySelectorAll('details').forEach(one => { one.open = open })"


def _is_set_aside(rule: str, html: str) -> bool:
    opens_another = (
        'class="govuk-radios__input"' in html or 'class="govuk-checkboxes__input"' in html
    )
    return rule == "aria-allowed-attr" and opens_another and "aria-expanded" in html
