"""The only two ways onto the record: a case is opened, and entries are added to it."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.backends.utils import CursorWrapper

from reconvene.core.record.event import SCHEMAS, Entry, encode
from reconvene.ledger.chain import BEFORE_THE_FIRST, SALT_LENGTH, Header, commitment, link
from reconvene.ledger.entries import COLUMNS, Row, event, instant
from reconvene.ledger.history import History
from reconvene.ledger.requests import Request
from reconvene.ledger.sealing import place_of, seal
from reconvene.sealing.keyring import DataKey, Keyring

_OPEN = """
    INSERT INTO ledger_case (id, authority, reference, year, serial, opened_at, length, link)
    VALUES (%s, %s, %s, %s, 0, %s, 0, %s) ON CONFLICT (authority, reference) DO NOTHING
    RETURNING id{told}
"""
# Nobody has a part in a case that is being opened: whoever opens it sees it till the transaction ends.
_TOLD = {"sqlite": "", "postgresql": ", set_config('reconvene.opening', id, true)"}
_INSERT = f"INSERT INTO ledger_entry (case_id, {COLUMNS}) VALUES "  # noqa: S608  own columns
_VALUES = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


class NoReferenceFree(RuntimeError):
    """Whatever a case was to be called, another is called already."""

    def __init__(self, *, authority: str) -> None:
        self.authority = authority
        super().__init__(
            f"The case was not opened: of '{authority}' there was a case already for each reference "
            "that was drawn. See whether this machine still draws by chance, and try again."
        )


def open_case(
    cursor: CursorWrapper,
    *,
    authority: str,
    case_id: str,
    references: Iterable[str],
    now: datetime,
    year: int,
) -> History:
    """
    Return the empty record of a new case, which goes by the first of some references that no case
    of the authority has; nearly always the first of all, in one statement.

    Raises:
        NoReferenceFree: Each of them is another case's.
    """
    opening = _OPEN.format(told=_TOLD[cursor.db.vendor])
    for reference in references:
        wanted = (case_id, authority, reference, year, instant(now), BEFORE_THE_FIRST)
        cursor.execute(opening, wanted)
        if cursor.fetchone():
            return History(authority, case_id, reference, (), (), Keyring(case_id))
    raise NoReferenceFree(authority=authority)


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
