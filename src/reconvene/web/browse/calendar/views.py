"""The page of the calendar: a year of closed days, and a last day counted for whoever asks."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.core.kinds.limit import Limit, Unit
from reconvene.core.workdays import CalendarExhausted, CalendarHistory, Roll, derive, london_day
from reconvene.web.browse.calendar.year import closed_days, versions
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import OneOfField, SelectField, TextField
from reconvene.web.components.forms import Form
from reconvene.web.components.last_days import last_day_shown
from reconvene.web.components.pages import page
from reconvene.web.components.shown import LastDay, Standing

UNITS = (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS)
MOST = 400
WHOLE = f"Enter a whole number from 0 to {MOST}"


class CountForm(Form):
    """Asks for a day, a limit, and what happens to a last day that is not worked."""

    start = DayField(
        "Counted from",
        name="the day it is counted from",
        missing="Enter the day it is counted from",
        hint="The day something happened. It is not counted itself.",
    )
    amount = TextField("How many", missing=WHOLE, width=4)
    unit = SelectField(
        "Of what", [(unit.value, unit.value) for unit in UNITS], missing="Choose what is counted"
    )
    roll = OneOfField(
        "If the last day is not a working day",
        (
            (Roll.NONE.value, "It stays where it is"),
            (Roll.FORWARD.value, "It moves to the next working day"),
            (Roll.BACK.value, "It moves to the working day before"),
        ),
        missing="Choose what happens to a last day that is not a working day",
        initial=Roll.NONE.value,
    )

    def __init__(self, *args: Any, days: CalendarHistory, today: date, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.calendar = days.as_known_on(today)
        self.today = today
        self.counted: LastDay | None = None
        self.day("start").not_before = self.calendar.first_day
        self.day("start").not_after = self.calendar.last_day

    def clean_amount(self) -> int:
        """Return the number, or say what a number is."""
        typed = self.cleaned_data["amount"]
        if not typed.isdecimal() or int(typed) > MOST:
            self.add_error("amount", WHOLE)
            return 0
        return int(typed)

    def clean(self) -> dict[str, Any]:
        """Count, where everything was answered; say so where the calendar does not reach far enough."""
        given = super().clean() or {}
        if self.errors:
            return given
        limit = Limit(given["amount"], Unit(given["unit"]))
        try:
            derivation = derive(given["start"], limit, self.calendar, roll=Roll(given["roll"]))
            shown = last_day_shown(derivation, self.today, self.calendar)
        except CalendarExhausted:
            self.add_error("amount", "The calendar does not reach that far. Enter a smaller number")
            return given
        self.counted = LastDay(shown.on, Standing.OPEN, "", shown.reached, shown.strip)
        return given


def calendar(request: HttpRequest) -> HttpResponse:
    """Show a year of closed days, and count a last day where one was asked for."""
    today = london_day(timezone.now())
    person = person_of(request)
    days = person.authority.days
    asked = request.GET if "amount" in request.GET else None
    form = CountForm(asked, days=days, today=today)
    is_counted = form.is_valid()
    year = year_asked(request.GET.get("year", ""), days, today)
    return page(
        request,
        "browse/calendar.html",
        frame_of(person, today),
        here="Calendar",
        form=form,
        counted=form.counted if is_counted else None,
        year=year,
        earlier=year - 1 if days.latest.first_day.year < year else None,
        later=year + 1 if year < days.latest.last_day.year else None,
        closed=closed_days(days, year),
        versions=versions(days),
        name=days.name,
    )


def year_asked(typed: str, days: CalendarHistory, today: date) -> int:
    """Return the year to show: the one asked for, kept within what the calendar covers."""
    wanted = int(typed) if typed.isdecimal() and len(typed) == 4 else today.year
    return min(max(wanted, days.latest.first_day.year), days.latest.last_day.year)
