"""
In: days, lists and counts. Out: how a letter or a sentence says them, in plain English.
"""

from collections.abc import Iterable
from datetime import date, time

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Note [Names of days and months]: written out, because strftime gives those of whatever language
# the machine was set up in.
QUOTED = 70  # characters of a point's words that are enough to know it by


def said_day(on: date) -> str:
    """Return a day in full: "Tuesday 19 August 2025"."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


def said_hour(written: str) -> str:
    """
    Return an hour of the record ("14:30") as people say it: "2:30pm", "10am".

    What is no hour stays as it was written, so that whatever an entry holds can be read.
    """
    try:
        return said_time(time.fromisoformat(written))
    except ValueError:
        return written


def said_time(at: time) -> str:
    """Return a time of day as people say it: "2:30pm", "10am", "12pm" at noon."""
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return "a", "a and b", or "a, b and c"; nothing for nothing."""
    *before, end = [*words] or [""]
    return f"{', '.join(before)} {last} {end}" if before else end


def quoted(words: str) -> str:
    """Return somebody's own words as a sentence quotes them: no full stop, shortened at a space."""
    plain = " ".join(words.split()).removesuffix(".")
    if len(plain) > QUOTED:
        plain = f"{plain[:QUOTED].rsplit(' ', 1)[0]} …"
    return f"“{plain}”"


def lowered(label: str) -> str:
    """Return a label as it stands inside a sentence: "Chair" as "chair", "NHS trust" as it is."""
    is_name = label[1:2].isupper() or label.partition(" ")[2][:1].isupper()
    return label if is_name else label[:1].lower() + label[1:]
