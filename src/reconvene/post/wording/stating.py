"""
In: what a letter has to state of a content, and its words. Out: its section, and how it fails.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from reconvene.core.letters.draft import Said
from reconvene.core.letters.samples import SAMPLES
from reconvene.core.letters.statements import Statement, statements
from reconvene.post.letter import Section
from reconvene.post.wording.filling import filled
from reconvene.post.wording.known import around
from reconvene.post.wording.saying import folded, is_shown
from reconvene.post.wording.shape import Reader, Wording


def section_of(said: Said, wording: Wording, reader: Reader) -> Section:
    """
    Return what a letter says of a content, in words; without blocks where there is nothing to say.

    Raises:
        WordsLackFact: Words name a fact that is not known here.
    """
    content = wording.contents[said.content]
    found = [*filled(content.passages, around(said, wording, reader), reader)]
    return Section(
        said.content,
        content.heading.to(reader),
        tuple(one.block for one in found),
        tuple(stated for one in found for stated in one.stated),
    )


@dataclass(frozen=True, slots=True)
class Failing:
    """
    A statement that a section leaves out, or one that it makes and that is not so.

    `shows` are the facts that should stand in what is left out; none for what is not so.
    """

    name: str
    is_left_out: bool
    shows: tuple[Any, ...] = ()


def failings(said: Said, section: Section, wording: Wording) -> tuple[Failing, ...]:
    """
    Return how a section fails to say what is so, in its order; empty for one that is sound.

    A statement is made by a passage of its name in which everything stands that it has to show, and
    each by one of its own: what is said of one point does for no other. A passage of a name that is
    stated of other facts, and not of these, would say what is not so. One of a name that nothing
    states is an authority's own.
    """
    left = [(one.name, folded(one.words)) for one in section.stated]
    silent = []
    for statement in sorted(statements(said), key=lambda one: -len(one.shows)):
        made = next((one for one in left if _makes(one, statement, wording)), None)
        if made is None:
            silent.append(statement)
        else:
            left.remove(made)
    known = names_stated(said.content)
    return (
        *(
            Failing(one.name, is_left_out=True, shows=one.shows)
            for one in statements(said)
            if one in silent
        ),
        *(Failing(name, is_left_out=False) for name, _ in left if name in known),
    )


@cache
def names_stated(content: str) -> frozenset[str]:
    """Return every name under which something is stated of a content, of whatever facts."""
    return frozenset(
        one.name for facts in SAMPLES[content] for one in statements(Said(content, facts))
    )


def _makes(stated: tuple[str, str], statement: Statement, wording: Wording) -> bool:
    name, words = stated
    return name == statement.name and all(
        is_shown(wording, value, words) for value in statement.shows
    )
