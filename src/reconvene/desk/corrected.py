"""What an entry comes to where it is a correction: what it says, and how its entry would then hold."""

from msgspec import structs

from reconvene.core.casefile.corrections import effective
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Entry, Event, payload
from reconvene.core.record.opening import ComplaintReceived
from reconvene.desk.look import Look


def as_it_would_hold(look: Look, entry: Entry) -> Entry:
    """
    Return what a correction puts in the place of its entry; any other entry as it is.

    A correction that strikes its entry puts nothing there.
    """
    correction = entry.data
    if not isinstance(correction, EntryCorrected) or correction.struck:
        return entry
    before = _as_it_holds(look, correction.entry)
    assert before is not None  # noqa: S101 - the core has looked
    data = before.data if correction.data is None else payload(before.kind, correction.data)
    day = correction.happened_on or before.happened_on
    return structs.replace(entry, kind=before.kind, happened_on=day, data=data)


def with_what_is_not_shown(look: Look, entry: Entry) -> Entry:
    """
    Return a correction of a complaint with how to reach the family as it is, where whoever corrects
    is not shown that; any other entry as it is.

    They cannot have meant to change it, and their form had it not.
    """
    correction = entry.data
    if not isinstance(correction, EntryCorrected) or not correction.data or look.sees_contact:
        return entry
    before = _as_it_holds(look, correction.entry)
    if before is None or not isinstance(before.data, ComplaintReceived):
        return entry
    kept = {**correction.data, "safe_contact": before.data.safe_contact}
    return structs.replace(entry, data=structs.replace(correction, data=kept))


def _as_it_holds(look: Look, number: int) -> Event | None:
    return next((one for one in effective(look.whole.events) if one.number == number), None)
