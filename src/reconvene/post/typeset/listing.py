"""
A list that goes with papers elsewhere: under a title, in tables, for somebody who knows nothing of it.

In: words. Out: a PDF that everybody can read (PDF/UA-1 and PDF/A-2a), the same bytes each time.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import cache
from threading import Lock
from typing import Any, cast

from typst import Compiler

from reconvene.post.typeset.glyphs import set_in_type
from reconvene.post.typeset.pdf import type_of_ours
from reconvene.post.typeset.plain import plain

_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Listing:
    """
    What a list says: its title, a few sentences, the heads of its columns and its rows.

    `widths` has a share of the page for each column, 0 for as wide as its words. `foot` stands at
    the foot of each page, and `on` is the day that the file says of itself.
    """

    title: str
    lead: Sequence[str]
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
    foot: str
    on: date


def listing_pdf(listing: Listing) -> bytes:
    """
    Return a list as a PDF of A4 pages.

    Raises:
        TypeNotBuilt: The type is not in place.
    """
    said = _set({**asdict(listing), "on": ""})
    at = datetime(*listing.on.timetuple()[:3], tzinfo=UTC)
    with _one_at_a_time:
        made = _compiler().compile(
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            sys_inputs={"listing": json.dumps(said)},
            timestamp=at,
        )
    return cast("bytes", made)  # a list of pages is made of pictures only


def _set(said: Any) -> Any:
    """Return words that can be set in type, wherever they stand."""
    match said:
        case str():
            return set_in_type(plain(said))
        case dict():
            return {name: _set(one) for name, one in said.items()}
        case list() | tuple():
            return [_set(one) for one in said]
        case _:
            return said


@cache
def _compiler() -> Compiler:
    return type_of_ours("listing.typ")
