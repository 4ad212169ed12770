"""Who has a tie to the family or the case: declared by themselves, or for them.

In: a context, an entry. Out: allowed, or refused.
"""

from reconvene.core.conduct.answer import Allowed, Answer, Ground
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.record.event import Entry
from reconvene.core.record.interests import NO_TIE, InterestDeclared


def declare(ctx: Context, entry: Entry, data: InterestDeclared) -> Answer:
    """A tie is declared with its reason, of somebody who has an id here."""
    if not data.person.id:
        return refuse(Ground.DETAIL_MISSING, detail="person")
    if data.tie != NO_TIE and not data.reason.strip():
        return refuse(Ground.NEEDS_REASON)
    return Allowed((entry,))
