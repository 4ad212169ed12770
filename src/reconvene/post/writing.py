"""
In: a letter about to be sent, or one on the record. Out: the letter as it reads.

The words of a letter that was sent are made again from the record as it stood before the letter,
with the day it was issued and the words written for it, so they never drift from what was proven.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reconvene.core.casefile.fold import fold
from reconvene.core.kinds.office import Office
from reconvene.core.letters.contents import compose
from reconvene.core.letters.covered import covered_points
from reconvene.core.letters.draft import Draft
from reconvene.core.letters.owed import late_since
from reconvene.core.procedure.definition import Definition
from reconvene.core.record.event import Event
from reconvene.core.record.exchange import LetterSent, MeetingOffered
from reconvene.core.record.payload import Person
from reconvene.core.workdays import CalendarHistory
from reconvene.library.words.plain import said_day
from reconvene.post.blocks import Desk
from reconvene.post.contents import WRITE
from reconvene.post.letter import Gap, Letter, Section
from reconvene.post.wording import Words


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
    """What stands on every letter of a case: its reference, the office, the calendars."""

    reference: str
    office: Office
    days: CalendarHistory


def draft_letter(draft: Draft, events: Iterable[Event], reference: str, sender: Person) -> Letter:
    """Return a letter as it would read now, with a gap for everything it still lacks."""
    said, missing = compose(draft)
    case = draft.case
    if case.received is None or case.received_on is None:
        raise NoSuchLetter(number=0)
    complainant = case.received.complainant
    capacity = case.definition.complainant(complainant.capacity)
    words = Words("child" if capacity.is_child else "adult")
    desk = Desk(draft, words, places(events))
    sections = (
        Section(
            one.content,
            words.say(f"contents.{one.content}.heading"),
            tuple(WRITE[one.content](desk, one.facts)),
        )
        for one in said
    )
    days = {
        "held_on": said_day(case.conference.held_on),
        "received_on": said_day(case.received_on),
    }
    name = complainant.name
    return Letter(
        office=draft.office,
        on=draft.on,
        addressee=name,
        reference=words.say("frame.reference", reference=reference),
        title=draft.letter.label,
        about=words.say("frame.about", **days),
        greeting=words.say("frame.greeting", name=name),
        opening=_opening(draft, words, days),
        sections=tuple(section for section in sections if section.blocks),
        farewell=words.say("frame.farewell"),
        signed=sender.name,
        signed_as=_post_of(case.definition, sender.role),
        is_for_child=capacity.is_child,
        gaps=tuple(Gap(one.content, one.needs) for one in missing),
    )


def sent_letter(
    definition: Definition, events: tuple[Event, ...], number: int, post: Post
) -> Letter:
    """
    Return a letter on the record, as it read on the day it was issued.

    Raises:
        NoSuchLetter: That entry is not a letter, or there is none of that number.
    """
    event = next((one for one in events if one.number == number), None)
    if event is None or not isinstance(event.data, LetterSent):
        raise NoSuchLetter(number=number)
    before = tuple(one for one in events if one.number < number)
    case = fold(definition, before)
    data = event.data
    rule = definition.letter(data.letter)
    points = data.points or covered_points(case, rule, ())
    draft = Draft(case, rule, event.happened_on, points, post.days, post.office, dict(data.words))
    sender = data.sender or Person(id=event.actor, role=event.role)
    return draft_letter(draft, before, post.reference, sender)


def places(events: Iterable[Event]) -> Mapping[str, tuple[str, str]]:
    """Return the time and the place last offered for each meeting; either may be empty."""
    return {
        event.data.meeting: (event.data.at, event.data.place)
        for event in events
        if isinstance(event.data, MeetingOffered)
    }


def _opening(draft: Draft, words: Words, days: Mapping[str, str]) -> str:
    """Return how the letter begins, with a word of regret where it comes after its last day."""
    opening = words.opening(draft.letter.id, **days)
    last_on = late_since(draft)
    return f"{opening} {words.say('frame.late', last_on=said_day(last_on))}" if last_on else opening


def _post_of(definition: Definition, role: str) -> str:
    known = definition.by_id["roles"].get(role)
    return known.label if known else ""
