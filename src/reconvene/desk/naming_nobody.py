"""Words that are to name nobody of a family and no case, before they go into a file.

In: words, and a look at the case that they come from. Out: whether they may go. Names are the same
however they are spelt, as in a search; nobody is known here whom the case does not name, and
nobody by what happened to them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from reconvene.core.kinds.reference import meant
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import payload
from reconvene.core.record.opening import ComplaintReceived
from reconvene.desk.look import Look
from reconvene.worklist.names import words_kept
from reconvene.worklist.rows import names

_BETWEEN = re.compile(r"[^\w'\u2019\-]|_")
_OF_SOMEBODY = re.compile(r"['\u2019]s?\b|['\u2019](?=\s|$)")
_APART = re.compile(r"[\W_]+")
_MOST_GROUPS = 4
_NUMBERED = re.compile(r"-20[0-9]{2}-[0-9]{4,}")
"""How a reference ends that was numbered by the year: written otherwise it may well be a day."""
_SHORTEST = 2


def names_family(text: str, look: Look) -> bool:
    """Tell whether words name somebody of the family of a case, or refer to a case."""
    return names_somebody(text, _family(look)) or refers_to_a_case(text, look)


def names_somebody(text: str, names: Iterable[str]) -> bool:
    """Tell whether a part of any of some names stands in words, however it is spelt."""
    parts = {word for word in words_kept(names) if len(word) >= _SHORTEST}
    return not parts.isdisjoint(_words(text))


def refers_to_a_case(text: str, look: Look) -> bool:
    """Tell whether a reference stands in words: of this case, or as any case here may have one."""
    prefix, groups = look.person.authority.reference_prefix, _APART.split(text)
    found = {meant(one, prefix) for one in _runs(groups)}
    return _plain(look.reference) in _plain(text) or any(
        one and (one in text.upper() or not _NUMBERED.search(one)) for one in found
    )


def _runs(groups: Sequence[str]) -> Iterator[str]:
    """Yield what stands together in words, as long as a reference may be."""
    for first in range(len(groups)):
        for last in range(first + 1, min(first + _MOST_GROUPS, len(groups)) + 1):
            yield "".join(groups[first:last])


def _words(text: str) -> frozenset[str]:
    """Return the words of a text as a search keeps names, also without what says whose it is."""
    seen = "".join(one for one in text if unicodedata.category(one) != "Cf")
    plain = _BETWEEN.sub(" ", unicodedata.normalize("NFC", seen))
    return frozenset(words_kept([plain, _OF_SOMEBODY.sub(" ", plain)]))


def _family(look: Look) -> Iterator[str]:
    """Yield what the family and who supports it are called, and were called before a correction."""
    yield from names(look.case)
    yield from look.case.supporters
    for event in look.events:
        match event.data:
            case ComplaintReceived():
                yield from _named(event.data)
            case EntryCorrected(data=dict() as held) if "complainant" in held:
                said = payload("complaint.received", held)
                if isinstance(said, ComplaintReceived):
                    yield from _named(said)


def _named(said: ComplaintReceived) -> Iterator[str]:
    yield said.complainant.name
    yield from (child.name for child in said.conference.children)


def _plain(text: str) -> str:
    return "".join(one for one in text if one.isalnum()).upper()
