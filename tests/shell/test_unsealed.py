"""What stands in for the ciphers in a benchmark still fits where they stand."""

import pytest

from benchmarks.unsealed import unsealed
from reconvene.desk.look import load
from tests.support.days import day
from tests.support.desk import Desk

pytestmark = pytest.mark.django_db


def test_a_life_is_lived_and_found_with_nothing_sealed() -> None:
    with unsealed():
        desk = Desk.at()
        taken = desk.open()
        desk.live(taken.case_id, 4)

        look = load(desk.people["ben"], taken.case_id, day("Fri 9 May 2025"))

    assert look.case.received is not None
    assert look.case.received.complainant.name == "Ewa Zielińska"
