"""
Seeing a case, or a list of cases: on the access log first, then on the page.

In: a request that found its route. Out: a case as the signed-in person meets it. The guard before
every page holds each answer to this.
"""

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from reconvene.access_log.reading import Purpose, Sight
from reconvene.access_log.reviews import Emergency
from reconvene.desk.look import CaseNotOpened, CaseUnknown, Look
from reconvene.desk.looking import read_case, read_cases
from reconvene.web.browse.signed_in import person_of
from reconvene.web.components.addresses import address
from reconvene.web.components.pages import Notice, stand_over
from reconvene.web.components.wording import moment
from reconvene.web.register.routes import row_of

MOST_ENTRIES = 1_000_000
"""No record is so long; a larger number is none that a database has to be asked for."""
_ANSWERED_FOR = "reconvene.answered-for"

IN_AN_EMERGENCY = (
    "You opened this case in an emergency: you can read it, and record nothing. It stays open to "
    "you until {until}. Everything you look at is written down, with your reason."
)
NO_LONGER_NEEDED = "I no longer need it"


def in_an_emergency(it: Emergency) -> Notice:
    """Return what each page of a case says that was opened in an emergency, with the way to end it."""
    words = IN_AN_EMERGENCY.format(until=moment(it.ends_at))
    return Notice(words, address("own-emergency", review=it.review), NO_LONGER_NEEDED)


class SightUnregistered(LookupError):
    """A page wants to show a case, and the register does not say what of it."""

    def __init__(self, *, route: str) -> None:
        self.route = route
        super().__init__(
            f"The page '{route}' was not made: its row in the register does not say what it tells "
            "the access log. Give the row its `logs`."
        )


def found(
    request: HttpRequest,
    reference: str,
    today: date,
    entry: int | None = None,
    *,
    sight: Sight | None = None,
    purpose: Purpose = Purpose.CASEWORK,
    of: Callable[[Look], Sight | None] | None = None,
) -> Look:
    """
    Return a case as a person meets it, once it is written down that they look.

    What is written down is what the route's row in the register says, or `sight` where more than
    that is shown; and `purpose`, what for, where they said so. `of` gives it where only the case
    itself tells, or None for what is not there: that is answered as no such case, and written down
    as refused.

    Raises:
        Http404: There is no such case in their authority; another authority's answers the same.
        CaseNotOpened: There is, and it does not open; the guard before every page answers that.
        AccessLogDown: It could not be written down.
    """
    if entry is not None and entry > MOST_ENTRIES:
        raise Http404
    try:
        look = read_case(
            person_of(request),
            reference,
            today,
            sight=sight or _sight(request),
            at=timezone.now(),
            entry=entry,
            purpose=purpose,
            of=of,
        )
    except CaseUnknown as unknown:
        raise Http404 from unknown
    except CaseNotOpened:
        shows_nothing_unwritten(request)
        raise
    shows_nothing_unwritten(request)
    if look.emergency:
        stand_over(request, in_an_emergency(look.emergency))
    return look


def look_through(request: HttpRequest, words: str = "") -> None:
    """
    Write down that somebody looks through cases, or for the words of a name or a reference.

    Raises:
        AccessLogDown: It could not be written down.
    """
    sight = Sight.SEARCH if words else _sight(request)
    read_cases(person_of(request), sight=sight, at=timezone.now(), words=words)
    shows_nothing_unwritten(request)


def shows_nothing_unwritten(request: HttpRequest) -> None:
    """Say that whatever the answer shows of any case is on the access log, or that it shows none."""
    request.META[_ANSWERED_FOR] = True


def is_answered_for(request: HttpRequest) -> bool:
    """Tell whether the access log knows of what the answer shows."""
    return request.META.get(_ANSWERED_FOR, False) is True


def _sight(request: HttpRequest) -> Sight:
    match = request.resolver_match
    row = row_of(match)
    if row is None or row.logs is None:
        raise SightUnregistered(route=(match.view_name if match else "") or "unnamed")
    return row.logs
