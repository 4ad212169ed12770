"""What the database itself refuses: to change a look that was written down, or to drop it."""

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = {
    "access_log_read_stays": """
        CREATE TRIGGER access_log_read_stays BEFORE UPDATE ON access_log_read
        BEGIN SELECT RAISE(ABORT, 'access log: a look is never changed'); END
    """,
    "access_log_read_is_kept": """
        CREATE TRIGGER access_log_read_is_kept BEFORE DELETE ON access_log_read
        BEGIN SELECT RAISE(ABORT, 'access log: a look is never deleted'); END
    """,
}
_FUNCTION = """
    CREATE FUNCTION access_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'TRUNCATE' OR EXISTS (SELECT 1 FROM access_log_read) THEN
            RAISE EXCEPTION 'access log: %', TG_ARGV[0]
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END $$
"""
_POSTGRESQL = {
    "access_log_read_stays": """
        CREATE TRIGGER access_log_read_stays BEFORE UPDATE ON access_log_read
        FOR EACH ROW EXECUTE FUNCTION access_log_refuse('a look is never changed')
    """,
    "access_log_read_is_kept": """
        CREATE TRIGGER access_log_read_is_kept BEFORE DELETE ON access_log_read
        FOR EACH ROW EXECUTE FUNCTION access_log_refuse('a look is never deleted')
    """,
    "access_log_read_is_not_emptied": """
        CREATE TRIGGER access_log_read_is_not_emptied BEFORE TRUNCATE ON access_log_read
        EXECUTE FUNCTION access_log_refuse('a look is never deleted')
    """,
}


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Create the guards. Called by the migration that makes the table, and by tests."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for trigger in _triggers(connection).values():
            cursor.execute(trigger)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Drop the guards. Only for a migration that remakes the table, and for emptying test data."""
    on_table = " ON access_log_read" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            cursor.execute(f"DROP TRIGGER {name}{on_table}")
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION access_log_refuse()")


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
