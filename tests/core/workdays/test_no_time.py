"""A limit of nothing at all: the last day is the day of the event, and there is little to explain."""

import pytest

from reconvene.core.kinds.limit import Limit
from reconvene.core.workdays import derive, explain
from tests.support.days import day
from tests.support.given import england

START = day("Wed 2 Apr 2025")


@pytest.mark.parametrize("unit", ["working days", "calendar days", "weeks", "months", "years"])
def test_nothing_is_counted_and_the_day_itself_is_the_last(unit: str) -> None:
    derivation = derive(START, Limit.read(f"0 {unit}"), england().latest)

    assert (derivation.last_day, derivation.days) == (START, ())
    assert explain(derivation)[-1].startswith("The last day is Wednesday 2 April 2025")
    assert not any("month" in sentence for sentence in explain(derivation)[1:])
