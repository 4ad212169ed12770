"""
What is to be learnt across cases: a page by year, counts to hand on, and a file.

In: who is signed in, and a year. Out: rows, each with who was told and what they answered.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.core.kinds.small_numbers import said_counts, tells_too_much
from reconvene.core.procedure.definition import Definition
from reconvene.core.workdays import london_day
from reconvene.desk.definitions import in_force
from reconvene.desk.learning import MOST, InRegister, Register, learning_register
from reconvene.desk.look import Look
from reconvene.library.words.sentences import read_names
from reconvene.web.browse.links import case_link
from reconvene.web.browse.looking import look_through
from reconvene.web.browse.names import sentence_case
from reconvene.web.browse.paged import asked
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.addresses import address
from reconvene.web.components.downloads import table_file
from reconvene.web.components.frame import Place
from reconvene.web.components.pages import page
from reconvene.web.components.wording import day

YEARS = 3
NO_AGENCY = "No agency in particular"
ANOTHER_AGENCY = "Another agency"
NO_THEME = "Nobody said"
NAMES_SOMEBODY = "Left out here, because it names somebody of the family or a case"
NOT_ALL = "Not everything of this year is in this file."
NOT_OVER = (
    "They are told once the year is over: while it runs, what is told on one day and on another would "
    "give away each case between them."
)
NOT_COMPLETE = "They are not told, since not everything of this year could be counted."
HEADINGS = ("Said on", "What", "Agency", "About", "Words", "Told on", "Acknowledged on", "Done")
KINDS = {
    "learning point": "Learning point",
    "recommendation": "Recommendation",
    "concern": "Concern",
}


@dataclass(frozen=True, slots=True)
class LearningRow:
    """One thing to be learnt as the page shows it; `stands` says how far it has come."""

    kind: str
    text: str
    agency: str
    theme: str
    on: date
    reference: str
    case_href: str
    to: str
    stands: str
    does: str


@dataclass(frozen=True, slots=True)
class Share:
    """In how many cases something came up, as it may be told outside."""

    words: str
    count: str


def learning(request: HttpRequest) -> HttpResponse:
    """Show what is to be learnt from cases that are there for whoever asks."""
    today = london_day(timezone.now())
    person = person_of(request)
    look_through(request)
    year = _year(request, today)
    found = learning_register(person, today, year)
    not_told = why_not_told(found, year, today)
    definition = in_force(person.authority.procedure, today)
    by_agency, by_theme = ([], []) if not_told else shares(found, definition)
    return page(
        request,
        "browse/followed/learning.html",
        frame_of(person, today),
        here="Follow-up",
        year=year,
        years=[Place(str(one), f"?year={one}") for one in _years(today)],
        rows=tuple(row(one) for one in found.found),
        not_told=not_told,
        by_agency=by_agency,
        by_theme=by_theme,
        most=None if found.is_whole else MOST,
        not_opened=found.not_opened,
        file_href=f"{address('learning-file')}?year={year}",
    )


def learning_file(request: HttpRequest) -> HttpResponse:
    """Give the same as a file, in which no case and nobody of a family is named."""
    today = london_day(timezone.now())
    look_through(request)
    year = _year(request, today)
    found = learning_register(person_of(request), today, year)
    end = () if found.is_complete else ((NOT_ALL,),)
    return table_file(f"learning-{year}.csv", [HEADINGS, *map(_line, found.found), *end])


def _years(today: date) -> range:
    return range(today.year, today.year - YEARS, -1)


def _year(request: HttpRequest, today: date) -> int:
    written = asked(request.GET, "year")
    return next((one for one in _years(today) if str(one) == written), today.year)


def row(one: InRegister) -> LearningRow:
    """Return something to be learnt as the page shows it."""
    learnt, told = one.learnt, one.learnt.told
    return LearningRow(
        kind=KINDS[learnt.kind],
        text=learnt.text,
        agency=_agency(one.look.definition, learnt.agency),
        theme=_theme(learnt.theme),
        on=learnt.on,
        reference=one.look.reference,
        case_href=case_link(one.look.reference),
        to=told.to.name if told else "",
        stands=stands(one),
        does=told.does if told else "",
    )


def stands(one: InRegister) -> str:
    """Say how far something to be learnt has come: told, chased until when, acknowledged."""
    learnt, told = one.learnt, one.learnt.told
    if told is None:
        return "Not passed on yet" if learnt.agency else "In the panel’s decision"
    if told.acknowledged_on:
        by = f" by {told.by}" if told.by else ""
        return f"Acknowledged on {day(told.acknowledged_on)}{by}"
    chased = f"; an answer is looked for by {day(learnt.chased_on)}" if learnt.chased_on else ""
    return f"Told on {day(told.on)}, and not acknowledged yet{chased}"


def _line(one: InRegister) -> tuple[str, ...]:
    learnt, told = one.learnt, one.learnt.told
    done = told.does if told else ""
    return (
        learnt.on.isoformat(),
        KINDS[learnt.kind],
        _agency(one.look.definition, learnt.agency),
        _theme(learnt.theme),
        NAMES_SOMEBODY if one.names_family else learnt.text,
        told.on.isoformat() if told else "",
        told.acknowledged_on.isoformat() if told and told.acknowledged_on else "",
        NAMES_SOMEBODY if done and one.names_family else done,
    )


def why_not_told(found: Register, year: int, today: date) -> str:
    """Return why no numbers of a year are told; empty where they are."""
    if year >= today.year:
        return NOT_OVER
    return "" if found.is_complete else NOT_COMPLETE


def shares(found: Register, definition: Definition) -> tuple[list[Share], list[Share]]:
    """
    Return in how many cases each agency and each theme came up, as it may be told outside.

    A case counts once: much may be learnt from a single family. Every agency and theme there is
    stands there, so that the list itself tells nothing. Themes are left out where both tables
    together would give away a small number.
    """
    agencies = [*(one.label for one in definition.agencies), ANOTHER_AGENCY, NO_AGENCY]
    themes = [_theme(name) for name in (*read_names("theme"), "")]
    by_agency = _counted(
        agencies, ((one.look, _counted_as(definition, one)) for one in found.found)
    )
    by_theme = _counted(themes, ((one.look, _theme(one.learnt.theme)) for one in found.found))
    is_safe = not tells_too_much(by_agency, by_theme)
    return _shares(by_agency), _shares(by_theme) if is_safe else []


def _counted(every: Iterable[str], found: Iterable[tuple[Look, str]]) -> dict[str, int]:
    cases = {(words, look.case_id) for look, words in found}
    counted = Counter(words for words, _ in cases)
    return {words: counted[words] for words in every}


def _counted_as(definition: Definition, one: InRegister) -> str:
    """Return the agency of something as it is counted: one of those now in force, or another."""
    label = _agency(one.look.definition, one.learnt.agency)
    known = {NO_AGENCY, *(agency.label for agency in definition.agencies)}
    return label if label in known else ANOTHER_AGENCY


def _shares(counts: Mapping[str, int]) -> list[Share]:
    return [Share(words, count) for words, count in said_counts(counts).items()]


def _agency(definition: Definition, agency: str) -> str:
    rule = definition.by_id["agencies"].get(agency)
    return rule.label if rule else agency or NO_AGENCY


def _theme(theme: str) -> str:
    return sentence_case(read_names("theme")[theme]) if theme else NO_THEME
