"""
Answer a request with a page.

In: the request, a template's name, the frame, and what the page shows. Out: a response; 422 where a
form came back with problems, so that a program can tell as well as a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reconvene.web.components.forms import Form
from reconvene.web.components.frame import Frame
from reconvene.web.components.told import told_on

_STANDING = "reconvene.standing-notice"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page begins with, and a button that ends it: what it says, and where it posts to."""

    words: str
    href: str
    button: str


def stand_over(request: HttpRequest, notice: Notice) -> None:
    """Have the page that answers a request begin with a notice, whichever page it is."""
    request.META[_STANDING] = notice


def page(
    request: HttpRequest,
    template: str,
    frame: Frame,
    *,
    here: str = "",
    form: Form | None = None,
    status: int | None = None,
    problems: Sequence[Mapping[str, str]] = (),
    **shown: object,
) -> HttpResponse:
    """
    Return the page that a template makes of what it is shown.

    Args:
        request: As the view got it.
        template: Under `jinja2/`, as in "acts/acknowledge.html".
        frame: What stands around the page.
        here: The words of the navigation's place that this page belongs to.
        form: The page's form, if any. Its problems head the page and its title.
        problems: What is wrong where it is no one form's business, or that of several.
        status: Where it is not simply 200, or 422 for a form with problems.
        shown: Everything else the template reads.
    """
    errors = form.problems if form else problems
    if status is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    context = shown | {"frame": frame, "here": here, "form": form, "errors": errors}
    context["notice"] = request.META.get(_STANDING)
    context["told"] = told_on(request) if status == HTTPStatus.OK else ""
    return render(request, template, context, status=status)
