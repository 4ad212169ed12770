"""Noting how somebody is reached, that a change of it was confirmed, and that a way has ended."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.casefile.contacts import Contact
from reconvene.core.conduct.contacting import can_be_reached, in_use
from reconvene.core.reaching.protected import parties
from reconvene.core.record.contact import (
    FOR_LETTERS,
    ConfidentialityDecided,
    ContactConfirmed,
    ContactEnded,
    ContactNoted,
    Way,
)
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_form import ActForm, Questions, only
from reconvene.web.acts.fields import HourField
from reconvene.web.acts.situation import Choices, Situation
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import LongTextField, OneOfField, TextField, YesNoField

_WHERE: Mapping[str, str] = {
    "post": "address",
    "email": "email",
    "text": "mobile",
    "telephone": "number",
}
"""The question that asks where somebody is reached, by the way."""

_BETWEEN = ":"


def called(at: Situation, who: str) -> str:
    """Return what somebody is called whom the case reaches."""
    if who == COMPLAINANT_ROLE:
        return at.complainant.name
    children = at.context.case.conference.children
    return next((child.name for child in children if child.id == who and child.name), who)


class ContactNotedForm(ActForm):
    when = "On which day did you learn this?"
    day_name = "the day you learned this"

    def questions(self) -> Questions:
        everybody = tuple((who, called(self.at, who)) for who in can_be_reached(self.at.context))
        yield (
            "who",
            OneOfField(
                "Who is reached there?",
                everybody,
                missing="Choose who is reached there",
                initial=only(everybody),
            ),
        )
        yield (
            "way",
            OneOfField(
                "How?",
                tuple(read_names("way").items()),
                missing="Choose how they are reached",
                reveals=_WHERE,
            ),
        )
        yield (
            "address",
            LongTextField(
                "What is the address?",
                rows=4,
                missing="Enter the address",
                hint="As it has to stand on the envelope, without the name.",
            ),
        )
        yield (
            "email",
            TextField(
                "What is the email address?",
                missing="Enter the email address",
                autocomplete="off",
            ),
        )
        for name in ("mobile", "number"):
            yield (
                name,
                TextField("What is the number?", missing="Enter the number", width=20),
            )
        yield (
            "safe",
            OneOfField(
                "Is it safe for them?",
                tuple(read_names("safe").items()),
                missing="Choose whether it is safe for them",
                reveals={"safe": "known_by"},
                hint="Safe means that nobody else opens it, reads it or picks up who must not know.",
            ),
        )
        yield (
            "known_by",
            TextField(
                "How do you know that it is theirs, and safe?",
                missing="Enter how you know that it is theirs, and safe",
                hint="For example: she said so when she was here on her own.",
            ),
        )
        yield (
            "letters",
            YesNoField(
                "Do they want their letters sent there?",
                missing="Choose whether they want their letters sent there",
                hint="Letters go by post or by email. They go one way only, and never another instead.",
            ),
        )
        yield (
            "ask",
            TextField(
                "Is there anything to say or ask first?",
                hint="A code word, or whom to ask for. Then only a person contacts them there.",
            ),
        )
        yield "earliest", HourField("Not before what time?", width=10, hint="Such as 9:30am")
        yield "latest", HourField("Not after what time?", width=10)
        yield "until", DayField("Until which day is it safe, if they said?", name="the last day")

    def clean(self) -> dict[str, object]:
        """Hold an email address to be one, hours to be a span, and letters to a way they can go."""
        given = super().clean()
        self._clean_email()
        if bool(self.words("earliest")) != bool(self.words("latest")):
            blank = "latest" if self.words("earliest") else "earliest"
            self.add_error(blank, "Enter both times, or neither")
        elif self.words("latest") and self.words("latest") <= self.words("earliest"):
            self.add_error("latest", "The second time must be after the first")
        if given.get("letters") and given.get("way") not in {None, "", *FOR_LETTERS}:
            self.add_error("letters", "Letters go by post or by email: choose no here")
        return given

    def _clean_email(self) -> None:
        try:
            if self.words("email"):
                validate_email(self.words("email"))
        except ValidationError:
            self.add_error("email", "Enter an email address, such as name@example.org")

    def payload(self) -> ContactNoted:
        way: Way = self.cleaned_data["way"]
        return ContactNoted(
            who=self.cleaned_data["who"],
            way=way,
            where=self.words(_WHERE[way]),
            safe=self.cleaned_data["safe"],
            letters=self.yes("letters"),
            earliest=self.words("earliest"),
            latest=self.words("latest"),
            until=self.cleaned_data["until"],
            ask=self.words("ask"),
            known_by=self.words("known_by"),
        )


class _OfAWayForm(ActForm):
    """An act about one of the ways in use: which one is asked first."""

    def ways(self) -> Iterable[tuple[str, Contact]]:
        return in_use(self.at.context)

    def ask_way(self) -> Questions:
        by = read_names("way")
        found: Choices = tuple(
            (
                f"{one.noted.way}{_BETWEEN}{who}",
                f"{called(self.at, who)}, {by[one.noted.way].lower()}",
            )
            for who, one in self.ways()
        )
        yield (
            "which",
            OneOfField("Which is it?", found, missing="Choose which it is", initial=only(found)),
        )

    @property
    def which(self) -> tuple[Way, str]:
        """The way and whom it reaches."""
        way, _, who = self.cleaned_data["which"].partition(_BETWEEN)
        return way, who


class ContactConfirmedForm(_OfAWayForm):
    when = "When did they confirm it?"
    day_name = "the day they confirmed it"

    def ways(self) -> Iterable[tuple[str, Contact]]:
        return (one for one in super().ways() if one[1].is_unconfirmed)

    def questions(self) -> Questions:
        yield from self.ask_way()
        yield (
            "how",
            LongTextField(
                "How did they confirm it?",
                missing="Enter how they confirmed it",
                rows=3,
                hint="Ask them where they were reached before, and never at the new place.",
            ),
        )

    def payload(self) -> ContactConfirmed:
        way, who = self.which
        return ContactConfirmed(who=who, way=way, how=self.words("how"))


class ContactEndedForm(_OfAWayForm):
    when = "From which day?"
    day_name = "the day it ended"

    def questions(self) -> Questions:
        yield from self.ask_way()
        yield (
            "reason",
            OneOfField(
                "Why?", tuple(read_names("way-ended").items()), missing="Choose why it ended"
            ),
        )
        yield "note", LongTextField("What do people need to know about it?", rows=3)

    def payload(self) -> ContactEnded:
        way, who = self.which
        return ContactEnded(
            who=who, way=way, reason=self.cleaned_data["reason"], note=self.words("note")
        )


class ConfidentialityDecidedForm(ActForm):
    when = "On which day was it decided?"
    day_name = "the day it was decided"

    def questions(self) -> Questions:
        case = self.at.context.case
        everybody = tuple(
            (who, f"{self.at.name(who)}: {_DECIDED[case.confidential.get(who, 'undecided')]}")
            for who in parties(case)
        )
        yield (
            "who",
            OneOfField("Whose details?", everybody, missing="Choose whose details it is about"),
        )
        yield (
            "kept",
            OneOfField(
                "Must they be kept from the others in this case?",
                tuple(read_names("kept").items()),
                missing="Choose whether they must be kept from the others",
                hint="Ask them, on their own. Where there was violence or threats, or a court has said so, say yes.",
            ),
        )
        yield (
            "reason",
            LongTextField(
                "Why is that so?",
                missing="Enter why that is so",
                rows=3,
                hint="Such as: she said so when she was here on her own. Do not write where they are.",
            ),
        )

    def payload(self) -> ConfidentialityDecided:
        return ConfidentialityDecided(
            who=self.cleaned_data["who"],
            kept=self.cleaned_data["kept"],
            reason=self.words("reason"),
        )


_DECIDED = {"yes": "kept from the others", "no": "need not be kept", "undecided": "not decided"}
