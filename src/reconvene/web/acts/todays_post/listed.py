"""
Letters as a page listed them: carried along in its form, and read back from it.

In: what was listed; or a form as it was posted. Out: the other of the two, of each letter one.
"""

import re
from collections.abc import Iterable
from datetime import date

from reconvene.desk.posting import Listed

MOST = 50
"""So many letters are in a run at most: a page of the list of letters that wait."""
_BETWEEN = "~"
_WRITTEN = re.compile(
    r"([A-Z0-9]{1,10}(?:-[A-Z0-9]{1,10}){0,4})~([1-9][0-9]{0,5})~(\d{4}-\d\d-\d\d)~([0-9a-f]{32})"
)


def written(listed: Listed) -> str:
    """Return a letter as it stands unseen in a form."""
    return _BETWEEN.join((listed.reference, str(listed.entry), listed.on.isoformat(), listed.mark))


def read_back(posted: Iterable[str]) -> tuple[Listed, ...]:
    """Return the letters that a form carried, in its order, each once; what is none is passed over."""
    found: dict[tuple[str, int], Listed] = {}
    for one in posted:
        listed = _read(one)
        if listed is not None:
            found.setdefault((listed.reference, listed.entry), listed)
    return tuple(found.values())[:MOST]


def _read(words: str) -> Listed | None:
    fits = _WRITTEN.fullmatch(words)
    if fits is None:
        return None
    reference, entry, on, mark = fits.groups()
    try:
        return Listed(reference, int(entry), date.fromisoformat(on), mark)
    except ValueError:
        return None
