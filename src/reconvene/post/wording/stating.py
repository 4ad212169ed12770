"""
In: what a letter has to state of a content, and its words. Out: its section, and how it fails.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from reconvene.core.letters.draft import Said
from reconvene.core.letters.samples import SAMPLES
from reconvene.core.letters.statements import HEADS, Item, Statement, statements
from reconvene.core.letters.vocabulary import VOCABULARY
from reconvene.post.letter import Section, Stated
from reconvene.post.wording.filling import filled
from reconvene.post.wording.known import around
from reconvene.post.wording.saying import called, folded, is_shown
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
    A statement that a section leaves out, one that it makes and that is not so, or one torn apart.

    `shows` are the facts that should stand in what is left out; none for any other.
    `is_apart`: it is so, and stands away from what else is stated of the same item, or after that
    where it has to come before.
    """

    name: str
    is_left_out: bool
    shows: tuple[Any, ...] = ()
    is_apart: bool = False


def failings(said: Said, section: Section, wording: Wording) -> tuple[Failing, ...]:
    """
    Return how a section fails to say what is so, in its order; empty for one that is sound.

    A statement is made by a passage of its name, said of the same item, in which everything stands
    that it has to show, and each by one of its own: what is said of one point does for no other.
    What is stated of one item stands together, after what tells which item it is. A passage of a
    name that is stated of other facts, and not of these, would say what is not so. One of a name
    that nothing states is an authority's own.
    """
    known = names_stated(said.content)
    labels = frozenset(called(said.facts, VOCABULARY[said.content]))
    left = [*section.stated]
    silent = []
    for statement in sorted(statements(said), key=lambda one: -len(one.shows)):
        made = next((one for one in left if _makes(one, statement, wording, labels)), None)
        if made is None:
            silent.append(statement)
        else:
            left.remove(made)
    return (
        *(
            Failing(one.name, is_left_out=True, shows=one.shows)
            for one in statements(said)
            if one in silent
        ),
        *(Failing(one.name, is_left_out=False) for one in left if one.name in known),
        *(
            Failing(one.name, is_left_out=False, is_apart=True)
            for one in _apart(one for one in section.stated if one.name in known)
        ),
    )


def _apart(stated: Iterable[Stated]) -> Iterator[Stated]:
    """
    Yield what is said of an item once something else has been said since the last of it, and what
    tells which item it is once anything has been said of it.
    """
    seen: set[Item] = set()
    past: set[Item] = set()
    before: set[Item] = set()
    for one in stated:
        around = {one.item[: depth + 1] for depth in range(len(one.item))}
        past |= before - around
        if past & around or (one.name in HEADS and one.item in seen):
            yield one
        before = around
        seen |= around


@cache
def names_stated(content: str) -> frozenset[str]:
    """Return every name under which something is stated of a content, of whatever facts."""
    return frozenset(
        one.name for facts in SAMPLES[content] for one in statements(Said(content, facts))
    )


def _makes(stated: Stated, statement: Statement, wording: Wording, labels: frozenset[str]) -> bool:
    if (stated.name, stated.item) != (statement.name, statement.item):
        return False
    words = folded(stated.words)
    return all(
        is_shown(wording, value, words, is_called=value in labels) for value in statement.shows
    )
