"""
Who comes to these pages: somebody who looks after information governance, or there are none.

In: a request. Out: the person, the day and what stands around the page; 404 to everybody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import Http404, HttpRequest
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.desk.oversight import is_overseer
from reconvene.people.models import Person
from reconvene.web.browse.looking import shows_nothing_unwritten
from reconvene.web.browse.signed_in import colleague_names, frame_of, person_of
from reconvene.web.components.frame import Frame

HERE = "Kept and erased"
GONE = "Somebody who is not here any more"


@dataclass(frozen=True)
class Visitor:
    """Somebody who looks after information governance, at this moment."""

    person: Person
    now: datetime

    @property
    def today(self) -> date:
        """The day in London."""
        return london_day(self.now)

    @property
    def frame(self) -> Frame:
        """What stands around their pages."""
        return frame_of(self.person, self.today)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of everybody who ever worked here, by id."""
        return colleague_names(self.person)

    def name(self, person: str) -> str:
        """Return what somebody is called here: you, a colleague by name, or nobody any more."""
        return "you" if person == self.person.id else self.names.get(person, GONE)


def visitor(request: HttpRequest) -> Visitor:
    """
    Return who asks.

    Raises:
        Http404: They do not look after information governance.
    """
    person, now = person_of(request), timezone.now()
    if not is_overseer(person, london_day(now)):
        raise Http404
    shows_nothing_unwritten(request)  # the desk writes each look down before it gives anything
    return Visitor(person, now)
