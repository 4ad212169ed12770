"""
Every shared part on one page with made-up matter, for whoever writes or changes a page.

Answered only in a demo.
"""

from datetime import date

from django.http import HttpRequest, HttpResponse

from reconvene.web.components import gallery_matter as matter
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import (
    AnyOfField,
    LongTextField,
    OneOfField,
    PaperField,
    SelectField,
    TextField,
    UnseenField,
    YesNoField,
)
from reconvene.web.components.forms import Form
from reconvene.web.components.pages import page


class SampleForm(Form):
    """One question of each kind, about a complaint that nobody made."""

    reference = UnseenField()
    complainant = TextField(
        "Who is complaining?",
        missing="Enter the name of the person who is complaining",
        autocomplete="name",
    )
    telephone = TextField("Telephone number", width=20, autocomplete="tel")
    conference_on = DayField(
        "When was the conference?",
        name="the date of the conference",
        missing="Enter the date of the conference",
        hint="For example, 2 4 2025",
    )
    words = LongTextField(
        "What do they say happened?",
        missing="Enter what they say happened",
        hint="In their own words. Do not shorten or correct them.",
        max_length=2000,
    )
    route = OneOfField(
        "How did it reach us?",
        (("letter", "By letter"), ("telephone", "By telephone"), ("meeting", "In the meeting")),
        missing="Choose how it reached us",
        hints={"meeting": "Said aloud at the conference, and noted in its minutes."},
        reveals={"letter": "received_on"},
    )
    received_on = DayField(
        "When did the letter arrive?",
        name="the date the letter arrived",
        missing="Enter the date the letter arrived",
    )
    wishes = AnyOfField(
        "What would help them take part?",
        (("interpreter", "An interpreter"), ("advocate", "An advocate"), ("large", "Large print")),
    )
    has_advocate = YesNoField("Is someone speaking for them?", missing="Choose yes or no")
    team = SelectField(
        "Which team held the conference?",
        (("north", "North"), ("south", "South")),
        missing="Choose the team that held the conference",
    )
    letter = PaperField("Their letter")

    def __init__(self, *args: object, today: date, **rest: object) -> None:
        super().__init__(*args, **rest)  # type: ignore[arg-type] # as Django takes them
        self.day("conference_on").not_after = today


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every part; `?problems` shows the form as it comes back to someone who left it empty."""
    answers = {"conference_on-day": "31", "conference_on-month": "April", "route": "letter"}
    form = SampleForm(answers if "problems" in request.GET else None, today=matter.TODAY)
    return page(
        request,
        "parts/gallery.html",
        matter.FRAME,
        here="My work",
        form=form,
        status=200,
        matter=matter,
    )
