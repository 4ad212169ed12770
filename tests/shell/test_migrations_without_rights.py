"""Migrations by somebody who may add to the record and change nothing in it: PostgreSQL."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.support.copies import Copy

pytestmark = [
    pytest.mark.assures("MG-3"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="rights of PostgreSQL"),
]
BEFORE_ANY_RIGHT_IS_TAKEN = ("ledger", "0001_initial")


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    """Give a copy on an empty database that belongs to a role of its own."""
    name = f"rights_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} LOGIN")
        cursor.execute(f"CREATE DATABASE {name} OWNER {name} TEMPLATE template0")
    server = urlsplit(os.environ["RECONVENE_DATABASE_URL"])
    whose = server._replace(netloc=f"{name}@{server.netloc.rpartition('@')[2]}", path=f"/{name}")
    yield Copy.demo(
        tmp_path / "var",
        RECONVENE_DATABASE_URL=whose.geturl(),
        RECONVENE_KEY_FILE=str(settings.KEY_FILE),
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        cursor.execute(f"DROP ROLE {name}")


def asked(copy: Copy, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(copy.environment["RECONVENE_DATABASE_URL"], autocommit=True) as server:
        found = server.execute(statement)
        return found.fetchall() if found.description else []


def test_every_migration_passes_without_the_right_to_change_an_entry(copy: Copy) -> None:
    copy.must("migrate", "--verbosity", "0", *BEFORE_ANY_RIGHT_IS_TAKEN)
    asked(copy, "REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry FROM CURRENT_USER")
    asked(copy, "REVOKE DELETE, TRUNCATE ON ledger_case FROM CURRENT_USER")

    copy.must("migrate", "--verbosity", "0")

    assert "[ ]" not in copy.must("showmigrations", "--list")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        asked(copy, "UPDATE ledger_entry SET kind = kind")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        asked(copy, "DELETE FROM ledger_case")
