"""
What somebody typed into a form, kept while they prove again who they are.

In: a form that was sent, by whom and to where. Out: a signed word for a hidden box of the page that
asks for proof, and the way back into a form. It travels in their own browser's pages and is stored
nowhere. A word that we did not sign for this person and this address brings nothing back: otherwise
a link would do to have somebody send a form that a colleague filled in.
"""

from datetime import timedelta

from django.core import signing
from django.http import QueryDict

from reconvene.people.models import Person

GOOD_FOR = timedelta(minutes=30)
"""For how long it is kept: longer than anybody is left signed in who does nothing."""
_OURS = "csrfmiddlewaretoken"  # each page brings one of its own
_SALT = "reconvene.typed"

Typed = list[tuple[str, str]]
"""Names and answers, in the order they were sent; a name may come more than once."""


def kept(form: QueryDict, person: Person, to: str) -> str:
    """Return everything that a form holds, as one word for a hidden box."""
    fields = [(name, one) for name, many in form.lists() for one in many if name != _OURS]
    return signing.dumps([person.pk, to, fields], salt=_SALT, compress=True)


def unkept(word: str, person: Person, to: str) -> Typed | None:
    """Return what a hidden box brings back; None where this person sent no such form there."""
    try:
        sender, sent_to, fields = signing.loads(word, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    if (sender, sent_to) != (person.pk, to):
        return None
    return [(name, answer) for name, answer in fields]
