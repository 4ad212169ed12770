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
from reconvene.worklist.rows import ANSWERING, Row

COLUMNS = tuple(field.name for field in msgspec.structs.fields(Row))
_KEY = ("case_id", "shelf", "key", "owner")
_KEY_PLACES = tuple(COLUMNS.index(column) for column in _KEY)
_REST = tuple(column for column in COLUMNS if column not in _KEY)
_DAYS = ("sort_on", "last_on", "act_on", "target_on")

_INSERT = f"INSERT INTO worklist_row ({', '.join(COLUMNS)})"


def _put_right(columns: Sequence[str]) -> str:
    """Return what becomes of a row that is there: these columns are as they are in the new one."""
    return f"""
        ON CONFLICT ({", ".join(_KEY)}) DO UPDATE
        SET {", ".join(f"{column} = excluded.{column}" for column in columns)}
        WHERE ({", ".join(f"worklist_row.{column}" for column in columns)})
    """


def _differs_from(columns: Sequence[str]) -> str:
    return f"({', '.join(f'excluded.{column}' for column in columns)})"


_TYPED = ", ".join(f"{column} {'date' if column in _DAYS else 'text'}" for column in COLUMNS)
_BUT_NAMES = f" AND worklist_row.shelf <> '{Shelf.NAME.value}'"
REACH = {
    "open_to": f"shelf = '{Shelf.OPEN.value}'",
    "shut_to": f"shelf = '{Shelf.SHUT.value}'",
    "answered_by": f"shelf = '{Shelf.SHUT.value}' AND key = '{ANSWERING}'",
}
"""On PostgreSQL each row repeats whom its case is open and shut to, for the policy that looks at it."""
OF_A_CASE = ", ".join(
    f"COALESCE(ARRAY_AGG(owner ORDER BY owner) FILTER (WHERE {which}), '{{}}') AS {name}"
    for name, which in REACH.items()
)
_REST_AND_REACH = (*_REST, *REACH)
# Joined with `reach` they may be found by reading the worklist through: a list of ids is looked up.
_OF_THESE = "worklist_row.case_id = ANY (ARRAY(SELECT case_id FROM reach))"
KEPT = f"""
    WITH wanted AS (SELECT * FROM json_to_recordset(given) AS wanted ({_TYPED})),
    reach AS (SELECT case_id, {OF_A_CASE} FROM wanted GROUP BY case_id),
    gone AS (
        DELETE FROM worklist_row
        WHERE {_OF_THESE} AND (with_names OR worklist_row.shelf <> '{Shelf.NAME.value}') AND NOT EXISTS (
            SELECT 1 FROM wanted
            WHERE {" AND ".join(f"wanted.{column} = worklist_row.{column}" for column in _KEY)}
        )
    ),
    stays AS (
        UPDATE worklist_row SET {", ".join(f"{name} = reach.{name}" for name in REACH)} FROM reach
        WHERE {_OF_THESE} AND worklist_row.case_id = reach.case_id
        AND NOT with_names AND worklist_row.shelf = '{Shelf.NAME.value}'
        AND ({", ".join(f"worklist_row.{name}" for name in REACH)})
            IS DISTINCT FROM ({", ".join(f"reach.{name}" for name in REACH)})
    )
    INSERT INTO worklist_row ({", ".join((*COLUMNS, *REACH))})
    SELECT {", ".join(f"wanted.{column}" for column in COLUMNS)},
        {", ".join(f"reach.{column}" for column in REACH)}
    FROM wanted JOIN reach ON reach.case_id = wanted.case_id
    {_put_right(_REST_AND_REACH)} IS DISTINCT FROM {_differs_from(_REST_AND_REACH)}
"""
"""What PostgreSQL does with the rows that are `given`; it keeps this as a function: see `policies`.

Where no names are among them, those that are there stay and repeat whom the case is open to now.
"""


def _taken_out(count: int) -> str:
    """Return so many values of a row that came as a list: by place they are found soonest."""
    return ", ".join(f"json_extract(value, '$[{place}]')" for place in range(count))


_DELETE_ON_SQLITE = f"""
    DELETE FROM worklist_row
    WHERE case_id IN (SELECT json_extract(value, '$[0]') FROM json_each(%s))
    AND ({", ".join(_KEY)}) NOT IN (SELECT {_taken_out(len(_KEY))} FROM json_each(%s)){{but_names}}
"""
# All rows in one call: between two others may take their turn, while the database is held.
_INSERT_ON_SQLITE = f"""
    {_INSERT} SELECT {_taken_out(len(COLUMNS))} FROM json_each(%s) WHERE true
    {_put_right(_REST)} IS NOT {_differs_from(_REST)}
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
    if cursor.db.vendor == "postgresql":
        as_json = msgspec.json.encode(wanted).decode()
        cursor.execute("SELECT worklist_keep(%s, %s)", (as_json, with_names))
        return
    rows = [[row[name] for name in COLUMNS] for row in msgspec.to_builtins(wanted)]
    if not is_new:
        keys = msgspec.json.encode([[row[place] for place in _KEY_PLACES] for row in rows]).decode()
        cursor.execute(_DELETE_ON_SQLITE.format(but_names=but_names), (keys, keys))
    cursor.execute(_INSERT_ON_SQLITE, (msgspec.json.encode(rows).decode(),))
