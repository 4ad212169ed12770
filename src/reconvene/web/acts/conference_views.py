"""The view of a later conference: reconvened, or a review that was brought forward."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.web.acts.act_page import heading
from reconvene.web.acts.conference_page import conference_page
from reconvene.web.browse.looking import found
from reconvene.web.browse.names import Names
from reconvene.web.browse.signed_in import colleague_names, frame_of, person_of
from reconvene.web.components.pages import page


def conference(request: HttpRequest, reference: str, conference: str) -> HttpResponse:
    """Show when a later conference is, who chairs it, what they need, and who is ready for it."""
    today = london_day(timezone.now())
    look = found(request, reference, today)
    rule = look.definition.by_id["conferences"].get(conference)
    if rule is None or (look.is_answering and rule.id not in look.case.conferences):
        raise Http404  # whoever only answers learns of one that they were given to chair
    person = person_of(request)
    names = Names.of(look.case, look.events, colleague_names(person))
    return page(
        request,
        "acts/conference.html",
        frame_of(person, today),
        here="Cases",
        it=heading(look, "conference.arranged", conference),
        conference=conference_page(look, names, rule),
    )
