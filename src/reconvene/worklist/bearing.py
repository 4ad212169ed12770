# ruff: noqa: S608  statements are made of our own column names; values are always parameters
"""Which of some cases bear which names: what the tags of words find, opened and looked at."""

from collections.abc import Callable, Collection, Iterable, Sequence

from reconvene.sealing.keyring import COLUMNS as KEY_COLUMNS
from reconvene.worklist.fetching import fetched, marks
from reconvene.worklist.models import Shelf
from reconvene.worklist.paging import Page, Place
from reconvene.worklist.rows import Row
from reconvene.worklist.sealed_names import tag_in, words_of
from reconvene.worklist.story_keys import WITH_ITS_KEY, StoryKeys

_TAGGED = f"""
    SELECT named.case_id, named.owner, named.family, {KEY_COLUMNS}
    FROM worklist_row AS named {WITH_ITS_KEY.format(row="named")}
    WHERE named.case_id IN ({{cases}}) AND named.shelf = '{Shelf.NAME.value}' AND named.key = ''
"""


def borne(authority: str, cases: Iterable[str], words: Collection[str]) -> dict[str, set[str]]:
    """
    Return, of some cases by id, which of some words each bears; one statement, or two where
    something does not open.
    """
    found: dict[str, set[str]] = {case_id: set() for case_id in cases}
    if not found:
        return found
    wanted = {(case_id, tag_in(authority, case_id, word)) for case_id in found for word in words}
    tagged = fetched(_TAGGED.format(cases=marks(found)), found)
    keys = StoryKeys((case_id, key) for case_id, _, _, *key in tagged)
    for case_id, word_tag, kept, *_ in tagged:
        if (case_id, word_tag) in wanted:
            found[case_id].update(words_of(case_id, word_tag, kept, keys))
    return found


def looked_at(
    ask: Callable[[Place | None], Page],
    fitting: Callable[[Sequence[Row]], list[Row]],
    after: Place | None,
    *,
    size: int,
    reach: int,
) -> Page:
    """
    Return a page of what fits, from pages of what may fit.

    Args:
        ask: Gives the page after a place, with everything that fits and perhaps more.
        fitting: Gives those of some rows that really fit, in their order.
        after: Where the page begins.
        size: How many rows it shows.
        reach: After so many rows that were looked at it stops, full or not.
    """
    found: list[Row] = []
    seen = 0
    while True:
        page = ask(after)
        fit = fitting(page.rows)
        if not seen and len(fit) == len(page.rows):
            return page  # nothing has to be made up for
        found, seen, after = [*found, *fit], seen + len(page.rows), page.next
        if len(found) > size:
            last = found[size - 1]
            return Page(tuple(found[:size]), Place(last.sort_on, last.case_id, last.key))
        if after is None or page.has_stopped or seen >= reach:
            return Page(tuple(found), after, after is not None)
