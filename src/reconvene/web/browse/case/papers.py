"""Letters and documents that were sent in a case, newest first."""

from dataclasses import dataclass
from datetime import date

from reconvene.core.record.event import Event
from reconvene.core.record.exchange import DocumentSent, LetterSent
from reconvene.web.browse.links import entry_link, letter_link
from reconvene.web.browse.names import Names


@dataclass(frozen=True, slots=True)
class PaperSent:
    """One paper: when it went, what it is, to whom, and where it can be read."""

    on: date
    label: str
    to: str
    href: str


def papers(reference: str, events: tuple[Event, ...], names: Names) -> tuple[PaperSent, ...]:
    """Return every letter and document sent, newest first; may be empty."""
    sent = [paper for event in events if (paper := _paper(reference, event, names))]
    return tuple(reversed(sent))


def _paper(reference: str, event: Event, names: Names) -> PaperSent | None:
    if isinstance(event.data, LetterSent):
        label = names.label("letters", event.data.letter)
        href = letter_link(reference, event.number)
        return PaperSent(event.happened_on, label, names.complainant, href)
    if isinstance(event.data, DocumentSent):
        label = names.label("documents", event.data.document)
        to = names.person(event.data.recipient)
        return PaperSent(event.happened_on, label, to, entry_link(reference, event.number))
    return None
