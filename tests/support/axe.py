"""
axe-core, for tests that ask whether a page can be used by everyone.

One finding is set aside: the design system tells a screen reader whether a radio or a checkbox has
opened another question by `aria-expanded`, which ARIA does not list for those two roles. Screen
readers do read it out, and its makers keep it for that.
"""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def findings(page: Page) -> list[str]:
    """Return what axe finds wrong with a page as it now stands, a line for each; all its rules."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate("axe.run()")
    return [
        f"{rule['id']}: {rule['help']}: {node['html']}"
        for rule in result["violations"]
        for node in rule["nodes"]
        if not _is_set_aside(rule["id"], node["html"])
    ]


def _is_set_aside(rule: str, html: str) -> bool:
    opens_another = (
        'class="govuk-radios__input"' in html or 'class="govuk-checkboxes__input"' in html
    )
    return rule == "aria-allowed-attr" and opens_another and "aria-expanded" in html
