"""Who has a tie to the family or the case: declared by themselves, or for them, and what it bars.

In: a context, an entry. Out: allowed, or refused.
"""

from reconvene.core.casefile.family import of_the_family
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.panels import tied_people
from reconvene.core.record.after import ConferenceArranged
from reconvene.core.record.event import Entry
from reconvene.core.record.interests import NO_TIE, HomeNoted, InterestDeclared
from reconvene.core.record.opening import LatenessDecided, RoleAssigned, StandingDecided
from reconvene.core.record.panels import DecisionPut, PanelistAppointed, SittingOpened
from reconvene.core.record.payload import Payload
from reconvene.core.record.stages import CriteriaTested, GateDecided, StagePassedOn


def declare(ctx: Context, entry: Entry, data: InterestDeclared) -> Answer:
    """A tie is declared with its reason, of somebody who has an id here."""
    if not data.person.id:
        return refuse(Ground.DETAIL_MISSING, detail="person")
    if data.tie != NO_TIE and not data.reason.strip():
        return refuse(Ground.NEEDS_REASON)
    return Allowed((entry,))


def shuts_nobody_out(ctx: Context, before: InterestDeclared, after: Payload | None) -> bool:
    """
    Tell whether a tie can be put right, or struck where `after` is None, under any version's rules.

    No rule asks for a tie; it only keeps somebody from what they could do. So it can be taken back,
    and its words put right, as long as it is nobody else's, and no vote had to be held anew for it.
    """
    made = (one for state in ctx.case.panels.values() for one in state.made)
    if any(one.is_void and before.person.id in one.tainted_by for one in made):
        return False
    if after is None:
        return True
    if not isinstance(after, InterestDeclared) or after.person.id != before.person.id:
        return False
    return after.tie == NO_TIE or (before.tie != NO_TIE and bool(after.reason.strip()))


def note_home(_ctx: Context, entry: Entry, data: HomeNoted) -> Answer:
    """A home is noted whole: half an address would be that of a whole street."""
    for detail in ("who", "postcode", "house"):
        if not getattr(data, detail).strip():
            return refuse(Ground.DETAIL_MISSING, detail=detail)
    return Allowed((entry,))


def tied_refusal(ctx: Context, entry: Entry) -> Refused | None:
    """
    Return why nobody with a tie, and nobody of the family, can be given a part, decide or vote.

    None where nobody of them is to.
    """
    taking = taking_part(entry.data)
    if not taking:
        return None
    kept_out = tied_people(ctx.case) | of_the_family(ctx.case, ctx.events)
    people = tuple(person for person in taking if person in kept_out)
    return refuse(Ground.NOT_INDEPENDENT, people=people) if people else None


def taking_part(data: Payload) -> tuple[str, ...]:
    """Return the ids of those an entry gives a part to, or in whose name it decides; may be empty."""
    match data:
        case RoleAssigned() | PanelistAppointed():
            return (data.person.id,)
        case ConferenceArranged():
            return (data.chair.id,)
        case StandingDecided() | LatenessDecided() | CriteriaTested() | GateDecided():
            return (data.decided_by.id,)
        case StagePassedOn():
            return (data.by.id,)
        case SittingOpened():
            return data.present
        case DecisionPut():
            return (*data.votes_for, *data.against, *data.abstained)
        case _:
            return ()
