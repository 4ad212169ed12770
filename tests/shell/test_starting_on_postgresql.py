"""PostgreSQL set so that it may forget an answer: a copy does not start on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from reconvene.config.starting.role import beyond_policies
from reconvene.scope.within import SERVING
from tests.support.copies import Copy, refusals
from tests.support.processes import address as address_of_owner
from tests.support.roles import role, serving_address

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="settings and roles of PostgreSQL"
)


@pytest.mark.assures("CS-3", "AZ-10")
@pytest.mark.django_db(transaction=True)
def test_postgresql_that_may_forget_an_answer_is_refused(
    tmp_path: Path,
) -> None:
    found = {}
    with serving_address() as address:
        copy = Copy.real(tmp_path, RECONVENE_DATABASE_URL=address)
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            with altered(name):
                found[name] = refusals(copy.started())
        in_order = copy.started()
        as_the_owner = copy.started(RECONVENE_DATABASE_URL=address_of_owner())

    assert found == {
        "fsync": ["fsync"],
        "full_page_writes": ["full-page-writes"],
        "synchronous_commit": ["synchronous-commit"],
    }
    assert refusals(as_the_owner) == ["database-role"]
    assert "owns the tables, or may act as their owner" in as_the_owner.stderr
    assert in_order.stdout == "serving\n", in_order.stderr


@pytest.mark.assures("AZ-10")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (f"IN ROLE {SERVING}", None),
        (f"BYPASSRLS IN ROLE {SERVING}", "bypasses row-level security"),
        (f"SUPERUSER IN ROLE {SERVING}", "superuser"),
        (f"IN ROLE {SERVING}, postgres", "may act as their owner"),
        ("", "no member of"),
    ],
)
def test_a_role_that_could_pass_a_policy_is_refused(words: str, wrong: str | None) -> None:
    with role(words) as name, connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}")
        found = list(beyond_policies(connection))
        cursor.execute("RESET ROLE")

    assert [one.code for one in found] == ["database-role"] * bool(wrong)
    assert all((wrong or "") in one.says for one in found)


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
