"""
What the form of every act shares: when it happened, in which role, and one key for one act.

A form asks its questions from a situation, checks their shape, and gives a payload. Whether the act
may be done is not its business: that is the core's, and its answer comes back to the same page.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from reconvene.core.record.payload import Payload, Person
from reconvene.core.workdays import LONDON, WorkingCalendar
from reconvene.web.acts.fields import HourField
from reconvene.web.acts.meanwhile import newest
from reconvene.web.acts.situation import Choices, Situation, person_choices
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import OneOfField, SelectField, TextField, UnseenField
from reconvene.web.components.forms import Form
from reconvene.web.components.questions import Question

Questions = Iterator[tuple[str, Question]]

OTHER = "other"
MANY = 9  # people from which a list that opens reads better than a row of radios


class ActForm(Form):
    """
    The questions of one act. A subclass yields its own from `questions` and makes the `payload`.

    Args:
        data: What was posted, or None before anything was.
        at: The case, and who could be named.
        about: What the act is about ("stage-1-outcome"), where it is about something.
        key: A fresh key for this act; a form that comes back keeps the one it had.
    """

    when: ClassVar[str] = "When did this happen?"
    day_name: ClassVar[str] = "the day it happened"
    supplied_by: ClassVar[str] = ""
    """The kind of act, about the same, that supplies what is `lacking`; empty where none does."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        at: Situation,
        about: str | None = None,
        key: str = "",
        given: Mapping[str, Any] | None = None,
    ) -> None:
        today = at.context.today
        own = {"happened_on": today, "key": key, "seen": newest(at.context)}
        super().__init__(data, initial={**own, **(given or {})})
        self.at, self.about = at, about
        self.fields["key"], self.fields["seen"] = UnseenField(), UnseenField()
        self.fields["happened_on"] = DayField(
            self.when, name=self.day_name, missing=f"Enter {self.day_name}"
        )
        self.day("happened_on").not_after = today
        if at.counts_hours:
            self.fields["hour"] = HourField(
                "At what time?", width=10, hint="If you know it, such as 2:30pm"
            )
        for name, question in self.questions():
            self.fields[name] = question
        if len(at.roles) > 1:
            self.fields["acting_role"] = OneOfField(
                "In which of your roles are you doing this?",
                tuple((role, at.label(role)) for role in at.roles),
                missing="Choose which of your roles you are acting in",
            )

        self._hold_days_to(at.context.days.as_known_on(today))

    def _hold_days_to(self, calendar: WorkingCalendar) -> None:
        """Let every day be one that the calendar covers, where it has no closer bound."""
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.not_before = field.not_before or calendar.first_day
                field.not_after = field.not_after or calendar.last_day

    def lacking(self) -> str:
        """Return why there is nothing to ask, where the lists would be empty; else nothing."""
        return ""

    def questions(self) -> Questions:
        """Yield the questions of this act by name, in the order they are asked."""
        yield from ()

    def notes(self) -> tuple[str, ...]:
        """Return what to know about these answers before they are confirmed; usually nothing."""
        return ()

    def changes(self) -> Sequence[tuple[str, str, str]]:
        """Return what is put right: what it is called, how it stands, how it should."""
        return ()

    def is_read_back(self, _name: str) -> bool:
        """Tell whether the check page says the answer to a question."""
        return True

    def payload(self) -> Payload:
        """Return what would go on the record; asked only of a form without problems."""
        raise NotImplementedError

    # What was answered, in the types that payloads take.

    @property
    def happened_on(self) -> date:
        found = self.cleaned_data["happened_on"]
        assert isinstance(found, date)  # noqa: S101 - required, and checked by its field
        return found

    @property
    def happened_at(self) -> datetime | None:
        hour = self.cleaned_data.get("hour")
        if not hour:
            return None
        return datetime.combine(self.happened_on, time.fromisoformat(hour), tzinfo=LONDON)

    @property
    def acting_role(self) -> str | None:
        return self.cleaned_data.get("acting_role") or None

    def words(self, name: str) -> str:
        """Return an answer in words, trimmed; empty where it was left out or not asked."""
        return plain_words(self.cleaned_data.get(name))

    def many(self, name: str) -> tuple[str, ...]:
        """Return what was ticked, in the order it was offered."""
        return tuple(self.cleaned_data.get(name) or ())

    def yes(self, name: str) -> bool:
        """Return whether a yes or no was answered yes."""
        return self.cleaned_data.get(name) is True

    def on(self, name: str) -> date | None:
        """Return a day, or None where it was left out."""
        return self.cleaned_data.get(name)

    # Naming people.

    def ask_holder(self, name: str, label: str, roles: Sequence[str], missing: str) -> Questions:
        """Ask who did something that only holders of these roles may do."""
        people = self.at.holders(roles)
        titles = " or ".join(self.at.label(role).lower() for role in roles)
        hint = "" if people else f"Nobody holds the role that this takes: {titles}."
        first = person_choices(self.at, people)
        yield (
            name,
            OneOfField(
                label,
                first,
                missing=missing,
                hint=hint,
                initial=first[0][0] if len(first) == 1 else None,
            ),
        )

    def ask_person(
        self,
        name: str,
        label: str,
        people: Sequence[Person],
        missing: str,
        *,
        gone: str = "",
        hint: str = "",
    ) -> Questions:
        """Ask for somebody from a list, or by name where they are not on it."""
        choices = person_choices(self.at, people)
        named = f"{name}_named"
        if len(choices) < MANY:
            yield (
                name,
                OneOfField(
                    label,
                    (*choices, (OTHER, "Somebody else")),
                    missing=missing,
                    reveals={OTHER: named},
                    gone=gone,
                    hint=hint,
                ),
            )
            yield named, TextField("Their name", missing="Enter their name")
            return
        yield (
            name,
            SelectField(
                label,
                (*choices, (OTHER, "Somebody else, named below")),
                missing=missing,
                gone=gone,
                hint=hint,
            ),
        )
        yield named, TextField("Their name, if they are not on the list")

    def person(self, name: str, *, role: str = "", agency: str = "") -> Person:
        """Return who was chosen or named, in the role they were offered in or the one given."""
        chosen = self.words(name)
        if chosen == OTHER:
            return self.named(self.words(f"{name}_named"), role=role, agency=agency)
        return self.chosen(chosen, role=role, agency=agency)

    def chosen(self, choice: str, *, role: str = "", agency: str = "") -> Person:
        """Return somebody taken from a list of people."""
        found, _, offered = choice.partition("|")
        return Person(id=found, name=self.at.name(found), role=role or offered, agency=agency)

    def named(self, name: str, *, role: str = "", agency: str = "") -> Person:
        """
        Return somebody by the name typed: whoever is known by that very name in this role or from
        this agency, else somebody new, whose id stays the same when the same form is sent again.
        """
        plain = " ".join(name.split())
        same = self.at.known_as(Person(id="", name=plain, role=role, agency=agency))
        return Person(id=same or self._new_id(plain), name=plain, role=role, agency=agency)

    def _new_id(self, name: str) -> str:
        key = self.words("key")
        return f"x{sha256(f'{key}/{name.casefold()}'.encode()).hexdigest()[:12]}"

    def people_lines(self, name: str, role: str = "") -> tuple[Person, ...]:
        """Return everybody named one to a line."""
        return tuple(self.named(line, role=role) for line in self.many(name))

    def clean(self) -> dict[str, Any]:
        """Ask for the name where "somebody else" was taken from a list that opens."""
        given = super().clean() or {}
        for name in [one for one in self.fields if one.endswith("_named")]:
            chosen = given.get(name.removesuffix("_named"))
            if (
                chosen == OTHER
                and not str(given.get(name) or "").strip()
                and name not in self.errors
            ):
                self.add_error(name, ValidationError("Enter their name", code="required"))
        return given


def plain_words(value: object) -> str:
    """Return what was typed without blanks around it, its lines ended as the record ends them."""
    return str(value or "").replace("\r\n", "\n").strip()


def only(choices: Choices) -> str | None:
    """Return the one choice there is, so that it need not be made; None where there are several."""
    return choices[0][0] if len(choices) == 1 else None
