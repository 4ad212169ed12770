# ruff: noqa: S608  statements are made of our own column names; values are always parameters
"""Cases found by name: what the tags of its words find, opened and looked at.

In: who looks, and what they typed. Out: a page of cases. Two statements, or three where several
words are looked for: the cases that may bear them, with what is sealed there; and those that do. One
more where something does not open: see `story_keys`.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from reconvene.sealing.keyring import COLUMNS as KEY_COLUMNS
from reconvene.worklist.admitting import Audience, answered_for
from reconvene.worklist.bearing import borne
from reconvene.worklist.fetching import fetched, marks
from reconvene.worklist.models import Shelf
from reconvene.worklist.names import Sought, words_sought
from reconvene.worklist.narrowing import AT_STAGE, MOST_WORDS, NAMED, REACH, at_stage
from reconvene.worklist.paging import (
    IS_CASE,
    PAGE,
    SELECTED,
    Page,
    Place,
    as_day,
    cut,
    opened_rows,
)
from reconvene.worklist.rows import Row
from reconvene.worklist.sealed_names import tags_of, words_of
from reconvene.worklist.story_keys import WITH_ITS_KEY, StoryKeys

_LATEST_FIRST = "page.sort_on DESC, page.case_id DESC"
_NOT_ABOVE = " AND (sort_on, case_id) < (%s, %s)"


@answered_for
def cases_named(
    who: Audience,
    text: str,
    *,
    stage: str = "",
    after: Place | None = None,
    size: int = PAGE,
    reach: int = REACH,
) -> Page:
    """
    Return cases that are there for somebody, open or closed, in which each word of a text is a
    word of a name: of whoever complains, or of a child. Latest received first; none where there is
    no word to look for.

    No more than `reach` of those that may bear the name are opened for one page.
    """
    sought = words_sought(text)[:MOST_WORDS]
    if not sought:
        return Page((), None)
    tagged = _tagged(who, sought, after, reach)
    looked_to = Place(as_day(tagged[-1][0]), tagged[-1][1]) if len(tagged) >= reach else None
    bearing = _bearing(who.authority, sought, tagged)
    wanted = list(bearing if stage else islice(bearing, size + 1))
    return cut(_rows_of(wanted, stage, size), size, looked_to)


def _tagged(
    who: Audience, sought: Sequence[Sought], after: Place | None, reach: int
) -> list[tuple[Any, ...]]:
    """
    Return what may bear a name, latest first: day, case, what the first word is kept as, key.

    As many as `reach`, or a few more: whatever is found of the last case is there, since the next
    page begins after it. A case has one row at most for each tag.
    """
    first, *others = [tags_of(who.authority, one.keys) for one in sought]
    also = "".join(
        f" AND {NAMED.format(case='worklist_row.case_id', tags=marks(tags))}" for tags in others
    )
    statement = (
        f"SELECT page.sort_on, page.case_id, page.owner, page.family, {KEY_COLUMNS} FROM ("
        " SELECT sort_on, case_id, owner, family FROM worklist_row WHERE authority = %s"
        f" AND shelf = '{Shelf.NAME.value}' AND owner IN ({marks(first)}) AND {who.condition}{also}"
        f"{_NOT_ABOVE if after else ''} ORDER BY sort_on DESC, case_id DESC LIMIT %s"
        f") AS page {WITH_ITS_KEY.format(row='page')} ORDER BY {_LATEST_FIRST}"
    )
    values = [who.authority, *first, *who.values]
    values += [value for tags in others for value in (who.authority, *tags)]
    place = (after.sort_on, after.case_id) if after else ()
    found = fetched(statement, [*values, *place, reach + len(first) - 1])
    return found[:reach] + [row for row in found[reach:] if row[1] == found[reach - 1][1]]


def _bearing(
    authority: str, sought: Sequence[Sought], tagged: Sequence[Sequence[Any]]
) -> Iterator[str]:
    """Yield the cases that bear all that is looked for in truth, not by a shared tag; each once."""
    words = {word for one in sought for way in one.ways for word in way}
    if len(words) == 1:
        yield from (case_id for case_id, its in _opened(tagged) if words.issubset(its))
        return
    for case_id, its in borne(authority, (row[1] for row in tagged), words).items():
        if all(one.is_borne(its) for one in sought):
            yield case_id


def _opened(tagged: Sequence[Sequence[Any]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each case with the words it is kept for under the tag that was found."""
    keys = StoryKeys((case_id, key) for _, case_id, _, _, *key in tagged)
    for _, case_id, word_tag, kept, *_ in tagged:
        yield case_id, words_of(case_id, word_tag, kept, keys)


def _rows_of(cases: Sequence[str], stage: str, size: int) -> list[Row]:
    """Return the rows of some cases, of those at a stage where one is named, latest first."""
    if not cases:
        return []
    statement = (
        f"SELECT {SELECTED} FROM worklist_row WHERE case_id IN ({marks(cases)}) AND {IS_CASE}"
        f"{f' AND {AT_STAGE}'.format(table='worklist_row') if stage else ''}"
        " ORDER BY sort_on DESC, case_id DESC LIMIT %s"
    )
    narrowed = [at_stage(stage)] if stage else []
    return opened_rows(statement, [*cases, *narrowed, size + 1], _LATEST_FIRST)
