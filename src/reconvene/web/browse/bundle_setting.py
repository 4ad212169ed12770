"""
What a bundle says of itself: its first pages, the sheets in it, and what is stamped on each page.

In: a case as somebody meets it, and a bundle. Out: words, and PDFs set of them.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from reconvene.core.conduct.bundling import met_for
from reconvene.core.record.papers import BundleMade
from reconvene.desk.bundling import Possible, Setting, known_parts
from reconvene.desk.look import Look
from reconvene.library.words.plain import lowered, said_day
from reconvene.papers.untrusted.kinds import Kind
from reconvene.post.typeset.binding import pages_of
from reconvene.post.typeset.bundle import Front, InIndex, Sheet, front_of, sheet_of, stamps_of
from reconvene.web.components.file_kinds import CALLED
from reconvene.web.components.wording import moment

NOT_SET_HERE = "Not made by us: it may not be read aloud as it should be."
A_PICTURE = "A picture."
REDACTED = "Something was taken out of it."
SEPARATE = "Looked at separately: {kind}."
SHEET = (
    "This is looked at separately: {kind}. It cannot be put on paper.",
    "Whoever made this bundle can tell you how to see or hear it.",
)
ALONE = "This copy is for the person named on its pages alone. Do not copy it or hand it on."
RETURN = "Delete it, and destroy what you printed of it, once the work it was given for is done."
_PICTURES = frozenset({Kind.JPEG, Kind.PNG})


def met_label(look: Look, meets: str) -> str:
    """Return what a meeting or a panel is called."""
    return met_for(look.definition)[meets].label


def front_pages(look: Look, data: BundleMade, on: date) -> int:
    """Return how many pages a bundle begins with before its first part."""
    return pages_of(front_of(front_words(look, data, on, known_parts(look, data))))


def front_words(look: Look, data: BundleMade, on: date, known: Mapping[int, Possible]) -> Front:
    """Return what the first pages of a bundle say; the same for everybody who takes it."""
    label = met_label(look, data.meets)
    missing = [f"{_paper(look, one.what)}: {one.reason.strip()}" for one in data.missing]
    notes = [("Not among them", missing)] if missing else []
    return Front(
        title=f"Papers for the {lowered(label)}",
        on=on,
        facts=(
            ("Case", look.reference),
            ("Bundle", f"number {data.number}, put together on {said_day(on)}"),
            ("For", f"those who take part in the {lowered(label)}"),
        ),
        parts=tuple(
            InIndex(part.called, part.pages, note_of(known[part.entry]))
            for part in data.parts
            if part.entry in known
        ),
        notes=(*notes, ("How to keep it", (ALONE, RETURN))),
    )


def note_of(one: Possible) -> str:
    """Return what has to be known of a part: that it is a picture, or is not in the bundle itself."""
    if one.kind is None:
        return ""
    if one.of:
        return f"{REDACTED} {NOT_SET_HERE}"
    if not one.has_view:
        return SEPARATE.format(kind=lowered(CALLED[one.kind]))
    return A_PICTURE if one.kind in _PICTURES else NOT_SET_HERE


def setting_of(look: Look, data: BundleMade, on: date, whom: str, taken: str) -> Setting:
    """Return what is set for one bundle for somebody; `taken` says when, and by whom if not by them."""
    known = known_parts(look, data)
    return Setting(
        known=known,
        front=front_of(front_words(look, data, on, known)),
        sheets=dict(_sheets(data, on, known)),
        stamps=stamps_of(f"{look.reference}, bundle {data.number}", whom, taken, pages=data.pages),
        title=f"Bundle {data.number}",
    )


def taken_words(by: str, at: datetime) -> str:
    """Return when a bundle is taken, and by whom where that is not who it is for."""
    return f"by {by}, {moment(at)}" if by else moment(at)


def _sheets(
    data: BundleMade, on: date, known: Mapping[int, Possible]
) -> Iterator[tuple[int, bytes]]:
    for part in data.parts:
        one = known.get(part.entry)
        if one and one.kind and not one.has_view:
            kind = lowered(CALLED[one.kind])
            lines = tuple(line.format(kind=kind) for line in SHEET)
            yield part.entry, sheet_of(Sheet(part.called, on, lines))


def _paper(look: Look, paper: str) -> str:
    rules = met_for(look.definition).values()
    every = (one for rule in rules for one in rule.papers)
    return next((one.label for one in every if one.id == paper), paper)
