"""The questions about the complaint: its points, how it came, and what they need."""

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from reconvene.core.conduct.opening import is_offered
from reconvene.core.procedure.people import Ground
from reconvene.desk.definitions import ProcedureNotInForce, begins_on, in_force
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.elsewhere import matter_hints
from reconvene.web.acts.fields import OF_DECISIONS, LinesField, OfGroundField
from reconvene.web.acts.take_down.forms import TakingForm
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import (
    AnyOfField,
    LongTextField,
    OneOfField,
    TextField,
    YesNoField,
)

if TYPE_CHECKING:
    from django.http import QueryDict

CHILD_GONE = "A child that this point is about is no longer on the list of children"


class PointForm(TakingForm):
    words = LongTextField(
        "What do they say?",
        missing="Enter what they say",
        hint="In their own words. Do not shorten or correct them.",
    )
    matter = OneOfField("What is this point about?", (), missing="Choose what this point is about")
    children = AnyOfField(
        "Which children is it about?", (), hint="Leave all unticked if it is about all of them."
    )
    ground = OneOfField(
        "On what ground do they say that the decision was wrong?",
        (),
        hint=OF_DECISIONS,
        is_needed_at_times=True,
    )

    def prepare(self) -> None:
        definition, children = self.taking.definition, self.taking.children
        self.choose(
            "matter",
            [(matter.id, matter.label) for matter in definition.matters],
            hints=matter_hints(definition),
        )
        if len(children) > 1:
            self.choose("children", [(child.id, child.name) for child in children])
            self.fields["children"].error_messages["invalid_choice"] = CHILD_GONE
        else:
            del self.fields["children"]
        grounds = self._grounds()
        self.choose("ground", [(ground.id, ground.label) for ground in grounds])
        if not grounds:
            del self.fields["ground"]
        for asked in dict.fromkeys(asked for ground in grounds for asked in ground.asks):
            self.fields[asked] = OfGroundField(asked, grounds)

    def _grounds(self) -> list[Ground]:
        """Return the grounds that fit this conference and what it decided."""
        conference = self.taking.conference
        return [
            ground
            for ground in self.taking.definition.grounds
            if conference is None or is_offered(ground, conference, ())
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for what the matter and the ground call for, and for nothing that they do not."""
        given = super().clean() or {}
        if "children" not in self.fields and self._names_a_child_taken_off():
            self.add_error(None, CHILD_GONE)
        matter = self.taking.definition.by_id["matters"].get(str(given.get("matter")))
        ground = self.taking.definition.by_id["grounds"].get(str(given.get("ground") or ""))
        if matter is None or self.errors:
            return given
        if matter.needs_ground and ground is None:
            self.add_error("ground", "Choose the ground on which they say the decision was wrong")
        if ground and ground.id not in matter.grounds:
            self.add_error("ground", "This ground does not go with what the point is about")
        for asked in ground.asks if ground else ():
            field = self.fields[asked]
            if not given.get(asked) and isinstance(field, OfGroundField):
                self.add_error(asked, field.lacking)
        return given

    def _names_a_child_taken_off(self) -> bool:
        known = {child.id for child in self.taking.children}
        return not known.issuperset(cast("QueryDict", self.data).getlist("children"))


class CameForm(TakingForm):
    channel = OneOfField(
        "How did the complaint reach us?",
        tuple(read_names("channel").items()),
        missing="Choose how it reached us",
    )
    form = OneOfField(
        "Is it in writing?",
        (
            ("written", "Yes, they wrote it themselves"),
            ("spoken", "No, it is being taken down for them"),
        ),
        missing="Choose whether it is in writing",
        hints={"spoken": "It is put in writing, read back to them and confirmed afterwards."},
    )
    received_on = DayField(
        "On which day did it reach anybody in the authority?",
        name="the day it reached us",
        missing="Enter the day it reached us",
    )
    first_contact_on = DayField(
        "Did they get in touch about it on an earlier day?",
        name="the day of first contact",
        hint="If so, that day is the one that counts for their limit.",
    )

    def prepare(self) -> None:
        self.not_after_today("received_on", "first_contact_on")
        self.day("received_on").not_before = begins_on(self.taking.definition.id)
        self.day("first_contact_on").not_before = self.taking.earliest_on
        traits = self.taking.definition.traits
        if traits:
            self.fields["traits"] = AnyOfField(
                "Is any of these so?", tuple((one.id, one.label) for one in traits)
            )

    def clean(self) -> dict[str, Any]:
        """Hold the days to the order in which things happen."""
        given = super().clean() or {}
        received_on, first_on = given.get("received_on"), given.get("first_contact_on")
        conference = self.taking.conference
        if received_on and not _is_in_force(self.taking.definition.id, received_on):
            self.add_error("received_on", "No version of the procedure was in force on this day")
        if received_on and first_on and first_on > received_on:
            self.add_error(
                "first_contact_on",
                "The day of first contact must not be after the day it reached us",
            )
        earliest = min((one for one in (received_on, first_on) if one), default=None)
        if conference and earliest and earliest < conference.held_on:
            name = "first_contact_on" if first_on == earliest else "received_on"
            self.add_error(name, "This day must not be before the conference")
        return given


class NeedsForm(TakingForm):
    needs_help = YesNoField(
        "Do they want help to put it in writing?",
        missing="Choose whether they want help to put it in writing",
    )
    interpreter = TextField(
        "Do they need an interpreter?", hint="Which language. Never a member of the family."
    )
    adjustments = TextField(
        "What else do they need so that they can take part?",
        hint="For example, large print, a ramp, or meeting after school.",
    )
    safe_contact = TextField(
        "How is it safe to contact them?",
        hint="For example, no letters to the home and no messages left. Shown before anything is sent.",
    )
    seeks = LongTextField("What do they want to happen?", rows=3)


class ElsewhereForm(TakingForm):
    elsewhere = LinesField(
        "Have they complained about anything else, to anybody else?",
        rows=3,
        hint="One complaint to a line, such as a complaint to the hospital.",
    )
    supporter = TextField("Does anybody support them? Enter a name")
    supporter_kind = OneOfField("Who is that?", tuple(read_names("supporter").items()))

    def clean(self) -> dict[str, Any]:
        """Ask who a supporter is."""
        given = super().clean() or {}
        if given.get("supporter") and not given.get("supporter_kind"):
            self.add_error("supporter_kind", "Choose who the supporter is")
        return given


def _is_in_force(procedure: str, on: date) -> bool:
    try:
        in_force(procedure, on)
    except ProcedureNotInForce:
        return False
    return True
