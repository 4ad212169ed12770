"""
What is due, held and erased, shown to those who look after it; that they look is on the access log.

In: one of them, a reference or a hold. Out: references, dates and rules, and of a hold why. Nothing
that a case says, and nothing at all of a case that a wall closes to them. Everything here raises
ErasureRefused for somebody who does not look after it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from django.db.models import Q, QuerySet

from reconvene.access_log.reading import Purpose, Read, Relation, Sight
from reconvene.core.workdays import london_day
from reconvene.desk.closed import closed_to_them, does_open
from reconvene.desk.retention import demand_post, due_to
from reconvene.desk.spreading import note
from reconvene.erasure.approving import Due
from reconvene.erasure.book import Book, Line
from reconvene.erasure.holding import open_holds, reason_of, why_asked, why_lifted
from reconvene.erasure.looking_again import looks_at
from reconvene.erasure.models import EndedErasure, Erasure, Hold, LookedAgain, State
from reconvene.people.models import Person
from reconvene.scope.within import the_house, within

_Row = TypeVar("_Row", Erasure, EndedErasure, Hold)

SHOWN = 20
"""So many erasures that ended are listed, the latest first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """
    What is on its way to be erased, by reference, and what is held, the first review first.

    `ended` is what was on its way and is kept after all, the latest first; `has_earlier` where there
    is more of it than is listed.
    `not_opened` is how many cases are sealed off and in none of these, since they do not open and
    it was not kept whom they are closed to.
    """

    waiting: Sequence[Erasure]
    going: Sequence[Erasure]
    to_certify: Sequence[Erasure]
    held: Sequence[Hold]
    ended: Sequence[EndedErasure]
    has_earlier: bool
    not_opened: int


@dataclass(frozen=True, slots=True)
class Held:
    """
    A hold, why it was placed, and each time it was looked at again and stayed, with why.

    Why is empty once the case is erased, and None where it does not open any more. `looks` are first
    to last; may be empty. `why_asked` and `why_lifted` are why two people let it go; `why_against` is
    why somebody had asked for that where it stayed, by the id of the look.
    """

    hold: Hold
    why: str | None
    looks: Sequence[tuple[LookedAgain, str | None]]
    why_asked: str | None = ""
    why_lifted: str | None = ""
    why_against: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entered:
    """A line of the book, and its erasure as this database knows it; None where it does not."""

    line: Line
    erasure: Erasure | None


def kept(person: Person, *, at: datetime) -> Kept:
    """Return what is on its way to be erased in an authority, and what is held."""
    _note(person, at, Sight.ERASURES)
    by_state: dict[str, list[Erasure]] = {state.value: [] for state in State}
    known = Erasure.objects.filter(authority=person.authority_id).exclude(state=State.CERTIFIED)
    shown = _open_to(person, known.order_by("reference"), at)
    for one in shown:
        by_state[one.state].append(one)
    ended = _open_to(person, _kept_after_all(person.authority_id), at)
    hidden = known.filter(state=State.SEALED_OFF, shut_out=None)
    return Kept(
        waiting=by_state[State.PROPOSED],
        going=sorted(
            by_state[State.APPROVED] + by_state[State.SEALED_OFF], key=lambda one: one.reference
        ),
        to_certify=by_state[State.DESTROYED],
        held=_open_to(person, open_holds(person.authority_id), at),
        ended=ended[:SHOWN],
        has_earlier=len(ended) > SHOWN,
        not_opened=sum(not does_open(person.authority_id, one.case_id) for one in hidden),
    )


def _kept_after_all(authority: str) -> QuerySet[EndedErasure]:
    """Return the erasures that ended, the latest first, without those of cases erased since."""
    erased = Erasure.objects.filter(authority=authority).exclude(destroyed_at=None)
    ended = EndedErasure.objects.filter(authority=authority)
    return ended.exclude(case_id__in=erased.values("case_id")).order_by("-ended_at", "id")


def due_now(person: Person, schedules: Path | None, *, at: datetime) -> list[Due]:
    """Return what was kept long enough in an authority, by reference; may be empty."""
    _note(person, at, Sight.ERASURES)
    return due_to(person, at, schedules)


def erasure_called(person: Person, reference: str, *, at: datetime) -> Erasure | None:
    """Return the erasure of the case that goes by a reference; None where none is on its way."""
    known = Erasure.objects.filter(authority=person.authority_id, reference=reference)
    found = next(iter(_open_to(person, known, at)), None)
    _note(person, at, Sight.ERASURES, found.case_id if found else "")
    return found


def hold_called(person: Person, hold_id: str, *, at: datetime) -> Held | None:
    """Return a hold of an authority; None where there is no such hold."""
    known = Hold.objects.filter(authority=person.authority_id, id=hold_id)
    found = next(iter(_open_to(person, known, at)), None)
    if found is None:
        return None
    _note(person, at, Sight.HOLD, found.case_id)
    looks = why_it_stayed(found)
    with within(the_house(found.authority)) as cursor:
        return Held(
            found,
            reason_of(cursor, found),
            looks,
            why_asked(cursor, found, found.asked_by, bytes(found.asked_why)),
            why_lifted(cursor, found),
            {
                one.id: why_asked(cursor, found, one.against, bytes(one.against_why))
                for one, _ in looks
                if one.against
            },
        )


def why_held(held: Hold) -> str | None:
    """Return why a case is held, in the words of whoever held it; None where they do not open."""
    with within(the_house(held.authority)) as cursor:
        return reason_of(cursor, held)


def why_it_stayed(held: Hold) -> list[tuple[LookedAgain, str | None]]:
    """Return each time a hold was looked at again, with why it stayed in the words of who did."""
    with within(the_house(held.authority)) as cursor:
        return looks_at(cursor, held)


def book_of(person: Person, path: Path | None, *, at: datetime) -> list[Entered]:
    """
    Return what the book of erasures says of an authority, the latest first.

    Raises:
        BookUnusable: There is none, or it does not hold together.
    """
    _note(person, at, Sight.ERASURES)
    lines = [line for line in Book(path).lines() if line.authority == person.authority_id]
    known = {one.case_id: one for one in Erasure.objects.filter(authority=person.authority_id)}
    return [Entered(line, known.get(line.case_id)) for line in reversed(lines)]


class Waiting(NamedTuple):
    """How much waits for somebody: to approve, to agree that it be lifted, to be looked at again."""

    erasures: int
    to_lift: int
    to_review: int


def waiting_for(person: Person, *, at: datetime) -> Waiting:
    """Return how many erasures wait for somebody's approval, and how many holds for what of theirs."""
    proposed = Erasure.objects.filter(authority=person.authority_id, state=State.PROPOSED)
    held = Hold.objects.filter(authority=person.authority_id, lifted_by="")
    is_called_for = Q(review_on__lte=london_day(at)) | (~Q(asked_by="") & ~Q(asked_by=person.id))
    holds = _open_to(person, held.filter(is_called_for), at)
    to_lift = sum(waits_for(person, one) for one in holds)
    return Waiting(
        erasures=len(_open_to(person, proposed.exclude(first_by=person.id), at)),
        to_lift=to_lift,
        to_review=len(holds) - to_lift,
    )


def waits_for(person: Person, held: Hold) -> bool:
    """Tell whether somebody else asked that a hold be lifted, so that it needs their agreement."""
    return bool(held.asked_by) and not held.lifted_by and held.asked_by != person.id


def _open_to(person: Person, rows: Iterable[_Row], at: datetime) -> list[_Row]:
    """Leave out what is about cases that a wall closes to somebody."""
    found = list(rows)
    closed = closed_to_them(person, (one.case_id for one in found), london_day(at))
    return [one for one in found if one.case_id not in closed]


def note_look(person: Person, *, at: datetime, case_id: str) -> None:
    """Write down that somebody looks at one case among what is kept; empty for none that is there."""
    _note(person, at, Sight.ERASURES, case_id)


def _note(person: Person, at: datetime, sight: Sight, case_id: str = "") -> None:
    demand_post(person, at, "Nothing was shown")
    asked = Read(
        reader=person.id,
        authority=person.authority_id,
        at=at,
        sight=sight,
        purpose=Purpose.RETENTION,
        relation=Relation.OVERSEES,
        case_id=case_id,
    )
    note(person, asked)
