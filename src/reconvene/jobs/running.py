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
    return (
        f"This could not be done: {kind.__name__}. Nobody can tell how far it came; most commands "
        "can simply be run again. If it goes on, tell whoever looks after this service; the log "
        f"has the fault under {number}."
    )
