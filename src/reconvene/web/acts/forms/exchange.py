"""Acts of telling: notices, documents, tasks, and what goes to an agency."""

from reconvene.core.conduct.exchange import circulation
from reconvene.core.record.after import ConcernCommunicated, LearningAcknowledged
from reconvene.core.record.exchange import (
    DocumentSent,
    DocumentWithheld,
    NoticeGiven,
    TaskDone,
)
from reconvene.core.record.payload import Person
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_form import ActForm, Questions, only
from reconvene.web.acts.situation import Choices, Situation
from reconvene.web.components.fields import LongTextField, OneOfField, SelectField, TextField


class NoticeGivenForm(ActForm):
    when = "When were they told?"
    day_name = "the day they were told"

    def questions(self) -> Questions:
        notice = self.at.context.definition.by_id["notices"][self.about or ""]
        people = self.at.holders((notice.to,))
        yield (
            "to",
            TextField(
                "Who was told?",
                missing="Enter who was told",
                hint=f"The {self.at.label(notice.to).lower()}.",
                initial=people[0].name if people else "",
            ),
        )
        yield "note", LongTextField("Anything to note?", rows=3)

    def payload(self) -> NoticeGiven:
        return NoticeGiven(notice=self.about or "", to=self.words("to"), note=self.words("note"))


class DocumentForm(ActForm):
    """An act about a document and one of those who are to have it."""

    def lacking(self) -> str:
        return "" if _waiting(self.at, self.about) else "Nobody is still waiting for this document."

    def ask_recipient(self, label: str) -> Questions:
        choices = _waiting(self.at, self.about)
        yield (
            "recipient",
            OneOfField(
                label,
                choices,
                missing="Choose who",
                initial=only(choices),
                hint=self._safe_contact(),
            ),
        )

    def _safe_contact(self) -> str:
        received = self.at.context.case.received
        said = received.safe_contact if received else ""
        return f"Contact the person who complained only like this: {said}" if said else ""


class DocumentSentForm(DocumentForm):
    when = "When was it sent?"
    day_name = "the day it was sent"

    def questions(self) -> Questions:
        yield from self.ask_recipient("Who was it sent to?")
        yield "how", TextField("How was it sent?", hint="For example, by post or by secure email.")

    def payload(self) -> DocumentSent:
        return DocumentSent(
            document=self.about or "", recipient=self.words("recipient"), how=self.words("how")
        )


class DocumentWithheldForm(DocumentForm):
    when = "When was this decided?"
    day_name = "the day it was decided"

    def questions(self) -> Questions:
        yield from self.ask_recipient("Who is not sent it?")
        yield "reason", LongTextField("Why not?", missing="Give the reason", rows=3)
        staff = [Person(id=one.id, name=one.name) for one in self.at.staff]
        yield from self.ask_person("decided_by", "Who decided?", staff, "Choose who decided")

    def payload(self) -> DocumentWithheld:
        return DocumentWithheld(
            document=self.about or "",
            recipient=self.words("recipient"),
            reason=self.words("reason"),
            decided_by=self.person("decided_by"),
        )


class TaskDoneForm(ActForm):
    when = "When was it done?"
    day_name = "the day it was done"

    def questions(self) -> Questions:
        yield "who", TextField("Is there a name to note, such as who will do it?")
        yield "note", LongTextField("Anything else to note?", rows=3)

    def payload(self) -> TaskDone:
        who = self.words("who")
        return TaskDone(
            task=self.about or "",
            note=self.words("note"),
            person=self.named(who) if who else None,
        )


class ConcernCommunicatedForm(ActForm):
    when = "When was it passed on?"
    day_name = "the day it was passed on"

    def questions(self) -> Questions:
        yield (
            "to",
            TextField(
                "Who was told?",
                missing="Enter who was told",
                hint="A senior manager of the agency, or its member of the board.",
            ),
        )
        yield (
            "text",
            LongTextField(
                "What were they told?", missing="Enter what they were told", initial=self._decided()
            ),
        )
        yield (
            "theme",
            SelectField(
                "What is it about?",
                tuple(read_names("theme").items()),
                hint="It is listed with what others are to learn about the same. Leave it out if none fits.",
            ),
        )

    def _decided(self) -> str:
        """What the panel put to this agency, so that it need not be typed anew."""
        said = [
            made.put.details.text
            for panel in self.at.context.case.panels.values()
            for made in panel.carried()
            if made.put.details.agency == self.about
        ]
        return "\n\n".join(one for one in said if one)

    def payload(self) -> ConcernCommunicated:
        agency = self.about or ""
        return ConcernCommunicated(
            agency=agency,
            to=self.named(self.words("to"), role="senior-manager", agency=agency),
            text=self.words("text"),
            theme=self.cleaned_data["theme"],
        )


class LearningAcknowledgedForm(ActForm):
    when = "When did they answer?"
    day_name = "the day they answered"

    def questions(self) -> Questions:
        yield "by", TextField("Who answered for the agency?")
        yield "does", LongTextField("What does the agency do about it, if they said?", rows=3)

    def payload(self) -> LearningAcknowledged:
        return LearningAcknowledged(
            agency=self.about or "", by=self.words("by"), does=self.words("does")
        )


def _waiting(at: Situation, about: str | None) -> Choices:
    """Return those on the document's list who have neither had it nor been held back from it."""
    case, document = at.context.case, about or ""
    had = {happening.person for happening in case.matching("document.sent", document)}
    return tuple(
        (person, at.name(person))
        for person in circulation(at.context, document)
        if person not in had and (document, person) not in case.withheld
    )
