"""Words: text and tables without markup."""

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from reconvene.papers.untrusted.kinds import NotAsItShouldBe, Reason
from reconvene.papers.untrusted.reading.other_kinds import PAGE

_UNWRITTEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKED_UP = re.compile(r"\s*<(?:\?xml|[a-z!])", re.IGNORECASE)
_BEGINS_A_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"\s*[+-]([\d\s.,:/%()+-]*|\s*[\d.][^()!|\[\]#'\"$\\=@]*)\Z")
_CALLS = re.compile(r"[\w.]\s*\(|[|!\[#]")
_SAYS_ITS_SIGN = re.compile(r"sep=(.)\r?\n")
_OTHER_SIGNS = (";", "\t")
_LONGEST_CELL = 1024 * 1024
_MOST = 16 * 1024 * 1024

csv.field_size_limit(_LONGEST_CELL)


def read_txt(file: BinaryIO) -> None:
    """Read text."""
    _words(file)


def read_csv(file: BinaryIO) -> None:
    """
    Read a table in which no cell begins a formula where a spreadsheet opens it.

    Some spreadsheets part cells at other signs as well; what they would find may call nothing.
    """
    words = _words(file)
    said = _SAYS_ITS_SIGN.match(words)
    try:
        rows = 0
        for row in _rows(words, ",", strict=True):
            rows += any(row)
            _demand_no_formula(row)
    except csv.Error:
        raise NotAsItShouldBe(Reason.DAMAGED) from None
    if not rows:
        raise NotAsItShouldBe(Reason.EMPTY)
    if said:
        for row in _rows(words, said[1]):
            _demand_no_formula(row)
    for sign in _OTHER_SIGNS:
        for row in _rows(words, sign):
            _demand_no_formula([cell for cell in row if _CALLS.search(cell)])


def _rows(words: str, sign: str, *, strict: bool = False) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(words, newline=""), delimiter=sign, strict=strict)


def _demand_no_formula(row: list[str]) -> None:
    """Refuse cells that begin a formula. A number with a sign, and what it is of, is none."""
    if any(_BEGINS_A_FORMULA.match(cell) and not _NUMBER.match(cell) for cell in row):
        raise NotAsItShouldBe(Reason.RUNS_SOMETHING)


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
