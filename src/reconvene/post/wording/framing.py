"""
In: who a letter is to, and its days. Out: what stands around everything it says.
"""

from typing import TypedDict

from reconvene.core.letters.draft import Facts
from reconvene.post.wording.filling import Around
from reconvene.post.wording.known import FRAMED
from reconvene.post.wording.shape import Reader, Spoken, Wording


class Framed(TypedDict):
    """The parts of a letter that every letter has, in words."""

    reference: str
    about: str
    greeting: str
    opening: str
    farewell: str


def framed(wording: Wording, reader: Reader, letter: str, facts: Facts) -> Framed:
    """
    Return what stands around a letter.

    Args:
        wording: How it is worded.
        reader: Who reads it.
        letter: Its id; one without an opening of its own begins as any does.
        facts: Those of `FRAMED`; with a `last_on` the letter is late, and says that it is sorry.
    """
    here, frame = Around(wording, facts, FRAMED), wording.frame

    def say(words: Spoken) -> str:
        return here.fill(words.to(reader))

    opening = say(wording.opening.get(letter, wording.opening["any"]))
    return Framed(
        reference=say(frame.reference),
        about=say(frame.about),
        greeting=say(frame.greeting),
        opening=f"{opening} {say(frame.late)}" if facts["last_on"] else opening,
        farewell=say(frame.farewell),
    )
