"""
What was just done, said once at the head of the page that comes after it.

In: the name of what was done. Out: an answer that leads on, and the words for the page it leads to.

The address carries the name and nothing else, and only what stands here can be said by it: nobody
can make a page say words of their own, and a page that is asked for again says the same again.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

TOLD = "told"
_WORDS = {
    "case-held": "The case is held. Nothing of it is erased until two people lift the hold.",
    "stays-held": "The case stays held until somebody looks at it again.",
    "lifting-asked": "You asked that the hold be lifted. It holds until somebody else agrees.",
    "hold-lifted": "The hold is lifted. The case can be proposed for erasure again.",
    "proposed": "You proposed it. Nothing is erased until somebody else agrees.",
    "approved": "You agreed to it.",
    "found": "What you found is recorded.",
    "given-back": "You gave the case back. It is not open to you any more.",
}


def onward(route: str, told: str, **named: object) -> HttpResponse:
    """
    Return an answer that leads to a page, which begins with what was done.

    Args:
        route: The page's name.
        told: What was done; one of those known here.
        named: What the page's address takes.
    """
    assert told in _WORDS  # noqa: S101 - a name of ours, never typed
    return HttpResponseRedirect(f"{reverse(route, kwargs=named)}?{TOLD}={told}")


def told_on(request: HttpRequest) -> str:
    """Return what a page begins with; empty for most, and on the answer to a form."""
    return _WORDS.get(request.GET.get(TOLD, ""), "") if request.method == "GET" else ""
