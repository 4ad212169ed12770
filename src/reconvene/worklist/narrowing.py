# ruff: noqa: S608  conditions are made of our own column names; values are always parameters
"""How a list is narrowed, as a condition on its rows.

In: what somebody asks for. Out: SQL that holds of the rows that fit, and its values. It holds of a
few others too, since a name is found by a tag that words share; `fitting` tells them apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reconvene.worklist.bearing import borne
from reconvene.worklist.fetching import marks
from reconvene.worklist.models import Shelf
from reconvene.worklist.names import Sought, words_sought
from reconvene.worklist.rows import Row
from reconvene.worklist.sealed_names import tags_of

MOST_WORDS = 8
REACH = 1000
"""How many rows of a stretch are looked through for one page, whether they fit or not."""

_ESCAPED = str.maketrans({letter: f"!{letter}" for letter in "!%_"})

# Whether a case may bear a name. It does not turn on the row, so the names are looked up only once.
NAMED = f"""{{case}} IN (
    SELECT named.case_id FROM worklist_row AS named WHERE named.authority = %s
    AND named.shelf = '{Shelf.NAME.value}' AND named.owner IN ({{tags}})
)"""
_WORD = f"""(
    {NAMED.format(case="worklist_row.case_id", tags="{tags}")}
    OR LOWER(reference) LIKE %s ESCAPE '!' OR LOWER(label) LIKE %s ESCAPE '!'
)"""
AT_STAGE = "' ' || {table}.stage || ' ' LIKE %s ESCAPE '!'"


@dataclass(frozen=True, slots=True)
class Narrow:
    """
    What a list is narrowed by, if by anything.

    `stage` is an id. Each word of `text` has to be found: as a name of the family, within the
    reference, or within what is owed. No index knows the rows that fit: they are looked through
    in the order of the list, and `reach` is how far for one page.
    """

    stage: str = ""
    text: str = ""
    reach: int = REACH

    @property
    def words(self) -> tuple[Sought, ...]:
        """The words to look for that hold a letter or a digit; the first few of very many."""
        return words_sought(self.text)[:MOST_WORDS]

    def __bool__(self) -> bool:
        return bool(self.stage or self.words)

    def condition_in(self, authority: str) -> tuple[str, tuple[str, ...]]:
        """
        Return what is added to the conditions of a list of an authority, and its values; empty
        where it is not narrowed.
        """
        condition = f" AND {AT_STAGE.format(table='worklist_row')}" if self.stage else ""
        values = [at_stage(self.stage)] if self.stage else []
        for word in self.words:
            tags = tags_of(authority, word.keys)
            within = f"%{word.typed.lower().translate(_ESCAPED)}%"
            condition += f" AND {_WORD.format(tags=marks(tags))}"
            values += [authority, *tags, within, within]
        return condition, tuple(values)

    def fitting(self, authority: str, rows: Sequence[Row]) -> list[Row]:
        """
        Return those of some rows that meet the condition in truth, not by a shared tag. One that
        does not open has no name to be found by.
        """
        wanted = self.words
        words = {one for word in wanted for way in word.ways for one in way}
        named = borne(authority, {row.case_id for row in rows if row.opens}, words)
        return [row for row in rows if all(_fits(row, word, named) for word in wanted)]


def _fits(row: Row, word: Sought, named: Mapping[str, set[str]]) -> bool:
    within = word.typed.lower()
    return (
        word.is_borne(named.get(row.case_id, set()))
        or within in row.reference.lower()
        or within in row.label.lower()
    )


def at_stage(stage: str) -> str:
    """Return the value of `AT_STAGE` for a stage: it must stand as a word among the row's stages."""
    return f"% {stage.translate(_ESCAPED)} %"
