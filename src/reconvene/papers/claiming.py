"""
Whose turn it is to be looked at, and what came of it: each step is one conditional change of a row.

In: the instant, in the scope of an authority's house. Out: a paper that nobody else has now, or none.
However many workers there are, no more than a few look at papers at once, one of them has a paper,
and one that lost its claim settles nothing any more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet

from reconvene.papers import chunks
from reconvene.papers.chunks import Which, Whose
from reconvene.papers.keeping import Words, bytes_of, seal_words, story_key, words_of
from reconvene.papers.models import Paper
from reconvene.papers.state import State
from reconvene.papers.untrusted.kinds import Reason
from reconvene.papers.untrusted.proving import Proven
from reconvene.papers.untrusted.scanning import Clear
from reconvene.sealing.destroying import load_keys
from reconvene.sealing.keyring import Keyring

LEASE = timedelta(minutes=10)
"""How long somebody has a paper: longer than the scanner and both looks at it may take."""
PLACES = 4
"""So many papers are looked at once, in all of a copy."""
MOST_TRIES = 3
"""After so many looks that came to nothing, or to the end of the process, nobody looks again."""
UNCONFIRMED_FOR = timedelta(days=1)
_FIRST_PAUSE = timedelta(minutes=1)
_WHILE_AWAY = timedelta(seconds=30)
_LOOKED_AT = 20


class ClaimLost(RuntimeError):
    """Somebody else has the paper by now, or it is gone, so what was found is not for us to say."""

    def __init__(self, *, paper: str) -> None:
        self.paper = paper
        super().__init__(
            f"Nothing was noted of paper {paper}: it was dropped, or given to somebody else since "
            "whoever had it took too long. There is nothing to do."
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a paper. One that is clear is made by `clear` alone."""

    state: State
    why: str = ""
    kind: str = ""
    pages: int | None = None
    view: bytes | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """A paper that somebody looks at: what it is called, and its bytes."""

    held: Paper
    words: Words
    keys: Keyring

    def content(self) -> Iterator[bytes]:
        """Yield its bytes while nobody knows yet what it is; faults are those of `chunks.read`."""
        of = bytes_of(self.held, self.words)
        return chunks.read(self.keys, of, (State.BEING_CHECKED,))


HARMFUL = Finding(State.HARMFUL)


def clear(_scanned: Clear, proof: Proven, view: bytes | None) -> Finding:
    """Return that a paper is clear, which takes a scanner's word and the proof of what it is."""
    return Finding(State.CLEAR, "", proof.kind, proof.pages, view)


def unreadable(why: Reason) -> Finding:
    """Return that a paper was not proven to be what it says."""
    return Finding(State.UNREADABLE, why)


def next_due(now: datetime) -> datetime | None:
    """Return since when the first that nobody has is waiting; None where none is."""
    first = _free(now).order_by("due_at", "id").first()
    return first.due_at if first else None


def claim(now: datetime) -> Paper | None:
    """
    Return a paper whose turn it is, that nobody else has for as long as the lease; None if there is
    none, or as many are looked at as may be. Inside a transaction.
    """
    for found in _free(now).order_by("due_at", "id")[:_LOOKED_AT]:
        for place in (found.place,) if found.place else range(1, PLACES + 1):
            if _is_taken(found, place, now):
                return Paper.objects.filter(id=found.id, fence=found.fence + 1).first()
    return None


def _is_taken(found: Paper, place: int, now: datetime) -> bool:
    """Take a paper at one of the places, and tell whether that was had; another may be free."""
    try:
        with transaction.atomic():
            free = _free(now).filter(id=found.id, fence=found.fence)
            changed = free.update(
                fence=F("fence") + 1, tries=F("tries") + 1, lease_until=now + LEASE, place=place
            )
    except IntegrityError:
        return False
    return bool(changed)


def _free(now: datetime) -> QuerySet[Paper]:
    nobody_has_it = Q(lease_until=None) | Q(lease_until__lt=now)
    return Paper.objects.filter(nobody_has_it, state=State.BEING_CHECKED, due_at__lte=now)


def opened(held: Paper) -> Brought:
    """
    Return a paper that was claimed, opened.

    Raises:
        ValueError: It does not open; every fault of opening is one.
    """
    with connection.cursor() as cursor:
        keys = load_keys(cursor, held.case_id)
    return Brought(held, words_of(keys, held), keys)


def settle(held: Paper, words: Words, finding: Finding) -> None:
    """
    Note what was found of a paper, with its viewing copy; what is harmful is destroyed.

    Raises:
        ClaimLost: It is not ours any more; nothing is noted.
    """
    with connection.cursor() as cursor:
        key = story_key(cursor, held.case_id)
        view = finding.view
        digest = "" if view is None else sha256(view).hexdigest()
        said = Words(
            file=words.file,
            sha256=words.sha256,
            state=finding.state,
            view=digest,
            why=finding.why,
            kind=finding.kind,
            pages=finding.pages,
        )
        _change(
            held,
            sealed=seal_words(key, held.case_id, held.id, said),
            view_size=0 if view is None else len(view),
            state=finding.state,
            lease_until=None,
            place=None,
        )
        if view is not None:
            chunks.lay(cursor, key, Whose(held.case_id, held.id, Which.VIEW), [view])
        if finding.state is State.HARMFUL:
            chunks.clear_away(cursor, held.case_id, held.id)


def try_again(held: Paper, now: datetime) -> None:
    """Note that nobody knows yet, and that somebody looks again after a while."""
    _change(held, due_at=now + _FIRST_PAUSE * 2**held.tries, lease_until=None, place=None)


def put_back(held: Paper, now: datetime) -> None:
    """Note that it could not be looked at for what has nothing to do with it; that is no try."""
    _change(held, due_at=now + _WHILE_AWAY, tries=F("tries") - 1, lease_until=None, place=None)


def put_aside(held: Paper, now: datetime) -> None:
    """Note that not even that could be noted, as where its key is gone; tomorrow it is tried again."""
    _change(held, due_at=now + UNCONFIRMED_FOR, lease_until=None, place=None)


def unconfirmed(now: datetime) -> list[Paper]:
    """Return papers that no entry named within a day."""
    old = Paper.objects.filter(is_on_record=False, brought_at__lt=now - UNCONFIRMED_FOR)
    return list(old.order_by("brought_at", "id")[:_LOOKED_AT])


def _change(held: Paper, **changes: Any) -> None:
    ours = Paper.objects.filter(id=held.id, fence=held.fence, state=State.BEING_CHECKED)
    if not ours.update(**changes):
        raise ClaimLost(paper=held.id)
