"""Corrections: which entries hold, and with what contents, once later ones have put them right.

In: events in order. Out: the same events, less those struck, with corrected contents in place.
"""

from collections.abc import Collection, Iterator, Sequence

import msgspec

from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Event, payload
from reconvene.core.record.opening import ComplaintReceived


def effective(events: Sequence[Event]) -> Sequence[Event]:
    """
    Return the events that hold, in order of number.

    A correction replaces what its entry said, or strikes it; the last correction of an entry
    wins. What an entry brought along is struck with it. The correcting entries themselves stay,
    with no effect of their own.
    """
    if not any(isinstance(event.data, EntryCorrected) for event in events):
        return events
    holding: dict[int, Event] = {}
    for event in events:
        _take(holding, event)
    return list(holding.values())


def as_they_came(events: Sequence[Event]) -> Iterator[tuple[Event, Collection[Event]]]:
    """
    Yield each entry in order, with those that held once it was on the record, itself among them.

    What is yielded goes on changing: look at it before asking for the next.
    """
    holding: dict[int, Event] = {}
    for event in events:
        _take(holding, event)
        yield event, holding.values()


def _take(holding: dict[int, Event], event: Event) -> None:
    holding[event.number] = event
    if not isinstance(event.data, EntryCorrected):
        return
    corrected = holding.get(event.data.entry)
    if corrected is None:
        return
    if not event.data.struck:
        holding[event.data.entry] = put_right(corrected, event.data)
        return
    del holding[event.data.entry]
    if brought_along(corrected, holding.get(event.data.entry + 1)):
        del holding[event.data.entry + 1]


def brought_along(request: Event | None, after: Event | None) -> bool:
    """
    Tell whether one entry came on the record with the one before it.

    A request opens a closed case again, and straight after a request no case is closed: so whatever
    opens one there is the request's own.
    """
    kinds = (request.kind if request else "", after.kind if after else "")
    return kinds == ("stage.requested", "case.reopened")


def put_right(event: Event, correction: EntryCorrected) -> Event:
    """Return an entry with what a correction says of it in place; the entry is not struck."""
    data = event.data if correction.data is None else payload(event.kind, correction.data)
    on = correction.happened_on or event.happened_on
    at = event.happened_at if on == event.happened_on else None
    return msgspec.structs.replace(event, data=data, happened_on=on, happened_at=at)


def says_the_same(before: ComplaintReceived, after: ComplaintReceived) -> bool:
    """Tell whether two complaints differ at most in names and words that no rule looks at."""
    return _without_words(before) == _without_words(after)


def _without_words(data: ComplaintReceived) -> ComplaintReceived:
    bare = msgspec.structs.replace
    children = tuple(bare(child, name="") for child in data.conference.children)
    return bare(
        data,
        complainant=bare(data.complainant, name="", relation=""),
        conference=bare(data.conference, children=children),
        points=tuple(bare(point, words="") for point in data.points),
        seeks="",
        safe_contact="",
    )
