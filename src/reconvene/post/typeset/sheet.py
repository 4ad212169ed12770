"""
The sheet that lies on top of a run of letters: what whoever puts them into envelopes ticks off.

In: the run. Out: a PDF. It may lie in an office, so it names nobody and says of no letter what it is.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from threading import Lock
from typing import cast

from typst import Compiler

from reconvene.post.typeset.glyphs import set_in_type
from reconvene.post.typeset.pdf import type_of_ours
from reconvene.post.typeset.plain import plain

_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Line:
    """
    One letter of a run: its number in it, initials, reference, and how many pages and sheets.

    `code` is what tells that this paper is of what a page lists.
    """

    number: int
    initials: str
    reference: str
    code: str
    pages: int
    sheets: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A letter that was listed and is not in the file."""

    number: int
    reference: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of letters; `at` is when it was made, in words."""

    code: str
    at: str
    lines: Sequence[Line]
    left_out: Sequence[LeftOut] = ()


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name: "E. Z."; may be empty."""
    words = [word for word in plain(name).split() if word[0].isalpha()]
    first_and_last = words[:1] + words[1:][-1:]
    return " ".join(f"{word[0].upper()}." for word in first_and_last)


def sheet_of(run: Run) -> bytes:
    """
    Return the first sheet of a run, as a PDF of A4 pages.

    Raises:
        TypeNotBuilt: The type is not in place.
    """
    said = asdict(run)
    for line in said["lines"]:
        line["initials"] = set_in_type(line["initials"])
    with _one_at_a_time:
        made = _compiler().compile(format="pdf", sys_inputs={"run": json.dumps(said)})
    return cast("bytes", made)  # a list of pages is made of pictures only


@cache
def _compiler() -> Compiler:
    return type_of_ours("sheet.typ")
