# ruff: noqa: S608  statements are made of our own names
"""
What the role in which people are served may do with each table: `manage.py migrate` gives it.

A table that is not named here may be read and written, row by row. None may be emptied, changed in
its form, or owned.
"""

from collections.abc import Iterator

from django.db import Error, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from reconvene.scope.within import SERVING

_ANYTHING = "SELECT, INSERT, UPDATE, DELETE"
NARROWER = {
    "access_log_read": "SELECT, INSERT",
    "access_log_review": (
        "SELECT, INSERT, UPDATE (given_back_at, reviewed_by, reviewed_at, verdict, note)"
    ),
    "django_migrations": "SELECT",
    "erasure_ended": "SELECT, INSERT",
    "erasure_looked_again": "SELECT, INSERT",
    "ledger_case": "SELECT, INSERT, UPDATE (length, link)",
    "ledger_entry": "SELECT, INSERT",
    "ledger_sealed_off": "SELECT, DELETE",
    "papers_chunk": "SELECT, INSERT, DELETE",
    "sealing_given_up": "SELECT",
    "sealing_key": "SELECT, INSERT, DELETE",
    "worklist_row": "SELECT",
}
"""
A head is held while somebody acts, which the database grants to those alone who may change it; its
guard refuses every change. Keys are deleted of drafts only, which a policy says.
"""
FUNCTIONS = ("ledger_submitted", "worklist_keep")

_MAKE = f"""
    DO $$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{SERVING}') THEN
            CREATE ROLE {SERVING} NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$
"""
_TABLES = """
    SELECT quote_ident(relname), relname, relkind FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'S')
    ORDER BY relname
"""
_LENT = """
    SELECT quote_ident(proname) FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace AND proname = ANY (%s)
"""


class RoleMissing(RuntimeError):
    """There is no role in which people can be served, and none can be made."""

    def __init__(self, *, found: str) -> None:
        self.found = found
        super().__init__(
            f"The role {SERVING} is not there and was not made ({found}). Let somebody who may "
            f"make roles run: CREATE ROLE {SERVING} NOLOGIN; and migrate again."
        )


def allow_serving(connection: BaseDatabaseWrapper) -> None:
    """
    Make the role in which people are served, where it is not there, and give it its rights anew.

    A session of the database that is told nobody's name fails from then on instead of finding no
    cases: whoever looks after all of them has to own the tables.

    Raises:
        RoleMissing: It is not there, and whoever migrates may not make it.
    """
    if connection.vendor != "postgresql":
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        try:
            cursor.execute(_MAKE)
        except Error as fault:
            raise RoleMissing(found=type(fault).__name__) from fault
        for statement in _grants(cursor):
            cursor.execute(statement)


def _grants(cursor: CursorWrapper) -> Iterator[str]:
    cursor.execute("SELECT quote_ident(current_database()), quote_ident(current_schema())")
    database, schema = cursor.fetchone()
    yield f"ALTER DATABASE {database} SET row_security = off"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {SERVING}"
    cursor.execute(_TABLES)
    for quoted, name, kind in cursor.fetchall():
        yield f"REVOKE ALL ON {quoted} FROM PUBLIC, {SERVING}"
        rights = "USAGE" if kind == "S" else NARROWER.get(name, _ANYTHING)
        yield f"GRANT {rights} ON {'SEQUENCE ' * (kind == 'S')}{quoted} TO {SERVING}"
    cursor.execute(_LENT, (list(FUNCTIONS),))
    for (function,) in cursor.fetchall():
        yield f"GRANT EXECUTE ON FUNCTION {function} TO {SERVING}"
