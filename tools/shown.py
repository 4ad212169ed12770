"""List what is to be shown, clauses of the source procedures and checks, with the tests for each."""

import argparse
import sys
from collections.abc import Mapping

from assurance.checks import read_checks
from assurance.marks import marks
from reconvene.library.clauses import read_clauses


def main() -> int:
    """Print both registers; return 0 where every clause and check is shown or excused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bare", action="store_true", help="name only those without a test")
    is_short = parser.parse_args().bare
    found = marks()
    clauses, checks = read_clauses(), read_checks()
    excused = {name for name, check in checks.items() if check.reason}
    says = {name: check.says for name, check in checks.items()}
    bare = _told("clauses", clauses, found["clauses"], set(), is_short=is_short)
    unshown = _told("checks", says, found["assures"], excused, is_short=is_short)
    return 1 if bare or unshown else 0


def _told(
    what: str,
    register: Mapping[str, str],
    tests: dict[str, list[str]],
    excused: set[str],
    *,
    is_short: bool,
) -> list[str]:
    """Print a register with its tests, and return what no test shows."""
    for name, says in () if is_short else register.items():
        print(f"{name:<9} {says}")
        print("\n".join(f"          {test}" for test in tests.get(name, ["- no test -"])))
    bare = [name for name in register if name not in tests and name not in excused]
    shown = len([name for name in register if name in tests])
    print(f"\n{shown} of {len(register)} {what} are shown by a test.")
    if bare:
        print(f"No test shows: {', '.join(bare)}")
    return bare


if __name__ == "__main__":
    sys.exit(main())
