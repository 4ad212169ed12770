"""
In: a letter about to be sent, or one on the record. Out: the letter as it reads.

A letter that was sent is the copy that its entry keeps. What was recorded before there were copies
is written out again from the record as it stood before the letter, as its authority words its
letters today.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reconvene.core.casefile.fold import fold
from reconvene.core.kinds.office import Office
from reconvene.core.letters.contents import compose
from reconvene.core.letters.covered import draft_for
from reconvene.core.letters.draft import Draft, Said
from reconvene.core.letters.owed import late_since
from reconvene.core.letters.vocabulary import Kind
from reconvene.core.procedure.definition import Definition
from reconvene.core.record.event import Event
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.payload import Person
from reconvene.core.workdays import CalendarHistory
from reconvene.library.words.plain import lowered
from reconvene.post.copying import letter_of
from reconvene.post.letter import Block, Gap, Letter, Section
from reconvene.post.wording.filling import WordsLackFact
from reconvene.post.wording.framing import framed
from reconvene.post.wording.saying import lines_of, tongue_of
from reconvene.post.wording.saying import said as put
from reconvene.post.wording.shape import Reader, Wording
from reconvene.post.wording.stating import failings, section_of


class NoSuchLetter(LookupError):
    """An entry of the record is not a letter."""

    def __init__(self, *, number: int) -> None:
        self.number = number
        super().__init__(
            f"The letter could not be shown: found that entry {number} is not a letter. "
            "Choose an entry whose kind is letter.sent."
        )


@dataclass(frozen=True, slots=True)
class Post:
    """What stands on every letter of a case: its reference, the office, its calendars and words."""

    reference: str
    office: Office
    days: CalendarHistory
    wording: Wording


def draft_letter(draft: Draft, post: Post, sender: Person) -> Letter:
    """Return a letter as it would read now, with a gap for everything it still lacks."""
    case = draft.case
    if case.received is None or case.received_on is None:
        raise NoSuchLetter(number=0)
    complainant = case.received.complainant
    capacity = case.definition.complainant(complainant.capacity)
    reader: Reader = "child" if capacity.is_child else "adult"
    found, missing = compose(draft)
    sections, silent = _sections(found, draft.added, post.wording, reader)
    facts = {
        "name": complainant.name.strip() or lowered(capacity.label),
        "reference": post.reference,
        "held_on": case.conference.held_on,
        "received_on": case.received_on,
        "last_on": late_since(draft),
    }
    return Letter(
        office=draft.office,
        on=draft.on,
        addressee=complainant.name,
        title=post.wording.labels.get(draft.letter.label, draft.letter.label),
        sections=sections,
        signed=sender.name,
        signed_as=_post_of(case.definition, sender.role, post.wording),
        is_for_child=capacity.is_child,
        gaps=(*(Gap(one.content, one.needs) for one in missing), *silent),
        tongue=tongue_of(post.wording, draft.on),
        **framed(post.wording, reader, draft.letter.id, facts),
    )


def _sections(
    found: Iterable[Said], added: Mapping[str, str], wording: Wording, reader: Reader
) -> tuple[tuple[Section, ...], tuple[Gap, ...]]:
    """
    Return what is said of each content, and a gap for all that its words should state.

    Words that were added stand after them; what they say counts for nothing that has to be stated.
    """
    sections, gaps = [], []
    for said in found:
        section = _section(said, wording, reader)
        gaps += [
            Gap(said.content, f"wording:{said.content}.{one.name}")
            for one in failings(said, section, wording)
        ]
        own = lines_of(put(wording, Kind.TEXT, added.get(said.content)))
        blocks = (*section.blocks, Block("paragraph", own)) if own else section.blocks
        if blocks:
            sections.append(replace(section, blocks=blocks))
    return tuple(sections), tuple(gaps)


def _section(said: Said, wording: Wording, reader: Reader) -> Section:
    """Return what a letter says of a content; nothing at all where its words want what is not known."""
    try:
        return section_of(said, wording, reader)
    except WordsLackFact:
        return Section(said.content, "", ())


def sent_letter(
    definition: Definition, events: tuple[Event, ...], number: int, post: Post
) -> Letter:
    """
    Return a letter on the record: word for word where its entry keeps a copy.

    Raises:
        NoSuchLetter: That entry is not a letter, or there is none of that number.
    """
    event = next((one for one in events if one.number == number), None)
    if event is None or not isinstance(event.data, LetterSent):
        raise NoSuchLetter(number=number)
    data = event.data
    if data.copy is not None:
        return letter_of(data.copy, event.happened_on)
    before = tuple(one for one in events if one.number < number)
    case = fold(definition, before)
    draft = draft_for(case, data, event.happened_on, post.days, post.office)
    sender = data.sender or Person(id=event.actor, role=event.role)
    return draft_letter(draft, post, sender)


def _post_of(definition: Definition, role: str, wording: Wording) -> str:
    known = definition.by_id["roles"].get(role)
    return wording.labels.get(known.label, known.label) if known else ""
