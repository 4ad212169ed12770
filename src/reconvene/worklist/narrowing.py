# ruff: noqa: S608  conditions are made of our own column names; values are always parameters
"""How a list is narrowed, as a condition on its rows.

In: what somebody asks for. Out: SQL that holds of the rows that fit, and its values. It holds of a
few others too, since a name is found by a tag that words share; `fitting` tells them apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reconvene.worklist.bearing import borne
from reconvene.worklist.models import Shelf
from reconvene.worklist.names import words_sought
from reconvene.worklist.rows import Row
from reconvene.worklist.sealed_names import tags

MOST_WORDS = 8
REACH = 1000
"""How many rows of a stretch are looked through for one page, whether they fit or not."""

_ESCAPED = str.maketrans({letter: f"!{letter}" for letter in "!%_"})

# Whether a case bears a name, asked by its own key, so that no list of names is ever gone through.
NAMED = f"""EXISTS (
    SELECT 1 FROM worklist_row AS named WHERE named.case_id = {{case}}
    AND named.shelf = '{Shelf.NAME.value}' AND named.key = '' AND named.owner = %s
)"""
_WORD = f"""(
    {NAMED.format(case="worklist_row.case_id")}
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
    def words(self) -> tuple[str, ...]:
        """The words to look for that hold a letter or a digit; the first few of very many."""
        return tuple(word for word in self.text.split() if words_sought(word))[:MOST_WORDS]

    def __bool__(self) -> bool:
        return bool(self.stage or self.words)

    @property
    def condition(self) -> str:
        """What is added to the conditions of a list; empty where it is not narrowed."""
        at_stage = [AT_STAGE.format(table="worklist_row")] if self.stage else []
        return "".join(f" AND {one}" for one in [*at_stage, *[_WORD] * len(self.words)])

    def values_in(self, authority: str) -> tuple[str, ...]:
        """Return the values of the condition, in its order, for a list of an authority."""
        found = [at_stage(self.stage)] if self.stage else []
        tagged = tags(authority, self._sought.values())
        for word in self.words:
            within = f"%{word.lower().translate(_ESCAPED)}%"
            found += [tagged[self._sought[word]], within, within]
        return tuple(found)

    def fitting(self, authority: str, rows: Sequence[Row]) -> list[Row]:
        """Return those of some rows that meet the condition in truth, not by a shared tag."""
        cases = {row.case_id for row in rows}
        named = borne(authority, cases, tuple(self._sought.values()))
        return [row for row in rows if all(self._fits(row, word, named) for word in self.words)]

    def _fits(self, row: Row, word: str, named: Mapping[str, set[str]]) -> bool:
        within = word.lower()
        return (
            self._sought[word] in named[row.case_id]
            or within in row.reference.lower()
            or within in row.label.lower()
        )

    @property
    def _sought(self) -> dict[str, str]:
        return {word: words_sought(word)[0] for word in self.words}


def at_stage(stage: str) -> str:
    """Return the value of `AT_STAGE` for a stage: it must stand as a word among the row's stages."""
    return f"% {stage.translate(_ESCAPED)} %"
