"""
The page of one bundle, and of those that somebody on a panel may read.

In: a case as somebody meets it, and an entry; or rows of the worklist. Out: words and addresses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from reconvene.core.casefile.papers import Bundle
from reconvene.core.conduct.bundling import before, changed
from reconvene.core.record.papers import BundleMade
from reconvene.desk.bundling import bundle_of, is_there, may_take, readers_of
from reconvene.desk.look import Look
from reconvene.library.words.plain import lowered, said_day
from reconvene.web.browse.bundle_setting import met_label
from reconvene.web.browse.links import bundle_link, entry_link
from reconvene.web.browse.names import Names
from reconvene.web.browse.unopened import family_of
from reconvene.web.components.addresses import address
from reconvene.web.components.wording import plural
from reconvene.worklist.rows import BUNDLE, Row


@dataclass(frozen=True, slots=True)
class BundlePage:
    """
    A bundle: its parts with their pages, what is missing, what changed since the one before.

    `take_href` is empty where it is not given out; `why_not` then says why.
    """

    title: str
    met: str
    on: date
    pages: str
    parts: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    changes: tuple[str, ...]
    earlier: tuple[tuple[str, str], ...]
    take_href: str
    for_others: tuple[tuple[str, str], ...]
    why_not: str
    entry_href: str


FOR = "for"
"""The name under which an address says for whom else a bundle is taken."""
GONE = "A part of it is no longer on the record, so nobody is given it. Make another."
NOT_NOW = (
    "It is not given to you now. Whoever sits on the panel is given the newest bundle, until two"
    " weeks after the panel ended its last sitting."
)
NOT_AS_MADE = (
    "It could not be put together as it was made. Make another, of fewer or smaller parts."
)


def bundle_page(look: Look, entry: int, now: datetime, *, is_broken: bool) -> BundlePage | None:
    """Return the page of a bundle that an entry made; None where there is none for them."""
    made = bundle_of(look, entry)
    if made is None:
        return None
    data = made.data
    is_given = may_take(look, entry, now)
    why_not = _why_not(is_given=is_given, is_whole=is_there(look, made), is_broken=is_broken)
    takes = address("bundle-file", reference=look.reference, entry=entry)
    names = Names.of(look.case, look.events, {})
    return BundlePage(
        title=f"Bundle {data.number}",
        met=lowered(met_label(look, data.meets)),
        on=made.on,
        pages=plural(data.pages, "page"),
        parts=tuple(_parts(data)),
        missing=tuple(f"{names.paper(one.what)}: {one.reason}" for one in data.missing),
        changes=_changes(look, made),
        earlier=tuple(_earlier(look, made)),
        take_href=takes if is_given and is_there(look, made) else "",
        for_others=tuple(
            (name, f"{takes}?{FOR}={quote(person)}")
            for person, name in readers_of(look, made, now).items()
            if is_given and person != look.person.id
        ),
        why_not=why_not,
        entry_href=entry_link(look.reference, entry),
    )


def _why_not(*, is_given: bool, is_whole: bool, is_broken: bool) -> str:
    if not is_whole:
        return GONE
    if not is_given:
        return NOT_NOW
    return NOT_AS_MADE if is_broken else ""


def _parts(data: BundleMade) -> Iterator[tuple[str, str]]:
    at = data.pages - sum(part.pages for part in data.parts) + 1
    for part in data.parts:
        last = at + part.pages - 1
        yield part.called, f"page {at}" if part.pages == 1 else f"pages {at} to {last}"
        at = last + 1


def _changes(look: Look, made: Bundle) -> tuple[str, ...]:
    """Say what changed against the bundle before, for the same meeting or panel; else nothing."""
    since = before(look.case, made)
    if since is None:
        return ()
    added, left_out = changed(made, since)
    said = (
        *(f"Added: {called}." for called in added),
        *(f"Left out: {called}." for called in left_out),
    )
    same = f"It has the same parts as bundle {since.data.number}."
    is_moved = [one.entry for one in made.data.parts] != [one.entry for one in since.data.parts]
    return said or ((f"{same[:-1]}, in another order." if is_moved else same),)


def _earlier(look: Look, made: Bundle) -> Iterator[tuple[str, str]]:
    for one in reversed(look.case.bundles):
        if one.data.meets == made.data.meets and one.number < made.number:
            words = f"Bundle {one.data.number}, of {said_day(one.on)}"
            yield words, bundle_link(look.reference, one.number)


@dataclass(frozen=True, slots=True)
class ToRead:
    """Papers that somebody on a panel may read: of which case and panel, and until when."""

    met: str
    reference: str
    family: str
    on: date
    until: date | None
    href: str
    take_href: str


def to_read_shown(row: Row) -> ToRead:
    """Return papers to read as their row is shown."""
    entry = int(row.key.removeprefix(BUNDLE))
    return ToRead(
        met=row.label,
        reference=row.reference,
        family=family_of(row),
        on=row.act_on or row.sort_on,
        until=row.last_on,
        href=bundle_link(row.reference, entry),
        take_href=address("bundle-file", reference=row.reference, entry=entry),
    )
