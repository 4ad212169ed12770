"""What a database leaves lying after a row is deleted, and how far that can be cleared away.

SQLite: deleted bytes are overwritten as they go (`secure_delete`), the file is written anew, and
the write-ahead log is emptied. What the disk itself keeps is out of reach.

PostgreSQL: the small table of keys is written anew as another file; of the others, room is freed
for new rows, which write over what was there in time. Its write-ahead log and archive keep the
wrapped keys. So there, as in back-ups, it is the change of epochs that ends them.
"""

from django.db import OperationalError, connection

_SQLITE_EMPTIED = 0
_TABLES = (
    "ledger_entry, ledger_sealed_off, worklist_row, erasure_erasure, erasure_hold, "
    "erasure_looked_again, papers_paper, papers_chunk"
)


class NotScrubbed(RuntimeError):
    """The database could not clear away what was erased: it is in use, or has no room."""

    def __init__(self) -> None:
        super().__init__(
            "What was erased is in the book, but its bytes are not cleared away: the database was "
            "in use, or had no room. Nobody can read them without keys; run `manage.py erase` "
            "again to clear them."
        )


def scrub() -> None:
    """
    Clear away what deleted rows left lying. Outside a transaction; on large databases it takes a
    while, and on PostgreSQL nobody opens a case while the keys are written anew.

    Raises:
        NotScrubbed: Somebody kept it in use, or there is no room. Run it again.
    """
    try:
        is_done = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    except OperationalError as fault:
        raise NotScrubbed from fault
    if not is_done:
        raise NotScrubbed


def _postgresql() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (FULL) sealing_key")
        cursor.execute(f"VACUUM {_TABLES}")
    return True


def _sqlite() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(cursor.fetchone()[0] == _SQLITE_EMPTIED)
