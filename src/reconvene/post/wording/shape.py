"""
What a wording is made of: passages that stand in a letter where their conditions hold.

In: plain values from a file. Out: checked, frozen values; no code, and no order but their own.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from babel import Locale
from babel.dates import tokenize_pattern
from babel.localedata import exists
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from reconvene.core.procedure.letters import CONTENTS
from reconvene.core.procedure.parts import Id, Part, Text
from reconvene.post.typeset.plain import plain

Reader = Literal["adult", "child"]
READERS: tuple[Reader, ...] = ("adult", "child")


def _read(words: str) -> str:
    if not plain(words):
        raise ValueError("nothing of this can be seen on paper; give it words")
    return words


Seen = Annotated[Text, AfterValidator(_read)]
"""Words of which something can be read once they are on paper."""


class Spoken(Part):
    """The same for two readers."""

    adult: Seen
    child: Seen

    def to(self, reader: Reader) -> str:
        """Return what this reader reads."""
        return self.child if reader == "child" else self.adult


def _for_both(written: object) -> object:
    return {"adult": written, "child": written} if isinstance(written, str) else written


Said = Annotated[Spoken, BeforeValidator(_for_both)]
"""One sentence for everybody, or one for each reader."""


class Condition(Part):
    """
    Something that is asked of a fact: whether there is one, or which of its choices it is.

    Written "reviewed_on", "not reviewed_on", or "finding is upheld".
    """

    fact: str
    is_negated: bool = False
    choice: str | None = None

    @classmethod
    def read(cls, written: str) -> Self:
        """Return the condition that was written."""
        fact, _, choice = written.removeprefix("not ").partition(" is ")
        return cls(
            fact=fact.strip(),
            is_negated=written.startswith("not "),
            choice=choice.strip() or None,
        )


def _conditions(written: object) -> object:
    found = written if isinstance(written, list | tuple) else (written,)
    return tuple(Condition.read(one) if isinstance(one, str) else one for one in found)


When = Annotated[tuple[Condition, ...], BeforeValidator(_conditions)]


class Passage(Part):
    """
    A sentence or a paragraph, a list of them, or some that stand or fall together.

    states: what it states, by the name the core knows it under.
    when: all of these have to hold for it to stand in the letter.
    each: a fact that is a list; it stands once for each item, whose facts it can name.
    style: how it looks; a "day" is one that must not be missed.
    """

    states: Id | None = None
    when: When = ()
    each: str | None = None
    style: Literal["paragraph", "quote", "day"] = "paragraph"
    say: Said | None = None
    bullets: tuple["Passage", ...] = ()
    passages: tuple["Passage", ...] = ()

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if sum(map(bool, (self.say, self.bullets, self.passages))) != 1:
            raise ValueError("give one of say, bullets and passages")
        if bool(self.say) != bool(self.states):
            raise ValueError("what says something states something: give both or neither")
        return self

    def walk(self) -> Iterator["Passage"]:
        """Yield this passage and every one within it, in reading order."""
        yield self
        for inner in (*self.bullets, *self.passages):
            yield from inner.walk()


class Content(Part):
    """What is said of one content, under its heading."""

    heading: Said
    passages: Annotated[tuple[Passage, ...], Field(min_length=1)]


class Frame(Part):
    """What stands around every letter."""

    greeting: Said
    reference: Said
    about: Said
    late: Said
    farewell: Said


def _known(language: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}", language) or not exists(language):
        raise ValueError(f"'{language}' is no code of a language, as 'en' or 'pl' is")
    return language


Direction = Literal["ltr", "rtl"]


def _direction(language: str) -> Direction:
    """Return which way a language is read, as the CLDR has it."""
    return "rtl" if Locale(language).character_order == "right-to-left" else "ltr"


_IN_FULL = {"E": range(1, 5), "d": range(1, 3), "M": range(1, 5), "L": range(1, 5), "y": (1, 4)}
"""The fields of the CLDR that a day is written with, and how often the letter of each may stand."""


def _day_in_full(pattern: str) -> str:
    """Return a pattern by which no two days read alike, since last days are said by it."""
    fields = [field for _, field in tokenize_pattern(pattern) if isinstance(field, tuple)]
    for letter, length in fields:
        if length not in _IN_FULL.get(letter, ()):
            raise ValueError(
                f"'{letter * length}' cannot be in a day; write it with EEEE, d, MMMM and y, and "
                "put words of your own between single quotes"
            )
    found = {letter for letter, _ in fields}
    if not ({"d", "y"} <= found and found & {"M", "L"}):
        raise ValueError("a day has to show its day (d), its month (MMMM) and its year (y)")
    return pattern


def _every_content(written: object) -> object:
    if isinstance(written, dict) and set(written) != set(CONTENTS):
        lacking, unknown = (
            sorted(set(CONTENTS) - set(written)),
            sorted(set(written) - set(CONTENTS)),
        )
        listed = [
            *(f"'{one}' is missing" for one in lacking),
            *(f"'{one}' is none" for one in unknown),
        ]
        raise ValueError(f"give every content its words: {', '.join(listed)}")
    return written


class Wording(Part):
    """
    Everything letters can say in a language.

    language: its code; days and lists are said as the Unicode CLDR has them for it.
    direction: which way it is read; that of its language, which need not be said.
    day: how a day is written in full, as a pattern of the CLDR with its day, month and year.
    page: how pages are numbered.
    opening: how a letter begins, by its id; "any" serves every other.
    rights: what a right lets the family do, by its id; any other goes by its label.
    labels: what the procedure calls something, in this language; any other stays as it is.
    """

    language: Annotated[str, AfterValidator(_known)]
    direction: Direction = Field(default="", validate_default=True)
    day: Annotated[Text, AfterValidator(_day_in_full)] = "EEEE d MMMM y"
    page: Annotated[str, Field(pattern=r"\{page\}.*\{pages\}")] = "Page {page} of {pages}"
    labels: Mapping[str, Seen] = Field(default_factory=dict)
    frame: Frame
    opening: Mapping[str, Said]
    rights: Mapping[str, Said]
    contents: Annotated[Mapping[str, Content], BeforeValidator(_every_content)]

    @field_validator("direction", mode="before")
    @classmethod
    def _is_that_of_its_language(cls, written: object, info: ValidationInfo) -> Direction:
        language = info.data.get("language")
        known = _direction(language) if language else "ltr"
        if language and written not in ("", known):
            raise ValueError(f"'{language}' is read {known}; take the direction out")
        return known

    @model_validator(mode="after")
    def _begins_somehow(self) -> Self:
        if "any" not in self.opening:
            raise ValueError("say how a letter begins that has no opening of its own, under 'any'")
        return self
