"""An authority as its letters need it: names, contacts, and where further challenge goes.

In: nothing. Out: frozen values, filled from the authority's settings by the shell.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChallengeBody:
    """A body outside the authority that can look at a complaint (clause SP 7.1, 7.2)."""

    name: str
    website: str
    phone: str


@dataclass(frozen=True, slots=True)
class Office:
    """The one place an authority keeps what every letter repeats; empty text means "not set"."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    advocacy: str = ""
    ombudsman: ChallengeBody | None = None
