"""
The cases of an authority: open and closed ones, and those found by reference or by name.

In: who is signed in, and what they look for. Out: rows, each with where the case stands.
"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.desk.definitions import in_force
from reconvene.library.procedure_files import procedure
from reconvene.people.models import Person
from reconvene.scope.within import within
from reconvene.web.browse.links import case_link
from reconvene.web.browse.looked_for import led_on, words_asked
from reconvene.web.browse.looking import look_through
from reconvene.web.browse.paged import asked, onward, place_of
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.browse.unopened import family_of
from reconvene.web.components.pages import page
from reconvene.web.components.shown import Standing
from reconvene.worklist.admitting import Audience
from reconvene.worklist.finding import cases_named
from reconvene.worklist.narrowing import Narrow
from reconvene.worklist.paging import Page as Rows
from reconvene.worklist.paging import Place
from reconvene.worklist.queries import case_by_reference, next_last_days
from reconvene.worklist.queries import cases as listed_cases
from reconvene.worklist.rows import Row


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of the list: whose it is, where it stands, since when, and what falls due next."""

    family: str
    reference: str
    href: str
    stands: str
    received_on: date
    next_on: date | None = None
    overdue: Standing | None = None


def cases(request: HttpRequest) -> HttpResponse:
    """Show cases that are there for the person: found by words, or listed latest first."""
    if request.method == "POST":
        return led_on(request)
    today = london_day(timezone.now())
    person = person_of(request)
    text, stage = words_asked(request), asked(request.GET, "stage")
    look_through(request, text)
    is_closed = request.GET.get("show") == "closed"
    after = place_of(request.GET)
    who = Audience(person.authority_id, person.id, person.roles_on(today))
    with within(who.scope):
        rows = (
            found_by(person, who, text, stage, after)
            if text
            else listed_cases(who, is_closed=is_closed, narrow=Narrow(stage), after=after)
        )
        falls_due = next_last_days(who, [row.case_id for row in rows.rows])
    stages = in_force(person.authority.procedure, today).stages
    return page(
        request,
        "browse/cases.html",
        frame_of(person, today),
        here="Cases",
        rows=tuple(case_row(row, falls_due.get(row.case_id), today) for row in rows.rows),
        pages=onward(rows.next, request.GET),
        has_stopped=rows.has_stopped,
        text=text,
        is_closed=is_closed,
        is_narrow=bool(stage),
        stages=[
            {"value": one.id, "text": one.label, "selected": one.id == stage} for one in stages
        ],
    )


def found_by(person: Person, who: Audience, text: str, stage: str, after: Place | None) -> Rows:
    """
    Return the case of a reference, as it is kept; of words that are none and hold no digit, the
    cases in which all of them are names.
    """
    if person.authority.reference_meant(text) or any(letter.isdigit() for letter in text):
        exact = case_by_reference(who, text)
        return Rows((exact,) if exact else (), None)
    return cases_named(who, text, stage=stage, after=after)


def case_row(row: Row, next_on: date | None, today: date) -> CaseRow:
    """Return a case as the list shows it."""
    return CaseRow(
        family=family_of(row),
        reference=row.reference,
        href=case_link(row.reference),
        stands=stands(row),
        received_on=row.sort_on,
        next_on=next_on,
        overdue=Standing.OVERDUE if next_on and next_on < today else None,
    )


def stands(row: Row) -> str:
    """Say where a case stands: closed, paused, or the stages its points are at."""
    if row.status == "closed":
        return "Closed"
    known = procedure(row.procedure).by_id["stages"]
    at = "; ".join(known[stage].label for stage in row.stage.split() if stage in known)
    at = at or "At no stage of this procedure"
    return f"Paused. {at}" if row.status == "suspended" else at
