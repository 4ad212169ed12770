"""
What a person does with files of a case: brings one in, drops it again, has one given out.

In: a person, a case, a file on its way in. Out: what is kept of it, or its bytes. That an entry names
a paper is written with the entry (`papers.keeping.on_record`); which of them somebody may see by that
entry, and that they looked, is asked by the page.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from django.conf import settings
from django.db.backends.utils import CursorWrapper

from reconvene.core.workdays import london_day
from reconvene.desk.look import CaseUnknown, Look, admitted, load_for, look_whole, shut_or
from reconvene.desk.reaching import scope_of
from reconvene.ledger.history import load, load_locked
from reconvene.papers import keeping
from reconvene.papers.keeping import Kept, NoRoom, NoSuchPaper, NotOpen, State
from reconvene.papers.spooled import SpooledFile
from reconvene.people.models import Person
from reconvene.scope.within import Scope, within

__all__ = ["Kept", "NoRoom", "NoSuchPaper", "NotOpen", "State"]

LOOKED_AT_WITHIN = timedelta(minutes=15)
"""After so long somebody should say that files cannot be looked at just now."""


def bring(person: Person, case_id: str, file: SpooledFile, *, now: datetime) -> Kept:
    """
    Keep a file that somebody brings into a case; it is on no record yet.

    Raises:
        CaseUnknown: There is no such case for this person.
        CaseNotOpened: There is, and it does not open.
        NoRoom: It is not kept; why, in words.
    """
    scope = scope_of(person, london_day(now))
    try:
        with within(scope, durable=True) as cursor:
            _held(cursor, scope, person, case_id, now)
            return keeping.keep(case_id, file, by=person.id, at=now)
    except CaseUnknown as unknown:
        raise shut_or(unknown, load, person, london_day(now)) from unknown


def take_away(person: Person, case_id: str, paper: str, *, now: datetime) -> None:
    """
    Forget a file that somebody brought in themselves and that no entry names.

    Raises:
        CaseUnknown: There is no such case for this person.
        NoSuchPaper: There is none of theirs that could be taken away.
    """
    scope = scope_of(person, london_day(now))
    with within(scope, durable=True) as cursor:
        _held(cursor, scope, person, case_id, now)
        if keeping.load(case_id, paper).brought_by != person.id:
            raise NoSuchPaper(paper=paper)
        keeping.drop(case_id, paper)


def papers_of(look: Look, *, now: datetime) -> dict[str, Kept]:
    """
    Return the papers of a case by id, oldest first: those on its record, and their own that are not yet.
    """
    with within(scope_of(look.person, london_day(now))):
        found = keeping.kept_of(look.case_id)
    own = look.person.id
    return {
        paper: kept for paper, kept in found.items() if kept.is_on_record or kept.brought_by == own
    }


def given_out(
    person: Person, case_id: str, paper: str, *, view: bool, now: datetime
) -> Iterator[bytes]:
    """
    Return the bytes of a file that is clear, piece by piece, or of its viewing copy.

    Each piece is asked for in a scope of its own as it is taken, so nothing is held while a slow
    line takes them.

    Raises:
        NoSuchPaper: There is none for them.
        NotOpen: It is not clear, or has no viewing copy.
    """
    scope = scope_of(person, london_day(now))
    with within(scope):
        row = keeping.load(case_id, paper)
        if not row.is_on_record and row.brought_by != person.id:
            raise NoSuchPaper(paper=paper)
        pieces = keeping.opened(case_id, paper, view=view)
    return each_within(lambda: within(scope), pieces)


def each_within(
    scope: Callable[[], AbstractContextManager[CursorWrapper]], pieces: Iterator[bytes]
) -> Iterator[bytes]:
    """Yield pieces, each asked for in a scope that ends before it is given on."""
    while True:
        with scope():
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def is_held_up(kept: Kept, now: datetime) -> bool:
    """Tell whether a file waits for longer than it should, or for a scanner that there is not."""
    waits = kept.state is State.BEING_CHECKED
    return waits and (not settings.SCANNER or now - kept.brought_at > LOOKED_AT_WITHIN)


def _held(cursor: CursorWrapper, scope: Scope, person: Person, case_id: str, now: datetime) -> Look:
    """Return a case that is there for somebody, and hold it until the transaction ends."""
    history = load_for(cursor, scope, case_id, load_locked)
    return admitted(look_whole(person, history, london_day(now)), case_id)
