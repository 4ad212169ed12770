"""The page of the procedure an authority works by, in the version in force or an earlier one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from markupsafe import Markup

from reconvene.core.workdays import london_day
from reconvene.desk.definitions import in_force
from reconvene.drawing import described, draw
from reconvene.library.procedure_files import ProcedureUnknown
from reconvene.library.procedure_files import procedure as named_procedure
from reconvene.web.browse.procedure import rules
from reconvene.web.browse.procedure.readings import read_titles
from reconvene.web.browse.procedure.sight import sights
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.pages import page


def procedure(request: HttpRequest, version: int | None = None) -> HttpResponse:
    """Show the rules of the person's authority: the version in force today, or the one asked for."""
    today = london_day(timezone.now())
    person = person_of(request)
    definition = in_force(person.authority.procedure, today)
    if version is not None:
        try:
            definition = named_procedure(f"{definition.id}/{version}")
        except ProcedureUnknown as unknown:
            raise Http404 from unknown
    titles = read_titles()
    return page(
        request,
        "browse/procedure.html",
        frame_of(person, today),
        here="Procedure",
        definition=definition,
        drawing=Markup(draw(definition)),  # noqa: S704 - drawn here
        described=described(definition),
        stages=rules.stages(definition),
        sights=sights(definition),
        clauses=rules.clauses(definition),
        readings=[(number, titles.get(number, "")) for number in rules.readings_cited(definition)],
    )
