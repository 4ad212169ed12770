"""Putting an entry right: for whom an entry is to correct.

In: who would correct, a matter, the entry. Out: a denial, or None.
"""

from reconvene.core.access.answer import Denied, Reason, Wall
from reconvene.core.access.asking import Do, Viewer
from reconvene.core.access.matter import Matter
from reconvene.core.access.reach import reach
from reconvene.core.access.subject import subject_of
from reconvene.core.record.event import Event, subject


def correction_denied(viewer: Viewer, matter: Matter, corrected: Event) -> Denied | None:
    """
    Return why an entry is not for somebody to correct; None where it is.

    Whoever could record it can put it right. Somebody complained of puts right what they recorded
    themselves and nothing else, whatever it is about.
    """
    them = subject_of(matter)
    is_them = them is not None and them.id == viewer.id
    if is_them and them and corrected.actor != viewer.id:
        return Denied(Reason.WALL, matter.clause_of(them.role), Wall.SUBJECT)
    if corrected.kind in ("complaint.received", "entry.corrected") and not is_them:
        return None
    answer = reach(viewer, matter, Do(corrected.kind, subject(corrected.data)))
    return answer if isinstance(answer, Denied) else None
