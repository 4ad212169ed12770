"""After a restore: what the book says was erased, and the database still has, is erased again."""

import logging
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from reconvene.core.casefile.fold import fold
from reconvene.erasure.book import Book, Line
from reconvene.erasure.carrying_out import erase
from reconvene.erasure.due import Figure, figure
from reconvene.erasure.going import shut_out
from reconvene.erasure.models import Basis, Erasure, Hold, State
from reconvene.ledger import erasing
from reconvene.ledger.history import load_even_sealed_off
from reconvene.library.procedure_files import procedure
from reconvene.sealing.keys import provider
from reconvene.sealing.models import StoredKey

_log = logging.getLogger(__name__)


class ErasuresUndone(RuntimeError):
    """The database has cases that were erased: an older copy was restored."""

    def __init__(self, *, count: int) -> None:
        self.count = count
        super().__init__(
            f"Cannot start: the database has cases that were erased, and should not: {count}. "
            "An older copy was restored. Run `manage.py replay_erasures` first."
        )


class BookMissing(RuntimeError):
    """Nobody says where the book of erasures is, so nobody can tell whether one was undone."""

    def __init__(self) -> None:
        super().__init__(
            "Cannot start: RECONVENE_ERASURES names no book of erasures, so an older copy could "
            "bring back what was erased. Set it to the file, which lies apart from the data. "
            "Where there never was one, make it with `manage.py make_erasures_book`."
        )


class BookBehind(RuntimeError):
    """The book lacks erasures that the database knows: it is not the newest one."""

    def __init__(self, *, count: int) -> None:
        self.count = count
        super().__init__(
            f"Cannot start: the book of erasures lacks some that were made here: {count}. It may "
            "be an older copy, and lack others. Bring back the newest; only where there is none, "
            "run `manage.py replay_erasures`, which enters those that are known here."
        )


def demand_replayed(path: Path | None) -> None:
    """
    Return where there is a book, and no case of it has come back.

    Raises:
        ErasuresUndone: One has.
        BookBehind: It is older than the database.
        BookMissing: Nobody says where it is.
        BookUnusable: It is not there, or does not hold together.
    """
    if path is None:
        raise BookMissing
    book = Book(path)
    entered = {line.case_id for line in book.lines()}
    if "erasure_erasure" not in connection.introspection.table_names():
        return  # nothing can have come back
    undone = come_back(book)
    if undone:
        raise ErasuresUndone(count=len(undone))
    _demand_up_to_date(entered)


def _demand_up_to_date(entered: set[str]) -> None:
    """Refuse a book that lacks more than a run can have left out that was killed as it entered."""
    done = Erasure.objects.exclude(destroyed_at=None).order_by("-destroyed_at")
    newest = done.first()
    lacking = [one for one in done if one.case_id not in entered]
    if not lacking or newest is None:
        return
    if len(lacking) > 1 or lacking[0].destroyed_at != newest.destroyed_at:
        raise BookBehind(count=len(lacking))
    _log.warning("the book of erasures lacks the newest: run erase, or replay_erasures")


def come_back(book: Book) -> tuple[Line, ...]:
    """Return the lines of the book whose cases the database has, and has not erased."""
    with connection.cursor() as cursor:
        erased = erasing.erased_cases(cursor)
        known = erasing.cases_there(cursor, [line.case_id for line in book.lines()])
    return tuple(line for line in book.lines() if line.case_id in known - erased)


def replay(book: Book, now: datetime) -> tuple[Line, ...]:
    """Erase again what has come back, each in a transaction of its own; return their lines."""
    undone = come_back(book)
    for line in undone:
        with transaction.atomic(), connection.cursor() as cursor:
            head = erasing.lock_known(cursor, line.case_id)
            _lift_holds(line, now)
            erasing.seal_off(cursor, line.case_id, now)
            erase(cursor, head, _as_it_was(cursor, line, now), _figure(cursor, line), now)
    return undone


def _as_it_was(cursor: CursorWrapper, line: Line, now: datetime) -> Erasure:
    """Return the erasure as it stood before its keys were destroyed, with its approvals."""
    wanted = {
        "authority": line.authority,
        "reference": line.reference,
        "state": State.SEALED_OFF,
        "rule": line.rule,
        "kept_until": line.kept_until,
        "basis": line.basis,
        "proposed_by": line.first_by,
        "proposed_at": line.destroyed_at,
        "first_by": line.first_by,
        "first_at": line.destroyed_at,
        "second_by": line.second_by,
        "second_at": line.destroyed_at,
        "sealed_off_at": now,
    }
    erasure, _ = Erasure.objects.update_or_create(case_id=line.case_id, defaults=wanted)
    if erasure.shut_out is None:  # else it was sealed off already, and is on no list
        erasure.shut_out = shut_out(cursor, line.case_id)
    return erasure


def _lift_holds(line: Line, now: datetime) -> None:
    """Lift holds that the restored copy still knew: they were lifted before the case was erased."""
    held = Hold.objects.filter(case_id=line.case_id, lifted_by="")
    held.update(asked_by=line.first_by, asked_at=now, lifted_by=line.second_by, lifted_at=now)


def _figure(cursor: CursorWrapper, line: Line) -> Figure | None:
    """
    Return what is counted of a case that came back; None where nobody can open it any more.

    One that did not open when it was erased was counted in nothing then, as its certificate says.
    """
    if line.basis != Basis.RECORD:
        return None
    if not _has_keys(line.case_id):
        _log.warning("a case that came back is counted in no figure: its keys are destroyed")
        return None
    try:
        history = load_even_sealed_off(cursor, line.authority, line.case_id)
    except ValueError:  # every fault of reading is one
        return None
    return figure(line.authority, fold(procedure(history.procedure), history.events))


def _has_keys(case_id: str) -> bool:
    """Tell whether every key of a case is wrapped under an epoch that is held; else it is shut."""
    epochs = set(StoredKey.objects.filter(case_id=case_id).values_list("epoch", flat=True))
    return bool(epochs) and epochs <= set(provider().epochs())
