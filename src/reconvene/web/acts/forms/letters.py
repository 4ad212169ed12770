"""A letter: who signs it, which points it covers where that is free, and words written for it."""

from collections.abc import Callable

from django.forms.boundfield import BoundField

from reconvene.core.procedure.letters import CONTENTS, Letter
from reconvene.core.record.exchange import LetterSent
from reconvene.library.words.plain import quoted
from reconvene.post.wording.saying import language_name
from reconvene.web.acts.act_form import ActForm, Questions, plain_words
from reconvene.web.components.fields import AnyOfField, LongTextField, OneOfField

WRITTEN = {
    "reasons": ("What are the reasons?", "Give the reasons"),
    "delay": (
        "What is late, why, and what is the new day?",
        "Enter what is late, why, and the new day",
    ),
    "words": ("What else should the letter say?", "Enter what else the letter should say"),
}
"""Contents whose words are written for each letter, with what is asked for."""
MORE = "Do you want to add anything in your own words?"
GONE = "Has it gone?"
HAS_GONE = {"no": "No: it is still to go", "yes": "Yes, on the date of the letter"}
ADD = "add-"
"""What the questions begin with that stand in the letter itself, each after what it is added to."""


class LetterSentForm(ActForm):
    when = "What is the date of the letter?"
    day_name = "the date of the letter"

    @property
    def letter(self) -> Letter:
        return self.at.context.definition.letter(self.about or "")

    def questions(self) -> Questions:
        if self.letter.covers == "chosen":
            yield (
                "points",
                AnyOfField(
                    "Which points is it about?",
                    self.at.point_choices(self.at.context.case.points.values()),
                    missing="Choose at least one point",
                ),
            )
        for content in self.letter.says:
            if content in WRITTEN:
                label, missing = WRITTEN[content]
                yield (
                    content,
                    LongTextField(
                        label, missing=missing, hint="It goes into the letter as it stands."
                    ),
                )
        if "words" not in self.letter.says:
            yield (
                "words",
                LongTextField(
                    MORE,
                    rows=3,
                    hint="It stands in the letter under a heading of its own. The rest of the letter stays as it is.",
                ),
            )
        worded = self.at.worded()
        if worded.languages:
            received = self.at.context.case.received
            interpreter = received.interpreter if received else ""
            yield (
                "also_in",
                AnyOfField(
                    "Does it go in another language too?",
                    tuple((code, language_name(code)) for code in worded.languages),
                    hint=f"The family has an interpreter: {interpreter}." if interpreter else "",
                ),
            )
        yield from self.ask_holder(
            "sender", "Who signs it?", self.letter.sent_by, "Choose who signs it"
        )
        if self.at.sees_contact:
            yield (
                "gone",
                OneOfField(
                    GONE,
                    tuple(HAS_GONE.items()),
                    missing="Choose whether it has gone",
                    hint="Its last days count from the date above, so it should go on that day.",
                ),
            )
        for part in self._can_be_added_to:
            heading = quoted(worded.headings.get(part, CONTENTS[part]))
            yield f"{ADD}{part}", LongTextField(f"Your own words under {heading}", rows=3)

    @property
    def _can_be_added_to(self) -> tuple[str, ...]:
        return tuple(content for content in self.letter.says if content not in WRITTEN)

    @property
    def asked(self) -> list[BoundField]:
        """Return the questions to show above the letter: not those that stand in it."""
        return [bound for bound in super().asked if not bound.name.startswith(ADD)]

    def payload(self) -> LetterSent:
        asked = dict.fromkeys((*self.letter.says, "words"))
        words = {one: self.words(one) for one in asked if one in WRITTEN}
        return LetterSent(
            letter=self.letter.id,
            points=self.many("points"),
            words={content: text for content, text in words.items() if text},
            added=self._added(self.words),
            also_in=self.many("also_in"),
            sender=self.person("sender"),
            waits=self.words("gone") != "yes",
        )

    def so_far(self) -> LetterSent:
        """Return the letter as far as it is known, for showing it before anything was asked."""
        people = self.at.holders(self.letter.sent_by)
        return LetterSent(
            letter=self.letter.id,
            added=self._added(lambda name: plain_words(self[name].value())),
            sender=people[0] if people else None,
        )

    def _added(self, words: Callable[[str], str]) -> dict[str, str]:
        """Return what was added of somebody's own, by what it stands after."""
        found = {content: words(f"{ADD}{content}") for content in self._can_be_added_to}
        return {content: text for content, text in found.items() if text}
