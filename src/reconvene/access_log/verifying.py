"""Whether the access log is as it was written: every number there, every link right."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from reconvene.access_log.chain import BEFORE_THE_FIRST, body, link

_BATCH = 1000
_ALL = """
    SELECT number, link, reader, authority, at, sight, purpose, relation, outcome, case_id, entry, about
    FROM access_log_read ORDER BY reader, number
"""
_NEWEST = """
    SELECT reader, number, link FROM access_log_read AS look
    WHERE number = (SELECT MAX(number) FROM access_log_read WHERE reader = look.reader)
"""
_LINK = "SELECT link FROM access_log_read WHERE reader = %s AND number = %s"


@dataclass(frozen=True, slots=True)
class Newest:
    """How many looks of a reader there are, and the link of the newest, which binds them all."""

    reader: str
    number: int
    link: bytes


def broken() -> Iterator[tuple[str, int]]:
    """
    Yield reader and number of each look that is not what was written, or follows a gap.

    That the newest looks of a reader were cut off, or all of them made anew, only `newest`, kept
    elsewhere, can show.
    """
    of, last, before = "", 0, BEFORE_THE_FIRST
    with connection.cursor() as cursor:
        cursor.execute(_ALL)
        while rows := cursor.fetchmany(_BATCH):
            for number, kept_link, *kept in rows:
                if kept[0] != of:
                    of, last, before = kept[0], 0, BEFORE_THE_FIRST
                found = bytes(kept_link)
                if number != last + 1 or found != link(before, number, body(kept)):
                    yield of, number
                last, before = number, found


def newest() -> list[Newest]:
    """Return the newest look of each reader, in order of reader."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        found = [Newest(reader, number, bytes(link)) for reader, number, link in cursor.fetchall()]
    return sorted(found, key=lambda one: one.reader)


def link_of(reader: str, number: int) -> bytes:
    """Return the link of a look; empty where there is no such look."""
    with connection.cursor() as cursor:
        cursor.execute(_LINK, (reader, number))
        found = cursor.fetchone()
    return bytes(found[0]) if found else b""
