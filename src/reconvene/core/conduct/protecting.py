"""What keeps one party's place from another: decided of each, and looked at by a second person.

In: a context, an entry. Out: allowed, or refused.
"""

import msgspec

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.leaving import known_on
from reconvene.core.reaching.protected import (
    named_parties,
    parties,
    passed_by,
    protected_from,
    undecided,
)
from reconvene.core.record.contact import ConfidentialityDecided
from reconvene.core.record.event import Entry, subject
from reconvene.core.record.exchange import LetterSent
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
    record of before stays as it is, and can be put right. What was noted only after a letter had gone
    holds up nothing: that it went is put on the record.

    Source: security bar, the send gate.
    """
    data = entry.data
    if isinstance(data, LetterLeft) and data.how != "hand" and needs_second(ctx, data.sent):
        known = known_on(ctx, entry.happened_on, entry.happened_at)
        return refuse(Ground.NEEDS_SECOND) if needs_second(known, data.sent) else None
    if isinstance(data, LetterSent) and not data.waits:
        known = known_on(ctx, entry.happened_on)
        return refuse(Ground.NEEDS_SECOND) if _is_opposite(known) else None
    return kept_back(ctx, entry.kind, subject(data))


def kept_back(ctx: Context, kind: str, about: str | None) -> Refused | None:
    """
    Return why nothing of a kind goes to anybody now, before its details are known; None if it does.

    A document goes to a list of people, so it waits until it is decided of every party whether
    their details are kept from the others. Where `about` is None nobody knows yet which document.
    Whoever is refused need not be shown whose home is noted: only whom the story names is named.
    """
    open_still = undecided(ctx.case) if about and kind == "document.sent" else ()
    if not open_still:
        return None
    named = tuple(one for one in open_still if one in named_parties(ctx.case))
    if not named:
        return refuse(Ground.CONFIDENTIALITY_UNDECIDED)
    return refuse(Ground.CONFIDENTIALITY_UNDECIDED, people=named)


def needs_second(ctx: Context, sent: int) -> bool:
    """
    Tell whether a letter waits for a second person: it goes to somebody from whom another party's
    place is kept, and nobody but who lets it go has passed it.
    """
    others = passed_by(ctx.events, sent, as_telling_nothing=False) - {ctx.actor.id}
    return not others and _is_opposite(ctx)


def _is_opposite(ctx: Context) -> bool:
    """Tell whether a letter goes to somebody from whom another party's place is kept."""
    return bool(protected_from(ctx.case, COMPLAINANT_ROLE))
