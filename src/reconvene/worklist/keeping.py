# ruff: noqa: S608  statements are made of our own column names; values are always parameters
"""How rows are brought up to date: a few set statements, whatever was there before.

Rows that are no longer wanted go, those that are there are put right, and only what differs is
written. Nothing is read first, so what is there cannot mislead: the same statements mend a
worklist that has gone wrong and build one from nothing.
"""

from collections.abc import Sequence

import msgspec
from django.db.backends.utils import CursorWrapper

from reconvene.worklist.models import Shelf
from reconvene.worklist.rows import Row

COLUMNS = tuple(field.name for field in msgspec.structs.fields(Row))
_KEY = ("case_id", "shelf", "key", "owner")
_REST = tuple(column for column in COLUMNS if column not in _KEY)
_DAYS = ("sort_on", "last_on", "act_on", "target_on")

_INSERT = f"INSERT INTO worklist_row ({', '.join(COLUMNS)})"
_PUT_RIGHT = f"""
    ON CONFLICT ({", ".join(_KEY)}) DO UPDATE
    SET {", ".join(f"{column} = excluded.{column}" for column in _REST)}
    WHERE ({", ".join(f"worklist_row.{column}" for column in _REST)})
"""
_DIFFERS_FROM = f"({', '.join(f'excluded.{column}' for column in _REST)})"

_TYPED = ", ".join(f"{column} {'date' if column in _DAYS else 'text'}" for column in COLUMNS)
_BUT_NAMES = f" AND worklist_row.shelf <> '{Shelf.NAME.value}'"
_ON_POSTGRESQL = f"""
    WITH wanted AS (SELECT * FROM json_to_recordset(%s) AS wanted ({_TYPED})),
    gone AS (
        DELETE FROM worklist_row USING (SELECT DISTINCT case_id FROM wanted) AS kept
        WHERE worklist_row.case_id = kept.case_id{{but_names}} AND NOT EXISTS (
            SELECT 1 FROM wanted
            WHERE {" AND ".join(f"wanted.{column} = worklist_row.{column}" for column in _KEY)}
        )
    )
    {_INSERT} SELECT {", ".join(COLUMNS)} FROM wanted {_PUT_RIGHT} IS DISTINCT FROM {_DIFFERS_FROM}
"""


def _taken_from(columns: Sequence[str]) -> str:
    return ", ".join(f"json_extract(value, '$.{column}')" for column in columns)


_DELETE_ON_SQLITE = f"""
    DELETE FROM worklist_row
    WHERE case_id IN (SELECT {_taken_from(["case_id"])} FROM json_each(%s))
    AND ({", ".join(_KEY)}) NOT IN (SELECT {_taken_from(_KEY)} FROM json_each(%s)){{but_names}}
"""
_INSERT_ON_SQLITE = f"""
    {_INSERT} SELECT {_taken_from(COLUMNS)} FROM json_each(%s) WHERE true
    {_PUT_RIGHT} IS NOT {_DIFFERS_FROM}
"""


def keep(
    cursor: CursorWrapper, wanted: Sequence[Row], *, is_new: bool = False, with_names: bool = True
) -> None:
    """
    Make the rows of one or more cases exactly these, in at most two statements.

    Args:
        cursor: Inside the transaction that changed the record.
        wanted: All rows of each case that has any among them.
        is_new: There can be no rows of these cases yet.
        with_names: Rows of names are among them; else those that are there stay as they are.
    """
    but_names = "" if with_names else _BUT_NAMES
    as_json = msgspec.json.encode(wanted).decode()
    if cursor.db.vendor == "postgresql":
        cursor.execute(_ON_POSTGRESQL.format(but_names=but_names), (as_json,))
        return
    if not is_new:
        cursor.execute(_DELETE_ON_SQLITE.format(but_names=but_names), (as_json, as_json))
    cursor.execute(_INSERT_ON_SQLITE, (as_json,))
