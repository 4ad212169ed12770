"""The page of rules taken out speaks of the rules and the tests there are."""

import re
from pathlib import Path

from tools.taken_out import RULES

HERE = Path(__file__).parent
PAGE = (HERE.parents[2] / "docs/explanation/taken-out.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!Taken out|---)(.+) \| (.+) \|$", PAGE, flags=re.MULTILINE)


def test_the_page_lists_every_rule_that_is_taken_out() -> None:
    assert [says for says, _ in ROWS] == [rule.says for rule in RULES]


def test_every_rule_is_missed_by_a_test_that_is_still_there() -> None:
    there = {
        name
        for path in HERE.glob("test_*.py")
        for name in re.findall(r"^ *def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }

    for says, tests in ROWS:
        missed_by = set(re.findall(r"`(test_\w+)`", tests))
        assert missed_by, says
        assert missed_by <= there, says
