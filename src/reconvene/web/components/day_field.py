"""
A day, asked for in three boxes and given as one date.

A problem is told of the boxes it is in, so that those alone are marked and the link from the error
summary leads to the first of them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from reconvene.library.words.plain import MONTHS
from reconvene.web.components.questions import Options, Question
from reconvene.web.components.wording import day

BOXES = ("day", "month", "year")
EARLIEST_YEAR = 1900
MOST_DIGITS = len("2025")

Typed = tuple[str, str, str]  # what stands in the boxes, in their order


class DayInput(forms.Widget):
    """Three boxes, read together."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> Typed:
        """Return what was typed, trimmed, box by box."""
        typed_day, month, year = (str(data.get(f"{name}-{box}", "")).strip() for box in BOXES)
        return typed_day, month, year


class DayField(Question):
    """
    A day. Months may be typed as numbers or as names.

    `not_before` and `not_after` are set by a form's own `__init__`, from what its view was told;
    a class body is read once, and today would there be the day the server was started.

    Args:
        name: What the day is called in a sentence: "the date of the conference".
    """

    component = "date-input"
    is_group: ClassVar[bool] = True
    widget = DayInput

    def __init__(self, label: str, *, name: str, **rest: Any) -> None:
        super().__init__(label, **rest)
        self.name = name
        self.not_before: date | None = None
        self.not_after: date | None = None

    def clean(self, value: Typed) -> date | None:
        """Return the day, or None where it may be left out and was."""
        if not any(value):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        self._ask_for_empty_boxes(value)
        on = self._real_day(value)
        self._hold_to_bounds(on)
        return on

    def has_changed(self, initial: Any | None, data: Any | None) -> bool:
        """Tell whether the boxes say another day than the one they began with."""
        return boxes(initial) != data

    def options(self, bound: BoundField) -> Options:
        """Add the boxes, and which of them a problem is in."""
        wrong = _boxes_at_fault(bound)
        options = super().options(bound) | {"id": bound.auto_id, "namePrefix": bound.html_name}
        value = bound.value()
        typed = value if isinstance(value, tuple) else boxes(value)
        options["items"] = [
            {
                "name": box,
                "value": words,
                "classes": f"govuk-input--width-{4 if box == 'year' else 2}"
                f"{' govuk-input--error' if box in wrong else ''}",
            }
            for box, words in zip(BOXES, typed, strict=True)
        ]
        return options

    def first_input(self, bound: BoundField) -> str:
        """Return the id of the first box at fault, or of the first box."""
        first = next((box for box in BOXES if box in _boxes_at_fault(bound)), BOXES[0])
        return f"{bound.auto_id}-{first}"

    def _ask_for_empty_boxes(self, value: Typed) -> None:
        empty = [box for box, words in zip(BOXES, value, strict=True) if not words]
        if empty:
            message = f"{_opening(self.name)} must include a {' and '.join(empty)}"
            raise ValidationError(message, code="incomplete", params={"boxes": empty})

    def _real_day(self, value: Typed) -> date:
        typed_day, month, year = value
        is_right = {
            "day": _is_number(typed_day, 1, 31),
            "month": 1 <= _month_number(month) <= len(MONTHS),
            "year": _is_number(year, EARLIEST_YEAR, date.max.year),
        }
        wrong = [box for box in BOXES if not is_right[box]]
        if wrong == ["year"] and year.isdecimal() and len(year) != MOST_DIGITS:
            message = "Year must include 4 numbers"
            raise ValidationError(message, code="not-four-numbers", params={"boxes": wrong})
        on = None if wrong else _existing_day(int(year), _month_number(month), int(typed_day))
        if on is None:
            message = f"{_opening(self.name)} must be a real date"
            boxes = wrong or ["day"]  # each box right alone, but no such day in that month
            raise ValidationError(message, code="not-real", params={"boxes": boxes})
        return on

    def _hold_to_bounds(self, on: date) -> None:
        bound = ""
        if self.not_before and on < self.not_before:
            bound = f"{day(self.not_before)} or later"
        if self.not_after and on > self.not_after:
            bound = f"{day(self.not_after)} or earlier"
        if bound:
            message = f"{_opening(self.name)} must be {bound}"
            raise ValidationError(message, code="out-of-bounds", params={"boxes": BOXES})


def _existing_day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def boxes(on: date | None) -> Typed:
    """Return what stands in the boxes for a day; nothing in any where there is none."""
    return (str(on.day), str(on.month), str(on.year)) if on else ("", "", "")


def _boxes_at_fault(bound: BoundField) -> tuple[str, ...]:
    """Return the boxes the first problem is in: all three where it does not say."""
    if not bound.errors:
        return ()
    params = bound.form.errors.as_data()[bound.name][0].params or {}
    return tuple(params.get("boxes", BOXES))


def _month_number(typed: str) -> int:
    """Return 4 for "4", "04", "April" and "apr"; 0 for what is no month."""
    if typed.isdecimal():
        return int(typed) if len(typed) <= MOST_DIGITS else 0
    named = [number for number, name in enumerate(MONTHS, 1) if _is_short_for(typed, name)]
    return named[0] if named else 0


def _is_short_for(typed: str, name: str) -> bool:
    return len(typed) >= len("Jan") and name.lower().startswith(typed.lower())


def _is_number(typed: str, least: int, most: int) -> bool:
    return typed.isdecimal() and len(typed) <= MOST_DIGITS and least <= int(typed) <= most


def _opening(name: str) -> str:
    """Return a name as a sentence begins with it."""
    return name[:1].upper() + name[1:]
