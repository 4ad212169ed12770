"""The mark of a database that was put in from a back-up and has not been verified yet.

It lies in the database itself, so that whoever serves it from wherever is held up; it comes with
what is put in and goes once that was verified.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE = "backup_not_verified"
MARK = f"CREATE TABLE {_TABLE} (is_so INTEGER)"
UNMARK = f"DROP TABLE IF EXISTS {_TABLE}"


def is_unverified(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether a restore into this database was broken off, or found it unsound."""
    return _TABLE in connection.introspection.table_names()


def unmark(connection: BaseDatabaseWrapper) -> None:
    """Take the mark off: all of it was verified."""
    with connection.cursor() as cursor:
        cursor.execute(UNMARK)
