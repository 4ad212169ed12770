"""Whether people are served in a role of PostgreSQL that is held to the policies of its tables."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.config.starting.refusal import Refusal
from reconvene.scope.within import SERVING

_IS_THERE = "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s)"
_ROLE = """
    SELECT rolsuper, rolbypassrls,
        EXISTS (SELECT 1 FROM pg_class WHERE relkind IN ('r', 'v', 'S')
            AND relnamespace = current_schema()::regnamespace
            AND pg_has_role(current_user, relowner, 'MEMBER')),
        NOT pg_has_role(current_user, %s, 'MEMBER')
    FROM pg_roles WHERE rolname = current_user
"""
_WRONG = (
    "is a superuser, whom no policy holds",
    "bypasses row-level security",
    "owns the tables, or may act as their owner",
    f"is no member of {SERVING}",
)


def beyond_policies(connection: BaseDatabaseWrapper) -> Iterator[Refusal]:
    """Return what lets the role that serves see or change more than the policies would let it."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(_IS_THERE, (SERVING,))
        (is_there,) = cursor.fetchone()
        if is_there:
            cursor.execute(_ROLE, (SERVING,))
            found = [words for words, holds in zip(_WRONG, cursor.fetchone(), strict=True) if holds]
        else:
            found = [f"cannot be a member of {SERVING}, which is not there yet"]
    if found:
        yield Refusal(
            "database-role",
            f"The role that PostgreSQL knows this copy by {'; it '.join(found)}. Serve with a role "
            f"of its own that is a member of {SERVING} and nothing else, and keep the one that "
            "owns the tables for manage.py: docs/how-to/put-it-on-a-server.md has the statements.",
        )
