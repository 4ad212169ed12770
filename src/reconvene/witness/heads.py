"""The record as a witness sees it: what cases are called, how far they have come, no contents."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.backends.utils import CursorWrapper

from reconvene.ledger.chain import Header

_HEADS = """
    SELECT authority, id, reference, year, serial, opened_at, length,
        (SELECT COUNT(*) FROM ledger_entry WHERE case_id = ledger_case.id), link
    FROM ledger_case
"""
_ENTRIES = """
    SELECT number, kind, schema, happened_on, happened_at, recorded_at, actor, role, request, body,
        commitment, link, LENGTH(sealed) = 0
    FROM ledger_entry WHERE case_id = %s AND number > %s AND number <= %s ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class Head:
    """One case: its names, how long it says it is, how many entries there are, its newest link."""

    authority: str
    case: str
    reference: str
    year: int
    serial: int
    opened_at: str
    length: int
    entries: int
    link: bytes

    @property
    def named(self) -> dict[str, Any]:
        """What the case is called, in the form that `verifier` hashes."""
        names = ("authority", "case", "reference", "year", "serial", "opened_at")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Bound:
    """One entry without its contents: header, commitment and link, and whether those are blank."""

    header: Header
    commitment: bytes
    link: bytes
    is_blank: bool


def load_heads(cursor: CursorWrapper) -> list[Head]:
    """Return every case, in order of id as bytes, which is nobody's collation."""
    cursor.execute(_HEADS)
    heads = [_head(*columns) for columns in cursor.fetchall()]
    return sorted(heads, key=lambda head: head.case)


def load_head(cursor: CursorWrapper, case: str, length: int) -> Head:
    """Return one case as it was when it had so many entries, which it still has."""
    cursor.execute(f"{_HEADS} WHERE id = %s", (case,))
    head = replace(_head(*cursor.fetchone()), length=length)
    return replace(head, link=load_entries(cursor, head, length - 1)[-1].link)


def load_entries(cursor: CursorWrapper, head: Head, after: int = 0) -> list[Bound]:
    """Return a case's entries after a number and up to its head, in order; may be empty."""
    cursor.execute(_ENTRIES, (head.case, after, head.length))
    return [_bound(head, columns) for columns in cursor.fetchall()]


def _head(*columns: Any) -> Head:
    names = Head.__dataclass_fields__
    return Head(**dict(zip(names, (*columns[:-1], bytes(columns[-1])), strict=True)))


def _bound(head: Head, columns: tuple[Any, ...]) -> Bound:
    number, kind, schema, on, at, recorded_at, actor, role, request, body, *ends, part = columns
    header = Header(
        head.authority, head.case, number, kind, schema, on, at, recorded_at, actor, role,
        request and bytes(request), body and bytes(body),
    )  # fmt: skip
    committed, linked = map(bytes, ends)
    return Bound(header, committed, linked, is_blank=bool(part))
