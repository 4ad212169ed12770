"""
The cases of an authority: open and closed ones, and those found by reference or family name.

In: who is signed in, and what they look for. Out: rows, each with where the case stands.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.desk.definitions import in_force
from reconvene.library.procedure_files import procedure
from reconvene.people.models import Person
from reconvene.web.browse.links import case_link
from reconvene.web.browse.paged import onward, place_of
from reconvene.web.browse.signed_in import frame_of, person_of, staff
from reconvene.web.components.pages import page
from reconvene.web.components.shown import Standing
from reconvene.worklist.models import Shelf, WorkRow
from reconvene.worklist.queries import Page as Rows
from reconvene.worklist.queries import case_by_reference, cases_by_surname
from reconvene.worklist.queries import cases as listed_cases
from reconvene.worklist.rows import Row

NARROWED_FROM = 500
"""A list narrowed by stage looks through so many cases, the latest first."""


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


@staff
def cases(request: HttpRequest) -> HttpResponse:
    """Show cases of the person's authority: found by words, or listed latest first."""
    today = london_day(timezone.now())
    person = person_of(request)
    text = request.GET.get("find", "").strip()
    stage = request.GET.get("stage", "")
    is_closed = request.GET.get("show") == "closed"
    rows = _found(person, text) if text else _listed(person, request, stage, is_closed=is_closed)
    falls_due = next_last_days([row.case_id for row in rows.rows])
    stages = in_force(person.authority.procedure, today).stages
    return page(
        request,
        "browse/cases.html",
        frame_of(person, today),
        here="Cases",
        rows=tuple(case_row(row, falls_due.get(row.case_id), today) for row in rows.rows),
        pages=onward(rows.next, request.GET),
        text=text,
        is_closed=is_closed,
        is_narrow=bool(stage),
        stages=[
            {"value": one.id, "text": one.label, "selected": one.id == stage} for one in stages
        ],
    )


def _found(person: Person, text: str) -> Rows:
    """
    Return the case of a reference, or those of families whose surname begins so.

    Of a whole name the last word is the surname, unless the whole is the beginning of one.
    """
    exact = case_by_reference(person.authority_id, text)
    if exact:
        return Rows((exact,), None)
    whole = cases_by_surname(person.authority_id, text)
    return Rows(whole or cases_by_surname(person.authority_id, text.rsplit(maxsplit=1)[-1]), None)


def _listed(person: Person, request: HttpRequest, stage: str, *, is_closed: bool) -> Rows:
    authority = person.authority_id
    if not stage:
        return listed_cases(authority, is_closed=is_closed, after=place_of(request.GET))
    many = listed_cases(authority, is_closed=is_closed, size=NARROWED_FROM)
    return Rows(tuple(row for row in many.rows if stage in row.stage.split()), None)


def next_last_days(cases: list[str]) -> dict[str, date]:
    """Return the next last day of each case that has one, in one statement over the rows shown."""
    dated = WorkRow.objects.filter(case_id__in=cases, shelf=Shelf.DATED).values("case_id")
    return dict(dated.annotate(next_on=Min("last_on")).values_list("case_id", "next_on"))


def case_row(row: Row, next_on: date | None, today: date) -> CaseRow:
    """Return a case as the list shows it."""
    return CaseRow(
        family=row.family,
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
