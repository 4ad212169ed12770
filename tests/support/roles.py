"""Roles of PostgreSQL that a test's copy is served by, as how-to/put-it-on-a-server.md makes them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.db import connection

from reconvene.scope.within import SERVING
from tests.support.processes import address


@contextmanager
def serving_address() -> Iterator[str]:
    """Give the address of the tests' database for a role that may serve, and no more."""
    with role(f"IN ROLE {SERVING}") as name:
        yield as_role(address(), name)


@contextmanager
def role(words: str) -> Iterator[str]:
    """Give the name of a role that can be signed in as, made with these words."""
    name = f"serves_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} LOGIN {words}")
    try:
        yield name
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP ROLE {name}")


def as_role(database: str, name: str) -> str:
    """Return the address of a database for another role."""
    server = urlsplit(database)
    return server._replace(netloc=f"{name}@{server.netloc.rpartition('@')[2]}").geturl()
