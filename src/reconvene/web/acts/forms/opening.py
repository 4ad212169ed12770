"""Acts of the opening: who complains, whether they may, who supports them, what came late."""

from reconvene.core.conduct.opening import is_undecided
from reconvene.core.record.opening import (
    AdvocateOffered,
    AssistanceGiven,
    ComplaintConfirmed,
    DateNoted,
    LatenessDecided,
    RoleAssigned,
    StandingDecided,
    SupporterEnded,
    SupporterNamed,
)
from reconvene.core.record.payload import Person
from reconvene.library.words.plain import listed, quoted, said_day
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_form import ActForm, Questions, only
from reconvene.web.components.fields import (
    AnyOfField,
    LongTextField,
    OneOfField,
    TextField,
    YesNoField,
)

REASONS = "Give the reasons"


class ComplaintConfirmedForm(ActForm):
    when = "When was it read back and confirmed?"
    day_name = "the day it was confirmed"

    def questions(self) -> Questions:
        yield (
            "confirmed_by",
            TextField(
                "Who confirmed it?",
                missing="Enter who confirmed that the complaint is right",
                initial=self.at.complainant.name,
            ),
        )

    def payload(self) -> ComplaintConfirmed:
        return ComplaintConfirmed(confirmed_by=self.words("confirmed_by"))


class StandingDecidedForm(ActForm):
    when = "When was it decided?"
    day_name = "the day it was decided"

    def questions(self) -> Questions:
        received = self.at.context.case.received
        capacity = received.complainant.capacity if received else ""
        rule = self.at.context.definition.by_id["complainants"].get(capacity)
        is_child = bool(rule and rule.is_child)
        name = self.at.complainant.name
        yield (
            "accepted",
            YesNoField(
                f"Can {name} use this procedure?",
                missing=f"Choose whether {name} can use this procedure",
                hint="For a child, the question is whether they understand enough to complain."
                if is_child
                else "",
            ),
        )
        yield (
            "reasons",
            LongTextField(
                "What are the reasons?",
                missing=REASONS,
                hint="They are sent to the person, in a letter.",
            ),
        )
        roles = rule.judged_by if rule else ()
        yield from self.ask_holder("decided_by", "Who decided?", roles, "Choose who decided")

    def payload(self) -> StandingDecided:
        return StandingDecided(
            accepted=self.yes("accepted"),
            decided_by=self.person("decided_by"),
            reasons=self.words("reasons"),
        )


class LatenessDecidedForm(ActForm):
    when = "When was it decided?"
    day_name = "the day it was decided"

    def questions(self) -> Questions:
        rule = self.at.context.definition.right(self.about or "").late
        yield from self._ask_points()
        yield (
            "accepted",
            YesNoField(
                "Is it taken on, though it came late?",
                missing="Choose whether it is taken on",
                hint=self._asked_for(),
            ),
        )
        if rule.excuses:
            yield (
                "excuse",
                OneOfField(
                    "Why was it late?",
                    (
                        *((one, one.replace("-", " ").capitalize()) for one in rule.excuses),
                        ("", "None of these"),
                    ),
                ),
            )
        yield (
            "reasons",
            LongTextField(
                "What are the reasons?",
                missing=REASONS,
                hint="Say what was weighed: why it was late, and anything that made it harder to be in time.",
            ),
        )
        yield from self.ask_holder(
            "decided_by", "Who decided?", rule.decided_by, "Choose who decided"
        )

    def _ask_points(self) -> Questions:
        """Ask which of the points that wait it is about, where the complaint itself does not."""
        ctx = self.at.context
        waiting = ctx.case.waiting_points()
        if self.about != ctx.definition.lodging.id or is_undecided(ctx) or not waiting:
            return
        choices = tuple(
            (point.id, f"{quoted(point.words)}, raised on {said_day(point.raised_on)}")
            for point in waiting
        )
        yield (
            "points",
            AnyOfField(
                "Which points is this decision about?",
                choices,
                missing="Choose at least one point",
                hint="Decide together only those that are decided alike, for the same reasons.",
                initial=[point.id for point in waiting] if len(waiting) == 1 else [],
            ),
        )

    def _asked_for(self) -> str:
        """Name the points of a late request for another stage."""
        ctx = self.at.context
        opens = ctx.definition.right(self.about or "").opens
        points = [name for stage, names, _ in ctx.case.pending if stage == opens for name in names]
        words = listed([quoted(ctx.case.points[name].words) for name in dict.fromkeys(points)])
        return f"The request is about {words}." if words else ""

    def payload(self) -> LatenessDecided:
        return LatenessDecided(
            points=self.many("points"),
            right=self.about or "",
            accepted=self.yes("accepted"),
            decided_by=self.person("decided_by"),
            reasons=self.words("reasons"),
            excuse=self.words("excuse"),
        )


class AssistanceGivenForm(ActForm):
    when = "When was help given?"
    day_name = "the day help was given"

    def questions(self) -> Questions:
        yield (
            "how",
            LongTextField("What help was given?", missing="Enter what help was given", rows=3),
        )

    def payload(self) -> AssistanceGiven:
        return AssistanceGiven(how=self.words("how"))


class SupporterNamedForm(ActForm):
    when = "When did they tell us?"
    day_name = "the day they told us"

    def questions(self) -> Questions:
        yield (
            "name",
            TextField("What is the supporter’s name?", missing="Enter the supporter’s name"),
        )
        yield (
            "kind",
            OneOfField(
                "Who are they?",
                tuple(read_names("supporter").items()),
                missing="Choose who they are",
            ),
        )

    def payload(self) -> SupporterNamed:
        return SupporterNamed(name=self.words("name"), kind=self.cleaned_data["kind"])


class SupporterEndedForm(ActForm):
    when = "When did they tell us?"
    day_name = "the day they told us"

    def questions(self) -> Questions:
        choices = tuple((name, name) for name in self.at.context.case.supporters)
        yield (
            "name",
            OneOfField(
                "Who is no longer their supporter?",
                choices,
                missing="Choose who is no longer their supporter",
                initial=only(choices),
            ),
        )

    def payload(self) -> SupporterEnded:
        return SupporterEnded(name=self.words("name"))


class AdvocateOfferedForm(ActForm):
    when = "When was it offered?"
    day_name = "the day it was offered"

    def questions(self) -> Questions:
        yield (
            "response",
            OneOfField(
                "What did they say?",
                tuple(read_names("response").items()),
                missing="Choose what they said",
                hints={"none available": "Say below what is being done about it."},
            ),
        )
        yield "note", LongTextField("Anything to note?", rows=3)

    def payload(self) -> AdvocateOffered:
        return AdvocateOffered(response=self.cleaned_data["response"], note=self.words("note"))


class RoleAssignedForm(ActForm):
    when = "From which day?"
    day_name = "the day it begins"

    def questions(self) -> Questions:
        yield (
            "role",
            OneOfField(
                "Which role?",
                tuple((role.id, role.label) for role in self.at.context.definition.roles),
                missing="Choose a role",
                initial=self.about,
            ),
        )
        people = [Person(id=one.id, name=one.name) for one in self.at.staff]
        yield from self.ask_person(
            "who", "Who holds it in this case?", people, "Choose who holds it"
        )

    def payload(self) -> RoleAssigned:
        role = self.words("role")
        return RoleAssigned(role=role, person=self.person("who", role=role))


class DateNotedForm(ActForm):
    when = "Which day is it?"
    day_name = "the day"

    def payload(self) -> DateNoted:
        return DateNoted(date=self.about or "")
