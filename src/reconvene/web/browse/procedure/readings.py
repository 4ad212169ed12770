"""
The readings taken where a procedure can be read two ways: their numbers and titles.

In: the files under docs/readings, where a copy has them. Out: a title by number; none without them.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def read_titles(folder: Path | None = None) -> Mapping[str, str]:
    """Return the title of each reading by its number, "R-001"; empty where the files are not here."""
    home = folder or settings.PACKAGE.parent.parent / "docs" / "readings"
    heads = (path.read_text(encoding="utf-8").partition("\n")[0] for path in _files(home))
    titles = (head.removeprefix("# ").partition(": ") for head in heads)
    return {number: title for number, _, title in titles if title}


def _files(home: Path) -> list[Path]:
    return sorted(home.glob("R-*.md")) if home.is_dir() else []
