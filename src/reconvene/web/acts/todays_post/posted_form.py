"""Asks which letters of a run were put into the post, and on which day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from reconvene.web.acts.todays_post.marking import OfRun
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import AnyOfField
from reconvene.web.components.forms import Form

ALL = "all"
EACH_ON_SHEET = (
    "Only if each has a row on your sheet. What the sheet says was left out is in no envelope."
)


class PostedForm(Form):
    """
    None is ticked beforehand.

    Args:
        letters: Those that can be ticked.
        data: What was posted; None where it is asked for the first time.
        today: The London day, and the last on which they can have left.
        listed_on: The day of the run, and the first.
    """

    def __init__(
        self, letters: Sequence[OfRun], data: Any = None, *, today: date, listed_on: date
    ) -> None:
        super().__init__(data, initial={"left_on": today})
        self.fields["left"] = AnyOfField(
            "Which did you put into the post?",
            [(ALL, "All of these"), *((one.carried, one.words) for one in letters)],
            missing="Tick the letters that you put into the post",
            hint="Tick those that are in an envelope of their own and on their way.",
            hints={ALL: EACH_ON_SHEET}
            | {one.carried: f"{one.listed.reference}, code {one.listed.code}" for one in letters},
        )
        self.fields["left_on"] = DayField(
            "On which day did they leave?",
            name="the day they left",
            missing="Enter the day they left",
        )
        self.day("left_on").not_before = listed_on
        self.day("left_on").not_after = today
