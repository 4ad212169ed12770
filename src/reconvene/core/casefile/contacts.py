"""How somebody is reached, as the record stands.

In: nothing; `folding_contacts` fills these. Out: values to read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from reconvene.core.record.contact import ContactEnded, ContactNoted, Way


@dataclass(frozen=True, slots=True)
class Contact:
    """
    One way to reach somebody: what was noted of it last, by which entry, and what came of it.

    `since` is the entry by which the same place was first noted. `changed_at` is the instant at
    which it came on the record as a change of how they are reached that nobody has confirmed with
    them since; None for any other. `came_back` where something that went there came back, and
    nobody has confirmed it with them since.
    """

    noted: ContactNoted
    number: int
    changed_at: datetime | None = None
    ended: ContactEnded | None = None
    came_back: bool = False
    since: int = 0

    def is_of(self, number: int) -> bool:
        """Tell whether an entry noted this very place."""
        return self.since <= number <= self.number

    @property
    def is_unconfirmed(self) -> bool:
        """Whether they should be asked about it, where they were reached before."""
        return self.changed_at is not None or self.came_back


@dataclass(frozen=True, slots=True)
class Contacts:
    """
    Every way there is or was to reach one person, and the one that their letters go.

    `letters_by` is None where nobody has said which way their letters go, or it is no longer so.
    """

    ways: Mapping[Way, Contact]
    letters_by: Way | None = None

    @property
    def for_letters(self) -> Contact | None:
        """The way their letters go, ended or not; None where none is chosen."""
        return self.ways[self.letters_by] if self.letters_by else None


NO_CONTACTS = Contacts({})
