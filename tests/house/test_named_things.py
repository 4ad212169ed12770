"""What documents name is there: commands, settings, files and tests. Decisions tell of their own day."""

import re
from collections.abc import Callable, Iterable

import pytest
from django.core.management import get_commands

from tests.support.tree import ROOT, kept_files, kept_texts

COMMAND = re.compile(r"manage\.py (?P<name>[a-z_]+)")
SETTING = re.compile(r"\bRECONVENE_[A-Z_]*[A-Z]")
FILE = re.compile(r"`(?P<path>(?:src|tests|docs|tools|assurance|benchmarks)/[\w./-]+)`")
TEST = re.compile(r"`(?P<name>test_\w+\.py)`")

DOCUMENTS = {
    name: text
    for name, text in kept_texts().items()
    if name.endswith(".md") and not name.startswith("docs/adr/") and name != "CHANGELOG.md"
}
# Files that a how-to tells its reader to make.
EXAMPLES = {
    "src/reconvene/library/calendars/england/2027-03.yaml",
    "src/reconvene/web/acts/meeting_form.py",
    "src/reconvene/web/acts/meeting_page.py",
    "src/reconvene/web/jinja2/acts/meeting.html",
}
KEPT = {path.relative_to(ROOT).as_posix() for path in kept_files()}
NAMES = {name.rpartition("/")[2] for name in KEPT}
CODE = "\n".join(
    text for name, text in kept_texts().items() if name.endswith((".py", ".sh", "Makefile"))
)


def is_file(path: str) -> bool:
    """Say whether a path is kept, is a folder of what is, or is an example's."""
    return path in KEPT | EXAMPLES or any(name.startswith(f"{path.rstrip('/')}/") for name in KEPT)


NAMED: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "command": (COMMAND, get_commands().__contains__),
    "setting": (SETTING, CODE.__contains__),
    "file": (FILE, is_file),
    "test": (TEST, NAMES.__contains__),
}


def named(text: str, thing: re.Pattern[str]) -> Iterable[str]:
    """Return what a document names of one sort."""
    return (found[thing.groups] for found in thing.finditer(text))


@pytest.mark.parametrize("sort", NAMED)
def test_what_documents_name_is_there(sort: str) -> None:
    thing, is_there = NAMED[sort]

    assert [
        f"{name}: {one}"
        for name, text in DOCUMENTS.items()
        for one in named(text, thing)
        if not is_there(one)
    ] == []


@pytest.mark.parametrize(
    ("sort", "text", "one"),
    [
        ("command", "`python manage.py no_such_command`", "no_such_command"),
        ("setting", "set `RECONVENE_" + "NOTHING` to it", "RECONVENE_" + "NOTHING"),
        ("file", "see `src/reconvene/gone.py`", "src/reconvene/gone.py"),
        ("test", "shown by `test_gone.py`", "test_gone.py"),
    ],
)
def test_what_is_not_there_is_found(sort: str, text: str, one: str) -> None:
    thing, is_there = NAMED[sort]

    assert list(named(text, thing)) == [one]
    assert not is_there(one)


def test_contributing_tells_of_every_folder_of_tests() -> None:
    folders = {name.split("/")[1] for name in KEPT if name.startswith("tests/")} - {"conftest.py"}
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    assert [folder for folder in sorted(folders) if f"`tests/{folder}`" not in told] == []
