"""List every clause of the two source procedures with the tests that show it."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from reconvene.library.clauses import read_clauses

ROOT = Path(__file__).resolve().parent.parent


def tests_by_clause() -> dict[str, list[str]]:
    """Return the ids of the tests marked with each clause, as pytest collects them."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "clauses.json"
        command = [sys.executable, "-m", "pytest", "--collect-only", "--quiet", "--quiet"]
        done = subprocess.run(
            [*command, f"--clauses-to={found}"],
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            sys.exit(f"Cannot list the tests: pytest could not collect them.\n\n{done.stdout}")
        tests: dict[str, list[str]] = json.loads(found.read_text(encoding="utf-8"))
        return tests


def main() -> int:
    """Print the register and return 0 where every clause is shown by at least one test."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bare", action="store_true", help="name only those without a test")
    is_short = parser.parse_args().bare
    tests = tests_by_clause()
    for clause, says in () if is_short else read_clauses().items():
        print(f"{clause:<9} {says}")
        print("\n".join(f"          {test}" for test in tests.get(clause, ["- no test -"])))
    bare = [clause for clause in read_clauses() if clause not in tests]
    shown = len(read_clauses()) - len(bare)
    print(f"\n{shown} of {len(read_clauses())} clauses are shown by a test.")
    if bare:
        print(f"No test shows: {', '.join(bare)}")
    return 1 if bare else 0


if __name__ == "__main__":
    sys.exit(main())
