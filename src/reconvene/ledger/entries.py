"""Entries as rows: what is stored of each, and how it is read back."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from reconvene.core.record.event import Event, decode
from reconvene.ledger.chain import Header
from reconvene.ledger.lifting import lifted
from reconvene.ledger.sealing import unseal
from reconvene.logs.events import Event as Happened
from reconvene.logs.telling import tell_once
from reconvene.sealing.keyring import Keyring

COLUMNS = (
    "number, kind, schema, happened_on, happened_at, recorded_at, actor, role, "
    "request, body, commitment, link, sealed"
)


class Row(msgspec.Struct, frozen=True):
    """One stored entry: its header, what binds it, and its sealed part."""

    header: Header
    commitment: bytes
    link: bytes
    sealed: bytes


def row(authority: str, case_id: str, columns: Sequence[Any]) -> Row:
    """Return the stored entry that a row holds; `columns` are in the order of `COLUMNS`."""
    number, kind, schema, on, at, recorded_at, actor, role, request, body, *rest = columns
    header = Header(
        authority, case_id, number, kind, schema, on, at, recorded_at, actor, role,
        request and bytes(request), body and bytes(body),
    )  # fmt: skip
    return Row(header, *map(bytes, rest))


def event(stored: Row, keys: Keyring) -> Event:
    """
    Return the event that a stored entry holds, lifted to the present form of its kind.

    Raises:
        PartUnreadable: The sealed part is in no form that may be read.
        NotOpened: It was changed, or is not where it was sealed.
        KeyMissing: Its key is not there.
        PayloadUnreadable: What it holds does not fit its kind.
        SchemaUnknown: It is of a later form than this release knows.
    """
    try:
        _, payload = unseal(stored.header, stored.sealed, keys)
    except ValueError:  # every fault of opening is one
        tell_once(Happened.SEAL_BROKEN, case=stored.header.case, entry=stored.header.number)
        raise
    return event_of(stored.header, payload)


def event_of(header: Header, payload: bytes) -> Event:
    """Return the event that a header and its payload make; faults are the last two of `event`."""
    return Event(
        kind=header.kind,
        happened_on=date.fromisoformat(header.happened_on),
        data=decode(header.kind, lifted(header.kind, header.schema, payload)),
        happened_at=datetime.fromisoformat(header.happened_at) if header.happened_at else None,
        number=header.number,
        recorded_at=datetime.fromisoformat(header.recorded_at),
        actor=header.actor,
        role=header.role,
    )


def instant(at: datetime) -> str:
    """Return an aware instant as the ledger writes it: in UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
