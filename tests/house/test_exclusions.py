"""Places where a check is told to look away."""

import re

from tests.support.tree import SOURCE

UNCOVERED = re.compile(r"# pragma: no (?:cover|branch)(?P<reason>.*)")


def test_every_line_left_out_of_coverage_says_why() -> None:
    silent = [
        f"{path.name}: {found[0]}"
        for path in SOURCE.rglob("*.py")
        for found in UNCOVERED.finditer(path.read_text(encoding="utf-8"))
        if len(found["reason"].split()) < 3
    ]

    assert silent == []
