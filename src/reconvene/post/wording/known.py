"""
In: what a letter states of a content, as the core has it. Out: every fact its words can name.

The core's own vocabulary, and the few facts that are themselves words of the wording.
"""

from collections.abc import Mapping

from reconvene.core.letters.draft import Facts, Said
from reconvene.core.letters.vocabulary import RIGHT, VOCABULARY, Kind, Shape
from reconvene.post.wording.filling import Around
from reconvene.post.wording.shape import Reader, Wording

Shapes = Mapping[str, Shape]


SHAPES: Mapping[str, Shapes] = {
    **VOCABULARY,
    "next-right": {"rights": {**RIGHT, "may": Kind.NAME}},
}
"""
What the words of each content can name.

A right can also be named by what it lets the family do, where the wording tells that.
"""

FRAME: Mapping[str, Shapes] = {
    "greeting": {"name": Kind.NAME},
    "reference": {"reference": Kind.NAME},
    "about": {"held_on": Kind.DAY},
    "late": {"last_on": Kind.DAY},
    "farewell": {},
}
FRAMED: Shapes = {
    "name": Kind.NAME,
    "reference": Kind.NAME,
    "held_on": Kind.DAY,
    "received_on": Kind.DAY,
    "last_on": Kind.DAY,
}
"""Everything that the frame of a letter and its opening can name."""
OPENING: Shapes = {"held_on": Kind.DAY, "received_on": Kind.DAY}


def around(said: Said, wording: Wording, reader: Reader) -> Around:
    """Return what the words of a content can name, with its facts."""
    facts = said.facts
    if said.content == "next-right":
        facts = {"rights": [_worded(right, wording, reader) for right in facts["rights"]]}
    return Around(wording, facts, SHAPES[said.content])


def _worded(right: Facts, wording: Wording, reader: Reader) -> Facts:
    known = wording.rights.get(right["right"])
    return {**right, "may": known.to(reader) if known else ""}
