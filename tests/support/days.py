"""Days as tests write them: with the weekday, so that a person can check them."""

from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class WeekdayMismatch(ValueError):
    """A day was written with a weekday it does not fall on."""

    def __init__(self, *, text: str, weekday: str) -> None:
        self.text = text
        self.weekday = weekday
        super().__init__(
            f"The day could not be used: '{text}' is a {weekday}. Correct one of them."
        )


def day(text: str) -> date:
    """Return the date written as "Tue 22 Apr 2025", refusing a weekday that does not match."""
    weekday, number, month, year = text.split()
    found = date(int(year), MONTHS.index(month) + 1, int(number))
    if WEEKDAYS[found.weekday()] != weekday:
        raise WeekdayMismatch(text=text, weekday=WEEKDAYS[found.weekday()])
    return found


def written(on: date) -> str:
    """Return a date as `day` reads it."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"
