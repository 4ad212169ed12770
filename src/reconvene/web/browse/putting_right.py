"""
What of an entry can be put right in words, and what a correction put right, with whose it is.

In: what an entry says, and its correction. Out: words and days with where they stand; old and new.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import msgspec

from reconvene.core.casefile.corrections import put_right
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Event
from reconvene.core.record.payload import Child, Complainant, Payload, Person, Point
from reconvene.library.words.plain import said_day, said_hour

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
    "called": "What it is",
    "given_by": "From whom",
    "place": "The place",
    "link": "The link",
    "avoid": "The days or times to leave out",
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
HOURS = frozenset({"at"})
"""Which of the words are an hour, such as "14:30"."""
CHAIR = ("conference", "chair")
"""Where a complaint says who chaired the conference."""


@dataclass(frozen=True, slots=True)
class Part:
    """
    Words or a day of an entry: where they stand, what they are called with whose they are, and how
    they read, empty where nothing was said. `person` is whose name it is.
    """

    path: Path
    label: str
    value: str
    person: Person | None = None

    @property
    def is_day(self) -> bool:
        return str(self.path[-1]) in DAYS

    @property
    def is_hour(self) -> bool:
        return self.path[-1] in HOURS

    @property
    def words(self) -> str:
        if not self.value:
            return "nothing"
        if self.is_hour:
            return said_hour(self.value)
        return said_day(date.fromisoformat(self.value)) if self.is_day else self.value


class Change(NamedTuple):
    """What a correction put right: what it is called, how it stood, how it stands."""

    what: str
    old: str
    new: str


def parts(data: Payload) -> tuple[Part, ...]:
    """Return all words and days of an entry that can be put right, said or not, in its own order."""
    return tuple(_walk(data, (), ""))


def changed(before: Event, correction: EntryCorrected) -> tuple[Change, ...]:
    """Return what a correction puts right in an entry; empty where it strikes it."""
    if correction.struck:
        return ()
    after = put_right(before, correction)
    days = (said_day(before.happened_on), said_day(after.happened_on))
    found = [Change("The day it happened", *days)] if days[0] != days[1] else []
    old, new = _by_path(before.data), _by_path(after.data)
    for path in {**old, **new}:
        was, now = old.get(path), new.get(path)
        if _essence(was) != _essence(now):
            label = (was or now or Part(path, "", "")).label
            found.append(
                Change(label, was.words if was else "nothing", now.words if now else "nothing")
            )
    return tuple(dict.fromkeys(found))


def _by_path(data: Payload) -> Mapping[Path, Part]:
    return {part.path: part for part in parts(data)}


def _essence(part: Part | None) -> tuple[str, str]:
    """What makes two parts the same: a name that somebody else bears is another."""
    if part is None:
        return "", ""
    return part.value, part.person.id if part.person else ""


def _walk(value: Any, path: Path, whose: str, person: Person | None = None) -> Iterator[Part]:
    match value:
        case msgspec.Struct():
            whose = _whose(value, path) or whose
            them = value if isinstance(value, Person) else None
            for field in value.__struct_fields__:
                yield from _walk(getattr(value, field), (*path, field), whose, them)
        case dict():
            for name, one in value.items():
                yield from _walk(one, (*path, name), whose)
        case tuple() | list():
            for index, one in enumerate(value):
                yield from _walk(one, (*path, index), whose)
        case str() if path[-1] in WORDS:
            yield Part(path, _label(path, whose), value, person)
        case date() | None if path[-1] in DAYS:
            yield Part(path, _label(path, whose), value.isoformat() if value else "")


def _label(path: Path, whose: str) -> str:
    if path[:-1] == CHAIR:
        return "Who chaired the conference"
    label = {**WORDS, **DAYS}[str(path[-1])]
    return f"{label} ({whose})" if whose else label


def _whose(value: msgspec.Struct, path: Path) -> str:
    """Return whose the words inside a value are; empty where that goes without saying."""
    match value:
        case Complainant():
            return f"{value.name}, who complained"
        case Child():
            return f"the child {value.name}" if value.name else "a child"
        case Point() if isinstance(path[-1], int):
            return f"point {path[-1] + 1}"
        case Person():
            return value.name
        case _:
            return ""
