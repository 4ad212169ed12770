"""Whether an erasure that two people approved may go on: asked anew at each of its steps.

In: the erasure, its case held, a schedule and the day. Out: what ends it, or what is counted of the
case. One that was proposed since nobody can read its record goes by the headers, and ends where the
record opens again: what was decided of a closed book is not carried out on an open one.
"""

from dataclasses import dataclass
from datetime import date

from django.db.backends.utils import CursorWrapper

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.fold import fold
from reconvene.erasure.due import Figure, Kept, figure, kept, kept_by_headers
from reconvene.erasure.holding import is_held
from reconvene.erasure.models import Basis, Erasure, Why
from reconvene.ledger.headers import headers_of
from reconvene.ledger.history import load_even_sealed_off
from reconvene.library.procedure_files import procedure
from reconvene.library.retention_files import Schedule


@dataclass(frozen=True, slots=True)
class GoingOn:
    """What ends an erasure; None where it goes on. `counted` is None where nobody can tell."""

    ends: Why | None
    counted: Figure | None = None


def going_on(cursor: CursorWrapper, erasure: Erasure, schedule: Schedule, today: date) -> GoingOn:
    """
    Return whether an erasure may go on.

    Raises:
        ValueError: It was proposed by what its record says, and that does not open.
    """
    if erasure.basis != Basis.RECORD:
        return _unread(cursor, erasure, schedule, today)
    case = _folded(cursor, erasure)
    return _judged(erasure, kept(case, schedule), today, figure(erasure.authority, case))


def _unread(cursor: CursorWrapper, erasure: Erasure, schedule: Schedule, today: date) -> GoingOn:
    try:
        _folded(cursor, erasure)
    except ValueError:  # every fault of opening is one, and was told of
        known = headers_of(cursor, erasure.authority, erasure.case_id)
        until = kept_by_headers(known, schedule) if known else None
        return _judged(erasure, until, today)
    return GoingOn(Why.OPENS)


def _judged(
    erasure: Erasure, found: Kept | None, today: date, counted: Figure | None = None
) -> GoingOn:
    may = found is not None and found.is_over(today) and not is_held(erasure.case_id)
    return GoingOn(None if may else Why.KEPT_LONGER, counted)


def _folded(cursor: CursorWrapper, erasure: Erasure) -> Case:
    history = load_even_sealed_off(cursor, erasure.authority, erasure.case_id)
    return fold(procedure(history.procedure), history.events)
