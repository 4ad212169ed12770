"""What a database leaves lying after a row is deleted, and how far that can be cleared away.

SQLite: deleted bytes are overwritten as they go (`secure_delete`), the file is written anew, and
the write-ahead log is emptied. What the disk itself keeps is out of reach.

PostgreSQL: the small table of keys is written anew as another file; of the others, room is freed
for new rows, which write over what was there in time. Its write-ahead log and archive keep the
wrapped keys. So there, as in back-ups, it is the change of epochs that ends them.
"""

from django.db import connection

_SQLITE_EMPTIED = 0
_TABLES = "ledger_entry, ledger_sealed_off, worklist_row, erasure_hold"


class NotScrubbed(RuntimeError):
    """Somebody reads the database just now, so what was erased still lies in its log."""

    def __init__(self) -> None:
        super().__init__(
            "What was erased is not cleared from the write-ahead log: somebody was reading. "
            "Nobody can read it without keys; run `manage.py erase` again to clear it."
        )


def scrub() -> None:
    """
    Clear away what deleted rows left lying. Outside a transaction; on large databases it takes a
    while, and on PostgreSQL nobody opens a case while the keys are written anew.

    Raises:
        NotScrubbed: Somebody kept the log in use. Run it again.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM (FULL) sealing_key")
            cursor.execute(f"VACUUM {_TABLES}")
            return
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if cursor.fetchone()[0] != _SQLITE_EMPTIED:
            raise NotScrubbed
