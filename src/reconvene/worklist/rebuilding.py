"""The worklist made again from the record, at any time, while work goes on."""

from datetime import date

from django.db import connection, transaction

from reconvene.core.casefile.fold import fold
from reconvene.core.duties.held import rights
from reconvene.core.duties.owed import open_duties
from reconvene.core.workdays import CalendarHistory
from reconvene.ledger.history import History, load_batch_locked
from reconvene.library.procedure_files import procedure
from reconvene.people.models import Authority
from reconvene.worklist.keeping import keep
from reconvene.worklist.rows import Row, Which, rows

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


def rows_of(history: History, days: CalendarHistory, today: date) -> tuple[Row, ...]:
    """Return the rows that a record gives rise to."""
    case = fold(procedure(history.procedure), history.events)
    which = Which(history.authority, history.case_id, history.reference)
    return rows(which, case, open_duties(case, days, today), rights(case, days, today))


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
