"""Acts about a meeting: a date offered, declined, called off; and the meeting itself."""

from collections.abc import Sequence

from reconvene.core.procedure.parts import Paper
from reconvene.core.procedure.stages import Meeting
from reconvene.core.record.exchange import (
    MeetingCancelled,
    MeetingDeclined,
    MeetingHeld,
    MeetingOffered,
)
from reconvene.core.record.payload import Absence, Person
from reconvene.library.words.plain import listed, lowered
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_form import ActForm, Questions
from reconvene.web.acts.fields import HourField, LinesField
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import (
    AnyOfField,
    LongTextField,
    OneOfField,
    TextField,
    YesNoField,
)

NOBODY = "nobody"


class MeetingOfferedForm(ActForm):
    when = "When was it offered?"
    day_name = "the day it was offered"

    def questions(self) -> Questions:
        yield (
            "for_on",
            DayField(
                "Which day is offered for the meeting?",
                name="the day offered",
                missing="Enter the day offered",
            ),
        )
        yield "at", HourField("At what time?", width=10, hint="For example, 2:30pm")
        yield "place", TextField("Where?", hint="Ask first where the family would feel at ease.")
        yield "link", TextField("What is the link, if they can join from elsewhere?")
        yield (
            "avoid",
            TextField(
                "Are there days or times they asked us to leave out?",
                hint="You need not say why, such as: Mondays, or after 3pm.",
            ),
        )
        received = self.at.context.case.received
        yield (
            "interpreter",
            TextField(
                "Which interpreter is arranged?",
                hint="Leave it empty if they need none.",
                initial=received.interpreter if received else None,
            ),
        )
        yield (
            "adjustments",
            TextField(
                "What else is arranged so that they can take part?",
                initial=received.adjustments if received else None,
            ),
        )

    def payload(self) -> MeetingOffered:
        return MeetingOffered(
            meeting=self.about or "",
            for_on=self.cleaned_data["for_on"],
            at=self.words("at"),
            place=self.words("place"),
            link=self.words("link"),
            avoid=self.words("avoid"),
            adjustments=self.words("adjustments"),
            interpreter=self.words("interpreter"),
        )


class MeetingDeclinedForm(ActForm):
    when = "When did they tell us?"
    day_name = "the day they told us"

    def questions(self) -> Questions:
        yield (
            "declined",
            OneOfField(
                "What do they say no to?",
                tuple(read_names("declined").items()),
                missing="Choose what they say no to",
                hints={"meeting": "They can still have an answer in writing."},
            ),
        )
        yield "reason", LongTextField("Did they say why?", rows=3, hint="They need not.")

    def payload(self) -> MeetingDeclined:
        return MeetingDeclined(
            meeting=self.about or "",
            reason=self.words("reason"),
            declined=self.cleaned_data["declined"],
        )


class MeetingCancelledForm(ActForm):
    when = "When was it called off?"
    day_name = "the day it was called off"

    def questions(self) -> Questions:
        yield "reason", LongTextField("Why was it called off?", missing="Give the reason", rows=3)

    def payload(self) -> MeetingCancelled:
        return MeetingCancelled(meeting=self.about or "", reason=self.words("reason"))


class MeetingHeldForm(ActForm):
    when = "When was the meeting?"
    day_name = "the day of the meeting"

    @property
    def meeting(self) -> Meeting:
        return self.at.context.definition.meeting(self.about or "")

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles asked about: those expected, or else those of the stage."""
        expected = [role for rule in self.meeting.attended_by for role in (*rule.all, *rule.any)]
        stage = self.at.context.definition.stage_of_meeting(self.meeting.id)
        return tuple(dict.fromkeys(expected or (*stage.people, *stage.answered_by)))

    def questions(self) -> Questions:
        name = self.at.complainant.name
        yield (
            "came",
            YesNoField(
                f"Was {name} there?",
                missing=f"Choose whether {name} was there",
                reveals={"no": "why_away"},
            ),
        )
        yield (
            "why_away",
            TextField(
                "Why did it go ahead without them?", missing="Enter why it went ahead without them"
            ),
        )
        supporters = tuple((one, one) for one in self.at.context.case.supporters)
        if supporters:
            yield "supporters", AnyOfField("Which of their supporters came?", supporters)
        for role in self.roles:
            yield from self._ask_role(role)
        yield "others", LinesField("Was anybody else there?", rows=2, hint="One name to a line.")
        yield from ask_papers(self.meeting.papers)

    def _ask_role(self, role: str) -> Questions:
        people = self.at.holders((role,))
        label = lowered(self.at.label(role))
        yield (
            f"there-{role}",
            AnyOfField(
                f"Who was there as {label}?",
                (*((one.id, one.name) for one in people), (NOBODY, "Nobody")),
                missing=f"Choose who was there as {label}, or nobody",
                hint=self._others_will_do(role),
                reveals={NOBODY: f"absent-{role}"},
            ),
        )
        yield f"absent-{role}", TextField("Why was nobody there?")

    def _others_will_do(self, role: str) -> str:
        """Say that one of several roles is enough, where that is the rule."""
        for rule in self.meeting.attended_by:
            if role in rule.any and len(rule.any) > 1:
                others = [lowered(self.at.label(one)) for one in rule.any]
                return f"One of these is enough: {listed(others, 'or')}."
        return ""

    def clean(self) -> dict[str, object]:
        """Hold "nobody" to mean nobody."""
        given = super().clean()
        for role in self.roles:
            if NOBODY in self.many(f"there-{role}") and len(self.many(f"there-{role}")) > 1:
                self.add_error(f"there-{role}", "Choose people, or nobody, but not both")
        return given

    def payload(self) -> MeetingHeld:
        considered, missing = papers_answered(self, self.meeting.papers)
        return MeetingHeld(
            meeting=self.meeting.id,
            present=tuple(self._present()),
            considered=considered,
            absent=tuple(
                Absence(what=role, reason=self.words(f"absent-{role}"))
                for role in self.roles
                if NOBODY in self.many(f"there-{role}") and self.words(f"absent-{role}")
            ),
            papers_missing=missing,
            without_complainant="" if self.yes("came") else self.words("why_away"),
        )

    def _present(self) -> list[Person]:
        people = [self.at.complainant] if self.yes("came") else []
        people += [self.named(name, role="supporter") for name in self.many("supporters")]
        people += [
            Person(id=one, name=self.at.name(one), role=role)
            for role in self.roles
            for one in self.many(f"there-{role}")
            if one != NOBODY
        ]
        return [*people, *self.people_lines("others", role="other")]


def ask_papers(papers: Sequence[Paper]) -> Questions:
    """Ask of each paper that must be considered whether it was there, and if not, why."""
    for paper in papers:
        yield (
            f"paper-{paper.id}",
            YesNoField(
                f"Was this there and considered: {paper.label}?",
                missing=f"Choose whether this was there: {paper.label}",
                reveals={"no": f"missing-{paper.id}"},
            ),
        )
        yield (
            f"missing-{paper.id}",
            TextField("Why is it missing?", missing=f"Enter why this is missing: {paper.label}"),
        )


def papers_answered(
    form: ActForm, papers: Sequence[Paper]
) -> tuple[tuple[str, ...], tuple[Absence, ...]]:
    """Return the papers that were considered, and those that were missing, each with its reason."""
    there = tuple(paper.id for paper in papers if form.yes(f"paper-{paper.id}"))
    missing = tuple(
        Absence(what=paper.id, reason=form.words(f"missing-{paper.id}"))
        for paper in papers
        if paper.id not in there
    )
    return there, missing
