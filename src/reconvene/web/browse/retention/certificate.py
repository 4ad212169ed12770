"""
The certificate of an erasure, as a sheet to be printed.

In: a reference. Out: what is gone, with whose leave, and the day from which no copy opens it.
"""

from django.http import Http404, HttpRequest, HttpResponse

from reconvene.desk.erasing import certificate_of
from reconvene.desk.retained import erasure_called
from reconvene.desk.retention import ErasureRefused
from reconvene.web.browse.retention.visitor import HERE, visitor
from reconvene.web.components.addresses import address
from reconvene.web.components.pages import page


def certificate(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what certifies that a case was erased."""
    who = visitor(request)
    one = erasure_called(who.person, reference, at=who.now)
    try:
        given, paragraphs, _ = certificate_of(who.person, reference, who.today)
    except ErasureRefused as refused:
        raise Http404 from refused
    assert one is not None, "what has a certificate was erased"  # noqa: S101  narrows a type
    return page(
        request,
        "browse/retention/certificate.html",
        who.frame,
        here=HERE,
        reference=one.reference,
        back=address("erasure", reference=one.reference),
        office=who.person.authority.name,
        today=who.today,
        given=given,
        paragraphs=paragraphs,
    )
