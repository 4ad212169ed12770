"""Questions that only acts ask: an hour as people write it, a vote, and words one thing to a line."""

import re
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from reconvene.core.procedure.people import Ground
from reconvene.library.words.plain import listed, quoted
from reconvene.web.components.fields import LongTextField, OneOfField, TextField
from reconvene.web.components.questions import Options

CATEGORIES = {
    one: one.capitalize()
    for one in ("neglect", "physical harm", "sexual harm", "emotional harm", "more than one")
}
"""The categories of harm under which a child is on a plan, with how each reads as a choice."""

_HOUR = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm)?")
WRONG_HOUR = "Enter a time, such as 2:30pm or 14:30"


class HourField(TextField):
    """An hour of the day, typed as people do; given as "14:30", or empty."""

    def clean(self, value: str) -> str:
        """Return the hour, or nothing where it may be left out and was."""
        typed = super().clean(value).strip().lower()
        if not typed:
            return ""
        found = _HOUR.fullmatch(typed.replace("noon", "12pm"))
        if found is None or (found["half"] is None and found["minute"] is None):
            raise ValidationError(WRONG_HOUR, code="not-an-hour")
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if found["half"] and not 1 <= hour <= 12:
            raise ValidationError(WRONG_HOUR, code="not-an-hour")
        if found["half"]:
            hour = hour % 12 + (12 if found["half"] == "pm" else 0)
        if hour > 23 or minute > 59:
            raise ValidationError(WRONG_HOUR, code="not-an-hour")
        return f"{hour:02}:{minute:02}"


class VoteField(OneOfField):
    """How one member voted: a row of small radios, one under another on a phone."""

    def options(self, bound: BoundField) -> Options:
        """Set the choices side by side where there is room."""
        return super().options(bound) | {"classes": "govuk-radios--inline govuk-radios--small"}


OF_DECISIONS = "Needed where the point is about what was decided. Leave it out of any other."
NOTHING_YET = (
    "If they have nothing to show yet, write that they have not; what they bring is added later."
)
_ASKED: Mapping[str, tuple[str, str, str]] = {
    "wrong": ("What was wrong in the information?", "Enter what was wrong in the information", ""),
    "evidence": ("What shows that?", f"Enter what shows that. {NOTHING_YET}", NOTHING_YET),
}


class OfGroundField(LongTextField):
    """Words that a ground asks for, `asked` by its name: needed on that ground, and on no other."""

    def __init__(self, asked: str, grounds: Iterable[Ground]) -> None:
        label, self.lacking, besides = _ASKED[asked]
        asking = listed([quoted(one.label) for one in grounds if asked in one.asks], "or")
        when = f"Needed where the ground is {asking}. Leave it out on any other."
        hint = " ".join(filter(None, (when, besides)))
        super().__init__(label, rows=3, hint=hint, is_needed_at_times=True)


class LinesField(LongTextField):
    """Several things, one to a line; given as a list, empty where nothing was typed."""

    def clean(self, value: str) -> list[str]:
        """Return each line that has words."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]
