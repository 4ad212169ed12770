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


class InterestDeclared(Payload, frozen=True, kw_only=True):
    """
    Somebody who works here has a tie to the family or the case, or says that they have none.

    A tie closes the case to them until this entry is corrected; that there is none opens nothing.
    """

    person: Person
    tie: Tie
    reason: str = ""
