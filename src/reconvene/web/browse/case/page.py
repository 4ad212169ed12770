"""
The page of one case, put together from its parts.

In: a case as somebody sees it, and who works for the authority. Out: everything its template lays out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from markupsafe import Markup

from reconvene.desk.look import Look
from reconvene.drawing import draw
from reconvene.web.browse.case import due, heading, possible, where, who
from reconvene.web.browse.case.answered import Answers
from reconvene.web.browse.case.meetings import MeetingShown, meetings_shown
from reconvene.web.browse.case.papers import (
    BundleShown,
    FileShown,
    PaperShown,
    bundles,
    files,
    papers,
    waiting_letters,
)
from reconvene.web.browse.case.put import ONLY_PUT, answers_shown, duties_shown, lines_shown
from reconvene.web.browse.case.reached import Reached, reached
from reconvene.web.browse.case.recorded import Recorded, recorded
from reconvene.web.browse.case.where import Line
from reconvene.web.browse.case.who import PanelShown, WhoRow
from reconvene.web.browse.links import act_link
from reconvene.web.browse.names import Names
from reconvene.web.browse.withheld import ask_first
from reconvene.web.components.addresses import address
from reconvene.web.components.shown import Act, LastDay

NEXT_SHOWN = 2
"""So many duties are shown at once; the rest stand behind a disclosure."""

NOTHING_FOR_YOU = "Nothing is for you to do now."


@dataclass(frozen=True, slots=True)
class CasePage:
    """
    Everything on a case's page, in words, in the order it is read.

    `is_cut_down` of whoever sees only what was put to them: what is missing may have been done.
    `is_only_read` of whoever opened it in an emergency: nothing is offered to them, nor explained.
    """

    reference: str
    family: str
    version: int
    stands: str
    is_cut_down: bool
    is_only_read: bool
    notices: tuple[str, ...]
    has_late_ties: bool
    where: tuple[str, ...]
    lines: tuple[Line, ...]
    drawing: str
    next: tuple[due.DutyItem, ...]
    later: tuple[due.DutyItem, ...]
    may: tuple[due.RightItem, ...]
    lapsed: tuple[due.RightItem, ...]
    lodging: str
    lodging_day: LastDay | None
    answers: tuple[Answers, ...]
    safe_contact: str
    who: tuple[WhoRow, ...]
    reached: tuple[Reached, ...]
    panels: tuple[PanelShown, ...]
    conferences: tuple[Act, ...]
    meetings: tuple[MeetingShown, ...]
    acts: tuple[possible.Topic, ...]
    not_possible: tuple[possible.Because, ...]
    nothing_owed: str
    past: tuple[due.DutyItem, ...]
    papers: tuple[PaperShown, ...]
    files: tuple[FileShown, ...]
    redactions_href: str
    bring_href: str
    bundles: tuple[BundleShown, ...]
    bundle_href: str
    record: tuple[Recorded, ...]


def case_page(look: Look, colleagues: Mapping[str, str], now: datetime) -> CasePage:
    """Return what the page of a case shows."""
    ctx, reference = look.context, look.reference
    names = Names.of(look.case, look.events, colleagues)
    to = partial(act_link, reference)
    is_open = possible.open_acts(ctx, look.offers)
    is_cut_down, duties = look.is_answering, duties_shown(look)
    is_only_read = look.open_until is not None
    owed = due.next_duties(duties, ctx, names, None if is_only_read else to, is_open)
    past = due.past_duties(duties, ctx, names)
    at = () if is_cut_down else where.now_at(look.case)
    return CasePage(
        reference=reference,
        family=names.complainant,
        version=look.definition.version,
        stands=heading.stands(look.case),
        is_cut_down=is_cut_down,
        is_only_read=is_only_read,
        notices=((ONLY_PUT,) if is_cut_down else ()) + heading.notices(ctx, names),
        has_late_ties=heading.has_late_ties(ctx),
        where=where.where(names),
        lines=lines_shown(look, names),
        drawing=Markup(draw(look.definition, at=at)),  # noqa: S704 - drawn here
        next=owed[:NEXT_SHOWN],
        later=owed[NEXT_SHOWN:],
        may=() if is_cut_down else due.family_rights(ctx, names, to, is_open),
        lapsed=() if is_cut_down else due.lapsed_rights(ctx, names, to, is_open),
        lodging=due.lodging_words(ctx),
        lodging_day=due.lodging_day(ctx),
        answers=answers_shown(look, names),
        safe_contact=ask_first(look) if is_only_read else who.safe_contact(ctx),
        who=who.who(ctx, names),
        reached=reached(ctx.case, names, reference, now),
        panels=who.panels(ctx, names, reference),
        conferences=who.conferences(ctx, reference),
        meetings=meetings_shown(look),
        acts=possible.possible(is_open, names, to),
        not_possible=() if is_only_read else possible.not_possible(ctx, look.offers, names),
        nothing_owed=NOTHING_FOR_YOU if is_cut_down else due.nothing_owed(past),
        past=past,
        papers=papers(reference, look.events, names, waiting_letters(look)),
        files=files(reference, look.case, names),
        redactions_href=address("redactions", reference=reference) if look.case.redactions else "",
        bring_href=to("paper.added", None) if ("paper.added", None) in is_open else "",
        bundles=bundles(reference, look.case, names),
        bundle_href=to("bundle.made", None) if ("bundle.made", None) in is_open else "",
        record=recorded(reference, look.events, names),
    )
