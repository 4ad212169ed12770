"""
What somebody typed into a form, kept while they prove again who they are.

In: a form that was sent. Out: a word for a hidden box of the page that asks for proof, and the way
back into a form. It travels in their own browser's pages and is stored nowhere.
"""

import json

from django.http import QueryDict

_OURS = "csrfmiddlewaretoken"  # each page brings one of its own

Typed = list[tuple[str, str]]
"""Names and answers, in the order they were sent; a name may come more than once."""


def kept(form: QueryDict) -> str:
    """Return everything that a form holds, as one word for a hidden box."""
    return json.dumps([(name, one) for name, many in form.lists() for one in many if name != _OURS])


def unkept(word: str) -> Typed:
    """Return what a hidden box brings back; nothing where it holds no such word."""
    try:
        return [(str(name), str(answer)) for name, answer in json.loads(word)]
    except (ValueError, TypeError, RecursionError):
        return []
