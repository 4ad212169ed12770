"""
Looking after who looks: the readers of a case, and what has to be looked into.

In: somebody who looks after information governance, or has to do with every case by post. Out: looks
and reviews; CaseUnknown to everybody else, as for no case at all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from reconvene.access_log.chain import instant
from reconvene.access_log.looks import Looked, looks_at_case, looks_of
from reconvene.access_log.models import Review
from reconvene.access_log.reading import Purpose, Read, Relation, Sight
from reconvene.access_log.reasons import is_given_up, open_note, open_reason
from reconvene.access_log.reviews import Kind, Verdict, review, reviewed, to_review
from reconvene.access_log.spread import LOOKED_BACK
from reconvene.core.workdays import london_day
from reconvene.desk.closed import closed_to_them
from reconvene.desk.definitions import in_force
from reconvene.desk.homes import closed_by_address
from reconvene.desk.look import CaseUnknown
from reconvene.desk.spreading import note
from reconvene.ledger.erasing import erased_code
from reconvene.ledger.models import CaseHead
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Person
from reconvene.scope.within import Purpose as Why
from reconvene.scope.within import Scope, the_house, within

SHOWN = 200
"""So many looks are listed at once, the latest first."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who looked at a case, the latest first; `is_whole` where none earlier is left out."""

    case_id: str
    reference: str
    looks: Sequence[Looked]
    is_whole: bool


class Unread(Enum):
    """Why words cannot be read: never again in the first two, and perhaps soon again in the last."""

    ERASED = "erased with the case"
    GIVEN_UP = "the key was given up"
    NOT_NOW = "not opened just now"


@dataclass(frozen=True, slots=True)
class ToReview:
    """
    Something to look into: the reason that was given, what was read, and in which cases.

    `reason` says why it cannot be read where it cannot, and so does `note`, which is what was noted
    by whoever looked into it; both are empty where there is none.
    `is_whole` where no earlier look is left out.
    `closed` are the cases that their address closed to them, each with the day, the latest first,
    where it is about addresses.
    """

    review: Review
    reason: str | Unread
    note: str | Unread
    looks: Sequence[Looked]
    references: Mapping[str, str]
    is_whole: bool
    closed: Sequence[tuple[str, date]] = ()


def is_overseer(person: Person, today: date) -> bool:
    """Tell whether somebody looks after information governance."""
    return INFORMATION_GOVERNANCE in person.roles_on(today)


def reaches_every_case(person: Person, today: date) -> bool:
    """Tell whether somebody has to do with every case of their authority by post."""
    known = in_force(person.authority.procedure, today).roles
    reach_all = {role.id for role in known if role.reaches == "every case"}
    return bool(person.roles_on(today) & reach_all)


def may_see_readers(person: Person, today: date) -> bool:
    """Tell whether somebody may know who read the cases of their authority."""
    return is_overseer(person, today) or reaches_every_case(person, today)


def readers(person: Person, reference: str, today: date, *, at: datetime, sight: Sight) -> Readers:
    """
    Return who looked at a case; that this was asked is itself on the log.

    Raises:
        CaseUnknown: There is no such case, or they may not know.
        AccessLogDown: It could not be written down.
    """
    case_id = case_to_look_up(person, reference, today)
    _note(person, at, sight, case_id)
    found = looks_at_case(person.authority_id, case_id, SHOWN + 1)
    return Readers(case_id, reference, found[:SHOWN], len(found) <= SHOWN)


def case_to_look_up(person: Person, reference: str, today: date) -> str:
    """
    Return the id of a case of which somebody may know who looked at it; nothing is shown of it yet.

    Raises:
        CaseUnknown: There is no such case, or they may not know: both take the same steps.
    """
    heads = CaseHead.objects.filter(authority=person.authority_id, reference=reference)
    with within(_overseeing(person)):
        case_id = heads.values_list("id", flat=True).first() or ""
    # Of no case as of any other: what is asked of one alone would tell that it is there.
    is_walled, may_see = closed_to_them(person, [case_id], today), may_see_readers(person, today)
    if is_walled or not may_see or not case_id:
        event = Event.WALL_HIT if is_walled else Event.ACCESS_REFUSED
        tell(event, reason="readers", actor=person.id, case=case_id)
        raise CaseUnknown(case_id=reference)
    return case_id


def reviews(person: Person, *, at: datetime) -> tuple[Sequence[Review], Sequence[Review]]:
    """Return what waits to be looked into, the soonest due first, and what was, the latest first."""
    _note(person, at, Sight.READERS, "")
    todo, done = to_review(person.authority_id), reviewed(person.authority_id)
    return _open_to(person, todo, at), _open_to(person, done, at)


def waiting(person: Person, at: datetime) -> Sequence[Review]:
    """Return what waits to be looked into and somebody may look into: not what they did."""
    todo = [one for one in to_review(person.authority_id) if one.reader != person.id]
    return _open_to(person, todo, at)


def _open_to(person: Person, reviews: Iterable[Review], at: datetime) -> Sequence[Review]:
    """Leave out what is about cases that a wall closes to somebody."""
    found = list(reviews)
    cases = {one.case_id for one in found if one.case_id}
    shut = closed_to_them(person, cases, london_day(at))
    return [one for one in found if one.case_id not in shut]


def to_look_into(person: Person, review_id: str, *, at: datetime) -> ToReview | None:
    """Return one thing to look into with everything that was read; None where there is none."""
    found = Review.objects.filter(authority=person.authority_id, id=review_id).first()
    if found is None or not _open_to(person, [found], at):
        return None
    _note(person, at, Sight.READERS, found.case_id)
    since = found.began_at if found.ends_at else found.began_at - LOOKED_BACK
    until = found.given_back_at or found.ends_at or found.reviewed_at or at
    known = looks_of(
        found.authority,
        found.reader,
        instant(since),
        instant(until),
        SHOWN + 1,
        case_id=found.case_id,
    )
    looks = known[:SHOWN]
    by_address = closed_by_address(found.authority, found.reader) if is_homes(found) else {}
    cases = {one.case_id for one in looks if one.case_id} | set(by_address)
    cases -= closed_to_them(person, cases, london_day(at))
    looks = [one for one in looks if not one.case_id or one.case_id in cases]
    heads = CaseHead.objects.filter(authority=found.authority, id__in=cases)
    with within(_overseeing(person)):
        references = dict(heads.values_list("id", "reference"))
    closed = [(name, by_address[one]) for one, name in references.items() if one in by_address]
    return ToReview(
        review=found,
        reason=_words(person, found, found.reason, open_reason),
        note="" if person.id == found.reader else _words(person, found, found.note, open_note),
        looks=looks,
        references=references,
        is_whole=len(known) <= SHOWN,
        closed=sorted(closed, key=lambda one: one[1], reverse=True),
    )


def is_homes(found: Review) -> bool:
    """Tell whether what is to be looked into are addresses that somebody gave."""
    return found.kind == Kind.HOMES


def _words(
    person: Person,
    found: Review,
    sealed: bytes | memoryview | None,
    opening: Callable[[str, str, bytes], str],
) -> str | Unread:
    """
    Return words of a review, empty where there are none; or why they cannot be read.

    Only what is known to be gone for good is said to be: a key that does not open may be brought
    back, and what keeps the keys may answer again.
    """
    if not sealed:
        return ""
    with within(the_house(found.authority)) as cursor:
        if erased_code(cursor, found.case_id):
            return Unread.ERASED
        if is_given_up(bytes(sealed)):
            return Unread.GIVEN_UP
    try:
        with within(_overseeing(person)):
            return opening(found.case_id, found.id, bytes(sealed))
    except ValueError:  # every fault of opening is one, and was told of
        return Unread.NOT_NOW


def say(person: Person, review_id: str, verdict: Verdict, *, at: datetime, note: str = "") -> bool:
    """
    Say what was found; False where that was said already, or there is none for them to look into.

    Raises:
        OwnReview: It is about themselves.
        NoteNotKept: There is a note, and nothing to seal it with.
    """
    found = Review.objects.filter(authority=person.authority_id, id=review_id)
    if not _open_to(person, found, at):
        return False
    with within(_overseeing(person)):
        return review(
            person.authority_id, review_id, by=person.id, verdict=verdict, now=at, note=note.strip()
        )


def _overseeing(person: Person) -> Scope:
    return Scope(person.authority_id, person.id, purpose=Why.OVERSIGHT)


def _note(person: Person, at: datetime, sight: Sight, case_id: str) -> None:
    is_theirs = is_overseer(person, london_day(at))
    asked = Read(
        reader=person.id,
        authority=person.authority_id,
        at=at,
        sight=sight,
        purpose=Purpose.OVERSIGHT,
        relation=Relation.OVERSEES if is_theirs else Relation.WATCHES,
        case_id=case_id,
    )
    note(person, asked)
