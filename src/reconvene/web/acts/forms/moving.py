"""Acts that move points on: the family asks, somebody passes them on, a gate is tested and decided."""

from reconvene.core.casefile.case import PointState
from reconvene.core.conduct.stages import rights_to
from reconvene.core.procedure.stages import Gate
from reconvene.core.record.stages import (
    CriteriaTested,
    CriterionTest,
    GateDecided,
    StagePassedOn,
    StageRequested,
)
from reconvene.web.acts.act_form import ActForm, Questions
from reconvene.web.acts.forms.points import PointForm
from reconvene.web.acts.situation import Choices, Situation
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import AnyOfField, LongTextField, OneOfField, YesNoField


class MovingForm(ActForm):
    """An act that takes several points on to a stage."""

    def ask_points(self, label: str) -> Questions:
        choices = _may_go(self.at, self.about or "")
        yield (
            "points",
            AnyOfField(
                label,
                choices,
                missing="Choose at least one point",
                initial=[one for one, _ in choices],
            ),
        )


class StageRequestedForm(MovingForm):
    when = "When did the request reach us?"
    day_name = "the day the request reached us"

    def questions(self) -> Questions:
        yield from self.ask_points("Which points do they take further?")
        yield (
            "form",
            OneOfField(
                "How did they ask?",
                (("written", "In writing"), ("spoken", "By telephone or in person")),
                missing="Choose how they asked",
                hints={"written": "Any words will do: a letter, an email, a note."},
            ),
        )
        yield (
            "first_contact_on",
            DayField(
                "Did they first say so on an earlier day?",
                name="the day they first said so",
                hint="The day of first contact is the one that counts for their limit.",
            ),
        )
        yield (
            "forwarded_on",
            DayField(
                "When did it reach the right team, if it went elsewhere first?",
                name="the day it was passed on",
                hint="This moves no limit.",
            ),
        )

    def payload(self) -> StageRequested:
        return StageRequested(
            stage=self.about or "",
            points=self.many("points"),
            form=self.cleaned_data["form"],
            first_contact_on=self.on("first_contact_on"),
            forwarded_on=self.on("forwarded_on"),
        )


class StagePassedOnForm(MovingForm):
    when = "When was it passed on?"
    day_name = "the day it was passed on"

    def questions(self) -> Questions:
        yield from self.ask_points("Which points are passed on?")
        yield "reason", LongTextField("Why?", missing="Give the reason", rows=3)
        yield from self.ask_holder("by", "Who passes them on?", self._roles(), "Choose who")

    def _roles(self) -> tuple[str, ...]:
        rights = self.at.context.definition.rights
        return next((right.also_by for right in rights if right.opens == self.about), ())

    def payload(self) -> StagePassedOn:
        return StagePassedOn(
            stage=self.about or "",
            points=self.many("points"),
            by=self.person("by"),
            reason=self.words("reason"),
        )


class GateForm(PointForm):
    """An act at a gate, about one point that stands at its stage."""

    none = "No point at this stage waits for this."

    def points(self) -> tuple[PointState, ...]:
        return self.at.context.case.points_at(
            self.at.context.definition.gate(self.about or "").stage
        )

    @property
    def gate(self) -> Gate:
        return self.at.context.definition.gate(self.about or "")

    def ask_who(self) -> Questions:
        yield from self.ask_holder(
            "decided_by", "Who decided?", (self.gate.tested_by,), "Choose who decided"
        )


class CriteriaTestedForm(GateForm):
    when = "When were they tested?"
    day_name = "the day they were tested"
    which = "Which point are the criteria tested for?"

    def questions(self) -> Questions:
        yield from super().questions()
        for criterion in self.gate.criteria:
            for limb, says in criterion.limbs.items():
                yield (
                    f"{criterion.id}.{limb}",
                    YesNoField(
                        f"{says}: is that so?", missing=f"Choose whether this is so: {says}"
                    ),
                )
            yield (
                f"{criterion.id}.reasons",
                LongTextField(
                    f"Reasons: {criterion.label}",
                    missing=f"Give the reasons: {criterion.label}",
                    rows=3,
                    hint="They go into the letter."
                    if len(criterion.limbs) < 2
                    else f"It is met if {'either' if criterion.takes == 'any' else 'each'} of the above is so.",
                ),
            )
        yield from self.ask_who()

    def payload(self) -> CriteriaTested:
        return CriteriaTested(
            gate=self.gate.id,
            point=self.words("point"),
            tests=tuple(
                CriterionTest(
                    criterion=one.id,
                    limbs={limb: self.yes(f"{one.id}.{limb}") for limb in one.limbs},
                    reasons=self.words(f"{one.id}.reasons"),
                )
                for one in self.gate.criteria
            ),
            decided_by=self.person("decided_by"),
        )


class GateDecidedForm(GateForm):
    when = "When was it decided?"
    day_name = "the day it was decided"
    which = "Which point is this about?"

    def points(self) -> tuple[PointState, ...]:
        here = super().points()
        return tuple(
            p for p in here if self.about in p.gates and p.gates[self.about].decision is None
        )

    def questions(self) -> Questions:
        yield from super().questions()
        opens = self.at.label(self.gate.opens)
        yield (
            "decision",
            OneOfField(
                "Does it go on?",
                (("open", f"Yes, it goes on: {opens}"), ("decline", "No, it does not go on")),
                missing="Choose whether it goes on",
                hints={"decline": "The family is told why."},
            ),
        )
        yield (
            "reasons",
            LongTextField(
                "What are the reasons?",
                hint="They must be given if a criterion is met and it does not go on.",
            ),
        )
        yield from self.ask_who()

    def payload(self) -> GateDecided:
        return GateDecided(
            gate=self.gate.id,
            point=self.words("point"),
            decision=self.cleaned_data["decision"],
            decided_by=self.person("decided_by"),
            reasons=self.words("reasons"),
        )


def _may_go(at: Situation, stage: str) -> Choices:
    held = rights_to(at.context, stage)
    going = [point for name, point in at.context.case.points.items() if name in held]
    unused = [p for p in going if held[p.id].status in ("open", "lapsed", "not determined")]
    return at.point_choices(unused)
