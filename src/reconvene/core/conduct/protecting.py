"""What keeps one party's place from another: decided of each, and looked at by a second person.

In: a context, an entry. Out: allowed, or refused.
"""

import msgspec

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.reaching.protected import parties, passed_by, protected_from, undecided
from reconvene.core.record.contact import ConfidentialityDecided
from reconvene.core.record.event import Entry, subject
from reconvene.core.record.leaving import LetterLeft, LetterPassed


def decide_confidentiality(ctx: Context, entry: Entry, data: ConfidentialityDecided) -> Answer:
    """It is decided of a party to the case, with the reason."""
    if data.who not in parties(ctx.case):
        return refuse(Ground.UNKNOWN, detail=data.who)
    if not data.reason.strip():
        return refuse(Ground.NEEDS_REASON)
    return Allowed((entry,))


def pass_letter(ctx: Context, entry: Entry, data: LetterPassed) -> Answer:
    """A letter that waits is passed with the reason, by somebody who did not write it."""
    letter = ctx.case.outgoing.get(data.sent)
    if letter is None or not letter.waits:
        return refuse(Ground.UNKNOWN, detail=str(data.sent))
    if not data.reason.strip():
        return refuse(Ground.NEEDS_REASON)
    if any(one.number == data.sent and one.actor == ctx.actor.id for one in ctx.events):
        return refuse(Ground.NEEDS_SECOND)
    filled = msgspec.structs.replace(data, letter=letter.letter)
    return Allowed((msgspec.structs.replace(entry, data=filled),))


def held_back(ctx: Context, entry: Entry) -> Refused | None:
    """
    Return why something does not leave now, whatever else lets it; None where nothing holds it.

    It is asked of what is about to leave, and never again of what is on record as having left: a
    record of before stays as it is, and can be put right.

    Source: security bar, the send gate.
    """
    data = entry.data
    if isinstance(data, LetterLeft) and data.how != "hand" and needs_second(ctx, data.sent):
        return refuse(Ground.NEEDS_SECOND)
    return kept_back(ctx, entry.kind, subject(data))


def kept_back(ctx: Context, kind: str, about: str | None) -> Refused | None:
    """
    Return why nothing of a kind goes to anybody now, before its details are known; None if it does.

    A document goes to a list of people, so it waits until it is decided of every party whether
    their details are kept from the others. Where `about` is None nobody knows yet which document.
    """
    open_still = undecided(ctx.case) if about and kind == "document.sent" else ()
    return refuse(Ground.CONFIDENTIALITY_UNDECIDED, people=open_still) if open_still else None


def needs_second(ctx: Context, sent: int) -> bool:
    """
    Tell whether a letter waits for a second person: it goes to somebody from whom another party's
    place is kept, and nobody but who lets it go has passed it.
    """
    if not protected_from(ctx.case, COMPLAINANT_ROLE):
        return False
    return not passed_by(ctx.events, sent, as_telling_nothing=False) - {ctx.actor.id}
