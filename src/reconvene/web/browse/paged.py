"""
Lists that go on page by page from where the last one ended, however long they are.

In: the query a list was asked with. Out: the place to go on from, and links to the next page.
"""

from datetime import date
from typing import Any

from django.http import QueryDict

from reconvene.worklist.paging import Place

AFTER = "after"
_BETWEEN = "~"
_FIGURES = 3


def asked(query: QueryDict, name: str) -> str:
    """Return the words a list is asked with, without what no database can hold; may be empty."""
    return query.get(name, "").replace("\0", "").strip()


def place_of(query: QueryDict) -> Place | None:
    """Return where the list is to go on from; None for its beginning, or where that is unreadable."""
    written = asked(query, AFTER).split(_BETWEEN)
    try:
        on, case_id, key, part = written
        return Place(date.fromisoformat(on), case_id, key, int(part[:_FIGURES]))
    except ValueError:
        return None


def onward(place: Place | None, query: QueryDict) -> dict[str, Any]:
    """Return what `govuk("pagination", ...)` takes: back to the beginning, and on from a place."""
    links: dict[str, Any] = {}
    if query.get(AFTER):
        links["previous"] = {"href": without(query, AFTER), "text": "First page"}
    if place is not None:
        written = _BETWEEN.join(
            (place.sort_on.isoformat(), place.case_id, place.key, str(place.part))
        )
        links["next"] = {"href": with_(query, AFTER, written), "text": "Next page"}
    return links


def with_(query: QueryDict, name: str, value: str) -> str:
    """Return the address of this list with one thing asked differently, from its beginning."""
    asked = query.copy()
    asked.pop(AFTER, None)
    asked[name] = value
    return f"?{asked.urlencode()}"


def without(query: QueryDict, *names: str) -> str:
    """Return the address of this list with some things not asked, from its beginning."""
    asked = query.copy()
    for name in (AFTER, *names):
        asked.pop(name, None)
    return f"?{asked.urlencode()}"
