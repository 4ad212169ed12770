"""
Numbered pages of a long list, for the design system's pagination.

In: one of Django's pages and the query the list was asked for with. Out: the macro's options.
"""

from typing import Any

from django.core.paginator import Page
from django.http import QueryDict

PARAMETER = "page"


def pagination(page: Page[Any], query: QueryDict) -> dict[str, Any]:
    """
    Return what `govuk("pagination", ...)` takes; empty where one page holds everything.

    The rest of the query, such as the filters in force, is kept in every link.
    """
    if not page.has_other_pages():
        return {}
    steps: dict[str, Any] = {}
    if page.has_previous():
        steps["previous"] = {"href": _href(query, page.previous_page_number())}
    if page.has_next():
        steps["next"] = {"href": _href(query, page.next_page_number())}
    return steps | {"items": _items(page, query)}


def _items(page: Page[Any], query: QueryDict) -> list[dict[str, Any]]:
    """Return the first, the last and those about this one, with an ellipsis for each gap."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [
        {"number": number, "href": _href(query, number), "current": number == page.number}
        if isinstance(number, int)
        else {"ellipsis": True}
        for number in shown
    ]


def _href(query: QueryDict, number: int) -> str:
    asked = query.copy()
    asked[PARAMETER] = str(number)
    return f"?{asked.urlencode()}"
