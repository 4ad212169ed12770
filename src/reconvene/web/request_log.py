"""One line for each request: which page, how it ended, how long it took; never what was asked for."""

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver

from reconvene.logs.about import answering

_log = logging.getLogger("reconvene.requests")


class RequestLog:
    """
    Give each request a number, and write its line once it is answered.

    The page is named by its route, not by its address, which may hold what somebody typed.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        who, purpose = (lambda: _who(request)), (lambda: _route(request))
        with answering(secrets.token_hex(8), who, purpose):
            try:
                response = self.answer(request)
            except MemoryError:  # there was too little to call what answers a fault
                response = get_resolver().resolve_error_handler(500)(request)
            took = round((time.monotonic() - began) * 1000)
            said = {
                "method": request.method if request.method in _METHODS else "other",
                "route": _route(request),
                "status": response.status_code,
                "ms": took,
            }
            _log.info("request", extra={"said": said})
            return response


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def _route(request: HttpRequest) -> str:
    found = request.resolver_match
    return (found.view_name or found._func_path) if found else "none"  # noqa: SLF001


def _who(request: HttpRequest) -> str:
    """Return the id of whoever is signed in, if that was asked for already; it asks nobody."""
    user = getattr(request, "_cached_user", None)
    return str(user.pk) if user is not None and user.is_authenticated else ""
