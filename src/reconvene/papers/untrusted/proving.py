"""Prove that a file is what its name says: the name, the first bytes and a whole reading agree."""

from collections.abc import Iterable
from dataclasses import dataclass

from reconvene.papers.untrusted.kinds import ENDINGS, MEDIA_TYPES, Kind, Reason
from reconvene.papers.untrusted.names import ending_of
from reconvene.papers.untrusted.sandbox import NotLookedAt, asked

_MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Proven:
    """A file is what it says. `pages` only for a PDF and a scan."""

    kind: Kind
    media_type: str
    pages: int | None


@dataclass(frozen=True, slots=True)
class NotProven:
    """A file is not taken. Falsy, as a refusal is."""

    reason: Reason

    def __bool__(self) -> bool:
        return False

    @property
    def may_change(self) -> bool:
        """Tell whether it is worth trying again: the file itself was not found wanting."""
        return self.reason in (Reason.NOT_LOOKED_AT, Reason.TOOK_TOO_LONG)


def proven(name: str, source: Iterable[bytes]) -> Proven | NotProven:
    """
    Return what a file is, or why it is not taken.

    It is read in the sandbox. Where there is none it is not looked at, and so never proven.

    Args:
        name: As the person gave it; only what it ends in counts.
        source: Pieces of the file, in order. Not touched where the name is enough to refuse it.
            What it raises goes on to the caller.
    """
    kind = ENDINGS.get(ending_of(name))
    if kind is None:
        return NotProven(Reason.NAME)
    try:
        said = asked("prove", [kind], source).said
    except NotLookedAt as fault:
        return NotProven(_REASONS.get(fault.reason, Reason.NOT_LOOKED_AT))
    if said.get("reason") is not None:
        found = str(said["reason"])
        return NotProven(Reason(found) if found in set(Reason) else Reason.NOT_LOOKED_AT)
    pages = said.get("pages")
    is_count = type(pages) is int and 0 < pages <= _MOST_PAGES
    if said.get("kind") != kind or not (pages is None or is_count):
        return NotProven(Reason.NOT_LOOKED_AT)
    return Proven(kind, MEDIA_TYPES[kind], pages)


_REASONS = {"too-large": Reason.TOO_LARGE, "took-too-long": Reason.TOOK_TOO_LONG}
