"""Acts about a point that another process answers: sent there, and heard from again."""

from reconvene.core.casefile.case import PointState
from reconvene.core.record.points import PointReferred, ReferralAnswered
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_form import Questions, only
from reconvene.web.acts.forms.points import PointForm
from reconvene.web.acts.situation import Choices, Situation
from reconvene.web.components.fields import LongTextField, OneOfField, TextField


class PointReferredForm(PointForm):
    when = "When was it sent?"
    day_name = "the day it was sent"
    which = "Which point was sent to another process?"
    none = "No point of this complaint belongs to another process."

    def points(self) -> tuple[PointState, ...]:
        return tuple(p for p in self.at.context.case.live_points() if _channels(self.at, p))

    def questions(self) -> Questions:
        yield from super().questions()
        definition = self.at.context.definition
        points = self.points()
        channels = dict.fromkeys(one for point in points for one in _channels(self.at, point))
        choices: Choices = tuple((one, self.at.label(one)) for one in channels)
        yield (
            "channel",
            OneOfField(
                "Where was it sent?",
                choices,
                missing="Choose where it was sent",
                initial=self.about or only(choices),
            ),
        )
        yield (
            "agency",
            OneOfField(
                "Which agency is that?",
                tuple((agency.id, agency.label) for agency in definition.agencies),
                missing="Choose the agency",
            ),
        )
        yield "reference", TextField("Their reference, if they gave one", width=20)

    def payload(self) -> PointReferred:
        return PointReferred(
            point=self.words("point"),
            channel=self.words("channel"),
            agency=self.words("agency"),
            reference=self.words("reference"),
        )


class ReferralAnsweredForm(PointForm):
    when = "When did they tell us?"
    day_name = "the day they told us"
    which = "Which point have they answered about?"
    none = "No point is with another process."

    def points(self) -> tuple[PointState, ...]:
        every = self.at.context.case.points.values()
        return tuple(p for p in every if p.referral and p.referral.state != "closed")

    def questions(self) -> Questions:
        yield from super().questions()
        yield (
            "state",
            OneOfField(
                "What did they say?",
                tuple(read_names("referral").items()),
                missing="Choose what they said",
            ),
        )
        yield "outcome", LongTextField("What came of it?", rows=3)

    def payload(self) -> ReferralAnswered:
        return ReferralAnswered(
            point=self.words("point"),
            state=self.cleaned_data["state"],
            outcome=self.words("outcome"),
        )


def _channels(at: Situation, point: PointState) -> tuple[str, ...]:
    definition = at.context.definition
    stage = definition.stage(point.stage) if point.stage else None
    handed = (stage.hands_over_to,) if stage and stage.form == "handover" else ()
    return (*definition.route_of(point.matter).refers_to, *(one for one in handed if one))
