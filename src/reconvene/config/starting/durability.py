"""Whether an answer given is on the disk: a database that may forget one is not served from."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.config.starting.refusal import Refusal

_KEPT_BY_SQLITE = frozenset({2, 3})  # FULL, EXTRA
_OF_POSTGRESQL = ("fsync", "full_page_writes", "synchronous_commit")


def not_durable(connection: BaseDatabaseWrapper) -> Iterator[Refusal]:
    """Return each setting under which the database can lose what somebody was told is recorded."""
    if connection.vendor == "postgresql":
        yield from _postgresql(connection)
    else:
        yield from _sqlite(connection)


def _sqlite(connection: BaseDatabaseWrapper) -> Iterator[Refusal]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        (synchronous,) = cursor.fetchone()
        cursor.execute("PRAGMA journal_mode")
        (journal,) = cursor.fetchone()
    if synchronous not in _KEPT_BY_SQLITE:
        yield Refusal(
            "synchronous",
            f"SQLite is set to synchronous={synchronous}: after a power cut, what somebody was told "
            "is recorded can be gone. Take out what changes it; Reconvene sets FULL itself.",
        )
    if journal != "wal":
        yield Refusal(
            "journal",
            f"SQLite is set to journal_mode={journal}: readers and writers would stop each other, "
            "and nothing here was tried with it. Take out what changes it; the file must lie on a "
            "disk of this machine, since WAL does not work over a network.",
        )


def _postgresql(connection: BaseDatabaseWrapper) -> Iterator[Refusal]:
    with connection.cursor() as cursor:
        for name in _OF_POSTGRESQL:
            cursor.execute("SELECT current_setting(%s)", (name,))
            (found,) = cursor.fetchone()
            if found == "off":
                yield Refusal(
                    name.replace("_", "-"),
                    f"PostgreSQL is set to {name}=off: after a crash, what somebody was told is "
                    f"recorded can be gone. Set {name}=on in postgresql.conf, and look whether the "
                    "role or the database sets it otherwise.",
                )
