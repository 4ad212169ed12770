"""
A meeting on one page: what is owed and offered, who comes, what it must consider, point by point.

It is open on a screen while people sit together, and is printed to lie on the table. So what the
family gave as its reasons, who supports it, what it needs and where it is met stay off paper.

In: the case as somebody meets it, and a meeting. Out: the page's rows, in words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reconvene.core.casefile.appointments import Appointment
from reconvene.core.casefile.meetings import MeetingAct, MeetingState
from reconvene.core.procedure.stages import Meeting
from reconvene.desk.look import Look
from reconvene.library.words.plain import listed, lowered, said_day
from reconvene.web.acts.meeting_points import Discussed, discussed
from reconvene.web.acts.offered_now import offered_now
from reconvene.web.acts.situation import Situation
from reconvene.web.browse.case.due import DutyItem, next_duties
from reconvene.web.browse.case.meetings import meeting_stands, offered_for
from reconvene.web.browse.case.put import duties_shown
from reconvene.web.browse.links import entry_link, paper_link
from reconvene.web.browse.meeting_words import became, reason_of
from reconvene.web.browse.names import Names
from reconvene.web.components.addresses import address
from reconvene.web.components.shown import Act

BESIDES = ("supporter", "other")
"""Roles under which a meeting's record names those who came with the family, or besides."""


@dataclass(frozen=True, slots=True)
class OfferShown:
    """One date that was offered: what became of it, and the reasons, which stay off paper."""

    when: str
    offered: str
    became: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """A paper that the meeting has to consider: files of it on the record, each with its page."""

    label: str
    source: str
    files: tuple[Act, ...]
    was_considered: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """
    Everything on the page. `place` is what was chosen to be shown of where it is held.

    `place_href` leads to it, and is empty where it is not theirs to see or was not said.
    `calendars` are the files there are; none where no date was ever offered. `came_besides` came
    with the family, or besides.
    """

    label: str
    stands: str
    source: str
    owed: tuple[DutyItem, ...]
    place: tuple[str, ...]
    place_href: str
    calendars: tuple[Act, ...]
    is_off: bool
    offers: tuple[OfferShown, ...]
    expected: tuple[str, ...]
    came: tuple[str, ...]
    came_besides: tuple[str, ...]
    supporters: tuple[str, ...]
    needs: tuple[tuple[str, str], ...]
    papers: tuple[PaperAsked, ...]
    points: tuple[Discussed, ...]
    acts: tuple[Act, ...]
    not_now: tuple[tuple[str, str], ...]


def meeting_page(
    look: Look,
    at: Situation,
    colleagues: Mapping[str, str],
    rule: Meeting,
    *,
    appointment: Appointment | None,
    with_place: bool,
) -> MeetingPage:
    """Return a meeting as it now stands; where it is held only where that was chosen."""
    names = Names.of(look.case, look.events, colleagues)
    state = look.case.meetings.get(rule.id) or MeetingState()
    present = state.held.present if state.held else ()
    places = where_held(look, rule.id)
    is_read_only = look.open_until is not None
    acts, not_now = ((), ()) if is_read_only else offered_now(look, rule.id, _acts(state))
    return MeetingPage(
        label=rule.label,
        stands=meeting_stands(state, look.context.today),
        source=look.context.cite(rule.source),
        owed=_owed(look, names, rule),
        place=places if with_place else (),
        place_href=f"{_to(look, 'meeting', rule)}?place=yes" if places and not with_place else "",
        calendars=_calendars(look, rule, appointment),
        is_off=appointment is not None and not appointment.stands,
        offers=tuple(_offers(look, state)),
        expected=tuple(_expected(at, rule)),
        came=tuple(names.with_role(one) for one in present if one.role not in BESIDES),
        came_besides=tuple(names.person(one) for one in present if one.role in BESIDES),
        supporters=tuple(look.case.supporters),
        needs=tuple(_needs(look, state)),
        papers=() if look.is_answering else tuple(_papers(look, rule, state)),
        points=tuple(discussed(look, names, rule)),
        acts=acts,
        not_now=not_now,
    )


def where_held(look: Look, meeting: str) -> tuple[str, ...]:
    """Return where the date that stands is held, and by which link; empty where nothing is shown."""
    state = look.case.meetings.get(meeting)
    planned = state.planned if state else None
    return tuple(filter(None, (planned.place, planned.link))) if planned else ()


def _to(look: Look, route: str, rule: Meeting) -> str:
    return address(route, reference=look.reference, meeting=rule.id)


def _acts(state: MeetingState) -> tuple[tuple[str, str], ...]:
    return (
        ("meeting.offered", "Move it to another date" if state.planned else "Offer a date"),
        ("meeting.declined", "Record that the family said no"),
        ("meeting.cancelled", "Call it off"),
        ("meeting.held", "Record that it was held"),
    )


def _owed(look: Look, names: Names, rule: Meeting) -> tuple[DutyItem, ...]:
    duties = (
        duty
        for duty in duties_shown(look)
        if any(ref.kind.startswith("meeting.") and ref.about == rule.id for ref in duty.rule.met_by)
    )
    return next_duties(duties, look.context, names, None, ())


def _calendars(look: Look, rule: Meeting, found: Appointment | None) -> tuple[Act, ...]:
    if found is None:
        return ()
    href = _to(look, "meeting-file", rule)
    with_place = Act("Calendar file that says where it is", f"{href}?place=yes")
    says_where = look.sees_place(rule.id) and (found.place or found.link)
    return (Act("Calendar file", href), *((with_place,) if says_where else ()))


def _offers(look: Look, state: MeetingState) -> Iterator[OfferShown]:
    """Yield every date offered, the latest first."""
    for offer in reversed(state.offers):
        after: MeetingAct | None = next(iter(state.after(offer.number)), None)
        yield OfferShown(
            offered_for(offer),
            said_day(offer.on),
            became(offer, after),
            reason_of(look.events, after) if after else "",
            entry_link(look.reference, offer.number),
        )


def _expected(at: Situation, rule: Meeting) -> Iterator[str]:
    """Say who is to come by the procedure, each with who that is here, and who must not."""
    yield "Whoever complains, and anybody they bring to support them."
    for one in rule.attended_by:
        clause = at.context.cite(one.source)
        for role in one.all:
            yield f"{_role(at, role)} ({clause})."
        if one.any:
            yield f"{listed((_role(at, role) for role in one.any), 'or')} ({clause})."
    if rule.excludes:
        barred = listed(lowered(at.label(role)) for role in rule.excludes)
        yield f"Not the {barred} ({at.context.cite(rule.source)})."


def _role(at: Situation, role: str) -> str:
    people = listed((one.name for one in at.holders((role,))), "or")
    return f"{at.label(role)}: {people}" if people else at.label(role)


def _needs(look: Look, state: MeetingState) -> Iterator[tuple[str, str]]:
    """Yield what the family needs: as arranged for the last date offered, else as they first said."""
    received = look.case.received
    number = state.offers[-1].number if state.offers else 0
    offer = next((one.data for one in look.events if one.number == number), None)
    for name, label in _NEEDS.items():
        said = getattr(offer, name, "") or getattr(received, name, "")
        if said:
            yield label, said


_NEEDS = {
    "interpreter": "Interpreter",
    "adjustments": "So that they can take part",
    "avoid": "Days or times to leave out",
}


def _papers(look: Look, rule: Meeting, state: MeetingState) -> Iterator[PaperAsked]:
    considered = state.held.considered if state.held else ()
    for paper in rule.papers:
        files = tuple(
            Act(brought.data.called, paper_link(look.reference, brought.number))
            for brought in look.case.papers.values()
            if brought.data.kind == paper.id
        )
        source = look.context.cite(paper.source)
        yield PaperAsked(paper.label, source, files, paper.id in considered)
