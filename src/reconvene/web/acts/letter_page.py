"""
A letter on a page: before it goes, with what it still lacks; and afterwards, typeset, to print.

In: the case as somebody meets it, and a letter's form or its entry. Out: the letter in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from reconvene.core.casefile.corrections import effective
from reconvene.core.conduct.exchange import draft_of
from reconvene.core.record.event import Entry, Event, subject
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.payload import Person
from reconvene.desk.enclosing import corrections_of
from reconvene.desk.look import Look
from reconvene.desk.proving import post_of
from reconvene.library.words.answers import need_words
from reconvene.library.words.plain import said_day
from reconvene.post.copying import copy_of, letter_of
from reconvene.post.letter import Letter
from reconvene.post.wording.saying import language_name
from reconvene.post.writing import NoSuchLetter, draft_letter, sent_letter
from reconvene.web.acts.act_form import ActForm
from reconvene.web.acts.act_page import supplied_by
from reconvene.web.acts.answers_shown import READ
from reconvene.web.acts.forms.letters import WRITTEN, LetterSentForm
from reconvene.web.acts.situation import Situation
from reconvene.web.components.shown import Act


@dataclass(frozen=True, slots=True)
class Lack:
    """Something the letter must say and cannot yet, and the act that supplies it."""

    words: str
    act: Act | None


@dataclass(frozen=True, slots=True)
class Beside:
    """A letter before it goes, the facts it rests on, and what it lacks."""

    letter: Letter
    facts: tuple[tuple[str, str], ...]
    lacks: tuple[Lack, ...]

    @property
    def read(self) -> str:
        """What stands for its words, so that no others are recorded than somebody read."""
        return sha256(msgspec.json.encode(copy_of(self.letter))).hexdigest()

    def reads_otherwise(self, posted: Mapping[str, str]) -> bool:
        """Tell whether somebody who confirms it has read other words; not where they read none."""
        return posted.get(READ, self.read) != self.read


@dataclass(frozen=True, slots=True)
class Sent:
    """
    A letter on the record, with its entry’s short code, and what was since found wrong with it.

    `is_copy` tells the words that went from words written out again. `languages` are those it went
    in, by code and name, none where there is one; `language` is the code of the one it is shown in.
    The code of the first is empty; `title` is what it is called in that.
    """

    letter: Letter
    title: str
    is_copy: bool
    languages: tuple[tuple[str, str], ...]
    language: str
    number: int
    code: str
    note: str


def letter_beside(look: Look, form: ActForm) -> Beside | None:
    """Return the letter that a form would send, as it would read; None for every other act."""
    if not isinstance(form, LetterSentForm):
        return None
    is_ready = form.is_bound and form.is_valid()
    data = form.payload() if is_ready else form.so_far()
    on = form.happened_on if is_ready else look.context.today
    ctx = look.context if look.is_answering else look.whole
    draft = draft_of(ctx, Entry(kind="letter.sent", happened_on=on, data=data), data)
    letter = draft_letter(draft, post_of(look), data.sender or Person(id=""))
    return Beside(
        letter=letter,
        facts=_facts(form.at),
        lacks=tuple(
            Lack(need_words(ctx, gap.needs), supplied_by(look, gap.needs, draft.letter.stage))
            for gap in letter.gaps
            if gap.content not in WRITTEN
        ),
    )


def went(look: Look, kind: str, letter: str | None) -> tuple[Event, ...]:
    """Return the letters of a kind that are on the record and theirs to read, oldest first."""
    if kind != "letter.sent":
        return ()
    sent_before = (one for one in effective(look.events) if isinstance(one.data, LetterSent))
    return tuple(one for one in sent_before if subject(one.data) == letter)


def sent(look: Look, number: int, language: str = "") -> Sent:
    """
    Return a letter on the record.

    Args:
        look: The case as somebody meets it.
        number: Its entry.
        language: The code of a further language that it went in; empty for the first.

    Raises:
        NoSuchLetter: That entry is no letter, or not for them to read, or did not go in that language.
    """
    ctx = look.whole
    entry = next((one for one in look.events if one.number == number), None)
    if entry is None or not isinstance(entry.data, LetterSent):
        raise NoSuchLetter(number=number)
    data = entry.data
    translated = dict(zip(dict.fromkeys(data.also_in), data.translated, strict=False))
    if language and language not in translated:
        raise NoSuchLetter(number=number)
    letter = sent_letter(ctx.definition, ctx.events, number, post_of(look))
    first = language_name(letter.tongue.language.partition("-")[0])
    further = tuple((code, language_name(code)) for code in translated)
    return Sent(
        letter=letter_of(translated[language], entry.happened_on) if language else letter,
        title=letter.title,
        is_copy=data.copy is not None,
        languages=(("", first), *further) if further else (),
        language=language,
        number=number,
        code=look.codes[number],
        note=_since(look, number),
    )


def _since(look: Look, number: int) -> str:
    """Say that a letter's entry was struck or put right later, where it was."""
    corrections = corrections_of(look, number)
    if not corrections:
        return ""
    last = corrections[-1]
    is_struck = number not in {event.number for event in effective(look.whole.events)}
    what = "struck from the record" if is_struck else "put right on the record"
    return f"This entry was {what} on {said_day(last.happened_on)}. The letter is shown as it was."


def _facts(at: Situation) -> tuple[tuple[str, str], ...]:
    """Return the facts that letters rest on, for whoever checks the letter against them."""
    case = at.context.case
    conference = case.conference
    facts = [
        ("Conference", said_day(conference.held_on)),
        ("Complaint received", said_day(case.received_on) if case.received_on else ""),
        ("Review due by", said_day(conference.review_due_on) if conference.review_due_on else ""),
        ("Reviewed", said_day(case.reviewed_on) if case.reviewed_on else ""),
        ("Points", str(len(case.points))),
        ("Supporters", ", ".join(case.supporters)),
        ("Interpreter", case.received.interpreter if case.received else ""),
        ("What they need", case.received.adjustments if case.received else ""),
    ]
    return tuple((name, value) for name, value in facts if value)
