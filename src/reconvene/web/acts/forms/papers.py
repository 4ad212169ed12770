"""Putting a file that was brought in on the record, with what it is."""

from collections.abc import Mapping
from typing import Any

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.conduct.bringing import papers_asked_for
from reconvene.core.conduct.redacting import readers
from reconvene.core.record.papers import PaperAdded, RedactionChecked, RedactionMade, TakenOut
from reconvene.desk.bringing import State
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_form import ActForm, Questions, only
from reconvene.web.acts.fields import LinesField
from reconvene.web.acts.situation import Situation
from reconvene.web.components.fields import (
    AnyOfField,
    LongTextField,
    OneOfField,
    TextField,
    UnseenField,
)
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


class _OfAFileForm(ActForm):
    """An act about a file that somebody brought in and that is not on the record yet."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, at: Situation, **rest: Any
    ) -> None:
        named = (data or rest.get("given") or {}).get("paper")
        self.brought = at.brought.get(str(named))
        super().__init__(data, at=at, **rest)


class RedactionMadeForm(_OfAFileForm):
    when = "When did it come to us?"
    day_name = "the day it came"

    def lacking(self) -> str:
        if self.brought is None:
            return "The file is not here. Bring it in first, or bring it in again: a file that is not put on the record is thrown away after a day."
        if self.brought.state is State.BEING_CHECKED:
            return "The file is still being checked. That takes a minute or so. Open this page again then."
        if self.brought.state is not State.CLEAR or not self.brought.has_view:
            return "There is no viewing copy of this file, and nothing else ever leaves. Print it into a PDF, and bring that in."
        return ""

    def questions(self) -> Questions:
        if self.brought is None:
            return
        yield "paper", UnseenField()
        files = tuple(
            (one.data.paper, f"{one.data.called} (entry {one.number})")
            for one in self.at.context.case.papers.values()
        )
        yield (
            "of",
            OneOfField(
                "Which file is it a version of?",
                files,
                missing="Choose which file it is a version of",
                hint=f"You brought in {self.brought.file}.",
            ),
        )
        yield (
            "why",
            AnyOfField(
                "What was taken out?",
                tuple(read_names("taken-out").items()),
                missing="Choose what was taken out",
            ),
        )
        yield (
            "what",
            TextField(
                "In a few words, what was it?",
                hint="This stands in the list of what was taken out, which others read. Do not repeat what is secret. You can leave it empty.",
            ),
        )
        yield (
            "gone",
            LinesField(
                "Which words must not be in it any more?",
                rows=5,
                hint="One to a line: names, streets, numbers. The text of the file is searched for each, however it is spaced. Every known address, telephone and email of this case is searched for as well.",
            ),
        )
        yield (
            "by",
            TextField("Who took it out?", missing="Enter who took it out"),
        )
        yield (
            "readers",
            AnyOfField(
                "Who is it meant for?",
                tuple((one, _reader(self.at, one)) for one in readers(self.at.context)),
                hint="Leave all empty if it may go to any party.",
            ),
        )

    def notes(self) -> tuple[str, ...]:
        kind = self.brought.kind if self.brought else ""
        if kind in PICTURES:
            return (ONLY_PICTURES,)
        return (SOMEBODY_ELSE,)

    def is_read_back(self, name: str) -> bool:
        return name != "paper"

    def payload(self) -> RedactionMade:
        assert self.brought is not None  # noqa: S101 - `lacking` has looked
        what = self.words("what")
        reasons: tuple[Any, ...] = self.many("why")
        return RedactionMade(
            of=self.words("of"),
            paper=self.brought.paper,
            file=self.brought.file,
            size=self.brought.size,
            sha256=self.brought.sha256,
            taken_out=tuple(
                TakenOut(why=why, what=what if number == 0 else "")
                for number, why in enumerate(reasons)
            ),
            by=self.words("by"),
            gone=self.many("gone"),
            readers=self.many("readers"),
        )


PICTURES = frozenset({"jpeg", "png", "tiff"})
ONLY_PICTURES = (
    "This file is made of pictures, so it cannot be looked through by machine. Look at every page"
    " yourself. Somebody else does so again before it goes anywhere."
)
SOMEBODY_ELSE = "It goes nowhere until somebody else has looked at it and agreed."


def _reader(at: Situation, reader: str) -> str:
    return (
        at.complainant.name or at.label(reader) if reader == COMPLAINANT_ROLE else at.label(reader)
    )


class RedactionCheckedForm(ActForm):
    when = "When did you look at it?"
    day_name = "the day you looked at it"

    def questions(self) -> Questions:
        case = self.at.context.case
        waiting = tuple(
            (one.data.paper, f"{case.papers[one.data.of].data.called}, entry {one.number}")
            for one in case.redactions.values()
            if (not one.checked or one.is_agreed) and one.data.of in case.papers
        )
        yield (
            "paper",
            OneOfField(
                "Which redacted version is it?",
                waiting,
                missing="Choose which version it is",
                initial=only(waiting),
                hint="Open the file and the redacted version side by side, and read every page of both.",
            ),
        )
        yield (
            "agreed",
            OneOfField(
                "Can it go to those it is meant for?",
                (("yes", "Yes, what had to go is gone"), ("no", "No, it goes back")),
                missing="Choose whether it can go",
                reveals={"no": "reason"},
            ),
        )
        yield (
            "reason",
            LongTextField("Why does it go back?", rows=3, missing="Enter why it goes back"),
        )

    def payload(self) -> RedactionChecked:
        is_agreed = self.cleaned_data["agreed"] == "yes"
        return RedactionChecked(
            paper=self.words("paper"),
            agreed=is_agreed,
            reason="" if is_agreed else self.words("reason"),
        )
