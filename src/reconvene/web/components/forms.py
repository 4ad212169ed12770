"""
From a Django form to the design system's macros, and back to the person with its problems.

A form checks shape only and gives plain values. `problems` is what the error summary lists;
`drawn` is what one question is drawn with.
"""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField

from reconvene.web.components.day_field import DayField
from reconvene.web.components.questions import Options, Question

Draw = Callable[[BoundField], str]


class Form(forms.Form):
    """A form whose fields are all questions. Bounds that depend on the day are set in `__init__`."""

    use_required_attribute = False

    def day(self, name: str) -> DayField:
        """Return a question that asks a day, to set its bounds."""
        return cast("DayField", self.fields[name])

    @property
    def problems(self) -> list[dict[str, str]]:
        """Return every problem for the error summary, each leading to its first input, in order."""
        if not self.is_bound:
            return []
        asked = [
            {"text": str(message), "href": f"#{question(bound).first_input(bound)}"}
            for bound in self
            for message in bound.errors
        ]
        return asked + [{"text": str(message)} for message in self.non_field_errors()]

    def _clean_fields(self) -> None:
        """Read every answer; one to a question that no choice opened is set aside as None."""
        super()._clean_fields()  # type: ignore[misc] # Django's own step, before a form's `clean`
        for name in self._unopened():
            self.errors.pop(name, None)
            self.cleaned_data[name] = None

    def _unopened(self) -> list[str]:
        """Return the questions that would be opened by a choice that was not taken."""
        return [
            opened
            for bound in self
            for value, opened in getattr(bound.field, "reveals", {}).items()
            if value not in (bound.data if isinstance(bound.data, list) else [bound.data])
        ]

    @property
    def asked(self) -> list[BoundField]:
        """Return the questions to show one under another: not those that a choice opens."""
        opened = {
            name
            for field in self.fields.values()
            for name in getattr(field, "reveals", {}).values()
        }
        return [bound for bound in self if bound.name not in opened]


def question(bound: BoundField) -> Question:
    """Return the question behind a bound field; a plain Django field in one of our forms is a fault."""
    if not isinstance(bound.field, Question):
        raise PlainField(bound)
    return bound.field


def drawn(bound: BoundField, draw: Draw) -> tuple[str, Options]:
    """
    Return the component that shows a question, and its options.

    Args:
        bound: The question as it now stands in its form.
        draw: Draws another question of the form, for a choice that opens one.
    """
    asked = question(bound)
    options = asked.options(bound)
    for item in options.get("items", ()):
        opened = item.pop("reveals", "")
        if opened:
            item["conditional"] = {"html": draw(bound.form[opened])}
    return asked.component, options


class PlainField(TypeError):
    """A form holds a field that no component can show."""

    def __init__(self, bound: BoundField) -> None:
        self.form: Any = bound.form
        self.name = bound.name
        super().__init__(
            f"{type(bound.form).__name__}.{bound.name} cannot be shown: it is a "
            f"{type(bound.field).__name__}, which knows no component. Use a field from "
            "reconvene.web.components."
        )
