"""
What somebody sent, put so that they can read it: what it does, to which case, and every field.

In: a form as it was sent. Out: labels with lines. Only what says so asks anything of the database,
which may be what failed; whoever knows what is chosen there, and whom, gives their words.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.desk.look import Look
from reconvene.desk.reaching import is_shut_to
from reconvene.library.words.sentences import read_names
from reconvene.people.models import Person
from reconvene.web.browse.case.entry_words import entry_label
from reconvene.web.browse.chosen import Chosen
from reconvene.web.browse.links import NOTHING
from reconvene.web.browse.names import sentence_case
from reconvene.web.browse.putting_right import DAYS, WORDS
from reconvene.web.browse.signed_in import person_of
from reconvene.web.browse.unsaved import Unsaved
from reconvene.web.browse.withheld import is_of_contact
from reconvene.web.components.day_field import BOXES
from reconvene.web.components.wording import day
from reconvene.web.register.routes import row_of

PUTS_RIGHT = "right-"
"""How the name of a box begins in which words of an entry are put right; their place follows."""

_LABELS = {
    "happened_on": "When it happened",
    "acting_role": "In which role",
    "on": "On which day",
    "until_on": "When somebody looks at it again",
}
"""Where a form asks for something else than an entry holds under the same name."""


UNKNOWN = Chosen()


class Line(NamedTuple):
    """One thing that was sent."""

    label: str
    lines: tuple[str, ...]


NOT_SHOWN = (
    "What you wrote of that is not shown to you any more, and was not recorded. Tell whoever deals "
    "with the complaint that there was something to record."
)
WITHHELD = Line("How the family is reached, and who supports them", (NOT_SHOWN,))


def purpose(unsaved: Unsaved) -> Iterator[Line]:
    """Yield what a form is for: what sending it does, to which case, and about what of it."""
    try:
        found = resolve(unsaved.to.partition("?")[0])
    except Resolver404:
        return
    route, parts = row_of(found), found.kwargs
    if route is not None:
        kind = read_names("kind").get(parts.get("kind", ""), "")
        yield Line("What it does", tuple(filter(None, (sentence_case(route.does), kind))))
    if "reference" in parts:
        yield Line("Case", (parts["reference"],))
    if parts.get("about", NOTHING) != NOTHING:
        yield Line("What it is about", (parts["about"],))


def answers(unsaved: Unsaved, chosen: Chosen = UNKNOWN) -> tuple[Line, ...]:
    """Return everything in a form that was written or chosen, in its order; a day as one."""
    given: dict[str, list[str]] = {}
    for name, value in unsaved.given:
        question, _, box = name.rpartition("-")
        is_day = question and box in BOXES
        given.setdefault(f"{question}-day" if is_day else name, []).append(value)
    return tuple(_line(name, values, chosen) for name, values in given.items())


def sent_by(request: HttpRequest, look: Look | None = None) -> tuple[Line, ...]:
    """
    Return everything that somebody who is signed in wrote or chose in a form they sent; may be empty.

    It asks the database who works here. What is chosen in a case is named by a look at it.
    """
    unsaved = Unsaved.of(request)
    if unsaved is None:
        return ()
    person = person_of(request)
    shown = less_contact(unsaved, person)
    told = (WITHHELD,) if shown != unsaved else ()
    chosen = Chosen.by(person, london_day(timezone.now()))
    return (*answers(shown, chosen.of(look) if look else chosen), *told)


def less_contact(unsaved: Unsaved, person: Person) -> Unsaved:
    """
    Return what somebody sent, without how a family is reached where a wall shuts that case to them.

    They wrote it when it did not; somebody complained of, or with a tie, is not to have it from us.
    """
    try:
        about = resolve(unsaved.to.partition("?")[0]).kwargs
    except Resolver404:
        return unsaved
    kind = about.get("kind", "")
    kept = tuple(one for one in unsaved.fields if not is_of_contact(kind, one[0]))
    reference = about.get("reference", "")
    if kept == unsaved.fields or not reference or not is_shut_to(person, reference):
        return unsaved
    return replace(unsaved, fields=kept)


def _line(name: str, values: list[str], chosen: Chosen) -> Line:
    question, _, box = name.rpartition("-")
    if question and box in BOXES:
        return Line(label(question), (_day(values),))
    lines = (line for value in values for line in value.splitlines() if line.strip())
    return Line(chosen.box(name) or label(name), tuple(chosen.value(name, one) for one in lines))


def label(name: str) -> str:
    """Return what a box is called, by its name in a form; of a correction, by what it puts right."""
    if name.startswith(PUTS_RIGHT):
        return {**WORDS, **DAYS}.get(name.rpartition("-")[2], "What is put right")
    return _LABELS.get(name) or entry_label(name.replace("-", " "))


def _day(boxes: list[str]) -> str:
    """Return a day in words; as it was typed where it is none, or a month has its name."""
    try:
        on, month, year = map(int, boxes)
        return day(date(year, month, on))
    except ValueError:
        return " ".join(boxes)
