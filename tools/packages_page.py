"""Make docs/reference/packages.md: each package a running copy asks for, its version, and why."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_WANT = re.compile(r"(?P<name>[a-z0-9.-]+)(\[[a-z,-]+\])?[^#]*#\s*(?P<why>.+)")

OPENING = """\
# Packages that a running copy asks for

Made by `make docs` from `requirements.in` and `requirements.lock`.
Each has a reason; what they bring with them is in the lock, and [under which licences](licences.md).
A copy installs exactly these versions, each checked against a hash.

| Package | Version | Why |
|---|---|---|
"""


def wants() -> dict[str, str]:
    """Return each package asked for by the name the lock gives it, with why."""
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    found = (_WANT.fullmatch(line) for line in lines if line and not line.startswith("#"))
    return {each["name"].replace(".", "-"): each["why"] for each in found if each}


def page() -> str:
    """Return the whole page."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock, re.MULTILINE))
    rows = (f"| `{name}` | {pins.get(name, '')} | {why} |\n" for name, why in wants().items())
    return OPENING + "".join(rows)
