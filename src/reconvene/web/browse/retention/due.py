"""
What was kept long enough: shown first, and proposed only as far as somebody chooses.

In: who looks, and what they chose. Out: references with their rules; nothing is erased by this.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from reconvene.desk.retained import due_now
from reconvene.desk.retention import Due, propose
from reconvene.web.browse.retention.visitor import HERE, visitor
from reconvene.web.browse.retention.words import rule_words
from reconvene.web.components.fields import AnyOfField
from reconvene.web.components.forms import Form
from reconvene.web.components.pages import page
from reconvene.web.components.told import onward
from reconvene.web.components.wording import day


class DueForm(Form):
    """Asks which of the cases shown are to be proposed."""

    def __init__(self, due: Sequence[Due], data: Any = None) -> None:
        free = [one for one in due if not one.is_held]
        super().__init__(data, initial={"references": [one.reference for one in free]})
        self.fields["references"] = AnyOfField(
            "Which are to be proposed?",
            [(one.reference, one.reference) for one in free],
            missing="Choose at least one case",
            hint="Take away the tick where a case should stay. To keep it for longer, hold it.",
            hints={one.reference: said_of(one) for one in free},
        )


def erasures_due(request: HttpRequest) -> HttpResponse:
    """Show what is due, and propose what was chosen of it."""
    who = visitor(request)
    found = due_now(who.person, settings.RETENTION, at=who.now)
    form = DueForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        chosen = form.cleaned_data["references"]
        propose(who.person, who.now, settings.RETENTION, references=chosen)
        return onward("erasures", "proposed")
    return page(
        request,
        "browse/retention/due.html",
        who.frame,
        here=HERE,
        form=form,
        is_any_free=any(not one.is_held for one in found),
        held=[(one.reference, said_of(one)) for one in found if one.is_held],
    )


def said_of(one: Due) -> str:
    """Return why a case is due, in a sentence."""
    label, _ = rule_words(one.authority, one.kept.rule)
    return f"{label}. It was kept until {day(one.kept.until)}."
