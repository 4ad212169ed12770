"""
A letter as somebody may read it on its page and keep it as a file: with where a meeting is held, or not.

A letter that offers an appointment tells the family where to come. Whoever is not shown that by the
case is not shown it by the letter. What went out, and what the record keeps of it, stays as it is.

In: the case as somebody meets it, and a letter. Out: a letter.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import payload
from reconvene.core.record.exchange import LetterSent, MeetingOffered
from reconvene.desk.look import Look
from reconvene.post.letter import Block, Letter, Section

OFFER = "appointment"
"""What the procedure calls the part of a letter that says when and where a meeting is."""

NOT_SHOWN = "When and where you can meet is not shown to you in this letter."
LEFT_OUT = "(not shown to you)"


def as_they_may_read(look: Look, entry: int, letter: Letter) -> Letter:
    """Return a letter, by its entry, without where a meeting is held unless that is shown to them."""
    return _shown(look, entry, letter, look.sees_place)


def as_others_may_read(look: Look, entry: int, letter: Letter) -> Letter:
    """Return a letter, by its entry, without where any meeting is or was held, whoever asks for it."""
    return _shown(look, entry, letter, lambda _: False)


def _shown(look: Look, entry: int, letter: Letter, sees: Callable[[str], bool]) -> Letter:
    data = look.whole.events[entry - 1].data
    assert isinstance(data, LetterSent)  # noqa: S101 - it was read as a letter
    meeting = look.definition.letter(data.letter).meeting
    is_left_out = meeting is not None and not sees(meeting)
    unseen = sorted(set(_unseen(look, sees)), key=len, reverse=True)
    if not is_left_out and not unseen:
        return letter
    return replace(
        letter,
        sections=tuple(
            replace(one, blocks=(Block("paragraph", (NOT_SHOWN,)),), stated=())
            if is_left_out and one.content == OFFER
            else _without(one, unseen)
            for one in letter.sections
        ),
    )


def _unseen(look: Look, sees: Callable[[str], bool]) -> Iterator[str]:
    """Yield every place and link that was ever offered and is not shown to them."""
    said: dict[int, MeetingOffered] = {}
    for event in look.whole.events:
        data = event.data
        if isinstance(data, EntryCorrected) and data.data and data.entry in said:
            data = payload("meeting.offered", data.data)
        if isinstance(data, MeetingOffered) and not sees(data.meeting):
            said.setdefault(event.number, data)
            yield from filter(None, (data.place, data.link))


def _without(section: Section, unseen: list[str]) -> Section:
    """Return a part of a letter with each of these left out, where somebody wrote it in."""
    blocks = []
    for block in section.blocks:
        lines = block.lines
        for words in unseen:
            lines = tuple(line.replace(words, LEFT_OUT) for line in lines)
        blocks.append(replace(block, lines=lines))
    return replace(section, blocks=tuple(blocks))
