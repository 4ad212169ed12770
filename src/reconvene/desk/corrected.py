"""What an entry comes to where it is a correction: the corrected entry, as it would then hold."""

from msgspec import structs

from reconvene.core.casefile.corrections import effective
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Entry, payload
from reconvene.desk.look import Look


def as_it_would_hold(look: Look, entry: Entry) -> Entry:
    """
    Return what a correction puts in the place of its entry; any other entry as it is.

    A correction that strikes its entry puts nothing there.
    """
    correction = entry.data
    if not isinstance(correction, EntryCorrected) or correction.struck:
        return entry
    before = next(
        event for event in effective(look.whole.events) if event.number == correction.entry
    )
    data = before.data if correction.data is None else payload(before.kind, correction.data)
    day = correction.happened_on or before.happened_on
    return structs.replace(entry, kind=before.kind, happened_on=day, data=data)
