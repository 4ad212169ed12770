"""Entries about how somebody stands to a family or to a case.

In: nothing. Out: payloads.
"""

from typing import Literal

from reconvene.core.record.payload import Payload, Person

Tie = Literal[
    "none",
    "same household",
    "family",
    "former partner",
    "friend",
    "party",
    "acts for another party",
    "manages the case",
    "conduct matter",
    "another interest",
]
NO_TIE = "none"

SAME_HOME = "Found by comparing addresses: the one they gave is also that of a party"
"""The reason of a tie that nobody said: the house found it."""


class InterestDeclared(Payload, frozen=True, kw_only=True):
    """
    Somebody who works here has a tie to the family or the case, or says that they have none.

    A tie closes the case to them until this entry is corrected; that there is none opens nothing.
    """

    person: Person
    tie: Tie
    reason: str = ""


class HomeNoted(Payload, frozen=True, kw_only=True):
    """
    Where a party lives became known, so that nobody who lives there deals with the case.

    `who` is "complainant", the id of a child, or a name. `house` is its number or name, with the
    flat. A later entry about the same person takes the place of the earlier one.
    """

    who: str
    postcode: str
    house: str
