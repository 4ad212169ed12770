"""Write the pages of the documentation that are made from code or data, or check they are current."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests.core.conduct import panel_tables
from tools import (
    asvs,
    data_register_page,
    letter_words_page,
    licences,
    packages_page,
    record_page,
    routes_page,
    security_events_page,
    settings_page,
    story_pages,
)

ROOT = Path(__file__).resolve().parent.parent

# Each page with the function that makes its text.
PAGES: dict[str, Callable[[], str]] = {
    asvs.PAGE: asvs.page,
    "docs/reference/data-register.md": data_register_page.page,
    "docs/reference/letter-words.md": letter_words_page.page,
    "docs/reference/licences.md": licences.page,
    "docs/reference/packages.md": packages_page.page,
    "docs/reference/panels.md": panel_tables.page,
    "docs/reference/record.md": record_page.page,
    "docs/reference/routes.md": routes_page.page,
    "docs/reference/security-events.md": security_events_page.page,
    "docs/reference/settings.md": settings_page.page,
    **story_pages.pages(),
}


def is_current(path: Path, text: str) -> bool:
    """Say whether a page on the disk reads just as it would if it were made now."""
    return path.exists() and path.read_text(encoding="utf-8") == text


def main() -> int:
    """Write every page that is not current; with --check write nothing, name them and return 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where stale")
    is_check = parser.parse_args().check
    made = {ROOT / name: make() for name, make in PAGES.items()}
    stale = [path for path, text in made.items() if not is_current(path, text)]
    for path in stale:
        if not is_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
        print(f"{'Stale' if is_check else 'Wrote'}: {path.relative_to(ROOT)}")
    if is_check and stale:
        print("Run `make docs` and commit what it writes.")
    return 1 if is_check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
