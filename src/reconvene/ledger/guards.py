"""What the database itself refuses: to change, drop or skip an entry, or to move a head by hand.

One change of an entry is let through: its sealed part may be made blank where a later entry of the
same case says that the record was erased. Nothing follows that entry.

On PostgreSQL they act with the rights of whoever owns the tables: so a head moves on that nobody else
could move, and what they look at is all there is.

The guards hold against mistakes in this program. Somebody who owns the database can take them
away; against that stand the chain, and copies of its newest links kept elsewhere.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.ledger.erased import KIND
from reconvene.scope.lending import lent

_HEAD_MOVES_ON = """
    NEW.length = OLD.length + 1
    AND NEW.id = OLD.id AND NEW.authority = OLD.authority AND NEW.reference = OLD.reference
    AND NEW.year = OLD.year AND NEW.serial = OLD.serial AND NEW.opened_at = OLD.opened_at
    AND EXISTS (
        SELECT 1 FROM ledger_entry
        WHERE case_id = NEW.id AND number = NEW.length AND link = NEW.link
    )
"""

_CLEAR = (
    "case_id number kind schema happened_on happened_at recorded_at actor role request body"
    " commitment link"
)
_IS_BLANKED = f"""
    LENGTH(NEW.sealed) = 0 AND OLD.kind <> '{KIND}'
    AND {" AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in _CLEAR.split())}
    AND EXISTS (
        SELECT 1 FROM ledger_entry erased
        WHERE erased.case_id = OLD.case_id AND erased.kind = '{KIND}'
        AND erased.number > OLD.number
    )
"""  # noqa: S608  own columns
_IS_ERASED = f"""
    EXISTS (SELECT 1 FROM ledger_entry
        WHERE case_id = NEW.case_id AND number = NEW.number - 1 AND kind = '{KIND}')
"""  # noqa: S608  own columns

_SQLITE = {
    "ledger_entry_stays": f"""
        CREATE TRIGGER ledger_entry_stays BEFORE UPDATE ON ledger_entry
        WHEN NOT ({_IS_BLANKED})
        BEGIN SELECT RAISE(ABORT, 'ledger: an entry is never changed'); END
    """,
    "ledger_entry_is_kept": """
        CREATE TRIGGER ledger_entry_is_kept BEFORE DELETE ON ledger_entry
        BEGIN SELECT RAISE(ABORT, 'ledger: an entry is never deleted'); END
    """,
    "ledger_entry_is_next": f"""
        CREATE TRIGGER ledger_entry_is_next BEFORE INSERT ON ledger_entry
        WHEN {_IS_ERASED} OR NOT EXISTS (
            SELECT 1 FROM ledger_case WHERE id = NEW.case_id AND length = NEW.number - 1
        )
        BEGIN SELECT RAISE(ABORT, 'ledger: an entry follows the one before it'); END
    """,  # noqa: S608  own columns
    "ledger_entry_moves_head": """
        CREATE TRIGGER ledger_entry_moves_head AFTER INSERT ON ledger_entry
        BEGIN
            UPDATE ledger_case SET length = NEW.number, link = NEW.link WHERE id = NEW.case_id;
        END
    """,
    "ledger_case_only_moves_on": f"""
        CREATE TRIGGER ledger_case_only_moves_on BEFORE UPDATE ON ledger_case
        WHEN NOT ({_HEAD_MOVES_ON})
        BEGIN SELECT RAISE(ABORT, 'ledger: a case only follows its newest entry'); END
    """,
    "ledger_case_is_kept": """
        CREATE TRIGGER ledger_case_is_kept BEFORE DELETE ON ledger_case
        BEGIN SELECT RAISE(ABORT, 'ledger: a case is never deleted'); END
    """,
    "ledger_case_begins_empty": """
        CREATE TRIGGER ledger_case_begins_empty BEFORE INSERT ON ledger_case
        WHEN NEW.length <> 0
        BEGIN SELECT RAISE(ABORT, 'ledger: a case begins without entries'); END
    """,
}

_FUNCTIONS = {
    "ledger_refuse": """
        CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'ledger: %', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    "ledger_stay": f"""
        CREATE FUNCTION ledger_stay() RETURNS trigger LANGUAGE plpgsql {{lent}} AS $$
        BEGIN
            IF NOT ({_IS_BLANKED}) THEN
                RAISE EXCEPTION 'ledger: an entry is never changed'
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$
    """,
    # Emptying a table that is empty takes nothing away.
    "ledger_not_emptied": """
        CREATE FUNCTION ledger_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE is_used boolean;
        BEGIN
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO is_used;
            IF is_used THEN
                RAISE EXCEPTION 'ledger: %', TG_ARGV[0]
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END $$
    """,
    # An act that was already under way when its case was sealed off comes too late. On SQLite
    # nothing can be under way: it has a single writer.
    "ledger_next": f"""
        CREATE FUNCTION ledger_next() RETURNS trigger LANGUAGE plpgsql {{lent}} AS $$
        BEGIN
            IF {_IS_ERASED} OR (NEW.kind <> '{KIND}' AND EXISTS (
                SELECT 1 FROM ledger_sealed_off WHERE case_id = NEW.case_id
            )) THEN
                RAISE EXCEPTION 'ledger: nothing follows on a record that is sealed off'
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            UPDATE ledger_case SET length = NEW.number, link = NEW.link
            WHERE id = NEW.case_id AND length = NEW.number - 1;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'ledger: an entry follows the one before it'
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END $$
    """,  # noqa: S608  own columns
    "ledger_move_on": f"""
        CREATE FUNCTION ledger_move_on() RETURNS trigger LANGUAGE plpgsql {{lent}} AS $$
        BEGIN
            IF NOT ({_HEAD_MOVES_ON}) THEN
                RAISE EXCEPTION 'ledger: a case only follows its newest entry'
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$
    """,
}

_POSTGRESQL = {
    "ledger_entry_stays": """
        CREATE TRIGGER ledger_entry_stays BEFORE UPDATE ON ledger_entry
        FOR EACH ROW EXECUTE FUNCTION ledger_stay()
    """,
    "ledger_entry_is_kept": """
        CREATE TRIGGER ledger_entry_is_kept BEFORE DELETE ON ledger_entry
        FOR EACH ROW EXECUTE FUNCTION ledger_refuse('an entry is never deleted')
    """,
    "ledger_entry_is_not_emptied": """
        CREATE TRIGGER ledger_entry_is_not_emptied BEFORE TRUNCATE ON ledger_entry
        EXECUTE FUNCTION ledger_not_emptied('an entry is never deleted')
    """,
    "ledger_entry_moves_head": """
        CREATE TRIGGER ledger_entry_moves_head AFTER INSERT ON ledger_entry
        FOR EACH ROW EXECUTE FUNCTION ledger_next()
    """,
    "ledger_case_only_moves_on": """
        CREATE TRIGGER ledger_case_only_moves_on BEFORE UPDATE ON ledger_case
        FOR EACH ROW EXECUTE FUNCTION ledger_move_on()
    """,
    "ledger_case_is_kept": """
        CREATE TRIGGER ledger_case_is_kept BEFORE DELETE ON ledger_case
        FOR EACH ROW EXECUTE FUNCTION ledger_refuse('a case is never deleted')
    """,
    "ledger_case_is_not_emptied": """
        CREATE TRIGGER ledger_case_is_not_emptied BEFORE TRUNCATE ON ledger_case
        EXECUTE FUNCTION ledger_not_emptied('a case is never deleted')
    """,
    "ledger_case_begins_empty": """
        CREATE TRIGGER ledger_case_begins_empty BEFORE INSERT ON ledger_case
        FOR EACH ROW WHEN (NEW.length <> 0)
        EXECUTE FUNCTION ledger_refuse('a case begins without entries')
    """,
}


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Create every guard. Called by the migrations that make or remake a table of the ledger."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for function in _FUNCTIONS.values():
                cursor.execute(function.format(lent=lent(cursor)))
        for trigger in _triggers(connection).values():
            cursor.execute(trigger)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Drop every guard. Only for a migration that remakes a table, and for emptying test data."""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            table = "_".join(name.split("_")[:2])
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
        if connection.vendor == "postgresql":
            for function in _FUNCTIONS:
                cursor.execute(f"DROP FUNCTION IF EXISTS {function}()")


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
