"""Acts that answer a point: the answer itself, what was agreed and done, and how the point ends."""

from datetime import date

from reconvene.core.casefile.case import PointState
from reconvene.core.record.points import Action, ActionDone, PointAnswered, ResultRecorded
from reconvene.library.words.plain import quoted, said_day
from reconvene.web.acts.act_form import ActForm, Questions, only
from reconvene.web.acts.fields import LinesField
from reconvene.web.acts.forms.points import PointForm
from reconvene.web.acts.situation import Choices, Situation
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import LongTextField, OneOfField, SelectField, TextField

ACTIONS = ("first", "second", "third")
FINDINGS = (
    ("upheld", "We agree with them: upheld"),
    ("partly upheld", "We agree in part: partly upheld"),
    ("not upheld", "We do not agree: not upheld"),
    ("no finding", "We could not come to a view: no finding"),
)


class PointAnsweredForm(PointForm):
    when = "When was this answer settled?"
    day_name = "the day of the answer"
    which = "Which point does this answer?"
    none = "Every point at this stage has its answer."

    def points(self) -> tuple[PointState, ...]:
        here = self.at.context.case.points_at(self.about or "")
        return tuple(point for point in here if not point.is_answered_at(self.about or ""))

    def questions(self) -> Questions:
        yield from super().questions()
        yield from self.ask_child("Which child is this answer about?")
        yield "finding", OneOfField("What did you find?", FINDINGS, missing="Choose what you found")
        yield (
            "answer",
            LongTextField(
                "What is the answer?",
                missing="Enter the answer",
                hint="It goes into the letter as it stands, so write it to the family.",
            ),
        )
        roles = tuple((role.id, role.label) for role in self.at.context.definition.roles)
        for number, which in enumerate(ACTIONS, start=1):
            hint = (
                ""
                if number > 1
                else "An action that the family can hold us to. Leave it out if there is none."
            )
            yield f"action-{number}", TextField(f"The {which} thing agreed to be done", hint=hint)
            yield f"action-{number}-owner", SelectField(f"Who will do the {which} thing?", roles)
            yield (
                f"action-{number}-by",
                DayField(
                    f"By when is the {which} thing to be done?",
                    name=f"the day the {which} thing is to be done by",
                ),
            )

    def payload(self) -> PointAnswered:
        return PointAnswered(
            stage=self.about or "",
            point=self.words("point"),
            answer=self.words("answer"),
            finding=self.cleaned_data["finding"],
            child=self.child,
            actions=tuple(self._actions()),
        )

    def _actions(self) -> list[Action]:
        begun = len(self.at.context.case.actions)
        asked = [
            (self.words(f"action-{n}"), self.words(f"action-{n}-owner"), self.on(f"action-{n}-by"))
            for n in range(1, len(ACTIONS) + 1)
        ]
        return [
            Action(id=f"a{begun + number}", what=what, owner=owner, by_on=by_on)
            for number, (what, owner, by_on) in enumerate((one for one in asked if one[0]), start=1)
        ]

    def clean(self) -> dict[str, object]:
        """Ask who will do what was agreed."""
        given = super().clean()
        for number, which in enumerate(ACTIONS, start=1):
            if given.get(f"action-{number}") and not given.get(f"action-{number}-owner"):
                self.add_error(f"action-{number}-owner", f"Choose who will do the {which} thing")
        return given


class ActionDoneForm(ActForm):
    when = "When was it done?"
    day_name = "the day it was done"

    def questions(self) -> Questions:
        choices = _open_actions(self.at)
        yield (
            "action",
            OneOfField(
                "What was done?", choices, missing="Choose what was done", initial=only(choices)
            ),
        )
        yield "evidence", LongTextField("What shows it?", missing="Enter what shows it", rows=3)
        files = tuple(
            (name, f"{one.data.called}, {said_day(one.on)}")
            for name, one in self.at.context.case.papers.items()
        )
        if files:
            yield (
                "paper",
                SelectField(
                    "Is there a file on the record that shows it?",
                    files,
                    hint="Leave it out if there is none.",
                ),
            )

    def payload(self) -> ActionDone:
        return ActionDone(
            action=self.words("action"),
            evidence=self.words("evidence"),
            paper=self.words("paper"),
        )


class ResultRecordedForm(PointForm):
    when = "When was this settled?"
    day_name = "the day it was settled"
    which = "Which point has come to its end?"

    def questions(self) -> Questions:
        yield from super().questions()
        yield from self.ask_child("Which child is this result about?")
        results = self.at.context.definition.results
        yield (
            "result",
            OneOfField(
                "What is the result?",
                tuple((one.id, one.label) for one in results.one_of) if results else (),
                missing="Choose the result",
                initial=self.about,
            ),
        )
        yield "reasons", LongTextField("What are the reasons?", missing="Give the reasons")
        yield (
            "beside",
            LinesField(
                "Anything besides, such as an apology or an addition to the minutes?",
                rows=3,
                hint="One thing to a line.",
            ),
        )

    def payload(self) -> ResultRecorded:
        return ResultRecorded(
            point=self.words("point"),
            result=self.words("result"),
            reasons=self.words("reasons"),
            child=self.child,
            beside=self.many("beside"),
        )


def _open_actions(at: Situation) -> Choices:
    return tuple(
        (name, f"{quoted(state.action.what)}{_by(state.action.by_on)}")
        for name, state in at.context.case.actions.items()
        if state.done_on is None
    )


def _by(by_on: date | None) -> str:
    return f", by {said_day(by_on)}" if by_on else ""
