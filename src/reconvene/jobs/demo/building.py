"""The whole demo, made in one go.

In: now. Out: authorities, people and cases, as if people had worked here for months.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from random import Random

from reconvene.core.workdays import london_day
from reconvene.jobs.demo.days import ToldDays
from reconvene.jobs.demo.holding import hold_cases, whose
from reconvene.jobs.demo.people import finish, settle
from reconvene.jobs.demo.stories import stories
from reconvene.jobs.demo.telling import tell
from reconvene.library.demo.files import Cast, House, read_cast
from reconvene.people.models import Authority


class Progress(Enum):
    """How much of the demo there is."""

    NOTHING = "nothing"
    PART = "part"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Built:
    """How much was made."""

    authorities: int
    people: int
    cases: int


def progress() -> Progress:
    """Tell how much of the demo there is. Part of it means that making it was broken off."""
    slugs = {house.slug for house in read_cast().houses}
    found = dict(Authority.objects.filter(slug__in=slugs).values_list("slug", "is_demo"))
    if not found:
        return Progress.NOTHING
    return Progress.WHOLE if set(found) == slugs and all(found.values()) else Progress.PART


def build(now: datetime) -> Built:
    """
    Make the demo, every act in it recorded on its own day up to now, and say how much it is.

    Raises:
        DemoRefused: Something in one of its cases may not be done.
    """
    cast = read_cast()
    counts = [_build_house(house, cast, now) for house in cast.houses]
    people = sum(len(house.members) for house in cast.houses)
    return Built(authorities=len(counts), people=people, cases=sum(counts))


def _build_house(house: House, cast: Cast, now: datetime) -> int:
    today = london_day(now)
    people = settle(house, cast, today)
    calendar = next(iter(people.values())).authority.days.as_known_on(today)
    draw = Random(house.slug).randrange  # noqa: S311  a demo's cases are called the same each time
    days = ToldDays(today, calendar)
    told = {whose(story): tell(story, people, now, draw) for story in stories(house, days)}
    hold_cases(house, told, people, days)
    finish(house)
    return len(told)
