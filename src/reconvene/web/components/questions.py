"""
How a question is put, whatever kind of answer it takes: label, hint, and what is said if left out.

In: the words of a question. Out: a Django form field that knows the design system's component for
it and the options that component takes.
"""

from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField

Options = dict[str, Any]


class Question(forms.Field):
    """
    A question in our forms. Mixed in before the Django field that reads its answer.

    Args:
        label: The question, or the name of the box.
        missing: What to tell someone who left it out. Without it the question is optional, and
            its label says so.
        hint: A sentence under the label.
        is_heading: The page asks only this, so its label is the page's heading.
    """

    component: ClassVar[str]
    is_group: ClassVar[bool] = False  # several inputs under one legend

    def __init__(
        self,
        label: str,
        *,
        missing: str = "",
        hint: str = "",
        is_heading: bool = False,
        is_needed_at_times: bool = False,
        **rest: Any,
    ) -> None:
        super().__init__(label=label, help_text=hint, required=bool(missing), **rest)
        if missing:
            self.error_messages["required"] = missing
        self.is_optional = not missing and not is_needed_at_times
        self.is_heading = is_heading

    def options(self, bound: BoundField) -> Options:
        """Return what the component takes to show this question as it now stands."""
        title = {
            "text": f"{self.label}{' (optional)' if self.is_optional else ''}",
            "isPageHeading": self.is_heading,
            "classes": self._title_class(),
        }
        return {
            ("idPrefix" if self.is_group else "id"): bound.auto_id,
            "name": bound.html_name,
            **({"fieldset": {"legend": title}} if self.is_group else {"label": title}),
            **({"hint": {"text": self.help_text}} if self.help_text else {}),
            **({"errorMessage": {"text": bound.errors[0]}} if bound.errors else {}),
        }

    def first_input(self, bound: BoundField) -> str:
        """Return the id of the input that a link from the error summary should go to."""
        return str(bound.auto_id)

    def _title_class(self) -> str:
        kind = "fieldset__legend" if self.is_group else "label"
        return f"govuk-{kind}--{'l' if self.is_heading else 's'}"
