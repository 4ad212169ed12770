"""
In: the wording of letters, as data. Out: one sentence of it, its facts filled in, for who reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ruamel.yaml import YAML

Reader = Literal["adult", "child"]


class LetterWordsMissing(LookupError):
    """The wording has no such sentence, or the sentence needs a fact that was not given."""

    def __init__(self, *, sentence: str, lacks: str) -> None:
        self.sentence = sentence
        self.lacks = lacks
        super().__init__(
            f"The letter could not be written: '{sentence}' lacks {lacks}. "
            "Compare library/letters/en.yaml with what the letter is given."
        )


@dataclass(frozen=True, slots=True)
class Words:
    """The wording for one reader: `say("contents.points.intro")`, `say("frame.greeting", name=...)`."""

    reader: Reader

    def say(self, sentence: str, **facts: str) -> str:
        """
        Return a sentence with its facts.

        Raises:
            LetterWordsMissing: There is no such sentence, or a fact it needs was not given.
        """
        template = self._template(sentence)
        try:
            return template.format_map(facts)
        except KeyError as fault:
            raise LetterWordsMissing(sentence=sentence, lacks=f"the fact {fault}") from fault

    def opening(self, letter: str, **facts: str) -> str:
        """Return how a letter begins, or how any letter does where it has no words of its own."""
        known = wording()["opening"]
        return self.say(f"opening.{letter if letter in known else 'any'}", **facts)

    def right(self, right: str, label: str) -> str:
        """Return what a right lets the family do, or its label where it has no words of its own."""
        return self.say(f"rights.{right}") if right in wording()["rights"] else label

    def _template(self, sentence: str) -> str:
        found: Any = wording()
        for part in sentence.split("."):
            if not isinstance(found, Mapping) or part not in found:
                raise LetterWordsMissing(sentence=sentence, lacks="words")
            found = found[part]
        chosen = found[self.reader] if isinstance(found, Mapping) else found
        return str(chosen)


@cache
def wording(language: str = "en") -> Mapping[str, Any]:
    """Return everything letters can say in a language."""
    text = (files("reconvene.library") / "letters" / f"{language}.yaml").read_text("utf-8")
    found: Mapping[str, Any] = YAML(typ="safe").load(text)
    return found
