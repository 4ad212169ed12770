"""
The questions that forms are made of: words, long words, one of several, any of several, and unseen.

Days have a module of their own, `day_field`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.forms.boundfield import BoundField

from reconvene.web.components.questions import Options, Question

Choices = Sequence[tuple[str, str]]

GONE = "What you chose here cannot be chosen any more. Choose again"


class TextField(Question, forms.CharField):
    """
    A line of words.

    Args:
        width: Characters the box is wide (2, 3, 4, 5, 10, 20 or 30), where an answer has a length.
        autocomplete: The browser's own name for what is asked, such as "email".
    """

    component = "input"
    longest: ClassVar[int] = 500
    """The most characters of an answer that is given no `max_length` of its own."""

    def __init__(
        self,
        label: str,
        *,
        width: int | None = None,
        autocomplete: str = "",
        max_length: int | None = None,
        **rest: Any,
    ) -> None:
        most = max_length or self.longest
        super().__init__(label, max_length=most, **rest)
        self.width = width
        self.autocomplete = autocomplete
        self.error_messages["max_length"] = (
            f"{label} must be {most:,} characters or fewer"
            if max_length
            else f"Shorten this answer to {most:,} characters: it has %(show_value)d"
        )

    def options(self, bound: BoundField) -> Options:
        """Add the words so far, and how wide the box is."""
        return super().options(bound) | {
            "value": bound.value() or "",
            **({"classes": f"govuk-input--width-{self.width}"} if self.width else {}),
            **({"autocomplete": self.autocomplete} if self.autocomplete else {}),
        }


class ReferenceField(TextField):
    """The reference of a case, however it is typed: what it means is for its authority to say."""

    def __init__(self) -> None:
        super().__init__(
            "Reference of the case",
            missing="Enter the reference of the case",
            width=20,
            max_length=40,
            autocomplete="off",
        )


class LongTextField(TextField):
    """
    Words at length. With a `max_length`, the characters left are counted as they are typed.

    Without one an answer may be as long as a story is, and no box cuts what is pasted into it:
    what is too long comes back whole, with how much too long it is.
    """

    component = "textarea"
    longest = 20_000

    def __init__(
        self, label: str, *, rows: int = 6, max_length: int | None = None, **rest: Any
    ) -> None:
        super().__init__(label, max_length=max_length, **rest)
        self.rows = rows
        self.is_counted = max_length is not None
        if self.is_counted:
            self.component = "character-count"  # type: ignore[misc] # a textarea that counts

    def options(self, bound: BoundField) -> Options:
        """Add the rows, and the most there may be."""
        most = {"maxlength": self.max_length} if self.is_counted else {}
        return super().options(bound) | {"rows": self.rows} | most


class OneOfField(Question, forms.ChoiceField):
    """
    One of several answers, as radios. None is chosen beforehand unless `initial` says so.

    Args:
        choices: Pairs of stored value and words.
        hints: A sentence under a choice, by value.
        reveals: The name of another question of this form that a choice opens, by value. It need
            be answered only where its choice was taken, and is None where it was not.
        gone: What to tell someone who chose what was offered before and is not any more.
    """

    component = "radios"
    is_group = True
    widget: type[forms.Widget] = forms.RadioSelect

    def __init__(
        self,
        label: str,
        choices: Choices,
        *,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, str] | None = None,
        gone: str = "",
        **rest: Any,
    ) -> None:
        super().__init__(label, choices=choices, **rest)
        message = (gone or GONE).replace("%", "%%")
        self.error_messages |= {"invalid_choice": message, "invalid_list": message}
        self.hints = hints or {}
        self.reveals = reveals or {}

    def options(self, bound: BoundField) -> Options:
        """Add the choices. The one that opens another question names it under "reveals"."""
        chosen = bound.value()
        taken = {str(one) for one in chosen} if isinstance(chosen, list) else {str(chosen)}
        return super().options(bound) | {
            "items": [
                {
                    "value": value,
                    "text": words,
                    "checked": value in taken,
                    **({"hint": {"text": self.hints[value]}} if value in self.hints else {}),
                    **({"reveals": self.reveals[value]} if value in self.reveals else {}),
                }
                for value, words in cast("Iterable[tuple[str, str]]", self.choices)
            ]
        }


class YesNoField(OneOfField):
    """Yes, no, or not answered: True, False or None, and never one standing for another."""

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(label, (("yes", "Yes"), ("no", "No")), **rest)

    def options(self, bound: BoundField) -> Options:
        """Set the two side by side, unless one of them opens another question."""
        return super().options(bound) | (
            {} if self.reveals else {"classes": "govuk-radios--inline"}
        )

    def prepare_value(self, value: object) -> object:
        """Return an initial True or False as the choice it is shown by."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    def clean(self, value: object) -> bool | None:
        """Return True, False, or None where it may be left out and was."""
        return {"yes": True, "no": False}.get(super().clean(value))


class AnyOfField(OneOfField, forms.MultipleChoiceField):
    """Any of several answers, as checkboxes. Gives a list, empty where none was ticked."""

    component = "checkboxes"
    widget = forms.CheckboxSelectMultiple


class SelectField(OneOfField):
    """One of many answers, from a list that opens. For a handful, ask with `OneOfField`."""

    component = "select"
    is_group = False
    widget = forms.Select

    def options(self, bound: BoundField) -> Options:
        """Mark the chosen one as a list does, after a first line that chooses nothing."""
        options = super().options(bound)
        lines = [
            {"value": item["value"], "text": item["text"], "selected": item["checked"]}
            for item in options["items"]
        ]
        return options | {"items": [{"value": "", "text": "Choose one"}, *lines]}


class PaperField(Question, forms.FileField):
    """A file to be handed in. A form that holds one needs `enctype="multipart/form-data"`."""

    component = "file-upload"


class UnseenField(Question, forms.CharField):
    """A value carried along and not asked. A fault in one is the page's, not the person's."""

    component = "hidden"
    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__("")
