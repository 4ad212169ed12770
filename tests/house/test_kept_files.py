"""What may not stand in any file that is kept."""

import re
import subprocess

import pytest

from tests.support.tree import ROOT, kept_files, kept_texts

# Written in pieces, or this file would name them itself.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
        ("deb", "debian", "org"),
    )
]
MACHINE_PATHS = [
    "/" + rest
    for rest in ("work/main", "work/shared", "tmp/brief", "root/", "home/", "Users/", "opt/py")
]
MARK_OF_A_MERGE = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)


@pytest.mark.parametrize("forbidden", REGISTRIES + MACHINE_PATHS)
def test_no_kept_file_names_a_registry_or_a_place_on_one_machine(forbidden: str) -> None:
    naming = [name for name, text in kept_texts().items() if forbidden in text]

    assert naming == []


def test_no_kept_file_holds_the_marks_of_an_unfinished_merge() -> None:
    holding = [name for name, text in kept_texts().items() if MARK_OF_A_MERGE.search(text)]

    assert holding == []


def test_every_kept_text_ends_its_last_line() -> None:
    unended = [name for name, text in kept_texts().items() if text and not text.endswith("\n")]

    assert unended == []


def test_nothing_kept_was_made_by_a_build() -> None:
    built = {".pyc", ".sqlite3", ".mo", ".whl"}

    assert [path for path in kept_files() if path.suffix in built] == []


def test_nothing_kept_is_a_link_to_a_place_on_one_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--stage"], cwd=ROOT, check=True, capture_output=True, text=True
    )

    assert [line for line in listed.stdout.splitlines() if line.startswith("120000 ")] == []
