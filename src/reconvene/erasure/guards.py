"""What the database itself demands before a record may be erased: two approvals, and no hold.

It looks at the entry that ends a record as that comes onto it, whoever puts it there.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.erasure.models import State
from reconvene.ledger.erased import KIND

_NAME = "erasure_has_leave"
_HAS_LEAVE = f"""
    EXISTS (SELECT 1 FROM erasure_erasure
        WHERE case_id = NEW.case_id AND state = '{State.SEALED_OFF.value}')
    AND NOT EXISTS (SELECT 1 FROM erasure_hold WHERE case_id = NEW.case_id AND lifted_by = '')
"""  # noqa: S608  own columns
_REFUSED = "erasure: a record is erased with two approvals and without a hold"

_SQLITE = (
    f"""
    CREATE TRIGGER {_NAME} BEFORE INSERT ON ledger_entry
    WHEN NEW.kind = '{KIND}' AND NOT ({_HAS_LEAVE})
    BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END
    """,
)
_POSTGRESQL = (
    f"""
    CREATE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT ({_HAS_LEAVE}) THEN
            RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE TRIGGER {_NAME} BEFORE INSERT ON ledger_entry
    FOR EACH ROW WHEN (NEW.kind = '{KIND}') EXECUTE FUNCTION {_NAME}()
    """,
)


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Create the guard. Called by a migration, and by any later one that remakes the entries."""
    statements = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Drop the guard."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS {_NAME} ON ledger_entry")
            cursor.execute(f"DROP FUNCTION IF EXISTS {_NAME}()")
        else:
            cursor.execute(f"DROP TRIGGER IF EXISTS {_NAME}")
