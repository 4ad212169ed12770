"""The only two ways onto the record: a case is opened, and entries are added to it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.backends.utils import CursorWrapper

from reconvene.core.record.event import SCHEMAS, Entry, encode
from reconvene.ledger.chain import BEFORE_THE_FIRST, SALT_LENGTH, Header, commitment, link
from reconvene.ledger.entries import COLUMNS, Row, event, instant
from reconvene.ledger.history import History
from reconvene.ledger.of_every_case import NEXT_SERIAL
from reconvene.ledger.requests import Request
from reconvene.ledger.sealing import place_of, seal
from reconvene.sealing.keyring import DataKey, Keyring

# The number is written with at least four digits; both databases read this the same way.
_OPEN = """
    INSERT INTO ledger_case (id, authority, reference, year, serial, opened_at, length, link)
    SELECT %s, %s, %s || CASE WHEN next.serial < 1000
        THEN SUBSTR('000' || CAST(next.serial AS TEXT), LENGTH(CAST(next.serial AS TEXT)))
        ELSE CAST(next.serial AS TEXT) END, %s, next.serial, %s, 0, %s
    FROM ({next_serial}) AS next
    RETURNING reference{told}
"""
# Nobody has a part in a case that is being opened: whoever opens it sees it till the transaction ends.
_TOLD = {"sqlite": "", "postgresql": ", set_config('reconvene.opening', id, true)"}
_INSERT = f"INSERT INTO ledger_entry (case_id, {COLUMNS}) VALUES "  # noqa: S608  own columns
_VALUES = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def open_case(
    cursor: CursorWrapper, *, authority: str, case_id: str, prefix: str, now: datetime, year: int
) -> History:
    """
    Return the empty record of a new case, with the next reference of the year ("SP-2025-0007").

    Two cases opened at the same moment may want the same reference: the database lets one have
    it and raises IntegrityError for the other, which then has to be tried again.
    """
    wanted = (case_id, authority, f"{prefix}-{year}-", year, instant(now), BEFORE_THE_FIRST)
    vendor = cursor.db.vendor
    opening = _OPEN.format(next_serial=NEXT_SERIAL[vendor], told=_TOLD[vendor])
    cursor.execute(opening, (*wanted, authority, year))
    reference = cursor.fetchone()[0]
    return History(authority, case_id, reference, (), (), Keyring(case_id))


@dataclass(frozen=True, slots=True)
class Made:
    """How entries came to be: by whom, in which role, when recorded, with which submission."""

    actor: str
    role: str
    at: datetime
    request: Request


def append(
    cursor: CursorWrapper, history: History, entries: Sequence[Entry], made: Made
) -> History:
    """
    Return the record with these entries added, in one statement.

    One more comes before it where they are the first of a compartment, whose key is then made.

    Args:
        cursor: Inside the transaction in which the record was locked, or opened.
        history: The record so far, whole.
        entries: What is added, in order; never empty.
        made: How they came to be.
    """
    keys = history.keys
    places = [
        place_of(entry.kind, entry.data, (*history.events, *entries[:offset]))
        for offset, entry in enumerate(entries)
    ]
    keys.provide(cursor, places)
    added: list[Row] = []
    before = history.rows[-1].link if history.rows else BEFORE_THE_FIRST
    for offset, (entry, place) in enumerate(zip(entries, places, strict=True)):
        header = _header(history, offset, entry, made)
        added.append(sealed_row(keys.key_of(place), before, header, encode(entry.data)))
        before = added[-1].link
    store(cursor, added)
    return replace(
        history,
        rows=(*history.rows, *added),
        events=(*history.events, *(event(one, keys) for one in added)),
    )


def store(cursor: CursorWrapper, added: Sequence[Row]) -> None:
    """Store entries as they are, in one statement; the database moves the head on."""
    values = [value for one in added for value in _columns(one)]
    cursor.execute(_INSERT + ", ".join([_VALUES] * len(added)), values)


def sealed_row(key: DataKey, before: bytes, header: Header, payload: bytes) -> Row:
    """Return an entry as it is stored: its payload sealed with a new salt, linked to `before`."""
    salt = secrets.token_bytes(SALT_LENGTH)
    committed = commitment(salt, payload)
    stored = seal(key, header, salt, payload)
    return Row(header, committed, link(before, header, committed), stored)


def _header(history: History, offset: int, entry: Entry, made: Made) -> Header:
    return Header(
        authority=history.authority,
        case=history.case_id,
        number=len(history.rows) + offset + 1,
        kind=entry.kind,
        schema=SCHEMAS[entry.kind],
        happened_on=entry.happened_on.isoformat(),
        happened_at=instant(entry.happened_at) if entry.happened_at else "",
        recorded_at=instant(made.at),
        actor=made.actor,
        role=made.role,
        request=None if offset else made.request.key,
        body=None if offset else made.request.body,
    )


def _columns(stored: Row) -> tuple[str | int | bytes | None, ...]:
    header = stored.header
    return (
        header.case, header.number, header.kind, header.schema,
        header.happened_on, header.happened_at, header.recorded_at,
        header.actor, header.role, header.request, header.body,
        stored.commitment, stored.link, stored.sealed,
    )  # fmt: skip
