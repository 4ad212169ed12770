"""Where one lives: given so that no case of a family at the same address reaches one."""

from datetime import datetime
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.core.casefile.homes import is_postcode
from reconvene.core.workdays import CalendarExhausted, london_day
from reconvene.desk.homes import forget_home, give_home, given_home_on, is_another_home
from reconvene.people.models import Person
from reconvene.web.browse.beyond import NOT_KEPT, beyond_calendar
from reconvene.web.browse.faults import too_often
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.fields import TextField
from reconvene.web.components.forms import Form
from reconvene.web.components.pages import page
from reconvene.web.components.shown import Refusal
from reconvene.web.register.limits import free_at
from reconvene.web.register.rows import Bucket


class HomeForm(Form):
    """Asks for an address, as far as it is compared."""

    postcode = TextField("Postcode", missing="Enter your postcode", autocomplete="postal-code")
    house = TextField(
        "Number or name of the house",
        missing="Enter the number or name of your house",
        hint="With the number of the flat, if it is one. Leave the street out.",
    )

    def clean_postcode(self) -> str:
        """Return the postcode, if it is one: with a slip in it no case is found."""
        said: str = self.cleaned_data["postcode"]
        if not is_postcode(said):
            raise ValidationError("Enter a full postcode, like OX1 1AA")
        return said


def your_home(request: HttpRequest) -> HttpResponse:
    """
    Ask where somebody lives, keep it, or forget it.

    The answer is the same whether or not any family lives there. Only an address that is not the
    one kept counts towards the limit: a slip, or forgetting, keeps nobody from putting it right.
    """
    person, now = person_of(request), timezone.now()
    if request.method == "POST" and "forget" in request.POST:
        forget_home(person)
        return redirect("your-account")
    form = HomeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        where = (said["postcode"], said["house"])
        if is_another_home(person, *where) and (at := free_at(Bucket.HOME, person.id, now)):
            return too_often(request, at)
        try:
            give_home(person, *where, now)
        except CalendarExhausted as exhausted:
            return _asked(request, person, now, form, beyond_calendar(exhausted, NOT_KEPT))
        return redirect("your-account")
    return _asked(request, person, now, form)


def _asked(
    request: HttpRequest,
    person: Person,
    now: datetime,
    form: HomeForm,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Ask for the address, with what was typed; and say why it could not be kept, where that is so."""
    return page(
        request,
        "accounts/your_home.html",
        frame_of(person, london_day(now)),
        status=HTTPStatus.CONFLICT if refusal else None,
        form=form,
        refusal=refusal,
        given_on=given_home_on(person),
    )
