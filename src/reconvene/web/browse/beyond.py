"""In: an answer that would need a day beyond the calendar. Out: the refusal that says so."""

from reconvene.core.workdays import CalendarExhausted
from reconvene.web.components.shown import Refusal
from reconvene.web.components.wording import day


def beyond_calendar(exhausted: CalendarExhausted) -> Refusal:
    """Return that nothing can be counted so far ahead, or so far back, as the refusal panel takes it."""
    first, last = day(exhausted.first_day), day(exhausted.last_day)
    return Refusal(
        "This cannot be counted",
        f"It turns on a day outside the calendar of working days, which runs from {first} to {last}.",
        instead=(
            "Check the years you entered.",
            "If they are right, ask whoever looks after this service to add years to the calendar.",
        ),
    )
