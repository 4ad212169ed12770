"""
Who turned out to have no business in a case: what they read, what they decided, what is to be done.

In: a case's reference. Out: a page, for those who may know who reads cases; to others it is nowhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.core.access.late import FoundLate, Remedy, Tainted
from reconvene.core.access.lifting import Kept, LetIn
from reconvene.core.access.showing import Withheld
from reconvene.core.workdays import london_day
from reconvene.desk.late_ties import LateTie, late_ties, ties_taken_back
from reconvene.desk.look import Look
from reconvene.desk.oversight import may_see_readers
from reconvene.library.words.sentences import read_names
from reconvene.web.browse.links import case_link, entry_link
from reconvene.web.browse.look_words import LookRow, rows
from reconvene.web.browse.looking import found
from reconvene.web.browse.names import Names, within
from reconvene.web.browse.signed_in import colleague_names, frame_of, person_of
from reconvene.web.components.pages import page
from reconvene.web.components.wording import day, moment

REMEDIES: Mapping[Remedy, str] = {
    Remedy.DECIDE_ANEW: "It still stands where it was decided. Somebody else decides it again.",
    Remedy.VOTE_ANEW: "It counts for nothing. The panel votes again without them.",
    Remedy.LOOKED_AT_SINCE: "A later stage has looked at it afresh. Write to the family that this came to light.",
    Remedy.TELL_AND_LOOK: "Write to the family that this came to light. Somebody who had no part in it looks whether it holds.",
}


NOT_SAID = "A decision that is not shown to you"


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """Something somebody decided who should not have, and what is to be done about it."""

    on: str
    words: str
    href: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TieShown:
    """Somebody found barred, with what they decided and what they read."""

    who: str
    found: str
    closed: str
    href: str
    decided: Sequence[DecidedLine]
    looks: Sequence[LookRow]
    most: int | None


@dataclass(frozen=True, slots=True)
class TakenBackShown:
    """Somebody let in again, with the two entries by which it was said and taken back."""

    who: str
    what: str
    said: str
    said_href: str
    taken_back: str
    href: str
    by: str


def ties(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who turned out to be barred from a case, with what they read and decided."""
    today = london_day(timezone.now())
    person = person_of(request)
    if not may_see_readers(person, today):
        raise Http404
    look = found(request, reference, today)
    if look.is_answering:
        raise Http404
    names = Names.of(look.case, look.events, colleague_names(person))
    return page(
        request,
        "browse/ties.html",
        frame_of(person, today),
        here="Cases",
        reference=reference,
        case_href=case_link(reference),
        ties=[_shown(one, look, names) for one in late_ties(look)],
        taken_back=[_taken_back(one, look.reference, names) for one in ties_taken_back(look)],
    )


def _shown(one: LateTie, look: Look, names: Names) -> TieShown:
    late, reference = one.found, look.reference
    said = {each.number for each in look.events if not isinstance(each.data, Withheld)}
    return TieShown(
        who=names.person(late.person),
        found=moment(late.found_at),
        closed=_closed(late, names),
        href=entry_link(reference, late.entry),
        decided=[
            _decided(tainted, names, reference, is_said=tainted.entry in said)
            for tainted in late.tainted
        ],
        looks=rows(one.looks, names.people, {}),
        most=None if one.is_whole else len(one.looks),
    )


def _taken_back(one: LetIn, reference: str, names: Names) -> TakenBackShown:
    return TakenBackShown(
        who=names.person(one.kept.person),
        what=_kept_from(one.kept, names),
        said=moment(one.since.recorded_at),
        said_href=entry_link(reference, one.since.number),
        taken_back=moment(one.ended.recorded_at),
        href=entry_link(reference, one.ended.number),
        by=names.person(one.ended.actor),
    )


def _kept_from(kept: Kept, names: Names) -> str:
    if kept.chaired:
        return "the case, as who chaired the conference,"
    return f"the {within(names.label('panels', kept.panel))}" if kept.panel else "the whole case"


def _closed(late: FoundLate, names: Names) -> str:
    """Say what is closed to somebody since they were found barred."""
    if not late.panel:
        return "The whole case is closed to them since."
    return f"The {within(names.label('panels', late.panel))} is closed to them since."


def _decided(tainted: Tainted, names: Names, reference: str, *, is_said: bool) -> DecidedLine:
    """Say what was decided; where the entry is withheld, no more than that something was."""
    about = f": {names.points(tainted.points)}" if tainted.points else ""
    return DecidedLine(
        on=day(tainted.on),
        words=f"{read_names('kind')[tainted.kind]}{about}" if is_said else NOT_SAID,
        href=entry_link(reference, tainted.entry),
        remedy=REMEDIES[tainted.remedy],
    )
