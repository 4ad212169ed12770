"""
What is set for a bundle of papers: its first pages, a sheet in the place of what is not paper, and
what is stamped on each page.

In: plain values. Out: PDFs. The first two are PDF/UA-1; a stamp is never read out, so it has no tags.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import cache
from threading import Lock
from typing import Any, cast

from typst import Compiler

from reconvene.post.typeset.binding import pages_of
from reconvene.post.typeset.glyphs import set_in_type
from reconvene.post.typeset.pdf import type_of_ours
from reconvene.post.typeset.plain import plain

_one_at_a_time = Lock()
_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class InIndex:
    """A part as the index has it: what it is called, how many pages, and what to know of it."""

    called: str
    pages: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """
    What the first pages of a bundle say. `facts` are names with values; `notes` stand below the
    index, each under its heading.
    """

    title: str
    on: date
    facts: Sequence[tuple[str, str]]
    parts: Sequence[InIndex]
    notes: Sequence[tuple[str, Sequence[str]]] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in the place of a part that is not paper."""

    called: str
    on: date
    lines: Sequence[str]


def front_of(front: Front) -> bytes:
    """
    Return the first pages, which count themselves: the first part begins after them.

    Raises:
        TypeNotBuilt: The type is not in place.
    """
    length = 1
    for _ in range(_MOST_TRIES):
        made = _set("front", asdict(front) | {"on": "", "first": length}, front.on)
        found = pages_of(made)
        if found == length:
            break
        length = found
    return made


def sheet_of(sheet: Sheet) -> bytes:
    """Return a page that says what a part is that is looked at separately."""
    return _set("sheet", asdict(sheet) | {"on": ""}, sheet.on)


def stamps_of(bundle: str, whom: str, at: str, *, pages: int) -> bytes:
    """
    Return a stamp for each page of a bundle, with nothing behind it.

    Args:
        bundle: Which it is.
        whom: Who takes it, as they are named.
        at: When, in words.
        pages: How many the bundle has.
    """
    data = {"bundle": bundle, "whom": whom, "at": at, "pages": pages}
    return _set("stamps", data, None)


def _set(template: str, data: dict[str, Any], on: date | None) -> bytes:
    given = {"given": json.dumps(_in_type(data)), "sort": template}
    at = datetime(on.year, on.month, on.day, tzinfo=UTC) if on else datetime(2000, 1, 1, tzinfo=UTC)
    with _one_at_a_time:
        made = compiler().compile(
            format="pdf",
            sys_inputs=given,
            timestamp=at,
            pdf_standards=["ua-1"] if on else [],
            pdf_tags=on is not None,
        )
    return cast("bytes", made)


def _in_type(value: Any) -> Any:
    """Return the same with every text as it can be set: each sign has its picture."""
    if isinstance(value, str):
        return set_in_type(plain(value))
    if isinstance(value, dict):
        return {key: _in_type(one) for key, one in value.items()}
    return [_in_type(one) for one in value] if isinstance(value, list | tuple) else value


@cache
def compiler() -> Compiler:
    """Return the typesetter of bundles; one for the whole process."""
    return type_of_ours("bundle.typ")
