"""Which version of a file may go to somebody outside.

In: a case, a paper, who would read it. Out: the entry whose file may go, or why none does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.papers import Redaction

Which = Literal["whole", "redacted", "none"]


@dataclass(frozen=True, slots=True)
class Version:
    """
    Which version may go: the file itself, a redacted one, or none yet.

    `paper` is the file to give out, and `entry` what brought it in; empty and 0 where none may.
    """

    which: Which
    paper: str = ""
    entry: int = 0


NONE = Version("none")


def redactions_of(case: Case, paper: str) -> tuple[Redaction, ...]:
    """Return the redacted versions of a paper, oldest first; may be empty."""
    return tuple(one for one in case.redactions.values() if one.data.of == paper)


def version_for(case: Case, paper: str, reader: str) -> Version:
    """
    Return which version of a paper may go to a reader without anybody deciding more.

    A file of which nobody began to take anything out goes as it is. Once somebody did, it goes as
    the newest version that is meant for this reader and that a second person agreed to, or not at
    all: while one waits, or was sent back, or is for others, nobody has said that the whole may go.
    """
    brought = case.papers.get(paper)
    if brought is None:
        return NONE
    made = redactions_of(case, paper)
    if not made:
        return Version("whole", paper, brought.number)
    fit = [one for one in made if not one.data.readers or reader in one.data.readers]
    agreed = [one for one in fit if one.is_agreed]
    if not agreed:
        return NONE
    newest = agreed[-1]
    return Version("redacted", newest.data.paper, newest.number)


def held_back(case: Case, entries: Iterable[int]) -> tuple[int, ...]:
    """
    Return which entries bring in a file that may not go any more, whoever once chose it.

    A redacted version that was sent back since, and a file whose entry was struck out.
    """
    whole = {one.number for one in case.papers.values()}
    agreed = {one.number for one in case.redactions.values() if one.is_agreed}
    return tuple(one for one in entries if one not in whole | agreed)
