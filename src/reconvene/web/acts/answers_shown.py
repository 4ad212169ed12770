"""
What was answered in a form, question by question, as the check page reads it back.

In: a form without problems. Out: pairs of the question and the answer in words; what was left out
is left out here too.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import cast

from django.forms.boundfield import BoundField
from django.http import QueryDict

from reconvene.web.browse.unsaved import AGAIN
from reconvene.web.components.fields import OneOfField, UnseenField
from reconvene.web.components.forms import Form
from reconvene.web.components.wording import day

UNSEEN = ("key", "seen")
READ = "letter-read"
"""Under which a check page sends back what stands for the words of the letter it showed."""
OF_THE_FORM = ("step", "csrfmiddlewaretoken", AGAIN, READ)


def answers(
    form: Form, is_said: Callable[[str], bool] = lambda _name: True
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each question that has an answer and is said, with its lines, in the order asked."""
    return tuple(_answered(form, is_said))


def typed(posted: QueryDict) -> list[tuple[str, str]]:
    """Return everything that was posted but the steps of the form itself, to be carried along."""
    return [
        (name, value)
        for name in posted
        if name not in OF_THE_FORM
        for value in map(str, posted.getlist(name))
    ]


def _answered(form: Form, is_said: Callable[[str], bool]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for bound in form:
        value = form.cleaned_data.get(bound.name)
        if isinstance(bound.field, UnseenField) or bound.name in UNSEEN or not is_said(bound.name):
            continue
        lines = tuple(line for line in _lines(bound, value) if line)
        if lines:
            yield str(bound.label), lines


def _lines(bound: BoundField, value: object) -> tuple[str, ...]:
    if value in (None, "", []):
        return ()
    if isinstance(value, bool):
        return ("Yes" if value else "No",)
    if isinstance(value, date):
        return (day(value),)
    if isinstance(bound.field, OneOfField):
        chosen = value if isinstance(value, list) else [value]
        pairs = cast("Iterable[tuple[str, str]]", bound.field.choices)
        words = {str(key): str(said) for key, said in pairs}
        return tuple(words.get(str(one), "") for one in chosen)
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return tuple(str(value).splitlines())
