"""
What has to be asked of every case, those that are not there for whoever asks among them.

On PostgreSQL these are functions that the owner of the tables lends: each answers one question and
tells nothing of a case but what its caller brought along or is to get anyway.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.scope.lending import lent

_SERIAL = """
    SELECT COALESCE(MAX(serial), 0) + 1 AS serial
    FROM ledger_case WHERE authority = {authority} AND year = {year}
"""
_SUBMITTED = """
    SELECT entry.case_id, head.reference, entry.number, entry.link, entry.recorded_at, entry.body
    FROM ledger_entry entry JOIN ledger_case head ON head.id = entry.case_id
    WHERE entry.request = {request} AND head.authority = {authority}
"""
NEXT_SERIAL = {
    "sqlite": _SERIAL.format(authority="%s", year="%s"),
    "postgresql": "SELECT ledger_next_serial(%s, %s) AS serial",
}
"""The next number of an authority's year; its values are those two."""
SUBMITTED = {
    "sqlite": _SUBMITTED.format(request="%s", authority="%s"),
    "postgresql": "SELECT * FROM ledger_submitted(%s, %s)",
}
"""What a submission put on the record; its values are its key, which is a digest, and an authority."""

_FUNCTIONS = {
    "ledger_next_serial": f"""
        CREATE FUNCTION ledger_next_serial(text, integer) RETURNS integer LANGUAGE sql STABLE {{lent}}
        AS $${_SERIAL.format(authority="$1", year="$2")}$$
    """,
    "ledger_submitted": f"""
        CREATE FUNCTION ledger_submitted(bytea, text) RETURNS TABLE (
            case_id text, reference text, number integer, link bytea, recorded_at text, body bytea
        ) LANGUAGE sql STABLE {{lent}}
        AS $${_SUBMITTED.format(request="$1", authority="$2")}$$
    """,
}


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Create the functions; for a migration."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for name, function in _FUNCTIONS.items():
            cursor.execute(function.format(lent=lent(cursor)))
            cursor.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Drop them; for a migration taken back."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for name in _FUNCTIONS:
            cursor.execute(f"DROP FUNCTION {name}")
