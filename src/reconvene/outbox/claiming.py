"""
Whose turn it is, and how far it has come: each step is one conditional change of one row.

In: the instant. Out: a letter that nobody else has now, or none; and what became of it. However many
workers there are, and whichever of them dies, one of them has a letter, and one that lost its claim
settles nothing any more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import randbelow
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from reconvene.outbox.models import FOR_A_PERSON, UNDER_WAY, Progress, Sending

LEASE = timedelta(minutes=5)
"""How long a worker has a letter in which to put it together and to be let in."""
HANDED_WITHIN = timedelta(minutes=5)
"""So long after it began it may still hand one over; later it lets it be."""
TALK = timedelta(minutes=30)
"""How long it has one from when it begins to hand it over: longer than that and a carrier may take."""
TRIED_FOR = timedelta(hours=48)
AT_LEAST = timedelta(hours=1)
RECORDED_WITHIN = timedelta(hours=1)
"""After so long a person has to see to it that what left is on the record."""
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)
_LOOKED_AT = 50
REMEMBERED = timedelta(days=7)
"""How long it is kept that something left: so long a carrier is asked what came of it."""
UNDELIVERED = "undelivered"
_EARLIER = "earlier"
_CAME_BACK = "came-back"
_LEFT = Q(progress=Progress.DONE, why="")
_MAY_HAVE_LEFT = Q(progress=Progress.DOUBTFUL) & ~Q(why=UNDELIVERED)


class ClaimLost(RuntimeError):
    """Somebody else has the letter by now, so what became of it here is not for us to say."""

    def __init__(self, *, sending: str) -> None:
        self.sending = sending
        super().__init__(
            f"Nothing was noted of {sending}: whoever had it took too long, and it was given to "
            "somebody else. There is nothing to do."
        )


Letter = tuple[str, int]
"""A letter, by the id of its case and the number of its entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """
    A letter that somebody lets go; `id` as in `Sending`.

    `seen` is the fence of its row as they saw it, 0 for none. `before` is the instant after which
    it must not be tried.
    """

    id: str
    authority: str
    case_id: str
    entry: int
    who: str
    asked_by: str
    role: str
    seen: int = 0
    before: datetime | None = None


def ask(wanted: Wanted, now: datetime) -> bool:
    """
    Put a letter into the outbox, and tell whether it lies there to be sent.

    One that waits for a person is tried once more where they saw it as it is; never one that a
    carrier has. It stays in doubt until what became of it before is known.
    """
    latest = wanted.before or now + TRIED_FOR
    last_try_at = max(min(latest, now + TRIED_FOR), now + AT_LEAST)
    row = Sending(
        id=wanted.id,
        authority=wanted.authority,
        case_id=wanted.case_id,
        entry=wanted.entry,
        who=wanted.who,
        asked_by=wanted.asked_by,
        role=wanted.role,
        asked_at=now,
        progress=Progress.READY,
        due_at=now,
        last_try_at=last_try_at,
        fence=1,
    )
    if not wanted.seen:
        Sending.objects.bulk_create([row], ignore_conflicts=True)
    waiting = Sending.objects.filter(id=wanted.id, fence=wanted.seen, progress__in=FOR_A_PERSON)
    waiting.filter(taken_at=None).exclude(why=UNDELIVERED).update(
        doubted_at=Case(
            When(progress=Progress.DOUBTFUL, then=Coalesce("begun_at", "doubted_at", "asked_at")),
            default=None,
        ),
        progress=Progress.READY,
        asked_by=wanted.asked_by,
        role=wanted.role,
        asked_at=now,
        due_at=now,
        last_try_at=last_try_at,
        tries=0,
        begun_at=None,
        lease_until=None,
        why="",
        fence=F("fence") + 1,
    )
    return Sending.objects.filter(id=wanted.id, progress__in=UNDER_WAY).exists()


def take_back(sending_id: str, seen: int, by: str, now: datetime) -> bool:
    """Take a letter back that nobody is at, and tell whether that came in time."""
    nobody_is = Q(progress=Progress.READY) | Q(
        progress=Progress.CLAIMED, begun_at=None, lease_until__lt=now
    )
    return bool(
        Sending.objects.filter(nobody_is, id=sending_id, fence=seen).update(
            progress=_again_or(Progress.STOPPED),
            why=_again_or("taken-back", _EARLIER),
            asked_by=by,
            begun_at=F("doubted_at"),
            doubted_at=None,
            lease_until=None,
            fence=F("fence") + 1,
        )
    )


def _again_or(settled: str, in_doubt: str = Progress.DOUBTFUL) -> Case:
    return Case(When(doubted_at=None, then=Value(settled)), default=Value(in_doubt))


def lay_aside(sending_id: str, seen: int) -> bool:
    """Forget a letter that waited for a person, as they saw it, and tell whether it still did."""
    waited = Sending.objects.filter(id=sending_id, fence=seen, progress__in=FOR_A_PERSON)
    return bool(waited.filter(taken_at=None).delete()[0])


def doubt_all(why: str) -> int:
    """Note of every letter but those that left that nobody can tell whether it did; return how many."""
    return Sending.objects.exclude(progress=Progress.DONE).update(
        progress=Progress.DOUBTFUL, why=why, lease_until=None, fence=F("fence") + 1
    )


def claim(now: datetime) -> Sending | None:
    """
    Return a letter whose turn it is, that nobody else has for as long as the lease; None if there
    is none.

    Letters of one case go in the order in which they were written.
    """
    for found in _in_turn(now):
        free = _free(now).filter(id=found.id, fence=found.fence)
        progress = Progress.TAKEN if found.progress == Progress.TAKEN else Progress.CLAIMED
        if free.update(fence=F("fence") + 1, lease_until=now + LEASE, progress=progress):
            return Sending.objects.filter(id=found.id, fence=found.fence + 1).first()
    return None


def _free(now: datetime) -> Any:
    nobody_has_it = Q(lease_until=None) | Q(lease_until__lt=now)
    return Sending.objects.filter(nobody_has_it, progress__in=UNDER_WAY, due_at__lte=now)


def _in_turn(now: datetime) -> Iterator[Sending]:
    to_go = (Progress.READY, Progress.CLAIMED)
    earlier = Sending.objects.filter(
        case_id=OuterRef("case_id"), entry__lt=OuterRef("entry"), progress__in=to_go
    )
    yield from _free(now).exclude(Exists(earlier)).order_by("due_at", "id")[:_LOOKED_AT]


def begin(held: Sending, contact: int, by: str, now: datetime) -> None:
    """
    Note that a letter is about to be handed over to a carrier, `by` which it is known again, and by
    which entry it is known where it goes.

    From here on nobody knows whether it left, until somebody notes what the carrier answered.

    Raises:
        ClaimLost: Somebody else has it by now, or may have it any moment.
    """
    if held.lease_until is None or held.lease_until <= now or held.begun_at is not None:
        raise ClaimLost(sending=held.id)
    _settle(held, begun_at=now, contact=contact, carried_by=by, lease_until=now + TALK, why="")


def is_in_time(held: Sending, now: datetime) -> bool:
    """Tell whether a letter that was begun may still be handed over: nobody else can have it yet."""
    begun_at = held.begun_at
    return begun_at is not None and begun_at <= now < begun_at + HANDED_WITHIN


def ask_later(held: Sending, why: str) -> None:
    """Note that it may be on its way to the carrier, which is asked when the lease is over."""
    _settle(held, why=why)


def taken(held: Sending, now: datetime) -> None:
    """Note that the carrier has it: it is to be put on the record, and is never handed over again."""
    _settle(held, progress=Progress.TAKEN, taken_at=now, why="")


def had_left(held: Sending, now: datetime) -> None:
    """Note that a letter that was in doubt, and let go once more, had left when it was begun before."""
    _settle(
        held,
        progress=Progress.TAKEN,
        begun_at=held.doubted_at,
        doubted_at=None,
        taken_at=now,
        why="",
    )


def had_not_left(held: Sending) -> None:
    """Note that a letter that was in doubt, and let go once more, is not with the carrier."""
    _settle(held, doubted_at=None)


def done(held: Sending) -> None:
    """Note that it is on the record as having left."""
    _settle(held, progress=Progress.DONE, lease_until=None, why="")


def record_later(held: Sending, now: datetime) -> None:
    """Note that what left could not be put on the record, and that this is tried again soon."""
    _settle(held, lease_until=None, due_at=now + _FIRST_PAUSE)


def put_off(held: Sending, why: str, until: datetime) -> None:
    """
    Note that it goes no sooner than an instant at which its hours begin; that is no try.

    Where that is too late a person has to see to it at once.
    """
    if until >= held.last_try_at:
        return stop(held, why)
    return _settle(held, progress=Progress.READY, due_at=until, lease_until=None, why=why)


def try_again(held: Sending, why: str, now: datetime) -> None:
    """
    Note that the carrier does not have it, and that it is tried again after a while that grows.

    The last try is made when a person still has time to send it another way; after that they have
    to.
    """
    if now >= held.last_try_at:
        return stop(held, why)
    pause = min(_FIRST_PAUSE * 2 ** min(held.tries, 10), _LONGEST_PAUSE)
    due_at = min(now + pause + pause * randbelow(1000) / 4000, held.last_try_at)
    return _settle(
        held,
        progress=Progress.READY,
        due_at=max(due_at, now + _FIRST_PAUSE),
        tries=held.tries + 1,
        begun_at=None,
        lease_until=None,
        why=why,
    )


def stop(held: Sending, why: str) -> None:
    """Note that it did not leave, and that a person has to see to it; one in doubt stays so."""
    if held.doubted_at is not None:
        return _settle(
            held,
            progress=Progress.DOUBTFUL,
            begun_at=held.doubted_at,
            doubted_at=None,
            lease_until=None,
            why=_EARLIER,
        )
    return _settle(held, progress=Progress.STOPPED, begun_at=None, lease_until=None, why=why)


def doubt(held: Sending, why: str) -> None:
    """Note that nobody here can tell whether it left: it is never sent again but by a person's leave."""
    _settle(held, progress=Progress.DOUBTFUL, lease_until=None, why=why)


def _settle(held: Sending, **changes: Any) -> None:
    still_ours = Sending.objects.filter(
        id=held.id, fence=held.fence, progress__in=(Progress.CLAIMED, Progress.TAKEN)
    )
    if not still_ours.update(**changes):
        raise ClaimLost(sending=held.id)
    for name, value in changes.items():
        setattr(held, name, value)


def left_of_late(now: datetime) -> frozenset[str]:
    """Return what left within a week, or may have, and is not known to have come to nothing."""
    since = now - REMEMBERED
    is_late = Q(begun_at__gte=since) | Q(asked_at__gte=since)
    late = Sending.objects.filter(_LEFT & Q(taken_at__gte=since) | _MAY_HAVE_LEFT & is_late)
    return frozenset(late.values_list("id", flat=True))


def note_undelivered(sending_id: str) -> Sending | None:
    """Note that the carrier could not deliver what left, and return it; None where that is noted."""
    left = Sending.objects.filter(_LEFT | _MAY_HAVE_LEFT, id=sending_id)
    if not left.update(why=UNDELIVERED, fence=F("fence") + 1):
        return None
    return Sending.objects.filter(id=sending_id).first()


def undelivered(authority: str) -> Mapping[str, list[Sending]]:
    """Return what an authority let go and a carrier could not deliver, by its case, the oldest first."""
    found: dict[str, list[Sending]] = {}
    asked = Sending.objects.filter(authority=authority, why=UNDELIVERED)
    for one in asked.order_by("asked_at", "id"):
        found.setdefault(one.case_id, []).append(one)
    return found


def is_undelivered(sending_id: str) -> bool:
    """Tell whether a carrier could not deliver what left."""
    return Sending.objects.filter(id=sending_id, why=UNDELIVERED).exists()


def came_back(case_id: str, entry: int) -> None:
    """Note of a letter that it is on the record as having come back, whoever found that out first."""
    left = Q(progress=Progress.DONE) | Q(why=UNDELIVERED)
    Sending.objects.filter(left, case_id=case_id, entry=entry).update(
        progress=Progress.DONE,
        taken_at=Coalesce("taken_at", "begun_at", "asked_at"),
        why=_CAME_BACK,
    )


def is_waited_for(why: str) -> bool:
    """Tell whether a letter that is under way waits for what stands in its way, by its code."""
    return Sending.objects.filter(progress__in=UNDER_WAY, why=why).exists()


def how_far(letters: Iterable[Letter]) -> Mapping[Letter, Sending]:
    """Return how far letters have come that are not known to have left, each by its case and entry."""
    wanted = set(letters)
    if not wanted:
        return {}
    found = (
        Sending.objects.exclude(progress=Progress.DONE)
        .filter(case_id__in={case for case, _ in wanted}, entry__in={entry for _, entry in wanted})
        .order_by("asked_at", "id")
    )
    return {key: one for one in found if (key := (one.case_id, one.entry)) in wanted}


def is_abandoned(found: Sending, now: datetime) -> bool:
    """Tell whether nobody sees to a letter that is under way: no worker has for a good while."""
    due = found.lease_until or max(found.due_at, found.last_try_at)
    return found.progress in UNDER_WAY and now > due + LEASE


def forget_done(now: datetime) -> int:
    """
    Forget what left a week ago or longer, and return how many that were: the record has it.

    What could not be delivered stays, as what else a person has to see to does.
    """
    old = Sending.objects.filter(progress=Progress.DONE, taken_at__lt=now - REMEMBERED)
    return int(old.exclude(why=UNDELIVERED).delete()[0])
