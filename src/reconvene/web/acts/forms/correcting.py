"""
A correction of an earlier entry: struck out, or its day or words put right, old and new together.

Only words and days that people write are offered, and who chaired the conference. What else an
entry is about is not put right: the entry is struck, and the right one recorded. The name of
somebody who works here is not words: it would stand beside another person's id and move nobody.

What was left empty is asked for as well, so that it can be said afterwards; but never what is empty
only because it is not shown to whoever corrects.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

import msgspec

from reconvene.core.access.meeting_sights import OF_PLACE
from reconvene.core.casefile.case import CHAIR_ROLE
from reconvene.core.casefile.corrections import effective
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Event, encode
from reconvene.core.record.exchange import MeetingOffered
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.payload import Person
from reconvene.library.words.plain import lowered, said_hour
from reconvene.web.acts.act_form import ActForm, Questions, only, plain_words
from reconvene.web.acts.fields import CATEGORIES, HourField
from reconvene.web.acts.situation import Choices, Situation, choice_of
from reconvene.web.browse.putting_right import CHAIR, Change, Part, Path, changed, parts
from reconvene.web.browse.unsaved_words import PUTS_RIGHT
from reconvene.web.components.day_field import EARLIEST_YEAR, DayField
from reconvene.web.components.fields import LongTextField, OneOfField
from reconvene.web.components.questions import Question

RIGHT = "right"
"""How the names of all boxes begin in which something is put right; see `PUTS_RIGHT` too."""
CHAIRED = f"{RIGHT}_chair"

CONTACT = ("safe_contact",)
"""Where a complaint says how to reach the family safely."""

FIRST_CONTACT = ("first_contact_on",)
"""Where it says on which earlier day they got in touch, if they did."""

OF_GROUNDS = ("wrong", "evidence")
"""What a ground asks for, without which no point is taken down on it; of others nothing is said."""

NEEDED = ("held_on", "for_on")
"""Days that an entry has to say; any other may be left out."""

NOT_SAID = "not-said"
"""Stands among the categories of harm for none."""

BORN = "born_on"
"""The day that lies further back than the calendar reaches."""


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
        choices: Choices = (("changed", "Its day or its words are wrong"),)
        if self.can_strike:
            choices = (("struck", "It should not be on the record at all"), *choices)
        yield (
            "how_wrong",
            OneOfField(
                "What is wrong with it?",
                choices,
                missing="Choose what is wrong with it",
                hints={"struck": "The entry stays to be read, and has no effect any more."},
                initial=only(choices),
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
        yield from self._who_chaired()
        for part in self.offered:
            yield field_name(part.path), self._asking(part)

    def _asking(self, part: Part) -> Question:
        """Return the question for one part: a day, one of the categories of harm, or words."""
        if part.is_day:
            return self._day(part)
        if part.path[-1] == "category":
            return _category(part)
        if part.is_hour:
            hint = "For example, 2:30pm"
            return HourField(
                part.label,
                width=10,
                hint=hint,
                initial=said_hour(part.value) if part.value else None,
            )
        return LongTextField(part.label, rows=2, initial=part.value)

    def _day(self, part: Part) -> DayField:
        """Return the question for a day."""
        initial = date.fromisoformat(part.value) if part.value else None
        question = DayField(
            part.label,
            name=lowered(part.label),
            initial=initial,
            is_needed_at_times=part.path[-1] in NEEDED,
        )
        if part.path[-1] == BORN:
            question.not_before = date(EARLIEST_YEAR, 1, 1)
            question.not_after = self.at.context.today
        return question

    def _who_chaired(self) -> Questions:
        """Ask of a complaint who chaired the conference: that decides who answers, and who may not."""
        if not isinstance(self.entry.data, ComplaintReceived):
            return
        chair = self.entry.data.conference.chair
        here = {
            one.id: Person(id=one.id, name=one.name, role=CHAIR_ROLE)
            for one in self.at.staff
            if CHAIR_ROLE in one.roles
        }
        first = {chair.id: msgspec.structs.replace(chair, role=CHAIR_ROLE)} if chair else {}
        asked = self.ask_person(
            CHAIRED,
            "Who chaired the conference?",
            tuple({**first, **here}.values()),
            "Choose who chaired the conference" if chair else "",
        )
        for name, question in asked:
            if name == CHAIRED and chair:
                question.initial = choice_of(first[chair.id])
            yield name, question

    @property
    def can_strike(self) -> bool:
        return self.entry.kind != "complaint.received"

    @cached_property
    def offered(self) -> tuple[Part, ...]:
        """What is asked for in words: what was said, and no name of who works here or chaired."""
        ours = {one.id for one in self.at.staff}
        asked: dict[Path, Part] = {}
        for part in parts(self.entry.data):
            is_fixed = part.person and (part.person.id in ours or part.path[:-1] == CHAIR)
            if not is_fixed and (part.value or self._may_be_added(part)):
                asked.setdefault(_once(part), part)
        return tuple(asked.values())

    def _may_be_added(self, part: Part) -> bool:
        """Tell whether what is empty was left empty, and can be said now."""
        if part.person or not self.at.sees_whole:
            return False
        if part.path == CONTACT:
            return self.at.sees_contact
        if isinstance(self.entry.data, MeetingOffered) and part.path[-1] in OF_PLACE:
            return self.at.sees_place(self.entry.data.meeting)
        return part.path[-1] not in OF_GROUNDS

    def clean(self) -> dict[str, Any]:
        """Ask for something to be different, and for the days there have to be."""
        given = super().clean()
        if given.get("how_wrong") == "changed":
            self._ask_for_days(given)
            self._hold_to_their_order(given)
        if not self.errors and given.get("how_wrong") == "changed" and not self.changes():
            or_strike = ", or choose to strike it" if self.can_strike else ""
            self.add_error("how_wrong", f"Change what is wrong below{or_strike}")
        return given

    def _ask_for_days(self, given: Mapping[str, Any]) -> None:
        for part in self.offered:
            name = field_name(part.path)
            if part.path[-1] in NEEDED and not given.get(name) and name not in self.errors:
                self.add_error(name, f"Enter {lowered(part.label)}")

    def _hold_to_their_order(self, given: Mapping[str, Any]) -> None:
        """Refuse a day of first contact after the complaint came, as where one is taken down."""
        name, came_on = field_name(FIRST_CONTACT), given.get("right_day")
        first_on = given.get(name)
        if first_on and came_on and first_on > came_on:
            self.add_error(name, "The day of first contact must not be after the day it reached us")

    def changes(self) -> tuple[Change, ...]:
        """Return what is put right: what it is called, how it stands, how it should."""
        return changed(self.entry, self.payload())

    def is_read_back(self, name: str) -> bool:
        """Leave out what is put right: old and new stand side by side."""
        return not name.startswith(RIGHT)

    def payload(self) -> EntryCorrected:
        number, reason = self.entry.number, self.words("reason")
        if self.words("how_wrong") == "struck":
            return EntryCorrected(entry=number, reason=reason, struck=True)
        right_day = self.on("right_day")
        before, right = (msgspec.json.decode(encode(self.entry.data)) for _ in range(2))
        for part in parts(self.entry.data):
            self._put_right(right, part)
        chaired = self._chaired()
        if chaired is not None:
            right["conference"]["chair"] = msgspec.to_builtins(chaired)
        return EntryCorrected(
            entry=number,
            reason=reason,
            happened_on=right_day if right_day != self.entry.happened_on else None,
            data=right if right != before else None,
        )

    def _put_right(self, right: Any, part: Part) -> None:
        """Put one part right as it was answered, wherever the same person is named."""
        asked = next((one for one in self.offered if _once(one) == _once(part)), None)
        if asked is None:
            return
        found = self.cleaned_data.get(field_name(asked.path))
        new = found.isoformat() if isinstance(found, date) else plain_words(found)
        new = "" if part.path[-1] == "category" and new == NOT_SAID else new
        if new == part.value:
            return
        _put(right, part.path, None if part.is_day and not new else new)
        if part.person:
            named = msgspec.structs.replace(part.person, id="", name=new)
            known = self.at.known_as(named) or part.person.id
            _put(right, (*part.path[:-1], "id"), known)

    def _chaired(self) -> Person | None:
        """Return who chaired the conference, where that is somebody else than the entry says."""
        if not self.words(CHAIRED) or not isinstance(self.entry.data, ComplaintReceived):
            return None
        chair, chosen = self.entry.data.conference.chair, self.person(CHAIRED, role=CHAIR_ROLE)
        return None if chair and chair.id == chosen.id else chosen


def entry_to_correct(at: Situation, about: str | None) -> Event | None:
    """Return the entry of a number, as it now holds; None if there is none, or it is a correction."""
    holding = [one for one in effective(at.context.events) if one.kind != "entry.corrected"]
    return next((one for one in holding if str(one.number) == about), None)


def _category(part: Part) -> OneOfField:
    """Ask which category of harm it was, as when it is taken down; one said before can stay."""
    before = {part.value: part.value} if part.value and part.value not in CATEGORIES else {}
    choices = tuple({**CATEGORIES, **before, NOT_SAID: "Not said"}.items())
    return OneOfField(part.label, choices, initial=part.value or NOT_SAID)


def _once(part: Part) -> Path:
    """Return what tells parts that are asked for once: of one person's name, whose it is."""
    return (part.person.id, "name") if part.person else part.path


def _put(plain: Any, path: Path, value: str | None) -> None:
    for step in path[:-1]:
        plain = plain[step]
    plain[path[-1]] = value


def field_name(path: Path) -> str:
    return PUTS_RIGHT + "-".join(str(step) for step in path)
