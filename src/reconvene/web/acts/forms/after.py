"""Acts after the panel: later conferences, who is briefed for them, and going further outside."""

from reconvene.core.casefile.case import RECONVENED_CHAIR_ROLE, LaterConference
from reconvene.core.record.after import (
    AttendeeBriefed,
    ChallengeDecided,
    ChallengeRaised,
    ConferenceArranged,
    ConferenceHeld,
)
from reconvene.core.record.payload import Person
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_form import ActForm, Questions
from reconvene.web.acts.fields import LinesField
from reconvene.web.acts.situation import Choices, Situation
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import AnyOfField, LongTextField, OneOfField, TextField

CONFERENCE_CHAIR = "conference-chair"


class ConferenceArrangedForm(ActForm):
    when = "When was it arranged?"
    day_name = "the day it was arranged"

    def questions(self) -> Questions:
        yield (
            "for_on",
            DayField(
                "On which day will the conference be?",
                name="the day of the conference",
                missing="Enter the day of the conference",
            ),
        )
        chairs = [
            Person(id=one.id, name=one.name)
            for one in self.at.staff
            if one.roles & {CONFERENCE_CHAIR, RECONVENED_CHAIR_ROLE}
        ]
        yield from self.ask_person(
            "chair", "Who will chair it?", chairs, "Choose who will chair it"
        )
        usual, expected = self._usual(), _later(self.at, self.about).expected
        if usual:
            yield (
                "expected",
                AnyOfField(
                    "Who is expected at it?",
                    tuple(usual.items()),
                    initial=[one.id for one in expected if one.id in usual],
                ),
            )
        yield (
            "more",
            LinesField(
                "Is anybody else expected?" if usual else "Who is expected at it?",
                rows=3,
                hint="One name to a line. Each of them must know what the panel decided.",
                initial="\n".join(one.name for one in expected if one.id not in usual),
            ),
        )

    def payload(self) -> ConferenceArranged:
        expected = [Person(id=one, name=self.at.name(one)) for one in self.many("expected")]
        offered = {name.casefold(): one for one, name in self._usual().items()}
        more = [
            Person(id=offered.get(one.name.casefold(), one.id), name=one.name)
            for one in self.people_lines("more")
        ]
        return ConferenceArranged(
            conference=self.about or "",
            for_on=self.cleaned_data["for_on"],
            chair=self.person("chair", role=CONFERENCE_CHAIR),
            expected=(*expected, *more),
        )

    def _usual(self) -> dict[str, str]:
        """Return who had to do with the conference complained of: name by id, to be ticked."""
        conference = self.at.context.case.conference
        everybody = (*conference.attended, *conference.reported, *conference.minutes_sent_to)
        return {one.id: one.name for one in everybody if one.name}


class AttendeeBriefedForm(ActForm):
    when = "When were they briefed?"
    day_name = "the day they were briefed"

    def questions(self) -> Questions:
        waiting = _unbriefed(_later(self.at, self.about))
        yield (
            "person",
            AnyOfField(
                "Who?",
                waiting,
                missing="Choose who was briefed",
                initial=[one for one, _ in waiting] if len(waiting) == 1 else [],
            ),
        )
        yield (
            "how",
            OneOfField(
                "How do they know what the panel decided?",
                tuple(read_names("briefed").items()),
                missing="Choose how they know",
            ),
        )

    def payload(self) -> AttendeeBriefed:
        first, *also = self.many("person")
        return AttendeeBriefed(
            conference=self.about or "",
            person=first,
            how=self.cleaned_data["how"],
            also=tuple(also),
        )


class ConferenceHeldForm(ActForm):
    when = "When was the conference?"
    day_name = "the day of the conference"

    def questions(self) -> Questions:
        expected = tuple(
            (one.id, one.name or one.id) for one in _later(self.at, self.about).expected
        )
        if expected:
            yield (
                "present",
                AnyOfField(
                    "Who was there?",
                    expected,
                    missing="Choose who was there",
                    initial=[one for one, _ in expected],
                ),
            )
        yield (
            "decided",
            LongTextField(
                "What did it decide?",
                rows=3,
                hint="A note for reading. It changes nothing that was recorded about the first conference.",
            ),
        )

    def payload(self) -> ConferenceHeld:
        return ConferenceHeld(
            conference=self.about or "",
            present=self.many("present"),
            decided=self.words("decided"),
        )


class ChallengeRaisedForm(ActForm):
    when = "When did we learn of it?"
    day_name = "the day we learnt of it"

    def questions(self) -> Questions:
        yield "reference", TextField("Their reference, if there is one", width=20)

    def payload(self) -> ChallengeRaised:
        return ChallengeRaised(body=self.about or "", reference=self.words("reference"))


class ChallengeDecidedForm(ActForm):
    when = "When was it decided?"
    day_name = "the day it was decided"

    def questions(self) -> Questions:
        yield "outcome", LongTextField("What was decided?", missing="Enter what was decided")

    def payload(self) -> ChallengeDecided:
        return ChallengeDecided(body=self.about or "", outcome=self.words("outcome"))


def _later(at: Situation, about: str | None) -> LaterConference:
    return at.context.case.conferences.get(about or "") or LaterConference()


def _unbriefed(later: LaterConference) -> Choices:
    return tuple(
        (one.id, one.name or one.id) for one in later.expected if one.id not in later.briefed
    )
