"""Asking pytest which tests show what."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def marks() -> dict[str, dict[str, Any]]:
    """
    Return the marks of all tests, as pytest collects them.

    Under "clauses" and "assures" the ids of the tests that show each, under "sizes" how much is
    done for each check: with every change, in full, and of what.
    """
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "marks.json"
        command = [sys.executable, "-m", "pytest", "--collect-only", "--quiet", "--quiet"]
        done = subprocess.run(
            [*command, f"--marks-to={found}"], cwd=ROOT, check=False, capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(f"Cannot list the tests: pytest could not collect them.\n\n{done.stdout}")
        read: dict[str, dict[str, Any]] = json.loads(found.read_text(encoding="utf-8"))
        return read
