"""
What every group of questions of taking down a complaint shares.

Each form is filled from a `Taking`: the procedure, the authority's people, and what is known so far.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reconvene.core.procedure.definition import Definition
from reconvene.core.record.payload import Child, Conference
from reconvene.web.acts.situation import Colleague
from reconvene.web.components.fields import (
    OneOfField,
)
from reconvene.web.components.forms import Form


@dataclass(frozen=True)
class Taking:
    """
    What the questions are filled from. `children` and `conference` are as known so far.

    `earliest_on` and `latest_on` are the first and the last day that the calendar covers.
    """

    definition: Definition
    staff: tuple[Colleague, ...]
    today: date
    earliest_on: date
    latest_on: date
    children: tuple[Child, ...] = ()
    conference: Conference | None = None


class TakingForm(Form):
    """A group of questions."""

    def __init__(self, data: Any = None, *, taking: Taking, **rest: Any) -> None:
        super().__init__(data, **rest)
        self.taking = taking
        self.prepare()

    def prepare(self) -> None:
        """Set choices and bounds from what is known."""

    def not_after_today(self, *names: str) -> None:
        for name in names:
            self.day(name).not_after = self.taking.today

    def choose(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        hints: Mapping[str, str] | None = None,
    ) -> None:
        field = self.fields[name]
        assert isinstance(field, OneOfField)  # noqa: S101 - forms below say which they are
        field.choices, field.hints = choices, hints or {}
