"""
In: the words typed after `reconvene`.
Out: an exit code: 0 when all is well, 1 when something was found, 2 when it could not be asked.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from reconvene.cli import check, diff, draw, due, letters, story
from reconvene.cli.trouble import Trouble
from reconvene.core.workdays import CalendarExhausted

COMMANDS = (check, story, due, draw, diff, letters)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="reconvene",
        description="Procedures as data: check them, tell stories with them, count their days.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    asked = parser.parse_args(words)
    found = 2
    try:
        found = int(asked.run(asked))
        sys.stdout.flush()
    except (Trouble, CalendarExhausted) as trouble:
        print(f"reconvene: {trouble}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever reads has enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return found
