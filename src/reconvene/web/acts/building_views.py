"""The view of a panel being built."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.core.conduct.answer import Refused
from reconvene.core.workdays import london_day
from reconvene.desk.building import may_build, weighed
from reconvene.web.acts.act_page import heading, refusal_shown
from reconvene.web.acts.building_form import BuildingForm
from reconvene.web.acts.building_page import building_page
from reconvene.web.acts.sitting_views import looked_at
from reconvene.web.acts.situation import situation
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.pages import page


def building(request: HttpRequest, reference: str, panel: str) -> HttpResponse:
    """Show what a panel would be with the people chosen, and lead to the act of appointing each."""
    today = london_day(timezone.now())
    look, rule = looked_at(request, reference, panel, today)
    person = person_of(request)
    frame = frame_of(person, today)
    it = heading(look, "panelist.appointed", panel)
    ready = may_build(look, panel)
    if isinstance(ready, Refused):
        refusal = refusal_shown(look.context, "panelist.appointed", ready, panel)
        return page(request, "acts/not_built.html", frame, here="Cases", it=it, refusal=refusal)
    at = situation(look, person)
    form = BuildingForm(request.GET or None, at=at, panel=rule)
    is_checked = form.is_valid()
    composition = weighed(
        look,
        panel,
        form.thought_of() if is_checked else (),
        has_minute_taker=is_checked and form.has_minute_taker,
    )
    return page(
        request,
        "acts/building.html",
        frame,
        here="Cases",
        it=it,
        form=form,
        panel=building_page(look, at, rule, composition, form.still_chosen if is_checked else None),
        is_checked=is_checked,
        is_about_nobody=is_checked and form.is_about_nobody,
    )
