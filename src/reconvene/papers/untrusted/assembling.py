"""
Parts put together to one PDF by the locked process; what it gives is read by another.

In: parts, of which nobody vouches for some, and a stamp for each page. Out: one PDF.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reconvene.papers.untrusted.kinds import VIEWED_AS, Kind
from reconvene.papers.untrusted.sandbox import NotLookedAt, asked

LARGEST_OF_ALL = 60 * 1024 * 1024
"""Bytes of all parts together: what the process can hold twice over."""

Sort = Literal["set", "pdf", "jpeg", "png"]
SORTS: dict[str, Sort] = {
    "application/pdf": "pdf",
    "image/jpeg": "jpeg",
    "image/png": "png",
}
"""How a viewing copy is put in, by its media type; "set" is for what was typeset here."""


@dataclass(frozen=True, slots=True)
class PartIn:
    """One part: how it is put in, what it is called, its language, pages, length and bytes."""

    sort: Sort
    called: str
    pages: int
    size: int
    pieces: Iterable[bytes]
    language: str = "en-GB"


class NotAssembled(Exception):
    """Parts could not be put together. `reason` is a code: too-large, took-too-long, broke, …"""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"The bundle could not be put together: the process that does it ended with '{reason}'. "
            "Make the bundle of fewer or smaller parts."
        )


def sort_of(kind: Kind) -> Sort | None:
    """Return how the viewing copy of a kind of file is put in; None for one that has none."""
    return SORTS.get(VIEWED_AS.get(kind, ""))


def assembled(parts: Sequence[PartIn], stamps: bytes, *, title: str) -> bytes:
    """
    Return parts as one PDF, in their order, each page under its stamp.

    Args:
        parts: What they say of their length and pages has to be so. What taking their pieces raises
            goes on to the caller.
        stamps: A PDF with a page for each page of the whole.
        title: What the whole is called. It should tell nothing.

    Raises:
        NotAssembled: They could not be put together, or what came of it is not what it should be.
    """
    pages = sum(part.pages for part in parts)
    if sum(part.size for part in parts) > LARGEST_OF_ALL:
        raise NotAssembled("too-large")
    try:
        made = asked("assemble", [], _handed_in(parts, stamps, title))
        if made.said.get("pages") != pages:
            raise NotAssembled("broke")
        proof = asked("prove", [Kind.PDF], [made.rest]).said
    except NotLookedAt as fault:
        raise NotAssembled(fault.reason) from fault
    if (proof.get("kind"), proof.get("pages")) != (Kind.PDF, pages):
        raise NotAssembled("broke")
    return made.rest


def _handed_in(parts: Sequence[PartIn], stamps: bytes, title: str) -> Iterator[bytes]:
    plan = {
        "title": title,
        "language": "en-GB",
        "stamps": len(stamps),
        "parts": [
            {
                "kind": part.sort,
                "called": part.called,
                "pages": part.pages,
                "size": part.size,
                "language": part.language,
            }
            for part in parts
        ],
    }
    yield json.dumps(plan).encode() + b"\n"
    yield stamps
    for part in parts:
        yield from part.pieces
