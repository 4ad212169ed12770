"""
What stands before every page: the register says who may come in, and whether it was written down.

In: a request that found its route. Out: its view's answer, or another in its place. A route that
is not in the register is nowhere.
"""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import timezone

from reconvene.core.workdays import CalendarExhausted
from reconvene.desk.look import CaseNotOpened, CaseUnknown
from reconvene.desk.looking import AccessLogDown
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.web.browse import faults, offered_again, sent_late
from reconvene.web.browse.faults import beyond
from reconvene.web.browse.looking import is_answered_for, shows_nothing_unwritten
from reconvene.web.browse.not_opened import not_opened
from reconvene.web.browse.proven import ask_again, is_proven
from reconvene.web.register.limits import free_at
from reconvene.web.register.routes import row_of
from reconvene.web.register.rows import Audience, Kept, Route

SHOWING = (HTTPStatus.OK, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY)
"""How a page answers that shows something: whole, or with why not and what was typed."""


class ShownUnwritten(RuntimeError):
    """A page was made of what the access log has to know of, and does not."""

    def __init__(self, *, route: str) -> None:
        self.route = route
        super().__init__(
            f"The page '{route}' was not shown: nobody wrote down that it is looked at. Let its "
            "view ask for what it shows through reconvene.web.browse.looking."
        )


class Guard:
    """Lets through what the register knows, to those it says, and nothing unwritten out."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        route = row_of(request.resolver_match)
        if route is None:
            return response
        if route.kept is Kept.NEVER:
            response["Cache-Control"] = "no-store"
        if _shows(route, request, response) and not is_answered_for(request):
            raise ShownUnwritten(route=route.name)
        offered_again.forget_taken(request, route, response)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        """Return the answer to whoever may not come in; None for whoever may."""
        route = row_of(request.resolver_match)
        if route is None:
            tell(Event.ROUTE_UNREGISTERED, route=view.__name__)
            raise Http404
        if route.audience is Audience.DEMO and not settings.IS_DEMO:
            raise Http404
        if any("\0" in str(value) for value in kwargs.values()):
            raise Http404  # no database can look for it
        if route.audience is Audience.SIGNED_IN and not request.user.is_authenticated:
            return _asked_in(request, route)
        if route.step_up and not is_proven(request, timezone.now()):
            return ask_again(request)
        if request.method not in route.methods:
            return HttpResponseNotAllowed(route.methods)
        return _too_often(request, route)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """
        Answer what any page may come to: no such day, no such case any more, one that does not
        open, no look written.
        """
        if isinstance(fault, CalendarExhausted) and request.user.is_authenticated:
            shows_nothing_unwritten(request)
            return beyond(request, fault)
        if isinstance(fault, CaseUnknown):  # it was closed to them since the page was begun
            shows_nothing_unwritten(request)
            return faults.not_found(request, fault)
        if isinstance(fault, CaseNotOpened):
            return not_opened(request, fault)
        if isinstance(fault, AccessLogDown):
            tell(Event.ACCESS_LOG_DOWN, reason=fault.found)
            return faults.unwritten(request)
        return None


def _asked_in(request: HttpRequest, route: Route) -> HttpResponse:
    """Ask somebody to sign in; where they were before say why, and keep what they sent."""
    was_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    way_in = reverse("sign-in")
    if was_in:
        way_in += f"?ended={sent_late.keep(request, route)}"
    return redirect_to_login(request.get_full_path(), way_in, "next")


def _shows(route: Route, request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether an answer shows what the access log has to know of."""
    is_page = response.status_code in SHOWING and route.logs is not None
    return is_page and (bool(request.GET) or not route.is_asked)


def _too_often(request: HttpRequest, route: Route) -> HttpResponse | None:
    is_counted = request.method == "POST" or not route.does
    if not route.limit.free or route.limit.is_by_page or not is_counted:
        return None
    at = free_at(route.limit, str(request.user.pk), timezone.now())
    return None if at is None else faults.too_often(request, at)
