"""Letters and documents of a case, newest first; files that were brought in; and bundles of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from reconvene.core.casefile.case import Case
from reconvene.core.conduct.bundling import newest_for
from reconvene.core.record.event import Event
from reconvene.core.record.exchange import DocumentSent, LetterSent
from reconvene.desk.look import Look
from reconvene.web.browse.links import bundle_link, entry_link, letter_link, paper_link
from reconvene.web.browse.names import Names


@dataclass(frozen=True, slots=True)
class PaperShown:
    """
    One paper: the day it bears or went, what it is, to whom, where it can be read, and whether it
    is still to go.
    """

    on: date
    label: str
    to: str
    href: str
    waits: bool = False


def waiting_letters(look: Look) -> Mapping[int, str]:
    """Return the letters of a case that are still to go, by the number of their entry."""
    return {one.sent: one.letter for one in look.whole.case.waiting_letters()}


def papers(
    reference: str, events: tuple[Event, ...], names: Names, waiting: Collection[int]
) -> tuple[PaperShown, ...]:
    """
    Return every letter and document, newest first; may be empty.

    `waiting` has the entries of letters that are still to go.
    """
    found = [paper for event in events if (paper := _paper(reference, event, names, waiting))]
    return tuple(reversed(found))


def _paper(
    reference: str, event: Event, names: Names, waiting: Collection[int]
) -> PaperShown | None:
    if isinstance(event.data, LetterSent):
        label = names.label("letters", event.data.letter)
        href = letter_link(reference, event.number)
        waits = event.number in waiting
        return PaperShown(event.happened_on, label, names.complainant, href, waits)
    if isinstance(event.data, DocumentSent):
        label = names.label("documents", event.data.document)
        to = names.person(event.data.recipient)
        return PaperShown(event.happened_on, label, to, entry_link(reference, event.number))
    return None


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file that was brought in: the day it came, what it is, which of the papers asked for."""

    on: date
    called: str
    paper: str
    href: str


def files(reference: str, case: Case, names: Names) -> tuple[FileShown, ...]:
    """Return every file on the record of a case as it is seen, newest first; may be empty."""
    found = (
        FileShown(
            one.on,
            one.data.called,
            names.paper(one.data.kind) if one.data.kind else "",
            paper_link(reference, one.number),
        )
        for one in case.papers.values()
    )
    return tuple(reversed(tuple(found)))


@dataclass(frozen=True, slots=True)
class BundleShown:
    """A bundle of papers: the day it was put together, which it is, and whether a newer one is there."""

    on: date
    called: str
    href: str
    is_newest: bool


def bundles(reference: str, case: Case, names: Names) -> tuple[BundleShown, ...]:
    """Return every bundle of a case as it is seen, newest first; may be empty."""
    return tuple(
        BundleShown(
            one.on,
            f"Bundle {one.data.number}, for the {names.met(one.data.meets)}",
            bundle_link(reference, one.number),
            newest_for(case, one.data.meets) == one,
        )
        for one in reversed(case.bundles)
    )
