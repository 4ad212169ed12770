"""Acts about a point: added, moved, answered, sent elsewhere, ended."""

from collections.abc import Collection
from typing import ClassVar

from reconvene.core.casefile.case import PointState
from reconvene.core.record.payload import Payload, Point
from reconvene.core.record.points import (
    PointAdded,
    PointRerouted,
    PointSettled,
    PointWithdrawn,
)
from reconvene.web.acts.act_form import ActForm, Questions, only
from reconvene.web.acts.elsewhere import matter_hints, said_of_points
from reconvene.web.acts.fields import OfGroundField
from reconvene.web.components.fields import AnyOfField, LongTextField, OneOfField

ALL = "all"


class PointForm(ActForm):
    """An act about one point, chosen by its own words."""

    which: ClassVar[str] = "Which point?"
    none: ClassVar[str] = "There is no point that this could be done to."

    def points(self) -> tuple[PointState, ...]:
        """Return the points to choose from."""
        return self.at.context.case.live_points()

    def lacking(self) -> str:
        return "" if self.points() else self.none

    def questions(self) -> Questions:
        choices = self.at.point_choices(self.points())
        yield (
            "point",
            OneOfField(self.which, choices, missing="Choose a point", initial=only(choices)),
        )

    def ask_child(self, label: str) -> Questions:
        """Ask which child it is about, where any of the points concerns several."""
        points = self.points()
        children = list(dict.fromkeys(child for point in points for child in point.children))
        if any(len(point.children) > 1 for point in points):
            yield (
                "child",
                OneOfField(
                    label,
                    ((ALL, "All of them"), *((one, self.at.child_name(one)) for one in children)),
                    missing="Choose all of them, or one child",
                    initial=ALL,
                ),
            )

    @property
    def child(self) -> str:
        """The child chosen; empty where it is about all of them."""
        chosen = self.words("child")
        return "" if chosen == ALL else chosen


class PointAddedForm(ActForm):
    when = "When did they raise it?"
    day_name = "the day they raised it"

    def questions(self) -> Questions:
        definition, case = self.at.context.definition, self.at.context.case
        yield (
            "words",
            LongTextField(
                "What do they say?",
                missing="Enter what they say",
                hint="In their own words. Do not shorten or correct them.",
            ),
        )
        yield (
            "matter",
            OneOfField(
                "What is it about?",
                tuple((matter.id, matter.label) for matter in definition.matters),
                missing="Choose what it is about",
                hints=matter_hints(definition),
            ),
        )
        if definition.grounds:
            yield (
                "ground",
                OneOfField(
                    "On what ground, if it is about what was decided?",
                    (
                        *((ground.id, ground.label) for ground in definition.grounds),
                        ("", "No ground"),
                    ),
                ),
            )
            for asked in dict.fromkeys(one for ground in definition.grounds for one in ground.asks):
                yield asked, OfGroundField(asked, definition.grounds)
        children = case.conference.children
        if len(children) > 1:
            yield (
                "children",
                AnyOfField(
                    "Which children is it about?",
                    tuple((child.id, child.name or child.id) for child in children),
                    hint="Leave all unticked if it is about all of them.",
                ),
            )

    def notes(self) -> tuple[str, ...]:
        return said_of_points(
            self.at.context.definition, [(self.words("words"), self.words("matter"))]
        )

    def payload(self) -> PointAdded:
        return PointAdded(
            point=Point(
                id=next_point(self.at.context.case.points),
                words=self.words("words"),
                matter=self.words("matter"),
                ground=self.words("ground"),
                children=self.many("children"),
                wrong=self.words("wrong"),
                evidence=self.words("evidence"),
            )
        )


class PointReroutedForm(PointForm):
    when = "When was this found?"
    day_name = "the day it was found"
    which = "Which point is about something else than we thought?"

    def points(self) -> tuple[PointState, ...]:
        every = self.at.context.case.points.values()
        return tuple(point for point in every if point.status in ("live", "referred"))

    def questions(self) -> Questions:
        definition = self.at.context.definition
        yield from super().questions()
        yield (
            "matter",
            OneOfField(
                "What is it about?",
                tuple((matter.id, matter.label) for matter in definition.matters),
                missing="Choose what it is about",
                initial=self.about,
                hints=matter_hints(definition),
            ),
        )
        yield "reason", LongTextField("Why?", missing="Give the reason", rows=3)

    def notes(self) -> tuple[str, ...]:
        point = self.at.context.case.points[self.words("point")]
        return said_of_points(self.at.context.definition, [(point.words, self.words("matter"))])

    def payload(self) -> PointRerouted:
        return PointRerouted(
            point=self.words("point"), matter=self.words("matter"), reason=self.words("reason")
        )


class PointWithdrawnForm(PointForm):
    when = "When did they take it back?"
    day_name = "the day they took it back"
    which = "Which point do they take back?"

    def points(self) -> tuple[PointState, ...]:
        case = self.at.context.case
        return (*case.live_points(), *case.waiting_points())

    def questions(self) -> Questions:
        yield from super().questions()
        yield "words", LongTextField("What did they say?", rows=3, hint="In their own words.")

    def payload(self) -> PointWithdrawn:
        return PointWithdrawn(point=self.words("point"), words=self.words("words"))


class PointSettledForm(PointWithdrawnForm):
    when = "When did they tell us?"
    day_name = "the day they told us"
    which = "Which point is settled for them?"

    def points(self) -> tuple[PointState, ...]:
        return self.at.context.case.live_points()

    def payload(self) -> Payload:  # type: ignore[override] # asked the same, recorded as another
        return PointSettled(point=self.words("point"), words=self.words("words"))


def next_point(taken: Collection[str]) -> str:
    """Return the id of the next point: p1, p2 and so on, past any there is."""
    return next(f"p{n}" for n in range(1, len(taken) + 2) if f"p{n}" not in taken)
