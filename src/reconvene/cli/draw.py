"""`reconvene draw FILE`: the procedure as a drawing (SVG)."""

import argparse
from pathlib import Path

from reconvene.cli.trouble import Trouble, definition_of
from reconvene.drawing import described, draw


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Make the command known."""
    parser = commands.add_parser("draw", help="draw a procedure as SVG")
    parser.add_argument("procedure", metavar="FILE", help="a definition, or a shipped reference")
    parser.add_argument("--out", help="write here instead of printing")
    parser.add_argument("--words", action="store_true", help="say it in sentences instead")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print the drawing, or write it."""
    definition = definition_of(asked.procedure)
    made = "\n".join(described(definition)) if asked.words else draw(definition)
    if asked.out:
        try:
            Path(asked.out).write_text(made, encoding="utf-8")
        except OSError as fault:
            raise Trouble(f"{asked.out} could not be written: {fault.strerror}.") from fault
        print(f"Drawn: {asked.out}")
    else:
        print(made)
    return 0
