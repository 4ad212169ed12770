"""PostgreSQL set so that it may forget an answer: a copy does not start on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from tests.support.copies import Copy, refusals
from tests.support.processes import address


@pytest.mark.assures("CS-3")
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="settings of PostgreSQL")
def test_postgresql_that_may_forget_an_answer_is_refused(
    tmp_path: Path,
) -> None:
    copy = Copy.real(tmp_path, RECONVENE_DATABASE_URL=address())
    found = {}
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        with altered(name):
            found[name] = refusals(copy.started())

    assert found == {
        "fsync": ["fsync"],
        "full_page_writes": ["full-page-writes"],
        "synchronous_commit": ["synchronous-commit"],
    }
    assert copy.started().stdout == "serving\n"


@contextmanager
def altered(name: str) -> Iterator[None]:
    """Set one of the server's settings to off for a while; other tests beside it do not mind."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER SYSTEM SET {name} = off")
        cursor.execute("SELECT pg_reload_conf()")
        try:
            yield
        finally:
            cursor.execute(f"ALTER SYSTEM RESET {name}")
            cursor.execute("SELECT pg_reload_conf()")
