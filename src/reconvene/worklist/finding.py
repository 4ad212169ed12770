# ruff: noqa: S608  statements are made of our own column names; values are always parameters
"""Cases found by name, over what `names` keeps of each word."""

from collections.abc import Sequence

from reconvene.worklist.keeping import COLUMNS
from reconvene.worklist.models import Shelf
from reconvene.worklist.names import words_sought
from reconvene.worklist.narrowing import AT_STAGE, MOST_WORDS, NAMED, at_stage
from reconvene.worklist.paging import IS_CASE, PAGE, Page, Place, cut, fetched
from reconvene.worklist.rows import Row

_RARE = 1000


def cases_named(
    authority: str, text: str, *, stage: str = "", after: Place | None = None, size: int = PAGE
) -> Page:
    """
    Return cases, open or closed, in which each word of a text is a word of a name: of whoever
    complains, or of a child. Latest received first; none where there is no word to look for.
    """
    words = words_sought(text)[:MOST_WORDS]
    if not words:
        return Page((), None)
    statement = (
        f"SELECT {', '.join(f'worklist_row.{column}' for column in COLUMNS)}"
        " FROM worklist_row AS found JOIN worklist_row"
        f" ON worklist_row.case_id = found.case_id AND worklist_row.{IS_CASE}"
        f" WHERE found.authority = %s AND found.shelf = '{Shelf.NAME.value}'"
        f" AND {_bearing(len(words))}"
        f"{f' AND {AT_STAGE}'.format(table='worklist_row') if stage else ''}"
        f"{' AND (found.sort_on, found.case_id) < (%s, %s)' if after else ''}"
        " ORDER BY found.sort_on DESC, found.case_id DESC LIMIT %s"
    )
    values = [authority, *_borne(authority, words), *([at_stage(stage)] if stage else [])]
    place = (after.sort_on, after.case_id) if after else ()
    return cut([Row(*row) for row in fetched(statement, [*values, *place, size + 1])], size)


def _bearing(words: int) -> str:
    """
    Return the condition that a case bears so many words: gone through from that which the fewest
    bear, told up to a bound; the others are asked of each case found.
    """
    if words == 1:
        return "found.owner = %s"
    borne = (
        "SELECT 1 FROM worklist_row WHERE authority = %s"
        f" AND shelf = '{Shelf.NAME.value}' AND owner = %s LIMIT {_RARE}"
    )
    counted = f"SELECT %s AS word, (SELECT COUNT(*) FROM ({borne}) AS one) AS borne"
    every = " UNION ALL ".join([counted] * words)
    rarest = f"SELECT word FROM ({every}) AS words ORDER BY borne LIMIT 1"
    named = f" AND {NAMED.format(case='found.case_id')}"
    return f"found.owner = ({rarest}){named * words}"


def _borne(authority: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the values of that condition."""
    if len(words) == 1:
        return tuple(words)
    return (*(value for word in words for value in (word, authority, word)), *words)
