"""
What has to be asked of every case, those that are not there for whoever asks among them.

On PostgreSQL these are functions that the owner of the tables lends: each answers one question and
tells nothing of a case but what its caller brought along or is to get anyway.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.scope.lending import lent

_SUBMITTED = """
    SELECT entry.case_id, head.reference, entry.number, entry.link, entry.recorded_at, entry.body
    FROM ledger_entry entry JOIN ledger_case head ON head.id = entry.case_id
    WHERE entry.request = {request} AND head.authority = {authority}
"""
SUBMITTED = {
    "sqlite": _SUBMITTED.format(request="%s", authority="%s"),
    "postgresql": "SELECT * FROM ledger_submitted(%s, %s)",
}
"""What a submission put on the record; its values are its key, which is a digest, and an authority."""

_FUNCTIONS = {
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
