"""
What a person does with files of a case: brings one in, drops it again, puts it on the record, has one
given out.

In: a person, a case, a file on its way in. Out: what is kept of it, or its bytes. Until a file is on
the record it is there for whoever brought it, and for nobody else. That they looked is asked by the
page.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db.backends.utils import CursorWrapper

from reconvene.core.access.asking import Purpose
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import LAW
from reconvene.core.record.papers import PaperAdded, RedactionMade
from reconvene.core.record.payload import Payload
from reconvene.core.workdays import london_day
from reconvene.desk.act import Unfit
from reconvene.desk.look import CaseUnknown, Look, admitted, load_for, look_whole, shut_or
from reconvene.desk.reaching import scope_of
from reconvene.ledger.history import load, load_locked
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.papers import keeping
from reconvene.papers.keeping import Kept, NoRoom, NoSuchPaper, NotOpen, State
from reconvene.papers.spooled import SpooledFile
from reconvene.people.models import Person
from reconvene.scope.within import Scope, within

__all__ = ["Kept", "NoRoom", "NoSuchPaper", "NotOpen", "State"]

KIND = "paper.added"
"""The kind of entry by which a file comes onto the record."""

KINDS = (KIND, "redaction.made")
"""Every kind of entry that puts a file on the record."""

LOOKED_AT_WITHIN = timedelta(minutes=15)
"""After so long somebody should say that files cannot be looked at just now."""


def bring(person: Person, case_id: str, file: SpooledFile, *, now: datetime) -> Kept:
    """
    Keep a file that somebody brings into a case; it is on no record yet.

    The same file once more, before it is on the record, is the one that is there.

    Raises:
        CaseUnknown: There is no such case for this person.
        CaseNotOpened: There is, and it does not open.
        NoRoom: It is not kept; why, in words.
    """
    scope = scope_of(person, london_day(now))
    try:
        with within(scope, durable=True) as cursor:
            _held(cursor, scope, person, case_id, now)
            same = (one for one in _not_on_record(person, case_id) if _is_same(one, file))
            return next(same, None) or keeping.keep(case_id, file, by=person.id, at=now)
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
    with within(scope_of(look.person, london_day(now), purpose_of(look))):
        found = keeping.kept_of(look.case_id)
    own = look.person.id
    return {
        paper: kept for paper, kept in found.items() if kept.is_on_record or kept.brought_by == own
    }


def not_on_record(look: Look) -> tuple[Kept, ...]:
    """Return what somebody brought into a case and did not put on its record, the oldest first."""
    with within(scope_of(look.person, look.context.today)):
        return _not_on_record(look.person, look.case_id)


def _not_on_record(person: Person, case_id: str) -> tuple[Kept, ...]:
    kept = keeping.kept_of(case_id).values()
    return tuple(one for one in kept if one.brought_by == person.id and not one.is_on_record)


def _is_same(kept: Kept, file: SpooledFile) -> bool:
    """Tell whether a file is there already; one that was not taken is looked at again."""
    is_there = kept.state in (State.BEING_CHECKED, State.CLEAR)
    return is_there and (kept.sha256, kept.file) == (file.sha256, file.name) and not file.refused


class GivenOut(Iterator[bytes]):
    """The bytes of a file on their way out, piece by piece, and how many there are of it."""

    def __init__(self, size: int, pieces: Iterator[bytes]) -> None:
        self.size = size
        self._pieces = pieces

    def __next__(self) -> bytes:
        return next(self._pieces)


def takes_its_file(data: Payload) -> Unfit | None:
    """
    Return what else stands in the way of an entry about a file; None for any other entry.

    It is asked with the case held, in the transaction that writes the entry: the file is one that
    whoever acts brought in, as it was kept, and from then on it belongs to the record.
    """
    if not isinstance(data, PaperAdded | RedactionMade):
        return None
    called = data.called if isinstance(data, PaperAdded) else data.file

    def unfit(look: Look) -> Refused | None:
        of_theirs = {one.paper: one for one in _not_on_record(look.person, look.case_id)}
        kept = of_theirs.get(data.paper)
        said = (data.file, data.size, data.sha256)
        gone = Refused(Ground.UNKNOWN, LAW, {"detail": called})
        if kept is None or (kept.file, kept.size, kept.sha256) != said:
            return gone
        try:
            keeping.on_record(look.case_id, data.paper)
        except NoSuchPaper:  # forgotten in this very moment, since nobody had put it on the record
            return gone
        return None

    return unfit


def purpose_of(look: Look) -> Purpose:
    """Return what somebody has a case before them for."""
    return Purpose.BREAK_GLASS if look.emergency else Purpose.WORK


def given_out(
    person: Person,
    case_id: str,
    paper: str,
    *,
    view: bool,
    now: datetime,
    purpose: Purpose = Purpose.WORK,
) -> GivenOut:
    """
    Return the bytes of a file that is clear, piece by piece, or of its viewing copy.

    Each piece is asked for in a scope of its own as it is taken, so nothing is held while a slow
    line takes them. That they are broken is told of, then or at once.

    Raises:
        NoSuchPaper: There is none for them.
        NotOpen: It is not clear, or has no viewing copy.
        ValueError: It is not what was brought in, also as pieces are taken: every fault of opening
            is one. What was taken before is not to be used.
    """
    scope = scope_of(person, london_day(now), purpose)
    try:
        with within(scope):
            row = keeping.load(case_id, paper)
            if not row.is_on_record and row.brought_by != person.id:
                raise NoSuchPaper(paper=paper)
            pieces = keeping.opened(case_id, paper, view=view)
    except ValueError:
        _tell_if_broken(scope, case_id, paper)
        raise
    size = row.view_size if view else row.size
    return GivenOut(
        size, _told_of(scope, case_id, paper, each_within(lambda: within(scope), pieces))
    )


def _told_of(scope: Scope, case_id: str, paper: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except ValueError:
        _tell_if_broken(scope, case_id, paper)
        raise


def _tell_if_broken(scope: Scope, case_id: str, paper: str) -> None:
    """Tell that a file did not open, unless it went, or was closed to them, as they took it."""
    with suppress(NoSuchPaper), within(scope):
        if keeping.load(case_id, paper).state == State.CLEAR:
            tell(Event.SEAL_BROKEN, reason="paper", case=case_id)


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
