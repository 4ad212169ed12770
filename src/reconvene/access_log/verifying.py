"""Whether the access log is as it was written: every number there, every link right."""

from collections.abc import Iterator

from django.db import connection

from reconvene.access_log.chain import BEFORE_THE_FIRST, body, link

_BATCH = 1000
_ALL = """
    SELECT number, link, reader, authority, at, sight, purpose, relation, outcome, case_id, entry, about
    FROM access_log_read ORDER BY reader, number
"""
_LENGTHS = "SELECT reader, MAX(number) FROM access_log_read GROUP BY reader ORDER BY reader"


def broken() -> Iterator[tuple[str, int]]:
    """
    Yield reader and number of each look that is not what was written, or follows a gap.

    That the newest looks of a reader were cut off only `lengths`, kept elsewhere, can show.
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


def lengths() -> dict[str, int]:
    """Return how many looks of each reader there are."""
    with connection.cursor() as cursor:
        cursor.execute(_LENGTHS)
        return dict(cursor.fetchall())
