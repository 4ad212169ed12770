"""
Whether what was to be taken out of a file is gone, before a redacted version is on the record.

In: a case as somebody sees it, what they say of a version that they brought in. Out: the same, with
how it was looked through; or why it is not taken. Its viewing copy is read in the locked process, and
what that says is searched here, so no word of theirs goes into another process.
"""

from datetime import datetime

from msgspec import structs

from reconvene.core.casefile.case import COMPLAINANT_ROLE, Case
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import LAW
from reconvene.core.reaching.whereabouts import somebody_told, still_there, whereabouts_told
from reconvene.core.record.papers import RedactionMade
from reconvene.desk.bringing import Kept, NoSuchPaper, NotOpen, State, given_out, papers_of
from reconvene.desk.look import Look
from reconvene.papers.untrusted.kinds import Kind
from reconvene.papers.untrusted.looking_through import Through, looked_through
from reconvene.papers.untrusted.sandbox import NotLookedAt

NOT_LOOKED = Refused(Ground.NOT_LOOKED_THROUGH, LAW)


def looked_at(look: Look, data: RedactionMade, *, now: datetime) -> RedactionMade | Refused:
    """Return what somebody says of a redacted version, once a machine has looked it through."""
    kept = papers_of(look, now=now).get(data.paper)
    through = read_through(look, kept, now=now)
    if through is None:
        return NOT_LOOKED
    refused = _refused(look.whole.case, data, through)
    looked = "words" if through.is_whole else "pictures"
    return structs.replace(data, looked=looked) if refused is None else refused


def read_through(look: Look, kept: Kept | None, *, now: datetime) -> Through | None:
    """Return what the viewing copy of a file says; None where there is none, or nobody can say."""
    if kept is None or kept.state is not State.CLEAR or not kept.has_view:
        return None
    try:
        pieces = given_out(look.person, look.case_id, kept.paper, view=True, now=now)
        return looked_through(Kind(kept.kind), pieces)
    except (NoSuchPaper, NotOpen, NotLookedAt, ValueError):  # every fault of opening is one
        return None


def _refused(case: Case, data: RedactionMade, through: Through) -> Refused | None:
    """Return the first that keeps a version from being taken, in order of what is worst."""
    for number, page in enumerate(through.pages, start=1):
        found = still_there(data.gone, page)
        if found:
            return Refused(Ground.NOT_TAKEN_OUT, LAW, {"page": number, "words": found})
        if tells_where(case, data.readers, page):
            return Refused(Ground.NOT_TAKEN_OUT, LAW, {"reached": number})
    if through.under:
        return Refused(Ground.LIES_UNDER, LAW, {"page": through.under})
    if through.blind:
        return Refused(Ground.NOT_LOOKED_THROUGH, LAW, {"page": through.blind})
    return None


def tells_where(case: Case, readers: tuple[str, ...], text: str) -> bool:
    """Tell whether a text says where somebody is reached of whom its readers need not know."""
    if readers == (COMPLAINANT_ROLE,):
        return bool(whereabouts_told(case, COMPLAINANT_ROLE, text))
    return somebody_told(case, text)
