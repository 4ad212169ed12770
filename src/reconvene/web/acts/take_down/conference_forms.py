"""The questions about the conference: who complains of it, who was there, what it decided."""

from typing import Any

from reconvene.library.words.sentences import read_names
from reconvene.web.acts.fields import CATEGORIES, LinesField
from reconvene.web.acts.take_down.forms import TakingForm
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import AnyOfField, OneOfField, TextField

CHAIR_ROLE = "conference-chair"
OTHER, NOT_KNOWN, FAMILY = "other", "not-known", "family"
AGREEMENT = (("yes", "Yes"), ("no", "No"), (NOT_KNOWN, "Not known"))


class WhoForm(TakingForm):
    name = TextField(
        "What is the name of the person who is complaining?",
        missing="Enter the name of the person who is complaining",
    )
    capacity = OneOfField("Who are they?", (), missing="Choose who they are")
    relation = TextField(
        "What are they to the children?", hint="For example, mother, grandfather or foster carer."
    )
    born_on = DayField(
        "If it is a child or young person, when were they born?",
        name="the date of birth",
        hint="Their age does not decide by itself whether they can complain.",
    )
    authority = TextField(
        "If they act for somebody else, who said that they may?",
        hint="For example, the child’s own letter, and the day of it.",
    )

    def prepare(self) -> None:
        self.not_after_today("born_on")
        rules = self.taking.definition.complainants
        self.choose("capacity", [(rule.id, rule.label) for rule in rules])

    def clean(self) -> dict[str, Any]:
        """Ask for the authority of somebody who acts for somebody else."""
        given = super().clean() or {}
        rule = self.taking.definition.by_id["complainants"].get(str(given.get("capacity")))
        if rule and rule.needs == "written authority" and not given.get("authority"):
            self.add_error("authority", "Enter who said that they may complain for them")
        return given


class ConferenceForm(TakingForm):
    held_on = DayField(
        "When was the conference?",
        name="the day of the conference",
        missing="Enter the day of the conference",
        hint="The time to complain is counted from this day.",
    )
    kind = OneOfField(
        "What kind of conference was it?", (), missing="Choose what kind of conference it was"
    )
    chair = OneOfField(
        "Who chaired it?",
        (),
        missing="Choose who chaired it",
        reveals={OTHER: "chair_name"},
    )
    chair_name = TextField("The chair’s name", missing="Enter the chair’s name")
    review_due_on = DayField(
        "By when must a review conference be held?",
        name="the latest day for the review",
        hint="If you do not know it yet, leave it out.",
    )
    agencies_agreed = OneOfField("Did the agencies agree on the decision?", AGREEMENT)
    chair_directed = OneOfField("Did the chair direct the decision?", AGREEMENT)
    parents_absent = LinesField(
        "Was anybody with parental responsibility not there?", rows=2, hint="One name to a line."
    )

    def prepare(self) -> None:
        self.not_after_today("held_on")
        self.day("held_on").not_before = self.taking.earliest_on
        self.day("review_due_on").not_after = self.taking.latest_on
        self.choose("kind", list(read_names("conference").items()))
        chairs = [(one.id, one.name) for one in self.taking.staff if CHAIR_ROLE in one.roles]
        self.choose("chair", [*chairs, (OTHER, "Somebody else"), (NOT_KNOWN, "Not known yet")])

    def clean(self) -> dict[str, Any]:
        """Hold the review to come after the conference."""
        given = super().clean() or {}
        held_on, due_on = given.get("held_on"), given.get("review_due_on")
        if held_on and due_on and due_on <= held_on:
            self.add_error(
                "review_due_on", "The latest day for the review must be after the conference"
            )
        return given


class ChildForm(TakingForm):
    name = TextField("What is the child’s name?", missing="Enter the child’s name")
    decision = OneOfField(
        "What did the conference decide for this child?",
        tuple((one, words.capitalize()) for one, words in read_names("decision").items()),
        missing="Choose what was decided for this child",
    )
    category = OneOfField("Under which category of harm?", tuple(CATEGORIES.items()))


class PersonForm(TakingForm):
    name = TextField("What is their name?", missing="Enter their name")
    agency = OneOfField("Where are they from?", (), missing="Choose where they are from")
    part = AnyOfField(
        "What was their part?",
        (
            ("attended", "They were at the conference"),
            ("reported", "They wrote a report for it"),
            ("minutes", "They were sent its minutes"),
        ),
        missing="Choose at least one",
        hint="Whoever was sent the minutes is later sent what a panel decides.",
    )

    def prepare(self) -> None:
        agencies = [(one.id, one.label) for one in self.taking.definition.agencies]
        self.choose("agency", [*agencies, (FAMILY, "The family"), (OTHER, "Somewhere else")])
