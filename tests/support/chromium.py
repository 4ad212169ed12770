"""The machine's own Chromium, for tests that look at pages as a person would.

Playwright is imported only where a test asks for a browser: every run of tests would wait for it.
"""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # a container's root cannot have one; only our own pages are opened
)


def chromium_path() -> str | None:
    """Return where the machine's Chromium is: CHROMIUM if set, else the first on PATH."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, _NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """Give a running browser; each test opens its own page in a context of its own."""
    from playwright.sync_api import sync_playwright

    path = chromium_path()
    if path is None:
        pytest.fail(
            "Cannot open pages: no Chromium was found under any of its usual names. "
            "Install it (on Debian: apt-get install chromium) or set CHROMIUM to its path."
        )
    # Playwright keeps an event loop in this thread, at which Django's database layer balks.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield browser
        browser.close()
