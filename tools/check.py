"""Run every check of the code, all of them whatever fails, and sum up at the end."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = "src/reconvene/web/jinja2"
CHECKS = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "types": ["mypy"],
    "rooms": ["lint-imports"],
    "templates": ["djlint", "--lint", "--quiet", TEMPLATES],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "documents": ["python", "-m", "tools.docs", "--check"],
    "assurance": ["python", "-m", "tools.shown", "--bare"],
}


def passes(name: str, command: list[str]) -> bool:
    """Run one check, print what it found where it fails, and say whether it passed."""
    program = str(Path(sys.executable).parent / command[0])
    environment = {**os.environ, "RECONVENE_DEMO": "1"}
    began = time.monotonic()
    done = subprocess.run(
        [program, *command[1:]],
        cwd=ROOT,
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    print(f"{name:<12}{verdict:<8}{time.monotonic() - began:5.1f} s", flush=True)
    if done.returncode:
        print(done.stdout.rstrip(), end="\n\n")
    return done.returncode == 0


def main() -> int:
    """Return 0 where every check passed, else 1 after naming those that failed."""
    results = {name: passes(name, command) for name, command in CHECKS.items()}
    failed = [name for name, passed in results.items() if not passed]
    print(f"\n{'Failed: ' + ', '.join(failed) if failed else 'All checks passed.'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
