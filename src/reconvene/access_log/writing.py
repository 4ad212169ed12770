"""Writing down that somebody looks, before anything is shown to them: one statement.

Two looks of one reader at the same moment want the same number; the database lets one have it, and
the other is tried again.
"""

from typing import Any

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.access_log.chain import body, columns, link
from reconvene.access_log.reading import Read

_TRIES = 20
_NUMBER = "COALESCE(newest.number, 0) + 1"
_LINK = {
    "postgresql": f"sha256(COALESCE(newest.link, ''::bytea) || int8send({_NUMBER}) || %s::bytea)",
    "sqlite": f"access_log_link(newest.link, {_NUMBER}, %s)",
}
_INSERT = {
    vendor: f"""
    INSERT INTO access_log_read (
        reader, authority, at, sight, purpose, relation, outcome, case_id, entry, about, number, link
    )
    SELECT %s, %s, %s, %s, %s, %s, %s, %s, CAST(%s AS INTEGER), %s, {_NUMBER}, {linked}
    FROM (SELECT 1 AS one) AS one LEFT JOIN (
        SELECT number, link FROM access_log_read WHERE reader = %s ORDER BY number DESC LIMIT 1
    ) AS newest ON one.one = 1
    WHERE one.one = 1 ON CONFLICT DO NOTHING
    """  # noqa: S608  own words
    for vendor, linked in _LINK.items()
}


class AccessLogDown(RuntimeError):
    """A look could not be written down, so nothing may be shown."""

    def __init__(self, *, sight: str, found: str) -> None:
        self.sight = sight
        self.found = found
        super().__init__(
            f"Nothing was shown: that somebody looks at a {sight} could not be written to the "
            f"access log ({found}). See that the database can be written to."
        )


def write(read: Read) -> None:
    """
    Write a look down for good, as the next of its reader.

    Raises:
        AccessLogDown: It could not be written. What was to be shown may not be.
    """
    kept = columns(read)
    try:
        with connection.cursor() as cursor:
            for _ in range(_TRIES):
                cursor.execute(_INSERT[connection.vendor], [*kept, body(kept), read.reader])
                if cursor.rowcount == 1:
                    return
    except DatabaseError as fault:
        raise AccessLogDown(sight=read.sight, found=type(fault).__name__) from fault
    raise AccessLogDown(sight=read.sight, found="too-many-at-once")


def teach_to_link(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Give a connection to SQLite, which knows no digests, the one that links looks."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("access_log_link", 3, link, deterministic=True)
