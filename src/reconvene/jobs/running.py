"""
How a command ends that came to a fault: in plain words, and without those of a family.

In: the words of a command line. Out: what the command says, or a number under which the log has
the fault's kind and places. Whoever reads a command's last words may be anybody: they are mailed
by schedulers, pasted and printed.
"""

import logging
import sys
from collections.abc import Sequence
from secrets import token_hex

from django.apps import apps
from django.core.management import execute_from_command_line
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from reconvene.logs.about import answering

_log = logging.getLogger("reconvene.faults")
_OURS = "reconvene."


def run(words: Sequence[str]) -> None:
    """
    Carry out a command. One that fails ends with 1 and says no more than it may.

    Faults that we named say what was found and what to do next, and hold nothing personal; of any
    other, only the kind is said. With `--traceback` Python's own account follows, for a
    development machine.
    """
    try:
        execute_from_command_line(list(words))
    except Exception as fault:
        if "--traceback" in words:
            raise
        sys.exit(_said_of(fault))


def _said_of(fault: Exception) -> str:
    kind = type(fault)
    if kind.__module__.startswith(_OURS):
        return f"{kind.__name__}: {fault}"
    number = token_hex(8)
    if apps.ready:  # before, the log is not set up, and would tell more than it should
        with answering(number):
            _log.error("A command came to a fault.", exc_info=fault)
        if isinstance(fault, DatabaseError) and _lacks_tables():
            return (
                "This could not be done: the database is not up to date with this release. Run "
                "`manage.py migrate`, as its owner, and then this again. If it goes on, the log has "
                f"the fault under {number}."
            )
    return (
        f"This could not be done: {kind.__name__}. Nobody can tell how far it came; most commands "
        "can simply be run again. If it goes on, tell whoever looks after this service; the log "
        f"has the fault under {number}."
    )


def _lacks_tables() -> bool:
    """Tell whether there are migrations that the database has not had; not where it is away."""
    connection.close()  # what failed may have left it of no use
    try:
        migrations = MigrationExecutor(connection)
        return bool(migrations.migration_plan(migrations.loader.graph.leaf_nodes()))
    except DatabaseError:
        return False
