"""
In: plain lines. Out: blocks of a letter; and what every content is written with.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reconvene.core.letters.draft import Draft
from reconvene.library.words.plain import lowered
from reconvene.post.letter import Block
from reconvene.post.wording import Words

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What writing a content needs besides its facts. `places` are the last offer's time and place."""

    draft: Draft
    words: Words
    places: Mapping[str, tuple[str, str]]

    def say(self, sentence: str, **facts: str) -> str:
        return self.words.say(f"contents.{sentence}", **facts)

    def child(self, child: str) -> str:
        """Return a child's name, or its id where no name is on the record."""
        children = self.draft.case.conference.children
        return next((one.name or one.id for one in children if one.id == child), child)

    def owner(self, owner: str) -> str:
        """Return who will do something: a post by its label, a person as they were named."""
        role = self.draft.case.definition.by_id["roles"].get(owner)
        return f"The {lowered(role.label)}" if role else owner


Blocks = Iterator[Block]
Write = Callable[[Desk, Facts], Blocks]


def paragraph(*lines: str) -> Block:
    return Block("paragraph", lines)


def typed(words: str) -> tuple[str, ...]:
    """Return somebody's words as the paragraphs they typed; each line break begins another."""
    return tuple(" ".join(line.split()) for line in words.splitlines() if line.strip()) or ("",)


def inline(words: str) -> str:
    """Return somebody's words as they stand inside a sentence, without their own full stop."""
    return words.strip().rstrip(".")


def bullets(lines: list[str]) -> Block:
    return Block("list", tuple(lines))
