"""Writing down that somebody looks, before anything is shown to them: one statement.

Looks of one reader at the same moment are written one after another, each numbered after what was
written while it waited: SQLite has one writer, and on PostgreSQL `access_log_newest` waits.
"""

from typing import Any

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.access_log.chain import body, columns, link
from reconvene.access_log.reading import Read

_NUMBER = "COALESCE(newest.number, 0) + 1"
_NEWEST = {
    "postgresql": "access_log_newest(%s) AS newest",
    "sqlite": """(SELECT 1) LEFT JOIN (
        SELECT number, link FROM access_log_read WHERE reader = %s ORDER BY number DESC LIMIT 1
    ) AS newest""",
}
_LINK = {
    "postgresql": f"sha256(COALESCE(newest.link, ''::bytea) || int8send({_NUMBER}) || %s::bytea)",
    "sqlite": f"access_log_link(newest.link, {_NUMBER}, %s)",
}
_INSERT = {
    vendor: f"""
    INSERT INTO access_log_read (
        reader, authority, at, sight, purpose, relation, outcome, case_id, entry, about, number, link
    )
    SELECT %s, %s, %s, %s, %s, %s, %s, %s, CAST(%s AS INTEGER), %s, {_NUMBER}, {_LINK[vendor]}
    FROM {newest}
    """  # noqa: S608  own words
    for vendor, newest in _NEWEST.items()
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
            cursor.execute(_INSERT[connection.vendor], [*kept, body(kept), read.reader])
    except DatabaseError as fault:
        raise AccessLogDown(sight=read.sight, found=type(fault).__name__) from fault


def teach_to_link(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Give a connection to SQLite, which knows no digests, the one that links looks."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("access_log_link", 3, link, deterministic=True)
