"""A decision put to a panel: about which point, with what it must say, and how each member voted."""

from collections.abc import Iterator

from django.forms.boundfield import BoundField

from reconvene.core.casefile.case import PointState
from reconvene.core.casefile.panels import votes
from reconvene.core.procedure.panels import Decision, Panel
from reconvene.core.record.panels import DecisionPut, Details, PanelistAppointed
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_form import Questions
from reconvene.web.acts.fields import VoteField
from reconvene.web.acts.forms.points import PointForm
from reconvene.web.acts.situation import Situation, person_choices
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import AnyOfField, LongTextField, OneOfField, TextField
from reconvene.web.components.questions import Question

VOTES = (
    ("for", "For"),
    ("against", "Against"),
    ("abstained", "Abstained"),
    ("absent", "Not there"),
)


class DecisionPutForm(PointForm):
    when = "When was it put to the vote?"
    day_name = "the day of the vote"
    which = "Which point is it about?"
    none = "No point before the panel fits this decision."

    def points(self) -> tuple[PointState, ...]:
        """Return the points before the panel that this decision can be made about."""
        definition = self.at.context.definition
        panel, decision = panel_of(self.at, self.about or "")
        stage = definition.stage_of_panel(panel.id)
        here = self.at.context.case.points_at(stage.id) if stage else ()
        tags = decision.tags
        return tuple(p for p in here if not tags or definition.matter(p.matter).tag in tags)

    def questions(self) -> Questions:
        _panel, decision = panel_of(self.at, self.about or "")
        if decision.per == "point":
            yield from super().questions()
            yield from self.ask_child("Which child is it about?")
        for need in decision.needs:
            yield f"detail-{need}", self._detail(need)
        for member in voting(self.at, self.about or ""):
            name = member.person.name or member.person.id
            yield (
                f"vote-{member.person.id}",
                VoteField(f"How did {name} vote?", VOTES, missing=f"Choose how {name} voted"),
            )
        yield (
            "dissent",
            LongTextField("Did anybody see it differently, and want that noted?", rows=3),
        )
        yield from self._ask_who_else()

    @property
    def asked(self) -> list[BoundField]:
        """Leave out the votes: the page asks them under a heading of their own."""
        return [bound for bound in super().asked if not bound.name.startswith("vote-")]

    @property
    def votes(self) -> Iterator[BoundField]:
        """Yield the question of each member's vote."""
        for member in voting(self.at, self.about or ""):
            yield self[f"vote-{member.person.id}"]

    def _detail(self, need: str) -> Question:
        if need == "remedy":
            return LongTextField(
                "How is it to be put right?", missing="Enter how it is to be put right"
            )
        if need == "recommendation":
            return LongTextField(
                "What does the panel recommend?", missing="Enter what the panel recommends"
            )
        if need == "chair":
            return OneOfField(
                "Who should chair the conference?",
                tuple(read_names("which-chair").items()),
                missing="Choose the same chair or a different one",
            )
        if need == "timescale":
            return TextField(
                "How long will the further work take?",
                missing="Enter how long the further work will take",
                hint="For example, three weeks.",
            )
        if need == "further_on":
            return DayField(
                "When will the panel sit again?",
                name="the day the panel sits again",
                missing="Enter the day the panel sits again",
            )
        if need == "agency":
            return OneOfField(
                "Which agency is it for?",
                tuple((one.id, one.label) for one in self.at.context.definition.agencies),
                missing="Choose the agency",
            )
        return LongTextField("In the panel’s words", missing="Enter the panel’s words")

    def _ask_who_else(self) -> Questions:
        panel, _decision = panel_of(self.at, self.about or "")
        outside = self.at.holders(panel.absent_while_deciding)
        if outside:
            yield (
                "others_present",
                AnyOfField(
                    "Was any of these in the room while the panel decided?",
                    person_choices(self.at, outside),
                    hint="They advise and support the panel, and leave while it decides.",
                ),
            )

    def payload(self) -> DecisionPut:
        panel, decision = panel_of(self.at, self.about or "")
        cast = {
            member.person.id: self.words(f"vote-{member.person.id}")
            for member in voting(self.at, self.about or "")
        }
        return DecisionPut(
            panel=panel.id,
            decision=decision.id,
            votes_for=tuple(name for name, vote in cast.items() if vote == "for"),
            against=tuple(name for name, vote in cast.items() if vote == "against"),
            abstained=tuple(name for name, vote in cast.items() if vote == "abstained"),
            point=self.words("point"),
            child=self.child,
            dissent=self.words("dissent"),
            others_present=tuple(self.chosen(one) for one in self.many("others_present")),
            **({"details": self._details(decision)} if decision.needs else {}),
        )

    def _details(self, decision: Decision) -> Details:
        return Details(**{need: self.cleaned_data[f"detail-{need}"] for need in decision.needs})

    def lacking(self) -> str:
        _panel, decision = panel_of(self.at, self.about or "")
        return "" if decision.per != "point" else super().lacking()


def panel_of(at: Situation, decision: str) -> tuple[Panel, Decision]:
    """Return a decision with the panel that may make it: the one now sitting, where several may."""
    definition, case = at.context.definition, at.context.case
    found = [
        (panel, one) for panel in definition.panels for one in panel.decisions if one.id == decision
    ]
    sitting = [
        pair for pair in found if pair[0].id in case.panels and case.panels[pair[0].id].open_sitting
    ]
    return (sitting or found)[0]


def voting(at: Situation, decision: str) -> tuple[PanelistAppointed, ...]:
    """Return the members at the open sitting who have a vote, in the order they were appointed."""
    panel, _decision = panel_of(at, decision)
    state = at.context.case.panels.get(panel.id)
    sitting = state.open_sitting if state else None
    if state is None or sitting is None:
        return ()
    return tuple(
        one
        for name, one in state.appointed.items()
        if name in sitting.present and votes(one, panel)
    )
