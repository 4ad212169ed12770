"""
The agreed actions of an authority: what is still to be done, soonest first, and what was done.

In: who is signed in, and which of them they ask for. Out: rows, each with who does it and by when.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from reconvene.core.casefile.case import ActionState
from reconvene.core.workdays import london_day
from reconvene.desk.following import Agreed, agreed_actions
from reconvene.desk.look import Look
from reconvene.web.browse.links import act_link, case_link, paper_link
from reconvene.web.browse.looking import look_through
from reconvene.web.browse.names import Names, sentence_case
from reconvene.web.browse.owed import duty_days
from reconvene.web.browse.paged import asked, onward, place_of
from reconvene.web.browse.signed_in import colleague_names, frame_of, person_of
from reconvene.web.browse.unopened import family_of
from reconvene.web.components.frame import Place
from reconvene.web.components.pages import page
from reconvene.web.components.shown import Act, LastDay, Standing

TO_DO, MINE, DONE = "", "mine", "done"
WHICH = {TO_DO: "Still to be done", MINE: "Mine to do", DONE: "Done"}
NO_DAY_AGREED = LastDay(None, Standing.NONE_STATED)


@dataclass(frozen=True, slots=True)
class AgreedRow:
    """
    One agreed action as the list shows it.

    `came_from` says which answer it was agreed in. `evidence` is what shows that it was done, and
    `file` the file that shows it, where there is one.
    """

    what: str
    family: str
    reference: str
    case_href: str
    owner: str = ""
    came_from: str = ""
    last_day: LastDay = NO_DAY_AGREED
    done_on: date | None = None
    evidence: str = ""
    file: Act | None = None
    act: Act | None = None


def agreed(request: HttpRequest) -> HttpResponse:
    """Show what was agreed with families, in cases that are there for whoever asks."""
    today = london_day(timezone.now())
    person = person_of(request)
    look_through(request)
    shown = asked(request.GET, "show")
    which = shown if shown in WHICH else TO_DO
    found = agreed_actions(
        person,
        today,
        is_done=which == DONE,
        is_mine=which == MINE,
        after=place_of(request.GET),
    )
    known = colleague_names(person)
    return page(
        request,
        "browse/followed/agreed.html",
        frame_of(person, today),
        here="Follow-up",
        rows=tuple(row(one, known) for one in found.actions),
        which=which,
        heading=WHICH[which],
        shares=[Place(words, _address(name)) for name, words in WHICH.items()],
        pages=onward(found.next, request.GET),
    )


def _address(which: str) -> str:
    query = QueryDict(mutable=True)
    if which:
        query["show"] = which
    return f"?{query.urlencode()}"


def row(one: Agreed, colleagues: Mapping[str, str]) -> AgreedRow:
    """Return an agreed action as the list shows it; of a case that does not open only which it is."""
    family, reference = family_of(one.row), one.row.reference
    if one.look is None or one.state is None:
        return AgreedRow("What was agreed cannot be read", family, reference, case_link(reference))
    names = Names.of(one.look.case, one.look.events, colleagues)
    return AgreedRow(
        what=one.state.action.what,
        family=family,
        reference=reference,
        case_href=case_link(reference),
        owner=_owner(one.state, names),
        came_from=came_from(one.look, one.name, one.state, names),
        last_day=last_day(one.look, one.name, one.state),
        done_on=one.state.done_on,
        evidence=one.state.evidence,
        file=_file(one.look, one.state),
        act=_act(one.look, one.state),
    )


def _owner(state: ActionState, names: Names) -> str:
    owner = state.action.owner
    known = names.definition.by_id["roles"].get(owner)
    return known.label if known else sentence_case(names.person(owner))


def came_from(look: Look, name: str, state: ActionState, names: Names) -> str:
    """Say in which answer something was agreed: "Point 1, Stage 1: informal"."""
    point = look.case.points.get(state.point)
    given = (one for one in (point.answers if point else ()) if _has(one.actions, name))
    stages = [names.label("stages", one.stage) for one in given]
    return ", ".join([sentence_case(names.point(state.point)), *stages])


def _has(actions: tuple[object, ...], name: str) -> bool:
    return any(getattr(one, "id", "") == name for one in actions)


def last_day(look: Look, name: str, state: ActionState) -> LastDay:
    """Return by when something was to be done, and how that stands."""
    duty = next((d for d in look.duties if d.rule.as_agreed and d.arose.about == name), None)
    if duty is None or state.action.by_on is None:
        return NO_DAY_AGREED
    calendar = look.context.days.as_known_on(look.context.today)
    return duty_days(duty, look.definition, look.context.today, calendar).last


def _file(look: Look, state: ActionState) -> Act | None:
    brought = look.case.papers.get(state.paper)
    return Act(brought.data.called, paper_link(look.reference, brought.number)) if brought else None


def _act(look: Look, state: ActionState) -> Act | None:
    if state.done_on or look.open_until or not look.may("action.done"):
        return None
    return Act("Record that it is done", act_link(look.reference, "action.done", None))
