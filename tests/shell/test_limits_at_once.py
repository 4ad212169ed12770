"""A limit on tries, when many try at once, in several processes, over a restart and a clock set back."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings

from reconvene.people.models import Guess
from tests.support.processes import address, environment, said_by

PROCESSES = 4
TRIES = 50
FREE = (50, 5, 5)  # for an address, a name, and somebody's codes
A_MINUTE_LATER, AN_HOUR_BACK = 1, -60


def let_through(tmp_path: Path, minutes_on: int) -> tuple[int, ...]:
    """Return how many tries at each bucket four processes let through together."""

    def one(number: int) -> list[int]:
        folder = tmp_path / f"{minutes_on}-{number}"
        folder.mkdir()
        around = environment(
            folder,
            RECONVENE_DATABASE_URL=address("tries"),
            RECONVENE_SECRET_KEY=settings.SECRET_KEY,
        )
        said = said_by("tests.support.tries", TRIES, minutes_on, environment=around)
        return [int(line) for line in said.split()]

    with ThreadPoolExecutor(PROCESSES) as processes:
        found = list(processes.map(one, range(PROCESSES)))
    return tuple(map(sum, zip(*found, strict=True)))


@pytest.mark.assures("RL-2")
@pytest.mark.django_db(transaction=True)
def test_holds_for_two_hundred_at_once_over_a_restart_and_a_clock_set_back(tmp_path: Path) -> None:
    assert let_through(tmp_path, 0) == FREE
    assert let_through(tmp_path, A_MINUTE_LATER) == (0, 0, 0)
    assert let_through(tmp_path, AN_HOUR_BACK) == (0, 0, 0)
    assert let_through(tmp_path, 10) == (2, 1, 1), "each comes back after its own while"
    assert all(len(guess.pk) == 64 for guess in Guess.objects.all())
