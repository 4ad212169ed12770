"""
Looking for a case by words, which stand in no address: they are posted, and then shown.

In: a form that was sent, or the address it led to. Out: that address, or the words that were typed.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from reconvene.web.browse.paged import asked
from reconvene.web.browse.signed_in import person_of
from reconvene.worklist.looked_for import from_address, in_address

FIND = "find"
_ALSO = ("show", "stage")


def led_on(request: HttpRequest) -> HttpResponse:
    """
    Answer a form that asks for a list: to its own address, what was typed sealed in it.

    That is a page like any other: it can be gone back to, asked for again, or narrowed further.
    """
    person = person_of(request)
    wanted = {name: asked(request.POST, name) for name in _ALSO}
    wanted[FIND] = in_address(person.authority_id, person.id, asked(request.POST, FIND))
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in wanted.items() if value})
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")


def words_asked(request: HttpRequest) -> str:
    """
    Return the words somebody looks for, a reference as it is kept; none where the address holds
    no words of theirs.
    """
    person = person_of(request)
    words = from_address(person.authority_id, person.id, asked(request.GET, FIND))
    return person.authority.called(words)
