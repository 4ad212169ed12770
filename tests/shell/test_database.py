"""How the database itself has been told to keep records."""

import pytest
from django.db import connection

TOLD: dict[str, dict[str, int | str]] = {
    "sqlite": {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20_000},
    "postgresql": {"TimeZone": "UTC", "standard_conforming_strings": "on"},
}
ASK = {"sqlite": "PRAGMA {}", "postgresql": 'SHOW "{}"'}


@pytest.mark.django_db
def test_the_database_keeps_records_as_it_was_told_to() -> None:
    told = TOLD[connection.vendor]

    said: dict[str, int | str] = {}
    with connection.cursor() as cursor:
        for name in told:
            cursor.execute(ASK[connection.vendor].format(name))
            (said[name],) = cursor.fetchone()

    assert said == told
