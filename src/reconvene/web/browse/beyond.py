"""In: an answer that would need a day beyond the calendar. Out: the refusal that says so."""

from reconvene.core.workdays import CalendarExhausted
from reconvene.web.components.shown import Refusal
from reconvene.web.components.wording import day

NOT_RECORDED = "Nothing was recorded."
NOT_KEPT = "Your address was not kept."

INSTEAD = (
    "Check the years you entered, if you entered any.",
    "If they are right, nothing that you wrote is wrong: the calendar needs more years.",
    "Ask whoever looks after this service to add them: the guide “Add a day to a calendar” says how.",
    "Once they are added, send it again. Keep a copy of what you wrote until then.",
)


def beyond_calendar(exhausted: CalendarExhausted, became: str = "") -> Refusal:
    """
    Return that nothing can be counted so far ahead, or so far back, as the refusal panel takes it.

    Args:
        exhausted: What was to be counted, and how far the calendar reaches.
        became: What became of what was sent, where that is known.
    """
    first, last = day(exhausted.first_day), day(exhausted.last_day)
    reason = (
        "It turns on a day outside the calendar of working days, which runs from "
        f"{first} to {last}. {became}"
    )
    return Refusal(
        "This cannot be counted",
        reason.strip(),
        instead=INSTEAD,
    )
