"""Make a copy for looking at: what can be seen of a file, and nothing that cannot."""

from collections.abc import Iterable

from reconvene.papers.untrusted.kinds import VIEWED_AS, Kind
from reconvene.papers.untrusted.sandbox import NotLookedAt, asked

_BEGINS = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
}


def viewing_copy(kind: Kind, source: Iterable[bytes]) -> bytes | None:
    """
    Return a copy without anything unseen, made in the sandbox; its media type is VIEWED_AS[kind].

    Args:
        kind: As it was proven.
        source: Pieces of the file, in order. What it raises goes on to the caller.

    Returns:
        None where there is none: the kind has none, the file keeps something that cannot be
        taken out for sure (a layer that is not shown, say), or it could not be looked at.
    """
    if kind not in VIEWED_AS:
        return None
    try:
        answer = asked("view", [kind], source)
    except NotLookedAt:
        return None
    is_copy = answer.said.get("kind") == kind and answer.rest.startswith(_BEGINS[VIEWED_AS[kind]])
    return answer.rest if is_copy else None
