"""
What follows by itself once two people approved: a case is sealed off, erased, certified, counted.

What people decide before is in `retention`.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from django.db import connection, transaction

from reconvene.core.casefile.fold import fold
from reconvene.core.workdays import london_day
from reconvene.desk.retention import list_again
from reconvene.erasure import carrying_out
from reconvene.erasure.book import Book, BookUnusable
from reconvene.erasure.carrying_out import (
    keys_to_be_changed_by,
    may_be_destroyed_on,
    no_copy_opens_after,
)
from reconvene.erasure.certificate import Certificate, certificate, in_words, paragraphs
from reconvene.erasure.due import figure
from reconvene.erasure.figures import Shown, shown
from reconvene.erasure.figures import kept as kept_figures
from reconvene.erasure.models import EndedErasure, Erasure, State
from reconvene.erasure.refusing import ErasureRefused, Ground
from reconvene.erasure.replaying import replay
from reconvene.erasure.scrubbing import NotScrubbed
from reconvene.ledger.erasing import erased_code
from reconvene.ledger.history import load_batches
from reconvene.library.procedure_files import procedure
from reconvene.library.retention_files import Schedule, read_schedule
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Authority, Person
from reconvene.scope.within import the_house, within

__all__ = [
    "BookUnusable",
    "NotScrubbed",
    "keys_to_be_changed_by",
    "may_be_destroyed_on",
    "no_copy_opens_after",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What one run of erasing did, by how many cases.

    `certified` names them by reference, and so does `not_opened`: those that could not be taken any
    further, since their records do not open.
    """

    sealed_off: int
    destroyed: int
    certified: tuple[str, ...]
    not_opened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """How many cases were sealed off and destroyed, and which do not open, by reference."""

    sealed_off: int
    destroyed: int
    not_opened: tuple[str, ...]


def carry_out(book: Path | None, now: datetime, schedules: Path | None = None) -> Outcome:
    """
    Take every approved erasure as far as it may go now, and say how far that was.

    Broken off anywhere, it is simply run again.

    Raises:
        BookUnusable: There is no book of erasures to enter them in; nothing was done then.
        NotScrubbed: They are erased and in the book, but not cleared from the database's files.
    """
    kept_apart = _book(book)
    carrying_out.enter(kept_apart)  # what a run did that was broken off
    gone = go_on(kept_apart, now, schedules)
    if late := carrying_out.overdue(london_day(now)):
        tell(Event.KEYS_OVERDUE, reason="erased-cases-still-open", count=late)
    carrying_out.clear_away(now)
    certified = carrying_out.certify(kept_apart, now)
    return Outcome(
        gone.sealed_off,
        gone.destroyed,
        tuple(one.reference for one in certified),
        gone.not_opened,
    )


def go_on(book: Book, now: datetime, schedules: Path | None = None) -> Gone:
    """
    Seal off what is approved, destroy what was sealed off for long enough; return how many.

    Each case is in the book as soon as its keys are destroyed, before anything else is done. One
    that does not open stays as it is, and holds up no other.
    """
    left: list[str] = []
    sealed_off = sum(
        _taken(one, partial(_sealed_off, one, schedule, now), left)
        for one, schedule in _standing(State.APPROVED, schedules)
    )
    destroyed = sum(
        _taken(one, partial(_destroyed, book, one, schedule, now), left)
        for one, schedule in _standing(State.SEALED_OFF, schedules)
    )
    return Gone(sealed_off, destroyed, tuple(left))


def replay_erasures(book: Path | None, now: datetime) -> int:
    """
    Erase again what a restored copy brought back, and return how many cases that was.

    What was erased here and is missing in the book is entered first.

    Raises:
        BookUnusable: There is no book of erasures, or it does not hold together.
        NotScrubbed: They are erased, but not cleared from the database's files.
    """
    kept_apart = _book(book)
    carrying_out.enter(kept_apart)
    again = replay(kept_apart, now)
    for line in again:
        tell(Event.ERASED, actor=line.second_by, case=line.case_id, reason="again")
    carrying_out.clear_away(now)
    return len(again)


def make_book(path: Path | None) -> int:
    """
    Make the book of erasures, enter what was erased here, and return how many cases that was.

    Raises:
        BookUnusable: It is there already, cannot be written, or nobody says where it shall be.
    """
    book = Book(path)
    book.begin()
    if "erasure_erasure" not in connection.introspection.table_names():
        return 0
    return carrying_out.enter(book)


def cases_in(path: Path | None) -> frozenset[str]:
    """
    Return the cases that the book says were erased, by id.

    Raises:
        BookUnusable: There is no book of erasures, or it does not hold together.
    """
    return frozenset(line.case_id for line in Book(path).lines())


def certificate_of(
    by: Person, reference: str, today: date
) -> tuple[Certificate, tuple[str, ...], str]:
    """
    Return what is certified today of an erasure in somebody's authority: as facts, in paragraphs,
    as a text.

    Raises:
        ErasureRefused: Nothing was erased under that reference there.
    """
    found = Erasure.objects.filter(authority=by.authority_id, reference=reference).first()
    if found is None or found.destroyed_at is None:
        raise ErasureRefused(
            ground=Ground.NO_CERTIFICATE,
            done="There is no certificate",
            found=f"nothing was erased under {reference}",
            remedy="See what is under way",
        )
    with within(the_house(by.authority_id)) as cursor:
        code = erased_code(cursor, found.case_id)
    given = certificate(found, found.destroyed_at, code, today)
    names = dict(Person.objects.filter(authority=by.authority).values_list("id", "name"))
    first, second = (names.get(each, each) for each in (given.first_by, given.second_by))
    said = paragraphs(given, first, second)
    return given, said, in_words(given, by.authority.name, first, second)


def figures_of(authority: Authority) -> list[Shown]:
    """
    Return how many closed cases there were, erased ones too, as people may see it.

    One that does not open is not counted, and was told of.
    """
    counted = kept_figures(authority.slug)
    live = (
        figure(authority.slug, fold(procedure(history.procedure), history.events))
        for batch in load_batches(authority.slug)
        for history in batch.histories
    )
    return shown((counted + Counter(one for one in live if one)).items())


def _standing(state: State, schedules: Path | None) -> list[tuple[Erasure, Schedule]]:
    """Return what stands at a state, with its authority's schedule, oldest proposal first."""
    found = Erasure.objects.filter(state=state).order_by("proposed_at", "case_id")
    return [(one, read_schedule(one.authority, folder=schedules)) for one in found]


def _sealed_off(one: Erasure, schedule: Schedule, now: datetime) -> bool:
    is_sealed_off = carrying_out.seal_off(one.case_id, schedule, now)
    if not is_sealed_off:
        _tell_of_an_end(one)
    return is_sealed_off


def _tell_of_an_end(one: Erasure) -> None:
    """Tell of an erasure that may not go on after all, with who had approved it, if it is gone."""
    if not Erasure.objects.filter(case_id=one.case_id).exists():
        ended = EndedErasure.objects.filter(case_id=one.case_id).latest("ended_at")
        tell(
            Event.ERASURE_ENDED,
            case=one.case_id,
            reason=ended.why,
            first=one.first_by,
            second=one.second_by,
        )


def _taken(one: Erasure, step: Callable[[], bool], left: list[str]) -> bool:
    """Take a step, and return whether it was taken; put aside, and tell of, what does not open."""
    try:
        return step()
    except ValueError:  # every fault of opening is one, and its transaction is undone
        tell(Event.SEAL_BROKEN, reason="not-erased", case=one.case_id)
        left.append(one.reference)
        return False


def _destroyed(book: Book, one: Erasure, schedule: Schedule, now: datetime) -> bool:
    """Destroy what may be; list again what is to be kept longer after all."""
    with transaction.atomic(), connection.cursor() as cursor:
        is_destroyed = carrying_out.destroy(one.case_id, schedule, now)
        if not is_destroyed and not Erasure.objects.filter(case_id=one.case_id).exists():
            authority = Authority.objects.get(slug=one.authority)
            list_again(cursor, authority, one, now)
    if is_destroyed:
        carrying_out.enter(book)
        tell(Event.ERASED, actor=one.second_by, case=one.case_id, reason=one.rule)
    else:
        _tell_of_an_end(one)
    return is_destroyed


def _book(path: Path | None) -> Book:
    book = Book(path)
    book.demand_writable()
    return book
