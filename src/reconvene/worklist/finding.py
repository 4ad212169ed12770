# ruff: noqa: S608  statements are made of our own column names; values are always parameters
"""Cases found by name: what the tags of its words find, opened and looked at."""

from collections.abc import Sequence

from reconvene.worklist.admitting import Audience
from reconvene.worklist.bearing import borne, looked_at
from reconvene.worklist.keeping import COLUMNS
from reconvene.worklist.models import Shelf
from reconvene.worklist.names import words_sought
from reconvene.worklist.narrowing import AT_STAGE, MOST_WORDS, NAMED, REACH, at_stage
from reconvene.worklist.paging import IS_CASE, PAGE, Page, Place, cut, opened_rows, place_at
from reconvene.worklist.rows import Row
from reconvene.worklist.sealed_names import tags

_RARE = 1000
_LATEST_FIRST = "page.sort_on DESC, page.case_id DESC"
_BORNE = f"authority = %s AND shelf = '{Shelf.NAME.value}' AND owner ="


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
    Return cases that are there for somebody, open or closed, in which each word of a text is a word of a name: of whoever
    complains, or of a child. Latest received first; none where there is no word to look for.

    One word is looked up. Of several, the cases that bear the rarest are looked through, as those
    at a stage are: no more than `reach` of them for one page.
    """
    words = words_sought(text)[:MOST_WORDS]
    if not words:
        return Page((), None)
    tagged = tuple(tags(who.authority, words).values())

    def ask(place: Place | None) -> Page:
        return _what_may_fit(who, tagged, stage, place, size=size, reach=reach)

    def fitting(rows: Sequence[Row]) -> list[Row]:
        named = borne(who.authority, (row.case_id for row in rows), words)
        return [row for row in rows if named[row.case_id].issuperset(words)]

    return looked_at(ask, fitting, after, size=size, reach=reach)


def _what_may_fit(
    who: Audience, words: Sequence[str], stage: str, after: Place | None, *, size: int, reach: int
) -> Page:
    """Return the cases that bear the tags of all words."""
    others = tuple(words) if len(words) > 1 else ()
    is_narrow = bool(stage or others)
    looked_through = reach if is_narrow else size + 1
    stretch = (
        f"FROM worklist_row WHERE {_BORNE} {_rarest(len(words))} AND {who.condition}"
        f"{' AND (sort_on, case_id) < (%s, %s)' if after else ''}"
        " ORDER BY sort_on DESC, case_id DESC LIMIT %s"
    )
    place = (after.sort_on, after.case_id) if after else ()
    bearing = [who.authority, *_values(who.authority, words), *who.values, *place]
    statement = (
        f"SELECT {', '.join(f'worklist_row.{column}' for column in COLUMNS)}"
        f" FROM (SELECT case_id, sort_on {stretch}) AS found JOIN worklist_row"
        f" ON worklist_row.case_id = found.case_id AND worklist_row.{IS_CASE}"
        f" WHERE true{f' AND {NAMED}'.format(case='found.case_id') * len(others)}"
        f"{f' AND {AT_STAGE}'.format(table='worklist_row') if stage else ''}"
        " ORDER BY found.sort_on DESC, found.case_id DESC LIMIT %s"
    )
    narrowed = [*others, *([at_stage(stage)] if stage else [])]
    rows = opened_rows(statement, [*bearing, looked_through, *narrowed, size + 1], _LATEST_FIRST)
    looked_to = (
        place_at(f"SELECT sort_on, case_id, key {stretch} OFFSET %s", [*bearing, 1, reach - 1])
        if is_narrow and len(rows) <= size
        else None
    )
    return cut(rows, size, looked_to)


def _rarest(words: int) -> str:
    """Return the word, of so many, that the fewest cases bear, told up to a bound."""
    if words == 1:
        return "%s"
    borne = f"SELECT 1 FROM worklist_row WHERE {_BORNE} %s LIMIT {_RARE}"
    counted = f"SELECT %s AS word, (SELECT COUNT(*) FROM ({borne}) AS one) AS borne"
    every = " UNION ALL ".join([counted] * words)
    return f"(SELECT word FROM ({every}) AS words ORDER BY borne LIMIT 1)"


def _values(authority: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the values of that word."""
    if len(words) == 1:
        return tuple(words)
    return tuple(value for word in words for value in (word, authority, word))
