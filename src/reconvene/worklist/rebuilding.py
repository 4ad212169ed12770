"""The worklist made again from the record, at any time, while work goes on."""

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from reconvene.core.access.matter import matter
from reconvene.core.access.parts import openings
from reconvene.core.casefile.case import Case
from reconvene.core.casefile.fold import fold
from reconvene.core.duties.held import rights
from reconvene.core.duties.owed import open_duties
from reconvene.core.workdays import CalendarHistory
from reconvene.ledger.history import History, load_batch_locked
from reconvene.library.procedure_files import procedure
from reconvene.people.models import Authority
from reconvene.worklist.keeping import COLUMNS, keep
from reconvene.worklist.models import WorkRow
from reconvene.worklist.rows import Row, Which, name_rows, rows
from reconvene.worklist.sealed_names import sealed

_BATCH = 200
_STRAYS = "DELETE FROM worklist_row WHERE case_id NOT IN (SELECT id FROM ledger_case)"


def rebuild(today: date) -> int:
    """
    Make every row again from the record, and return how many cases there are.

    Batch by batch, each in a transaction of its own: nobody waits long, and a rebuild that is
    broken off has done no harm. Called when a calendar learns of new closures, and whenever
    somebody doubts what a screen says.
    """
    calendars = {authority.slug: authority.days for authority in Authority.objects.all()}
    after, count = "", 0
    while batch := _rebuild_batch(after, calendars, today):
        after, count = batch[-1].case_id, count + len(batch)
    with connection.cursor() as cursor:
        cursor.execute(_STRAYS)
    return count


def out_of_date(today: date) -> tuple[str, ...]:
    """
    Return the ids of cases whose rows are not what the record gives, in order; changes nothing.

    Rows of cases that are not there count as well, under the id they bear.
    """
    calendars = {authority.slug: authority.days for authority in Authority.objects.all()}
    found, known, after = [], set(), ""
    while batch := _load_batch(after):
        after = batch[-1].case_id
        known |= {history.case_id for history in batch}
        kept = _load_kept([history.case_id for history in batch])
        for history in batch:
            wanted = rows_of(history, calendars[history.authority], today)
            if kept[history.case_id] != set(wanted):
                found.append(history.case_id)
    there = set(WorkRow.objects.values_list("case_id", flat=True).distinct())
    return tuple(sorted([*found, *(there - known)]))


def rows_of(history: History, days: CalendarHistory, today: date) -> tuple[Row, ...]:
    """Return the rows that a record gives rise to, as they are kept."""
    return rows_in(history, fold(procedure(history.procedure), history.events), days, today)


def rows_in(
    history: History,
    case: Case,
    days: CalendarHistory,
    today: date,
    *,
    with_names: bool = True,
) -> tuple[Row, ...]:
    """Return the rows of a record that is already folded, as they are kept; of its names or not."""
    which = Which(history.authority, history.case_id, history.reference)
    owed = open_duties(case, days, today)
    reached = openings(matter(history.authority, case, history.events, owed))
    found = rows(which, case, owed, rights(case, days, today), reached)
    return sealed((*found, *name_rows(which, case)) if with_names else found, history.keys)


def _load_batch(after: str) -> tuple[History, ...]:
    with transaction.atomic(), connection.cursor() as cursor:
        return load_batch_locked(cursor, after, _BATCH)


def _load_kept(case_ids: Sequence[str]) -> dict[str, set[Row]]:
    kept: dict[str, set[Row]] = {case_id: set() for case_id in case_ids}
    for values in WorkRow.objects.filter(case_id__in=case_ids).values(*COLUMNS):
        kept[values["case_id"]].add(Row(**values))
    return kept


def _rebuild_batch(
    after: str, calendars: dict[str, CalendarHistory], today: date
) -> tuple[History, ...]:
    with transaction.atomic(), connection.cursor() as cursor:
        batch = load_batch_locked(cursor, after, _BATCH)
        wanted = [
            row
            for history in batch
            for row in rows_of(history, calendars[history.authority], today)
        ]
        if wanted:
            keep(cursor, wanted)
    return batch
