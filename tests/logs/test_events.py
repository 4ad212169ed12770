"""The table of events that bear on security."""

import re

import pytest

from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from tests.support.lines import kept_lines


def test_thirty_or_more_are_listed_each_with_a_code_of_its_own() -> None:
    codes = [event.code for event in Event]

    assert len(set(codes)) == len(codes) >= 30
    assert [code for code in codes if not re.fullmatch(r"[a-z-]+\.[a-z-]+", code)] == []


@pytest.mark.assures("LOG-3")
@pytest.mark.parametrize("event", Event, ids=lambda event: event.code)
def test_each_is_one_line_in_utc_that_says_whether_it_is_urgent(event: Event) -> None:
    with kept_lines() as kept:
        tell(event, reason="tried")

    (said,) = kept.said
    assert said["event"] == event.code
    assert said["at"].endswith("Z")
    assert said.get("urgent", False) is event.is_urgent


def test_ten_or_more_are_urgent_and_most_are_not() -> None:
    assert 10 <= len([event for event in Event if event.is_urgent]) <= 15
