# ruff: noqa: S608  statements are made of our own names
"""
What PostgreSQL itself gives out of a case, and to whom: an extra net beneath the program's answers.

Whom a case is open and shut to stands in rows of its worklist (see `admitting`), and there each row
repeats it: so a list, however long, is held to it without looking anything up. Of everything else
a case is there for whoever is given a row of its worklist. Policies hold for every role but the
one that owns the tables; who asks they know from `scope.within`.

Nobody is to write what says whom a case is open to who is held to it: `worklist_keep` does, which
the owner of the tables lends.
"""

from collections.abc import Mapping
from typing import TypeAlias

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from reconvene.scope.lending import lent
from reconvene.scope.within import Purpose
from reconvene.worklist.keeping import KEPT, OF_A_CASE, REACH
from reconvene.worklist.models import Shelf

_AUTHORITY = "NULLIF(current_setting('reconvene.authority', true), '')"
_PERSON = "NULLIF(current_setting('reconvene.person', true), '')"
_OWNERS = "NULLIF(current_setting('reconvene.owners', true), '')::text[]"


def _is_for(purpose: Purpose) -> str:
    return f"current_setting('reconvene.purpose', true) = '{purpose.value}'"


_IS_OPEN = (
    f"(open_to && {_OWNERS}"
    f" OR ({_is_for(Purpose.EMERGENCY)} AND CARDINALITY({_OWNERS}) > 1))"
    f" AND {_PERSON} <> ALL (shut_to)"
)
# Whoever answers has what they owe, and the name to look for it by.
_ANSWERS = (
    f"(owner = {_PERSON} OR shelf = '{Shelf.NAME.value}')"
    f" AND {_PERSON} = ANY (answered_by) AND {_is_for(Purpose.WORK)}"
)
_IS_THERE = "EXISTS (SELECT 1 FROM worklist_row AS seen WHERE seen.case_id = {case})"
_HEAD_IS_THERE = "EXISTS (SELECT 1 FROM ledger_case AS head WHERE head.id = {case})"
_IS_BEING_OPENED = (
    f"(length = 0 OR id = current_setting('reconvene.opening', true)) AND authority = {_AUTHORITY}"
)
_HOUSE = _is_for(Purpose.HOUSE)
_OF_THE_HOUSE = f"({_HOUSE} AND {_HEAD_IS_THERE})"
_IS_OVERSEEN = f"{_is_for(Purpose.OVERSIGHT)} AND authority = {_AUTHORITY}"
_IS_THE_HOUSES = f"{_is_for(Purpose.HOUSE)} AND authority = {_AUTHORITY}"
_IS_REVIEWED = f"""{_is_for(Purpose.OVERSIGHT)} AND EXISTS (
    SELECT 1 FROM access_log_review AS review
    WHERE review.case_id = sealing_key.case_id AND review.authority = {_AUTHORITY}
)"""
_STARTS = _is_for(Purpose.START)
_OF_NO_CASE = "case_id = ''"

_Policies: TypeAlias = Mapping[str, Mapping[str, str]]

# What costs least stands first: the rest of it is then not asked.
_POLICIES: dict[str, dict[str, str]] = {
    "worklist_row": {
        "SELECT": f"authority = {_AUTHORITY} AND (({_IS_OPEN}) OR ({_ANSWERS}) OR {_HOUSE})",
    },
    "ledger_case": {
        "SELECT": f"({_IS_BEING_OPENED}) OR ({_IS_OVERSEEN}) OR ({_IS_THE_HOUSES}) OR {_STARTS}"
        f" OR {_IS_THERE.format(case='ledger_case.id')}",
        "INSERT": f"authority = {_AUTHORITY}",
        "UPDATE": f"({_IS_THE_HOUSES}) OR {_IS_THERE.format(case='ledger_case.id')}",
    },
    "ledger_entry": {
        "SELECT": f"{_STARTS} OR {_OF_THE_HOUSE.format(case='ledger_entry.case_id')}"
        f" OR {_IS_THERE.format(case='ledger_entry.case_id')}",
        "INSERT": _HEAD_IS_THERE.format(case="ledger_entry.case_id"),
    },
    "ledger_sealed_off": {
        "SELECT": f"{_STARTS} OR {_OF_THE_HOUSE.format(case='ledger_sealed_off.case_id')}"
        f" OR {_IS_THERE.format(case='ledger_sealed_off.case_id')}",
        "DELETE": _OF_THE_HOUSE.format(case="ledger_sealed_off.case_id"),
    },
    "sealing_key": {
        "SELECT": f"{_OF_NO_CASE} OR ({_IS_REVIEWED})"
        f" OR {_OF_THE_HOUSE.format(case='sealing_key.case_id')}"
        f" OR {_IS_THERE.format(case='sealing_key.case_id')}",
        "INSERT": f"{_OF_NO_CASE} OR {_HEAD_IS_THERE.format(case='sealing_key.case_id')}",
        "DELETE": _OF_NO_CASE,
    },
}


def _of_papers(table: str, *acts: str) -> dict[str, str]:
    case = f"{table}.case_id"
    there = f"{_OF_THE_HOUSE.format(case=case)} OR {_IS_THERE.format(case=case)}"
    return dict.fromkeys(acts, there)


# The house looks at what was brought in for what is harmful, and shows it to nobody.
_OF_PAPERS = {
    "papers_paper": _of_papers("papers_paper", "SELECT", "INSERT", "UPDATE", "DELETE"),
    "papers_chunk": _of_papers("papers_chunk", "SELECT", "INSERT", "DELETE"),
}
GUARDED = (*_POLICIES, *_OF_PAPERS)
"""The tables that a case's rows lie in."""

_KEEP = f"""
    CREATE OR REPLACE FUNCTION worklist_keep(given json, with_names boolean) RETURNS void LANGUAGE plpgsql {{lent}} AS $$
    BEGIN {KEPT}; END $$
"""
_REPEAT = f"""
    UPDATE worklist_row SET {", ".join(f"{name} = reach.{name}" for name in REACH)}
    FROM (SELECT case_id, {OF_A_CASE} FROM worklist_row GROUP BY case_id) AS reach
    WHERE reach.case_id = worklist_row.case_id
"""


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Let the database hold whoever does not own its tables to the policies."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for name in REACH:
            cursor.execute(
                f"ALTER TABLE worklist_row ADD COLUMN {name} text[] NOT NULL DEFAULT '{{}}'"
            )
        cursor.execute(_REPEAT)
        cursor.execute(_KEEP.replace("{lent}", lent(cursor)))
        cursor.execute("REVOKE ALL ON FUNCTION worklist_keep FROM PUBLIC")
        _guard(cursor, _POLICIES)


def put_up_of_papers(connection: BaseDatabaseWrapper) -> None:
    """Hold them to the policies of papers too, which came later."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            _guard(cursor, _OF_PAPERS)


def take_down_of_papers(connection: BaseDatabaseWrapper) -> None:
    """Take those away again; only for a migration."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            _leave_open(cursor, _OF_PAPERS)


def _guard(cursor: CursorWrapper, guarded: _Policies) -> None:
    for table, policies in guarded.items():
        for act, rule in policies.items():
            kind = "WITH CHECK" if act == "INSERT" else "USING"
            name = f"{table}_{act.lower()}"
            cursor.execute(f"CREATE POLICY {name} ON {table} FOR {act} {kind} ({rule})")
        cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


def _leave_open(cursor: CursorWrapper, guarded: _Policies) -> None:
    for table, policies in guarded.items():
        cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        for act in policies:
            cursor.execute(f"DROP POLICY {table}_{act.lower()} ON {table}")


def keep_anew(connection: BaseDatabaseWrapper) -> None:
    """Put what keeps the rows in the place of what an earlier release put up."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_KEEP.replace("{lent}", lent(cursor)))


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Take the policies away again; only for a migration."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        _leave_open(cursor, _POLICIES)
        cursor.execute("DROP FUNCTION worklist_keep")
        for name in REACH:
            cursor.execute(f"ALTER TABLE worklist_row DROP COLUMN {name}")
