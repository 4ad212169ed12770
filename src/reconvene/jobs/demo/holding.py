"""Closed cases of the demo that somebody wants kept, held through the desk.

In: what is held, the receipts of the cases by whose complaint each is. Out: nothing; holds on record.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time

from reconvene.core.workdays import LONDON
from reconvene.desk.answers import Receipt
from reconvene.desk.retention import HoldKind, Wanted, hold
from reconvene.jobs.demo.days import ToldDays
from reconvene.library.demo.files import House
from reconvene.people.models import Person
from reconvene.stories.story import Story

_IN_THE_MORNING = time(10)


def whose(story: Story) -> str:
    """Return the name of whoever complains in a story."""
    name: str = story.steps[0].details["complainant"]["name"]
    return name


def hold_cases(
    house: House, told: Mapping[str, Receipt], people: Mapping[str, Person], days: ToldDays
) -> None:
    """Place an authority's holds, each on its own day."""
    for one in house.held:
        wanted = Wanted(HoldKind(one.kind), one.reason, days.on(one.look_again_on))
        at = datetime.combine(days.on(one.on), _IN_THE_MORNING, LONDON).astimezone(UTC)
        hold(people[one.by], told[one.family].reference, wanted, at)
