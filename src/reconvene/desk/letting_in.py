"""
Somebody let in who was kept out: that takes another person than who first said that they are.

A tie may be taken back, or put right to be somebody else's; another may turn out to have chaired the
conference. What is asked is who is let in by it, whatever the entry.
"""

from collections.abc import Sequence

from reconvene.core.access.lifting import LetIn, let_in, let_in_by
from reconvene.core.access.parts import openings
from reconvene.core.casefile.case import CHAIR_ROLE
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import LAW
from reconvene.core.record.event import Entry
from reconvene.core.workdays import london_day
from reconvene.desk.foreseen import added, foreseen
from reconvene.desk.look import Look
from reconvene.people.holders import roles_held_from


def letting_in_refusal(look: Look, entries: Sequence[Entry], role: str) -> Refused | None:
    """
    Return a refusal where one person alone would let somebody in; None otherwise.

    Args:
        look: The case as whoever acts meets it.
        entries: What would go on the record; judged to be possible.
        role: The role they act in.

    Source: AZ-4.
    """
    before = look.whole.events
    if not before:
        return None
    then = added(look, entries, role, before[-1].recorded_at)
    for one in let_in_by(before, then):
        if not one.said_by:
            found_on = london_day(one.since.recorded_at).isoformat()
            return Refused(Ground.NOT_ALONE, LAW, {"found_on": found_on})
        if one.said_by == look.person.id and _comes_in(look, entries, role, one):
            return Refused(Ground.NOT_ALONE, LAW)
    return _part_refusal(look, entries, role)


def _part_refusal(look: Look, entries: Sequence[Entry], role: str) -> Refused | None:
    """The refusal of a part for somebody whom whoever acts let in alone, as they had none."""
    before = look.whole.events
    if not any(event.kind == "entry.corrected" for event in before):
        return None
    alone = {
        one.kept.person
        for one in let_in(before)
        if one.kept.chaired and one.said_by == one.ended.actor == look.person.id
    }
    if not alone:
        return None
    then = foreseen(look, entries, role, before[-1].recorded_at)
    comes_in = openings(then.matter).people - openings(look.matter).people
    return Refused(Ground.NOT_ALONE, LAW) if alone & comes_in else None


def _comes_in(look: Look, entries: Sequence[Entry], role: str, one: LetIn) -> bool:
    """
    Tell whether the case is there for somebody who is let in, or may come to be.

    Whoever only chairs conferences is named in it or has no part: who chaired can be put right by
    whoever wrote it down, who then gives them no part. Of a tie it is not asked. At most one
    statement.
    """
    if not one.kept.chaired:
        return True
    them = one.kept.person
    held = roles_held_from(look.person.authority, {them}, look.context.today)
    if held.get(them, frozenset()) - {CHAIR_ROLE}:
        return True
    now = look.whole.events[-1].recorded_at
    return them in openings(foreseen(look, entries, role, now).matter).people
