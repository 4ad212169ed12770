"""
The record in sentences: one small function for each kind of entry, in one table.

In: an entry and the names of its case. Out: a sentence that says what happened and who did it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from reconvene.core.access.showing import Withheld
from reconvene.core.record.event import Event
from reconvene.web.browse.names import Names, sentence_case
from reconvene.web.browse.saying import (
    after,
    contact,
    exchange,
    leaving,
    opening,
    panels,
    papers,
    points,
    stages,
)

Say = Callable[[Names, Event, Any], str]

NOT_SHOWN = "Recorded, not shown to you."

SENTENCES: Mapping[str, Say] = {
    **opening.SENTENCES,
    **contact.SENTENCES,
    **points.SENTENCES,
    **exchange.SENTENCES,
    **leaving.SENTENCES,
    **stages.SENTENCES,
    **panels.SENTENCES,
    **papers.SENTENCES,
    **after.SENTENCES,
}


def sentence(names: Names, event: Event) -> str:
    """Return what an entry says happened, in one sentence or a few."""
    if isinstance(event.data, Withheld):
        return NOT_SHOWN
    return sentence_case(SENTENCES[event.kind](names, event, event.data))
