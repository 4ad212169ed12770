"""A database migrated from nothing, with an eye on its transactions: a process of its own.

Prints, as JSON, each migration that was noted outside the transaction in which it was done.
"""

import json
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402  needs the set-up above
from django.db import connection  # noqa: E402
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402

call_command("migrate", "contenttypes", "0001", verbosity=0)  # makes the table of what was done
beside: list[str] = []


def watched(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Note whoever writes down a migration while no transaction is open."""
    table = MigrationRecorder.Migration._meta.db_table
    if sql.startswith("INSERT") and table in sql and not connection.in_atomic_block:
        beside.append(f"{params[0]}.{params[1]}")
    return execute(sql, params, many, context)


with connection.execute_wrapper(watched):
    call_command("migrate", verbosity=0)
print(json.dumps(beside))  # noqa: T201  this is what is asked
