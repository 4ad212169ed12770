"""A letter: who signs it, which points it covers where that is free, and words written for it."""

from reconvene.core.procedure.letters import Letter
from reconvene.core.record.exchange import LetterSent
from reconvene.web.acts.act_form import ActForm, Questions
from reconvene.web.components.fields import AnyOfField, LongTextField

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
        yield from self.ask_holder(
            "sender", "Who signs it?", self.letter.sent_by, "Choose who signs it"
        )

    def payload(self) -> LetterSent:
        asked = dict.fromkeys((*self.letter.says, "words"))
        words = {one: self.words(one) for one in asked if one in WRITTEN}
        return LetterSent(
            letter=self.letter.id,
            points=self.many("points"),
            words={content: text for content, text in words.items() if text},
            sender=self.person("sender"),
        )

    def so_far(self) -> LetterSent:
        """Return the letter as far as it is known, for showing it before anything was asked."""
        people = self.at.holders(self.letter.sent_by)
        return LetterSent(letter=self.letter.id, sender=people[0] if people else None)
