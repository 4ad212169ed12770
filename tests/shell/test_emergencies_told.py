"""That a case was opened in an emergency, or was not, is one line of the log."""

import pytest

from reconvene.desk.emergency import open_in_emergency
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.lines import kept_lines
from tests.support.sp_life import RECEIVED_ON, noon

pytestmark = [pytest.mark.django_db, pytest.mark.assures("LOG-3")]

NOW = noon(day(RECEIVED_ON))
WHY = "A child may be hurt tonight."


def test_one_that_is_opened_is_told_of_once() -> None:
    desk = Desk.at()
    case, rhys = desk.open(), desk.people["rhys"]

    with kept_lines() as kept:
        opened = open_in_emergency(rhys, case.reference, WHY, NOW)

    assert opened is not None
    (told,) = kept.events
    assert (told["event"], told["actor"], told["case"]) == ("glass.broken", rhys.id, case.case_id)
    assert told["urgent"]


@pytest.mark.parametrize("who", ["amina", "rhys"], ids=["a wall", "no such case"])
def test_one_that_is_not_is_told_of_once_without_saying_why(who: str) -> None:
    desk = Desk.at()
    about = desk.open().reference if who == "amina" else "SP-2025-0999"

    with kept_lines() as kept:
        assert open_in_emergency(desk.people[who], about, WHY, NOW) is None

    told = [line for line in kept.events if line["event"].startswith("glass.")]
    assert [(line["event"], line["actor"]) for line in told] == [
        ("glass.refused", desk.people[who].id)
    ]
    assert about not in str(told)
