"""`reconvene check FILE...`: everything wrong with a procedure definition, at once."""

import argparse

from reconvene.cli.trouble import text_of
from reconvene.core.procedure.problem import has_error
from reconvene.library.calendar_files import calendar_names
from reconvene.library.procedure_files import check_text


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Make the command known."""
    parser = commands.add_parser("check", help="report every problem in a procedure definition")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a procedure definition (YAML)")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print every problem of every file; return 1 where any is an error."""
    is_wrong = False
    for name in asked.files:
        problems = check_text(name, text_of(name), calendars=calendar_names())
        for problem in problems:
            print(problem.shown())
        if has_error(problems):
            is_wrong = True
        else:
            print(f"{name}: this procedure can work.")
    return 1 if is_wrong else 0
