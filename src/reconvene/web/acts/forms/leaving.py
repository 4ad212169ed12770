"""Recording that a letter that waited left, and that one that had left came back."""

from collections.abc import Iterable

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.casefile.contacts import NO_CONTACTS
from reconvene.core.casefile.outgoing import Outgoing
from reconvene.core.conduct.leaving import on_the_way, waiting
from reconvene.core.record.leaving import LetterCameBack, LetterLeft, LetterPassed
from reconvene.library.words.plain import said_day
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_form import ActForm, Questions, only
from reconvene.web.components.fields import LongTextField, OneOfField, UnseenField, YesNoField


class _OfALetterForm(ActForm):
    """An act about a letter on its way: which one is asked first."""

    def ask_letter(self, letters: Iterable[Outgoing]) -> Questions:
        found = tuple(
            (str(one.sent), f"{self.at.label(one.letter)}, dated {said_day(one.dated_on)}")
            for one in letters
        )
        yield (
            "sent",
            OneOfField(
                "Which letter?", found, missing="Choose which letter it is", initial=only(found)
            ),
        )

    @property
    def sent(self) -> int:
        return int(self.cleaned_data["sent"])


class LetterPassedForm(_OfALetterForm):
    when = "On which day did you read it?"
    day_name = "the day you read it"

    def questions(self) -> Questions:
        yield from self.ask_letter(waiting(self.at.context))
        yield (
            "reason",
            LongTextField(
                "Why can it go?",
                missing="Enter why it can go",
                rows=3,
                hint="Such as: it tells nothing about where the children live.",
            ),
        )
        yield (
            "tells_nothing",
            YesNoField(
                "Was it held because it seems to say where somebody else is, and does not?",
                missing="Choose whether it was held for that and tells nothing",
                hint="Such as a street that is also somebody’s name. Say no where it was not held for that.",
            ),
        )

    def payload(self) -> LetterPassed:
        return LetterPassed(
            sent=self.sent,
            reason=self.words("reason"),
            tells_nothing=bool(self.yes("tells_nothing")),
        )


class LetterLeftForm(_OfALetterForm):
    when = "On which day did it leave?"
    day_name = "the day it left"

    def questions(self) -> Questions:
        yield from self.ask_letter(waiting(self.at.context))
        yield (
            "how",
            OneOfField(
                "How?",
                tuple(read_names("how-left").items()),
                missing="Choose how it left",
                hint="By post or by email means to where their letters are noted to go. Into their hand means theirs alone: not through a letter box, and to nobody else.",
                reveals={"hand": "note"},
            ),
        )
        yield (
            "note",
            LongTextField(
                "Who gave it to them, and where?",
                missing="Enter who gave it to them, and where",
                rows=3,
            ),
        )
        bears = UnseenField()
        bears.initial = str(self._contact)
        yield "contact", bears

    @property
    def _contact(self) -> int:
        """The entry that says where their letters go now, 0 for none: what the envelope bears."""
        contact = self.at.context.case.contacts.get(COMPLAINANT_ROLE, NO_CONTACTS).for_letters
        return contact.number if contact else 0

    def payload(self) -> LetterLeft:
        seen = self.words("contact")
        return LetterLeft(
            sent=self.sent,
            how=self.cleaned_data["how"],
            note=self.words("note"),
            contact=int(seen) if seen.isascii() and seen.isdecimal() else 0,
        )


class LetterCameBackForm(_OfALetterForm):
    when = "On which day did you learn this?"
    day_name = "the day you learned this"

    def questions(self) -> Questions:
        yield from self.ask_letter(on_the_way(self.at.context))
        yield (
            "note",
            LongTextField(
                "What do you know about it?", rows=3, hint="Such as what stands on the envelope."
            ),
        )

    def payload(self) -> LetterCameBack:
        return LetterCameBack(sent=self.sent, note=self.words("note"))
