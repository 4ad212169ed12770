"""How a record is erased: nobody reads it any more, then its keys and its contents go.

Headers, commitments and links stay, so the chain holds and every log of it does. What was said
cannot be opened by anybody: here the keys and the sealed bytes are gone at once, in back-ups once
the epochs that wrapped the keys are destroyed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from django.db.backends.utils import CursorWrapper

from reconvene.core.workdays import london_day
from reconvene.ledger.appending import sealed_row, store
from reconvene.ledger.chain import Header, short_code
from reconvene.ledger.entries import instant
from reconvene.ledger.erased import KIND, ROLE, SCHEMA, RecordErased, encode
from reconvene.ledger.history import CaseUnknown
from reconvene.sealing.destroying import destroy_keys, load_keys
from reconvene.sealing.keyring import STUB

_HEAD = "SELECT id, authority, reference, length, link FROM ledger_case WHERE id = %s"
_LOCKED = {"sqlite": _HEAD, "postgresql": f"{_HEAD} FOR UPDATE"}
_CALLED = "SELECT id FROM ledger_case WHERE authority = %s AND reference = %s"
_SEAL_OFF = (
    "INSERT INTO ledger_sealed_off (case_id, sealed_off_at) VALUES (%s, %s) ON CONFLICT DO NOTHING"
)
_OPEN_AGAIN = "DELETE FROM ledger_sealed_off WHERE case_id = %s"
_CLOSED = """
    SELECT head.id FROM ledger_case head WHERE head.authority = %s
    AND NOT EXISTS (SELECT 1 FROM ledger_sealed_off WHERE case_id = head.id)
    AND EXISTS (
        SELECT 1 FROM ledger_entry WHERE case_id = head.id AND kind = 'case.closed'
        AND (happened_on <= %s OR EXISTS (
            SELECT 1 FROM ledger_entry WHERE case_id = head.id AND kind = 'entry.corrected'
        ))
    ) ORDER BY head.id
"""
_ERASED = "SELECT number, link FROM ledger_entry WHERE case_id = %s AND kind = %s"
_EVERY_ERASED = "SELECT case_id FROM ledger_entry WHERE kind = %s"
_KEYS = "SELECT COUNT(*) FROM sealing_key WHERE case_id = %s AND compartment <> %s"
_BLANK = "UPDATE ledger_entry SET sealed = %s WHERE case_id = %s AND kind <> %s AND sealed <> %s"
_BLANKED = b""


@dataclass(frozen=True, slots=True)
class Head:
    """A case, held so that nobody adds to it until the transaction ends."""

    case_id: str
    authority: str
    reference: str
    length: int
    link: bytes


def lock(cursor: CursorWrapper, case_id: str) -> Head | None:
    """Return a case, whether or not it is read any more, and hold it; None where there is none."""
    cursor.execute(_LOCKED[cursor.db.vendor], (case_id,))
    found = cursor.fetchone()
    if found is None:
        return None
    case, authority, reference, length, link = found
    return Head(case, authority, reference, length, bytes(link))


def lock_known(cursor: CursorWrapper, case_id: str) -> Head:
    """
    Return a case that is there, and hold it.

    Raises:
        CaseUnknown: It is not.
    """
    head = lock(cursor, case_id)
    if head is None:
        raise CaseUnknown(case_id=case_id)
    return head


def case_called(cursor: CursorWrapper, authority: str, reference: str) -> str:
    """Return the id of the case that goes by a reference, read or not; empty where none does."""
    cursor.execute(_CALLED, (authority, reference))
    found = cursor.fetchone()
    return found[0] if found else ""


def cases_there(cursor: CursorWrapper, case_ids: Sequence[str]) -> frozenset[str]:
    """Return those of some ids that are a case's, read or not."""
    marks = ", ".join(["%s"] * len(case_ids))
    cursor.execute(f"SELECT id FROM ledger_case WHERE id IN ({marks or 'NULL'})", case_ids)  # noqa: S608  own marks
    return frozenset(case_id for (case_id,) in cursor.fetchall())


def seal_off(cursor: CursorWrapper, case_id: str, now: datetime) -> None:
    """Answer every reader of a case, from now on, as if there were none."""
    cursor.execute(_SEAL_OFF, (case_id, instant(now)))


def open_again(cursor: CursorWrapper, case_id: str) -> None:
    """Let a case that was not erased yet be read again."""
    cursor.execute(_OPEN_AGAIN, (case_id,))


def perhaps_closed_by(cursor: CursorWrapper, authority: str, day: date) -> tuple[str, ...]:
    """
    Return the ids of all cases of an authority that were closed by a day and are read, and of more.

    Headers alone are asked: of a case that was opened again, or whose closing was corrected, only
    its whole record tells. No case that was closed by then is left out.
    """
    cursor.execute(_CLOSED, (authority, day.isoformat()))
    return tuple(case_id for (case_id,) in cursor.fetchall())


def erased_cases(cursor: CursorWrapper) -> frozenset[str]:
    """Return the ids of all cases whose record was erased."""
    cursor.execute(_EVERY_ERASED, (KIND,))
    return frozenset(case_id for (case_id,) in cursor.fetchall())


def erased_code(cursor: CursorWrapper, case_id: str) -> str:
    """Return the short code of the entry that ends an erased record; empty where none does."""
    cursor.execute(_ERASED, (case_id, KIND))
    found = cursor.fetchone()
    return short_code(found[0], bytes(found[1])) if found else ""


def erase(cursor: CursorWrapper, head: Head, why: RecordErased, *, now: datetime) -> RecordErased:
    """
    Erase a record that is sealed off, and return what its last entry says of it.

    In this order: the entry that says so, the keys, the sealed bytes.

    Args:
        cursor: Inside the transaction in which the case was locked.
        head: The case.
        why: Rule and leave, and the rows elsewhere; what goes here is counted here.
        now: The instant it is recorded; it happens on that day in London.
    """
    case_id = head.case_id
    cursor.execute(_KEYS, (case_id, STUB.compartment.value))
    said = msgspec.structs.replace(why, entries=head.length, keys=cursor.fetchone()[0])
    keys = load_keys(cursor, case_id)
    keys.provide(cursor, [STUB])
    header = Header(
        authority=head.authority,
        case=case_id,
        number=head.length + 1,
        kind=KIND,
        schema=SCHEMA,
        happened_on=london_day(now).isoformat(),
        happened_at="",
        recorded_at=instant(now),
        actor=why.second_by,
        role=ROLE,
        request=None,
        body=None,
    )
    store(cursor, [sealed_row(keys.key_of(STUB), head.link, header, encode(said))])
    destroy_keys(cursor, case_id)
    cursor.execute(_BLANK, (_BLANKED, case_id, KIND, _BLANKED))
    return said
