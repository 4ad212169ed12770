"""
In: the passages of a content, its facts, and who reads it. Out: its blocks, and what each states.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reconvene.core.letters.draft import Facts
from reconvene.core.letters.statements import Item
from reconvene.core.letters.vocabulary import Kind, Shape
from reconvene.post.letter import Block, Stated
from reconvene.post.wording.saying import lines_of, said
from reconvene.post.wording.shape import Condition, Passage, Reader, Wording

Shapes = Mapping[str, Shape]


class WordsLackFact(LookupError):
    """Words name a fact that is not known here, and do not ask for it first."""

    def __init__(self, *, words: str, fact: str) -> None:
        self.words = words
        self.fact = fact
        super().__init__(
            f"The letter could not be written: “{words}” names '{fact}', which is not known here. "
            f"Let that passage stand only when there is one: `when: {fact}`."
        )


@dataclass(frozen=True, slots=True)
class Filled:
    """A block of a letter, and what its lines state, in their order."""

    block: Block
    stated: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """
    The facts that can be named at one place of a wording, and what kind each is.

    `item` is the one whose turn it is, where passages stand once for each.
    """

    wording: Wording
    facts: Facts
    shapes: Shapes
    item: Item = ()

    def holds(self, conditions: Iterable[Condition]) -> bool:
        """Tell whether all conditions hold here."""
        return all(self._holds(one) for one in conditions)

    def _holds(self, one: Condition) -> bool:
        value = self.facts[one.fact]
        is_so = bool(value) if one.choice is None else value == one.choice
        return is_so != one.is_negated

    def within(self, passage: Passage) -> Iterator["Around"]:
        """Yield what is around each of a passage's turns: its items, or just what is here."""
        if passage.each is None:
            yield self
            return
        shapes = self.shapes[passage.each]
        inner = shapes if isinstance(shapes, Mapping) else {}
        for number, one in enumerate(self.facts[passage.each]):
            yield replace(
                self,
                facts={**self.facts, **one},
                shapes={**self.shapes, **inner},
                item=(*self.item, (passage.each, number)),
            )

    def fill(self, words: str) -> str:
        """
        Return words with every fact they name.

        Raises:
            WordsLackFact: One of them is not known.
        """
        return words.format_map(_InWords(words, self))


def filled(passages: Iterable[Passage], around: Around, reader: Reader) -> Iterator[Filled]:
    """
    Yield the blocks that passages come to, in their order; none for those that do not hold.

    Raises:
        WordsLackFact: Words name a fact that is not known here.
    """
    for passage in passages:
        for here in around.within(passage):
            if not here.holds(passage.when):
                continue
            if passage.passages:
                yield from filled(passage.passages, here, reader)
            elif passage.bullets:
                yield from _listed(passage.bullets, here, reader)
            elif passage.say and passage.states:
                lines = lines_of(here.fill(passage.say.to(reader)))
                stated = Stated(passage.states, "\n".join(lines), here.item)
                yield Filled(Block(passage.style, lines), (stated,))


def _listed(bullets: Iterable[Passage], here: Around, reader: Reader) -> Iterator[Filled]:
    """Yield a list with every line that its passages come to; nothing for an empty one."""
    inner = [*filled(bullets, here, reader)]
    lines = tuple(" ".join(one.block.lines) for one in inner)
    if lines:
        yield Filled(Block("list", lines), tuple(stated for one in inner for stated in one.stated))


class _InWords(Mapping[str, str]):
    """Facts as words name them: said when they are asked for, and never empty."""

    def __init__(self, words: str, around: Around) -> None:
        self._words, self._around = words, around

    def __getitem__(self, name: str) -> str:
        kind: Any = self._around.shapes[name]
        here = self._around
        value = said(here.wording, kind, here.facts[name]) if isinstance(kind, Kind) else ""
        if not value:
            raise WordsLackFact(words=self._words, fact=name)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._around.shapes)

    def __len__(self) -> int:
        return len(self._around.shapes)
