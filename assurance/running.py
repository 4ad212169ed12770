"""Running the tests that are marked, and keeping how each ended."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from assurance.marks import ROOT

ON_A_SERVER = ("tests/shell", "tests/doors", "tests/journeys")
"""What touches a database; the rest is the same whichever there is, and runs with the first."""
WHERE: Mapping[str, Sequence[str]] = {"sqlite": ("tests",), "postgres": ON_A_SERVER}


class Ended(TypedDict):
    """How a test ended ("passed", "failed", "error", "skipped"), when, and what it shows."""

    outcome: str
    seconds: float
    assures: list[str]


class NothingRan(RuntimeError):
    """pytest gave no outcomes, so its silence shows nothing."""

    def __init__(self, *, code: int, said: str) -> None:
        super().__init__(
            f"No test could be run: pytest ended with code {code}. See that the tests can be "
            f"collected, then start again.\n\n{said}"
        )


def outcomes(
    words: Sequence[str], *, database: str, is_full: bool, tree: Path = ROOT, aloud: bool = False
) -> dict[str, Ended]:
    """
    Return how each test ended, by its id; never empty.

    Args:
        words: For pytest: which tests, and how.
        database: "sqlite" or "postgres".
        is_full: Whether in full numbers.
        tree: The copy of the source to test.
        aloud: Whether pytest speaks to whoever started this.

    Raises:
        NothingRan: There was nothing to run, or it could not be begun.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "outcomes.json"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", f"--outcomes-to={target}", *words],
            cwd=tree,
            env=environment(tree, database, is_full=is_full),
            check=False,
            text=True,
            stdout=None if aloud else subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        found: dict[str, Ended] = json.loads(target.read_text()) if target.exists() else {}
        if not found or done.returncode not in (0, 1):
            raise NothingRan(code=done.returncode, said=done.stdout or "")
        return found


def environment(tree: Path, database: str, *, is_full: bool) -> dict[str, str]:
    """Return this process's environment for another tree; nothing of a run around it remains."""
    mine = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "COV_", "RECONVENE_", "DJANGO_"))
    }
    return mine | {
        "PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}",
        "RECONVENE_DATABASE": database,
        "RECONVENE_ASSURANCE": "full" if is_full else "push",
    }
