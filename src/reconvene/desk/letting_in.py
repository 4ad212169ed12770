"""
Who chaired a conference, put right: the case opens to whoever was named before.

Somebody complained of is kept out of the case. Where they hold a post besides, saying that another
chaired lets them in by it; that takes somebody else than who named them.
"""

from collections.abc import Iterator

from reconvene.core.casefile.case import CHAIR_ROLE
from reconvene.core.casefile.corrections import put_right
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import LAW
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Entry, Event
from reconvene.core.record.opening import ComplaintReceived
from reconvene.desk.look import Look
from reconvene.people.holders import roles_held


def letting_in_refusal(look: Look, entry: Entry) -> Refused | None:
    """
    Return a refusal where whoever named the chair would alone let them in by another post of theirs.

    The correction was judged to be possible. At most one statement.

    Source: AZ-4.
    """
    correction = entry.data
    if not isinstance(correction, EntryCorrected) or correction.data is None:
        return None
    *_, (stands, named, by) = _named(look, correction.entry)
    if not named or _chair(put_right(stands, correction)) == named or by != look.person.id:
        return None
    held = roles_held(look.person.authority, {named}, look.context.today)
    return Refused(Ground.NOT_ALONE, LAW) if held.get(named, set()) - {CHAIR_ROLE} else None


def _named(look: Look, number: int) -> Iterator[tuple[Event, str, str]]:
    """Yield an entry as it came to stand, with whom it named as chair then, and who named them."""
    stands = look.whole.events[number - 1]
    named, by = _chair(stands), stands.actor
    yield stands, named, by
    for event in look.whole.events[number:]:
        data = event.data
        if isinstance(data, EntryCorrected) and data.entry == number and not data.struck:
            stands = put_right(stands, data)
            if _chair(stands) != named:
                named, by = _chair(stands), event.actor
            yield stands, named, by


def _chair(event: Event) -> str:
    """Return the id of whoever chaired the conference; empty where that is not known, or not said."""
    chair = event.data.conference.chair if isinstance(event.data, ComplaintReceived) else None
    return chair.id if chair else ""
