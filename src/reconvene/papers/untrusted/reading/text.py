"""Words: text and tables without markup."""

import csv
import io
import re
from typing import BinaryIO

from reconvene.papers.untrusted.kinds import NotAsItShouldBe, Reason
from reconvene.papers.untrusted.reading.other_kinds import PAGE

_UNWRITTEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKED_UP = re.compile(r"\s*<(?:\?xml|[a-z!])", re.IGNORECASE)
_CALLS_A_PROGRAM = re.compile(r"\s*[=+\-@].*\|.*!", re.DOTALL)
_LONGEST_CELL = 1024 * 1024
_MOST = 16 * 1024 * 1024

csv.field_size_limit(_LONGEST_CELL)


def read_txt(file: BinaryIO) -> None:
    """Read text."""
    _words(file)


def read_csv(file: BinaryIO) -> None:
    """Read a table, in which no cell calls a program where a spreadsheet opens it."""
    words = _words(file)
    try:
        rows = 0
        for row in csv.reader(io.StringIO(words, newline=""), strict=True):
            rows += any(row)
            if any(_CALLS_A_PROGRAM.match(cell) for cell in row):
                raise NotAsItShouldBe(Reason.RUNS_SOMETHING)
    except csv.Error:
        raise NotAsItShouldBe(Reason.DAMAGED) from None
    if not rows:
        raise NotAsItShouldBe(Reason.EMPTY)


def _words(file: BinaryIO) -> str:
    """Return what is written, in UTF-8 or as Windows wrote it before."""
    raw = file.read(_MOST + 1)
    if len(raw) > _MOST:
        raise NotAsItShouldBe(Reason.TOO_LARGE)
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            words = raw.decode("cp1252")
        except UnicodeDecodeError:
            raise NotAsItShouldBe(Reason.DAMAGED) from None
    if _UNWRITTEN.search(words):
        raise NotAsItShouldBe(Reason.NOT_WHAT_IT_SAYS)
    if _MARKED_UP.match(words) or PAGE.search(raw):
        raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)
    if not words.strip():
        raise NotAsItShouldBe(Reason.EMPTY)
    return words
