"""Acts about the case as a whole: paused, extended, closed, opened again, moved."""

from reconvene.core.record.after import (
    CaseClosed,
    CaseMoved,
    CaseReopened,
    CaseResumed,
    CaseSuspended,
    LimitExtended,
)
from reconvene.core.record.payload import Person
from reconvene.library.procedure_files import load_procedures
from reconvene.library.words.plain import said_day
from reconvene.web.acts.act_form import ActForm, Questions, only
from reconvene.web.acts.situation import Choices, Situation
from reconvene.web.components.fields import LongTextField, OneOfField, TextField

WHY = "Give the reason"


class CaseSuspendedForm(ActForm):
    when = "From which day is work paused?"
    day_name = "the day work is paused"

    def questions(self) -> Questions:
        yield "reason", LongTextField("Why?", missing=WHY, hint="The family is told.")
        yield (
            "ends_when",
            TextField(
                "What will end the pause?",
                missing="Enter what will end the pause",
                hint="For example, the police have finished their enquiries.",
            ),
        )

    def payload(self) -> CaseSuspended:
        return CaseSuspended(reason=self.words("reason"), ends_when=self.words("ends_when"))


class CaseResumedForm(ActForm):
    when = "From which day does work go on?"
    day_name = "the day work goes on"

    def questions(self) -> Questions:
        yield "note", LongTextField("Anything to note?", rows=3)

    def payload(self) -> CaseResumed:
        return CaseResumed(note=self.words("note"))


class LimitExtendedForm(ActForm):
    when = "When was it extended?"
    day_name = "the day it was extended"

    def questions(self) -> Questions:
        rule = self.at.context.definition.by_id["duties"][self.about or ""]
        by = f"By {rule.extension.by}. " if rule.extension else ""
        yield (
            "reason",
            LongTextField(
                "Why is more time needed?", missing=WHY, hint=f"{by}The family is told why."
            ),
        )

    def payload(self) -> LimitExtended:
        return LimitExtended(duty=self.about or "", reason=self.words("reason"))


class CaseClosedForm(ActForm):
    when = "When is it closed?"
    day_name = "the day it is closed"

    def questions(self) -> Questions:
        yield "reason", LongTextField("Why can it be closed?", rows=3)

    def payload(self) -> CaseClosed:
        return CaseClosed(reason=self.words("reason"))


class CaseReopenedForm(ActForm):
    when = "When is it opened again?"
    day_name = "the day it is opened again"

    def questions(self) -> Questions:
        yield "reason", LongTextField("Why?", missing=WHY)

    def payload(self) -> CaseReopened:
        return CaseReopened(reason=self.words("reason"))


class CaseMovedForm(ActForm):
    when = "From which day?"
    day_name = "the day of the move"

    def lacking(self) -> str:
        return (
            "" if _versions(self.at) else "There is no other version of this procedure to move to."
        )

    def questions(self) -> Questions:
        versions = _versions(self.at)
        yield (
            "to",
            OneOfField(
                "To which version?", versions, missing="Choose a version", initial=only(versions)
            ),
        )
        yield "reason", LongTextField("Why?", missing=WHY)
        staff = [Person(id=one.id, name=one.name) for one in self.at.staff]
        yield from self.ask_person(
            "agreed_by", "Who agreed to it?", staff, "Choose who agreed to it"
        )

    def payload(self) -> CaseMoved:
        return CaseMoved(
            to=self.words("to"), reason=self.words("reason"), agreed_by=self.person("agreed_by")
        )


def _versions(at: Situation) -> Choices:
    here = at.context.definition
    return tuple(
        (reference, f"Version {one.version}, in force from {said_day(one.effective_from)}")
        for reference, one in load_procedures().items()
        if one.id == here.id and one.version != here.version
    )
