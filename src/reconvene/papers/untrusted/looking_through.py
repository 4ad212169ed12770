"""Read what a viewing copy says, page by page, in the sandbox; nothing of it is to be trusted."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from reconvene.papers.untrusted.kinds import VIEWED_AS, Kind
from reconvene.papers.untrusted.sandbox import asked

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Through:
    """
    What was found in a viewing copy.

    `pages` is what each page says; none says anything where there are pictures alone. `under` and
    `blind` are the first page on which something lies under something else, or words stand that
    nobody can make out; 0 where there is none. `pictured` is the first with more of pictures than an
    ornament: nobody knows what they say.
    """

    pages: tuple[str, ...]
    under: int = 0
    blind: int = 0
    pictured: int = 0

    @property
    def has_words(self) -> bool:
        return any(page.strip() for page in self.pages)

    @property
    def is_whole(self) -> bool:
        """Tell whether everything in it could be looked through."""
        return self.has_words and not (self.blind or self.pictured)


def looked_through(kind: Kind, view: Iterable[bytes]) -> Through:
    """
    Return what stands in a viewing copy of a file of this kind.

    Raises:
        NotLookedAt: Nobody can say, as where it took too long or there is no sandbox.
        ValueError: What was answered cannot be read. What the source raises goes on to the caller.
    """
    if VIEWED_AS[kind] != _PDF:
        return Through(("",), pictured=1)
    answer = asked("words", [], view)
    pages = json.loads(answer.rest)
    names = ("pages", "under", "blind", "pictured")
    told = [one for one in map(answer.said.get, names) if type(one) is int and one >= 0]
    is_list = isinstance(pages, list) and all(isinstance(one, str) for one in pages)
    if not (is_list and len(told) == len(names) and len(pages) == told[0]):
        raise ValueError("The locked process answered with something else than pages.")
    return Through(tuple(pages), *told[1:])
