"""
The pages of taking down a complaint: the list of tasks, one group of questions, reading it back.

In: what is gathered so far. Out: what the templates lay out, in words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from reconvene.core.casefile.case import Case, Happening
from reconvene.core.conduct.context import needs_standing
from reconvene.core.conduct.opening import late_rights
from reconvene.core.duties.anchors import Count
from reconvene.core.duties.held import runs_until
from reconvene.core.procedure.definition import Definition
from reconvene.core.workdays import CalendarHistory, working_days_between
from reconvene.desk.look import Look
from reconvene.library.words.plain import said_day
from reconvene.web.acts.answers_shown import answers
from reconvene.web.acts.take_down.complaint import FORMS, MAY_BE_LEFT, Gathered
from reconvene.web.acts.take_down.draft import NEW, Draft
from reconvene.web.acts.take_down.forms import TakingForm
from reconvene.web.browse.links import act_link
from reconvene.web.browse.owed import cited
from reconvene.web.components.last_days import last_day_shown
from reconvene.web.components.shown import Act, LastDay, Standing
from reconvene.web.components.wording import plural

Read = tuple[str, tuple[str, ...]]

HERE = "Take down a complaint"
"""The place of the navigation that all of these belong to."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a step is called, what it says under its title, how one thing is added and changed."""

    title: str
    lead: str = ""
    one: str = ""
    button: str = "Save and continue"
    change: str = ""


STEPS: dict[str, Step] = {
    "who": Step("Who is complaining"),
    "conference": Step("The conference"),
    "children": Step(
        "The children",
        "Each child the conference was about, with what it decided for that child.",
        "Add a child",
        "Add this child",
        "Change this child",
    ),
    "people": Step(
        "Who was there",
        "Who was at the conference, reported to it or was sent its minutes. They cannot sit on a "
        "panel about it, and those who had its minutes are told what a panel decides.",
        "Add somebody",
        "Add this person",
        "Change this person",
    ),
    "points": Step(
        "What they complain of",
        "One point at a time. Each point has its own way through the procedure and its own answer.",
        "Add a point",
        "Add this point",
        "Change this point",
    ),
    "came": Step("How it reached us"),
    "needs": Step("What they need"),
    "elsewhere": Step("Support, and complaints elsewhere"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the task list."""

    title: str
    href: str
    status: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """The family's time to complain, as far as it can be told. `late` is said, never refused."""

    last_day: LastDay | None
    words: str
    late: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """One thing on a list: its id, its lines, and what is wrong with it; that may be empty."""

    id: str
    lines: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One step as it is read back, with the way to change it."""

    title: str
    href: str
    rows: tuple[Read, ...]


def tasks(gathered: Gathered) -> tuple[Task, ...]:
    """Return the steps in their order, each with whether it is done."""
    return tuple(
        Task(STEPS[step].title, to(gathered.draft, step), *_status(gathered, step))
        for step in FORMS
    )


def _status(gathered: Gathered, step: str) -> tuple[str, bool]:
    is_done = gathered.is_done(step)
    count = len(gathered.draft.listed(step)) if STEPS[step].one else 0
    if STEPS[step].one and count:
        return (f"{count} added" if is_done else "Needs another look"), is_done
    if step in MAY_BE_LEFT:
        return "None added", True
    if is_done:
        return "Done", True
    return ("Needs another look" if gathered.draft.typed(step) else "To do"), False


def to(draft: Draft, step: str) -> str:
    return reverse("take-down-step", kwargs={"draft": draft.name, "step": step})


def after(draft: Draft, step: str) -> str:
    """Return where somebody goes on to from a step: the next one, or reading it all back."""
    order = [*FORMS, "check"]
    return to(draft, order[order.index(step) + 1])


def all_tasks(draft: Draft) -> str:
    """Return the address of everything there is to do for a draft."""
    if draft.name == NEW:
        return reverse("take-down")
    return reverse("take-down-draft", kwargs={"draft": draft.name})


def begun(drafts: Iterable[Draft]) -> tuple[Act, ...]:
    """Return a link to each draft that somebody can go on with."""
    return tuple(Act(draft.family or "Nobody named yet", all_tasks(draft)) for draft in drafts)


def limit(gathered: Gathered, days: CalendarHistory) -> Limit | None:
    """Return the family's limit, once the day of the conference is known."""
    conference = gathered.conference
    if conference is None:
        return None
    definition, today = gathered.first.definition, gathered.first.today
    rule = definition.lodging
    if not rule.limit.is_stated:
        return Limit(None, "This procedure gives no last day for complaining.")
    counted = counted_from(definition, conference.held_on, days, today)
    if counted is None:
        return Limit(None, "The last day to complain cannot be told yet.")
    calendar = days.as_known_on(today)
    why = last_day_shown(counted.why(), today, calendar, source=cited(definition, rule))
    last_day = LastDay(why.on, Standing.OPEN, "", why.reached, why.strip, why.source)
    late = _late(counted.last_on, gathered, days)
    return Limit(last_day, "The last day to complain about this conference:", late)


def counted_from(
    definition: Definition, held_on: date, days: CalendarHistory, today: date
) -> Count | None:
    """Return how the time to complain runs from a conference; None where that cannot be told."""
    took_place = Happening("conference.took-place", None, held_on, 1)
    return runs_until(Case(definition), definition.lodging, took_place, days, today)


def _late(last_on: date, gathered: Gathered, days: CalendarHistory) -> str:
    lodged_on = gathered.lodged_on
    if lodged_on is None or lodged_on <= last_on:
        return ""
    count = working_days_between(last_on, lodged_on, days.as_known_on(gathered.first.today))
    by = f"{plural(count, 'working day')} late" if count else "late"
    then = (
        "This procedure takes on what comes late."
        if gathered.first.definition.lodging.late.rule == "accept"
        else "Somebody then decides whether to take it on, with reasons."
    )
    return (
        f"This complaint is {by}: it came on {said_day(lodged_on)}. Take it down all the same. "
        f"{then}"
    )


def read_back(gathered: Gathered) -> tuple[Group, ...]:
    """Return everything that was typed, step by step."""
    return tuple(
        Group(STEPS[step].title, to(gathered.draft, step), tuple(_rows(gathered, step)))
        for step in FORMS
    )


def _rows(gathered: Gathered, step: str) -> Iterator[Read]:
    if not STEPS[step].one:
        form = gathered.form(step)
        if form is not None and form.is_valid():
            yield from answers(form)
        return
    for number, (_, form) in enumerate(gathered.listed(step), start=1):
        yield f"{number}", _lines(form)


def added(gathered: Gathered, step: str) -> tuple[Added, ...]:
    """Return each thing on a list, in the order added; what no longer fits, with the problem."""
    return tuple(
        Added(one, _lines(form), "; ".join(problem["text"] for problem in form.problems))
        for one, form in gathered.listed(step)
    )


def _lines(form: TakingForm) -> tuple[str, ...]:
    return tuple(line for _, said in answers(form) for line in said)


def open_questions(look: Look) -> tuple[Act, ...]:
    """Return what somebody has to decide before the complaint is answered: who may, and lateness."""
    ctx = look.context
    acts = [
        Act(
            "It came late. Decide whether to take it on",
            act_link(look.reference, "lateness.decided", right),
        )
        for right in late_rights(ctx)
    ]
    if needs_standing(ctx):
        words = "Decide whether this person can use the procedure"
        acts.append(Act(words, act_link(look.reference, "standing.decided", None)))
    return tuple(acts)
