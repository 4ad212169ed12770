"""
A correction of an earlier entry: struck out, or its day or words put right, old and new together.

Only words and days that people write are offered. What an entry is about is not put right: the
entry is struck, and the right one recorded.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from reconvene.core.casefile.corrections import effective
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Event, encode
from reconvene.core.record.payload import Payload
from reconvene.library.words.plain import said_day
from reconvene.web.acts.act_form import ActForm, Questions, plain_words
from reconvene.web.acts.situation import Situation
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import LongTextField, OneOfField

Path = tuple[str | int, ...]

# Words and days that can be put right, by the name of their field, and what they are called.
WORDS = {
    "words": "The words",
    "answer": "The answer",
    "reasons": "The reasons",
    "reason": "The reason",
    "note": "The note",
    "how": "How",
    "text": "What they were told",
    "evidence": "What shows it",
    "wrong": "What was wrong in the information",
    "outcome": "The outcome",
    "reference": "The reference",
    "place": "The place",
    "at": "The time",
    "to": "Who was told",
    "by": "Who answered",
    "decided": "What was decided",
    "ends_when": "What ends the pause",
    "confirmed_by": "Who confirmed it",
    "name": "The name",
    "relation": "The relation",
    "category": "The category",
    "what": "What was agreed",
    "dissent": "What was seen differently",
    "remedy": "How it is put right",
    "recommendation": "The recommendation",
    "timescale": "The timescale",
    "without_complainant": "Why it went ahead without them",
    "seeks": "What they want to happen",
    "adjustments": "What they need",
    "interpreter": "The interpreter",
    "safe_contact": "How to contact them safely",
}
DAYS = {
    "held_on": "The day of the conference",
    "review_due_on": "The latest day for the review conference",
    "born_on": "The date of birth",
    "first_contact_on": "The day of first contact",
    "forwarded_on": "The day it was passed on",
    "for_on": "The day it is for",
    "further_on": "The day the panel sits again",
    "by_on": "The day it is to be done by",
}


class EntryCorrectedForm(ActForm):
    when = "When was the mistake found?"
    day_name = "the day the mistake was found"

    def lacking(self) -> str:
        return "" if entry_to_correct(self.at, self.about) else "There is no such entry to correct."

    @property
    def entry(self) -> Event:
        found = entry_to_correct(self.at, self.about)
        assert found is not None  # noqa: S101 - `lacking` has looked
        return found

    def questions(self) -> Questions:
        if self.lacking():
            return
        can_strike = self.entry.kind != "complaint.received"
        yield (
            "how_wrong",
            OneOfField(
                "What is wrong with it?",
                (
                    *((("struck", "It should not be on the record at all"),) if can_strike else ()),
                    ("changed", "Its day or its words are wrong"),
                ),
                missing="Choose what is wrong with it",
                hints={"struck": "The entry stays to be read, and has no effect any more."},
            ),
        )
        yield (
            "reason",
            LongTextField(
                "How did the mistake happen?", missing="Enter how the mistake happened", rows=3
            ),
        )
        yield (
            "right_day",
            DayField(
                "The day it happened",
                name="the day it happened",
                initial=self.entry.happened_on,
            ),
        )
        for path, value in changeable(self.entry.data):
            name = str(path[-1])
            if name in DAYS:
                yield (
                    field_name(path),
                    DayField(
                        DAYS[name], name=DAYS[name].lower(), initial=date.fromisoformat(value)
                    ),
                )
            else:
                yield field_name(path), LongTextField(WORDS[name], rows=2, initial=value)

    def clean(self) -> dict[str, Any]:
        """Ask for something to be different."""
        given = super().clean()
        if not self.errors and given.get("how_wrong") == "changed" and not any(self.changes()):
            self.add_error("how_wrong", "Change the day or the words below, or choose to strike it")
        return given

    def changes(self) -> Iterator[tuple[str, str, str]]:
        """Yield what is put right: its name, how it stands, how it should."""
        right_day = self.on("right_day")
        if right_day and right_day != self.entry.happened_on:
            yield "The day it happened", said_day(self.entry.happened_on), said_day(right_day)
        for path, old in changeable(self.entry.data):
            new = self._new(path)
            if new != old:
                is_day = str(path[-1]) in DAYS
                label = (DAYS if is_day else WORDS)[str(path[-1])]
                yield label, _shown(old, is_day=is_day), _shown(new, is_day=is_day)

    def _new(self, path: Path) -> str:
        found = self.cleaned_data.get(field_name(path))
        if isinstance(found, date):
            return found.isoformat()
        return plain_words(found)

    def payload(self) -> EntryCorrected:
        number, reason = self.entry.number, self.words("reason")
        if self.words("how_wrong") == "struck":
            return EntryCorrected(entry=number, reason=reason, struck=True)
        right_day = self.on("right_day")
        plain = _plain(self.entry.data)
        is_changed = False
        for path, old in changeable(self.entry.data):
            if self._new(path) != old:
                _put(plain, path, self._new(path))
                is_changed = True
        return EntryCorrected(
            entry=number,
            reason=reason,
            happened_on=right_day if right_day != self.entry.happened_on else None,
            data=plain if is_changed else None,
        )


def entry_to_correct(at: Situation, about: str | None) -> Event | None:
    """Return the entry of a number, as it now holds; None if there is none, or it is a correction."""
    holding = [one for one in effective(at.context.events) if one.kind != "entry.corrected"]
    return next((one for one in holding if str(one.number) == about), None)


def changeable(data: Payload) -> list[tuple[Path, str]]:
    """Return every word and day of a payload that can be put right, with where it stands."""
    return list(_walk(_plain(data), ()))


def _plain(data: Payload) -> Any:
    """Return a payload as plain values that can be changed; days as the record writes them."""
    return msgspec.json.decode(encode(data))


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _walk(one, (*path, name))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _walk(one, (*path, index))
    elif isinstance(value, str) and path and path[-1] in {**WORDS, **DAYS}:
        yield path, value


def _put(plain: Any, path: Path, value: str) -> None:
    for step in path[:-1]:
        plain = plain[step]
    plain[path[-1]] = value


def field_name(path: Path) -> str:
    return "right-" + "-".join(str(step) for step in path)


def _shown(value: str, *, is_day: bool) -> str:
    if not value:
        return "nothing"
    return said_day(date.fromisoformat(value)) if is_day else value
