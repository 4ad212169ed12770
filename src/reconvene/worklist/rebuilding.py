"""The worklist made again from the record, at any time, while work goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from reconvene.core.access.matter import matter
from reconvene.core.access.parts import openings
from reconvene.core.casefile.case import Case
from reconvene.core.casefile.fold import fold
from reconvene.core.duties.held import rights
from reconvene.core.duties.owed import open_duties
from reconvene.core.workdays import CalendarHistory
from reconvene.ledger.history import Batch, History, load_batch_locked, load_batches
from reconvene.library.procedure_files import procedure
from reconvene.people.models import Authority
from reconvene.worklist.following import action_rows, learning_rows
from reconvene.worklist.keeping import COLUMNS, keep
from reconvene.worklist.models import WorkRow
from reconvene.worklist.rows import Row, Which, name_rows, rows
from reconvene.worklist.sealed_names import sealed

_BATCH = 200
_STRAYS = """
    DELETE FROM worklist_row WHERE case_id NOT IN (SELECT id FROM ledger_case)
    OR case_id IN (SELECT case_id FROM ledger_sealed_off)
"""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Of how many cases the rows were made again; and of which not, since they do not open, by id."""

    cases: int
    not_opened: tuple[str, ...]


def rebuild(today: date) -> Rebuilt:
    """
    Make every row again from the record.

    Batch by batch, each in a transaction of its own: nobody waits long, and a rebuild that is
    broken off has done no harm. Called when a calendar learns of new closures, and whenever
    somebody doubts what a screen says. A case that does not open keeps the rows it has.
    """
    count, not_opened = 0, list[str]()
    for authority in Authority.objects.order_by("slug"):
        after = ""
        while (batch := _rebuild_batch(authority, after, today)).last:
            after, count = batch.last, count + len(batch.histories)
            not_opened += batch.not_opened
    with connection.cursor() as cursor:
        cursor.execute(_STRAYS)
    return Rebuilt(count, tuple(not_opened))


def out_of_date(today: date) -> tuple[str, ...]:
    """
    Return the ids of cases whose rows are not what the record gives, in order; changes nothing.

    Rows of cases that are not there count as well, under the id they bear, and cases that do not
    open, of which nobody can tell.
    """
    found, known = list[str](), set[str]()
    for authority in Authority.objects.all():
        for batch in load_batches(authority.slug, _BATCH):
            known |= {history.case_id for history in batch.histories}
            found += _out_of_date(batch, authority.days, today)
    there = set(WorkRow.objects.values_list("case_id", flat=True).distinct())
    return tuple(sorted({*found, *(there - known)}))


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
    reached = openings(matter(history.authority, case, history.events, lambda: owed))
    own, *others = rows(which, case, owed, rights(case, days, today), reached)
    found = (own, *others, *action_rows(own, case, owed), *learning_rows(own, case))
    return sealed((*found, *name_rows(which, case)) if with_names else found, history.keys)


def _out_of_date(batch: Batch, days: CalendarHistory, today: date) -> Iterator[str]:
    kept = _load_kept([history.case_id for history in batch.histories])
    for history in batch.histories:
        if kept[history.case_id] != set(rows_of(history, days, today)):
            yield history.case_id
    yield from batch.not_opened


def _load_kept(case_ids: Sequence[str]) -> dict[str, set[Row]]:
    kept: dict[str, set[Row]] = {case_id: set() for case_id in case_ids}
    for values in WorkRow.objects.filter(case_id__in=case_ids).values(*COLUMNS):
        kept[values["case_id"]].add(Row(**values))
    return kept


def _rebuild_batch(authority: Authority, after: str, today: date) -> Batch:
    with transaction.atomic(), connection.cursor() as cursor:
        batch = load_batch_locked(cursor, authority.slug, after, _BATCH)
        wanted = [
            row for history in batch.histories for row in rows_of(history, authority.days, today)
        ]
        if wanted:
            keep(cursor, wanted)
    return batch
