"""Days as people write them down: with the weekday in front, so that anybody can check them.

In: "Tue 22 Apr 2025". Out: a date, or a fault that says which weekday it really is.
"""

import re
from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WRITTEN = re.compile(
    rf"(?P<weekday>{'|'.join(WEEKDAYS)}) (?P<day>\d{{1,2}}) "
    rf"(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})"
)


class WeekdayMismatch(ValueError):
    """A day was written with a weekday it does not fall on."""

    def __init__(self, *, text: str, weekday: str) -> None:
        self.text = text
        self.weekday = weekday
        super().__init__(
            f"The day could not be used: '{text}' is a {weekday}. Correct one of them."
        )


class DayUnreadable(ValueError):
    """Something that should be a day is not written as one."""

    def __init__(self, *, text: str) -> None:
        self.text = text
        super().__init__(
            f"The day could not be read: found '{text}'. "
            "Write it with its weekday, such as 'Tue 22 Apr 2025'."
        )


def is_written_day(text: str) -> bool:
    """Tell whether a text has the form of a written day."""
    return _WRITTEN.fullmatch(text) is not None


def day(text: str) -> date:
    """
    Return the date written as "Tue 22 Apr 2025".

    Raises:
        WeekdayMismatch: That date falls on another weekday.
        DayUnreadable: The text is not a day, or there is no such day.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise DayUnreadable(text=text)
    try:
        on = date(int(found["year"]), MONTHS.index(found["month"]) + 1, int(found["day"]))
    except ValueError:
        raise DayUnreadable(text=text) from None
    if WEEKDAYS[on.weekday()] != found["weekday"]:
        raise WeekdayMismatch(text=text, weekday=WEEKDAYS[on.weekday()])
    return on


def written(on: date) -> str:
    """Return a date as `day` reads it."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"
