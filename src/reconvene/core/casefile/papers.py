"""What is so of the files of a case: those that were brought in, redacted versions, and bundles.

In: nothing; `fold` fills these. Out: values to read.
"""

from datetime import date
from typing import NamedTuple

from reconvene.core.record.papers import BundleMade, PaperAdded, RedactionChecked, RedactionMade


class Brought(NamedTuple):
    """A file that was brought into the case: what was said of it, on which day, in which entry."""

    data: PaperAdded
    on: date
    number: int


class Checked(NamedTuple):
    """What somebody else said of a redacted version: on which day, in which entry, and who."""

    data: RedactionChecked
    on: date
    number: int
    by: str
    role: str


class Redaction(NamedTuple):
    """A redacted version of a file: what was said of it, who brought it, and what was said since."""

    data: RedactionMade
    on: date
    number: int
    by: str
    role: str
    checked: Checked | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether a second person agreed to it; what they sent back stays sent back."""
        return self.checked is not None and self.checked.data.agreed


class Bundle(NamedTuple):
    """A bundle of papers: what was said of it, on which day, in which entry."""

    data: BundleMade
    on: date
    number: int
