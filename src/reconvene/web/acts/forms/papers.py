"""Putting a file that was brought in on the record, with what it is."""

from collections.abc import Mapping
from typing import Any

from reconvene.core.conduct.bringing import papers_asked_for
from reconvene.core.record.papers import PaperAdded
from reconvene.desk.bringing import State
from reconvene.web.acts.act_form import ActForm, Questions
from reconvene.web.acts.situation import Situation
from reconvene.web.components.fields import OneOfField, TextField, UnseenField
from reconvene.web.components.wording import file_size

ANOTHER = "another"
"""Stands among the papers that the procedure asks for for any other."""


NOT_TAKEN = (
    "This file was looked at and cannot be opened. You can put on the record that it came; to have it"
    " read, bring in another. The page Bring in a file says why."
)


class PaperAddedForm(ActForm):
    when = "When did it come to us?"
    day_name = "the day it came"

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, at: Situation, **rest: Any
    ) -> None:
        named = (data or rest.get("given") or {}).get("paper")
        self.brought = at.brought.get(str(named))
        super().__init__(data, at=at, **rest)

    def lacking(self) -> str:
        if self.brought:
            return ""
        return "The file is not here. Bring it in first, or bring it in again: a file that is not put on the record is thrown away after a day."

    def questions(self) -> Questions:
        if self.brought is None:
            return
        yield "paper", UnseenField()
        yield (
            "called",
            TextField(
                "What is it?",
                missing="Enter what it is",
                hint=f"You chose the file {self.brought.file} ({file_size(self.brought.size)}). Say what it is, and of when, such as: Letter from the school, 3 March 2025.",
            ),
        )
        asked = papers_asked_for(self.at.context.definition).values()
        if asked:
            yield (
                "kind",
                OneOfField(
                    "Is it one of these?",
                    (*((one.id, one.label) for one in asked), (ANOTHER, "No, something else")),
                    missing="Choose whether it is one of these",
                    hint="A meeting has to consider these.",
                ),
            )
        yield (
            "given_by",
            TextField("Who gave it to us?", hint="Leave this empty if you do not know."),
        )

    def notes(self) -> tuple[str, ...]:
        """Say of a file that was not taken that it cannot be opened, before it is on the record."""
        if self.brought is None or self.brought.state in (State.BEING_CHECKED, State.CLEAR):
            return ()
        return (NOT_TAKEN,)

    def is_read_back(self, name: str) -> bool:
        return name != "paper"

    def payload(self) -> PaperAdded:
        assert self.brought is not None  # noqa: S101 - `lacking` has looked
        kind = self.words("kind")
        return PaperAdded(
            paper=self.brought.paper,
            called=self.words("called"),
            file=self.brought.file,
            size=self.brought.size,
            sha256=self.brought.sha256,
            kind="" if kind == ANOTHER else kind,
            given_by=self.words("given_by"),
        )
