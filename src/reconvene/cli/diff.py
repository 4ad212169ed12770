"""`reconvene diff OLD NEW`: what changed between two versions, in words, and for whom."""

import argparse

from reconvene.cli.trouble import definition_of
from reconvene.core.procedure.diff import differences


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Make the command known."""
    parser = commands.add_parser("diff", help="say what changed between two versions")
    parser.add_argument("old", metavar="OLD", help="a definition, or a shipped reference")
    parser.add_argument("new", metavar="NEW", help="a definition, or a shipped reference")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print each difference as a sentence; say so where there is none."""
    found = differences(definition_of(asked.old), definition_of(asked.new))
    for difference in found:
        print(difference)
    if not found:
        print("Nothing has changed for anybody.")
    return 0
