"""
From duties and rights of the core, and rows of the worklist, to last days on a page.

In: what is owed or held, and today. Out: `LastDay` values with their standing, count and reason.
"""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from reconvene.core.duties.held import Right
from reconvene.core.duties.owed import Duty
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.parts import Rule
from reconvene.core.workdays import WorkingCalendar
from reconvene.web.browse.happens import waits_for
from reconvene.web.components.clause_links import clause_links
from reconvene.web.components.last_days import how_far_off, last_day_shown, standing
from reconvene.web.components.shown import LastDay, Standing
from reconvene.web.components.wording import day
from reconvene.worklist.rows import Row

OUR_OWN = "It is our own target: no rule sets it, and nothing is late after it."
LAST_DAY_IS = "The last day is "
"""How the core ends the derivation of a limit; of a target it would not be true."""


@dataclass(frozen=True, slots=True)
class Days:
    """The last day of something, and beside it the authority's own target, where it has one."""

    last: LastDay
    target: LastDay | None = None


def cited(definition: Definition, rule: Rule) -> Markup:
    """Return the clause a rule rests on, with the reading where one was taken, each a link."""
    said = clause_links(definition, definition.cite(rule.source))
    if not rule.reading:
        return said
    return said + clause_links(definition, f", reading {rule.reading}")


def duty_days(duty: Duty, definition: Definition, today: date, calendar: WorkingCalendar) -> Days:
    """Return a duty's last day and target, each with its derivation."""
    source = cited(definition, duty.rule)
    last = _duty_last_day(duty, definition, today, calendar, source)
    if duty.target_count is None or not duty.is_open or duty.last_on:
        return Days(last)
    counted = duty.target_count.why()
    aim = last_day_shown(counted, today, calendar, source=OUR_OWN)
    return Days(last, _as_target(aim, today))


def _duty_last_day(
    duty: Duty, definition: Definition, today: date, calendar: WorkingCalendar, source: str
) -> LastDay:
    if duty.status == "no longer owed":
        return LastDay(None, Standing.NO_LONGER_OWED, _why_not(duty.why_not))
    if duty.needs:
        return LastDay(None, Standing.NOT_YET_DETERMINED, waits_for(definition, duty.needs))
    if duty.count is not None:
        counted = duty.count.why()
        return last_day_shown(counted, today, calendar, met_on=duty.met_on, source=source)
    if duty.met_on:
        return LastDay(None, Standing.MET, f"on {day(duty.met_on)}")
    return LastDay(None, Standing.NONE_STATED, "")


def _as_target(aim: LastDay, today: date) -> LastDay:
    """A target is no limit: it may be some days away or have gone by; nothing is late after it."""
    beside = "gone by" if aim.on and aim.on < today else _away(aim.beside)
    counted = tuple(one for one in aim.reached if not one.startswith(LAST_DAY_IS))
    return LastDay(aim.on, Standing.OPEN, beside, counted, aim.strip, aim.source)


def _away(left: str) -> str:
    """Return "4 working days left" as it is said of a target: "4 working days away"."""
    return f"{left.removesuffix('left')}away" if left.endswith("left") else left


def _why_not(code: str) -> str:
    if code.startswith("withheld:"):
        return f"it is not sent: {code.partition(':')[2]}"
    said = {
        "own-letter": "they wrote the letter themselves",
        "ceased": "something else took its place",
        "closed": "the case was closed",
        "withdrawn": "the point was withdrawn",
        "settled": "the point is settled",
        "referred": "the point was sent elsewhere",
        "ended": "the point has its end result",
        "not taken on": "the complaint was not taken on",
    }
    return said.get(code, code.replace("-", " "))


def right_day(
    right: Right, definition: Definition, today: date, calendar: WorkingCalendar
) -> LastDay:
    """Return the last day of a right, never earlier than any letter promised."""
    if right.needs:
        return LastDay(None, Standing.NOT_YET_DETERMINED, waits_for(definition, right.needs))
    if right.last_on is None:
        return LastDay(None, Standing.NONE_STATED, "")
    if right.count is not None:
        source = cited(definition, right.rule)
        shown = last_day_shown(right.count.why(), today, calendar, source=source)
        if shown.on == right.last_on:
            return _not_owed(shown)
    beside = how_far_off(right.last_on, today, calendar)
    promised = f"the day our letter gave{f', {beside}' if beside else ''}"
    return LastDay(right.last_on, Standing.OPEN, promised)


def _not_owed(shown: LastDay) -> LastDay:
    """A right that has run out is not overdue: nobody owed anything."""
    if shown.standing is not Standing.OVERDUE:
        return shown
    return LastDay(shown.on, Standing.OPEN, "", shown.reached, shown.strip, shown.source)


def row_day(row: Row, definition: Definition, today: date, calendar: WorkingCalendar) -> LastDay:
    """Return the last day that a row of the worklist gives, or its target where it has none."""
    if row.needs:
        return LastDay(None, Standing.NOT_YET_DETERMINED, waits_for(definition, row.needs))
    if row.last_on is not None:
        beside = how_far_off(row.last_on, today, calendar)
        return LastDay(row.last_on, standing(row.last_on, today, calendar), beside)
    if row.target_on is None:
        return LastDay(None, Standing.NONE_STATED, "")
    aim = day(row.target_on)
    if row.target_on < today:
        return LastDay(None, Standing.NONE_STATED, f"Our own target was {aim}")
    beside = _away(how_far_off(row.target_on, today, calendar))
    return LastDay(None, Standing.NONE_STATED, f"Our own target is {aim}, {beside}")


def letter_row_day(
    row: Row, definition: Definition, today: date, calendar: WorkingCalendar
) -> LastDay:
    """Return the last day of what a letter that waits meets; else since when it waits."""
    if row.last_on is None:
        return waits_since(row.sort_on)
    return row_day(row, definition, today, calendar)


def waits_since(dated_on: date) -> LastDay:
    """Return what is said of a letter that meets nothing with a last day: it cannot be overdue."""
    return LastDay(None, Standing.OPEN, f"It has waited since {day(dated_on)}")


def right_row_day(
    row: Row, definition: Definition, today: date, calendar: WorkingCalendar
) -> LastDay:
    """Return the last day of a right that a row of the worklist gives; never called overdue."""
    shown = row_day(row, definition, today, calendar)
    if shown.on is None or shown.on >= today:
        return shown
    return LastDay(shown.on, Standing.OPEN, "gone by; they may still ask late")
