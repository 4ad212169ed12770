"""The view of a panel's sitting, and what every page of one panel begins with."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.core.procedure.panels import Panel
from reconvene.core.workdays import london_day
from reconvene.desk.look import Look
from reconvene.web.acts.act_page import heading
from reconvene.web.acts.sitting_page import sitting_page
from reconvene.web.acts.situation import situation
from reconvene.web.browse.looking import found
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.pages import page


def sitting(request: HttpRequest, reference: str, panel: str) -> HttpResponse:
    """Show who is on a panel, whether it may decide, what it decided, and what comes next."""
    today = london_day(timezone.now())
    look, rule = looked_at(request, reference, panel, today)
    person = person_of(request)
    return page(
        request,
        "acts/sitting.html",
        frame_of(person, today),
        here="Cases",
        it=heading(look, "sitting.opened", panel),
        panel=sitting_page(look, situation(look, person), rule),
    )


def looked_at(request: HttpRequest, reference: str, panel: str, today: date) -> tuple[Look, Panel]:
    """
    Return a case as it is met, and a panel of its procedure, once it is written down who looks.

    Raises:
        Http404: There is no such case for them, or no such panel.
    """
    look = found(request, reference, today)
    rule = look.definition.by_id["panels"].get(panel)
    if rule is None:
        raise Http404
    return look, rule
