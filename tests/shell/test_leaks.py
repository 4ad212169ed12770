"""The search for what people said: it finds it however it is written, and on a copy finds none."""

import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from django.db import connection

from assurance.leaks import WRITTEN, controls
from assurance.searching import FORMS, MARK, found_in, found_under, planted_words
from tests.support.sizes import sized
from tests.support.tree import ROOT

CASES = sized(3, 2000, "cases with 26 words each")


@pytest.mark.parametrize("form", WRITTEN)
def test_a_word_is_found_however_it_is_written(form: str) -> None:
    (word,) = islice(planted_words(), 7, 8)

    assert list(found_in("a file", WRITTEN[form](f"Ewa {word} lives here".encode())))
    assert not list(found_in("a file", WRITTEN[form](b"Ewa Zielinska lives here")))


def test_every_planted_word_is_another() -> None:
    words = list(islice(planted_words(), 100_000))

    assert len(set(words)) == len(words)
    assert {word[: len(MARK)] for word in words} == {MARK}
    assert set(FORMS) == {"plain", "utf-16", "hex", "base64"}


def test_it_is_said_in_which_file_and_where(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "letter.pdf").write_bytes(b"%PDF " + controls()["gzip"])
    (tmp_path / "keys.json").write_bytes(controls()["plain"])
    (tmp_path / "other").write_bytes(b"nothing")

    files, size, (find,) = found_under(tmp_path, lambda path: path.name == "keys.json")

    assert (files, size) == (2, 5 + len(controls()["gzip"]) + 7)
    assert (find.name, find.form) == ("deep/letter.pdf > gzip at 5", "plain")


@pytest.mark.assures("CR-1", size=CASES)
def test_nothing_that_was_said_lies_in_any_file_of_a_copy() -> None:
    asked = ["--on", connection.vendor, "--cases", str(CASES)]
    done = subprocess.run(
        [sys.executable, "-m", "assurance.leaks", *asked],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "No word was found." in done.stdout
    assert f"{27 * CASES:,} words in {CASES:,} cases" in done.stdout
