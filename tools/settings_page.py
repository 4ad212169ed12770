"""The page of everything that can be set, from what the settings themselves say of it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SETTINGS = Path(__file__).resolve().parent.parent / "src/reconvene/config/settings.py"

HEAD = """\
# What can be set

A running copy takes all that differs between copies from its environment.
A demo needs none of these but `RECONVENE_DEMO`, which `make run` sets.
[Put it on a server](../how-to/put-it-on-a-server.md) says which a real copy needs, and in which order.

| Name | What it says |
|---|---|
"""


def page() -> str:
    """Return the page, whole."""
    return HEAD + "".join(f"| `{name}` | {says} |\n" for name, says in said())


def said() -> Iterator[tuple[str, str]]:
    """Yield each name with what the settings say of it, in their order."""
    text = ast.get_docstring(ast.parse(SETTINGS.read_text("utf-8"))) or ""
    for found in re.finditer(r"^(RECONVENE_\w+) +(.+(?:\n +.+)*)", text, re.MULTILINE):
        words = re.sub(r"\s+", " ", found[2])
        yield (
            found[1],
            re.sub(r"docs/(how-to|explanation)/([\w-]+)\.md", r"[\2](../\1/\2.md)", words),
        )
