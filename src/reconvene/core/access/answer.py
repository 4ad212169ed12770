"""What somebody who asks for something of a case is answered.

In: nothing. Out: two plain values; the refusal is falsy.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from reconvene.core.access.asking import Asked


class Wall(StrEnum):
    """
    Why a case, or a panel of it, is closed to somebody whatever role they hold.

    W1 complained of. W2 chaired, attended or reported to the conference. W3 dealt with an earlier
    stage. W4 manages the case, or did. W5 personal tie. W6 a party. W7 acts for another party.
    W8 another authority. W9 an open conduct matter.
    """

    SUBJECT = "W1"
    AT_CONFERENCE = "W2"
    EARLIER_STAGE = "W3"
    MANAGEMENT = "W4"
    PERSONAL_TIE = "W5"
    PARTY = "W6"
    ACTS_FOR_ANOTHER = "W7"
    OTHER_AUTHORITY = "W8"
    CONDUCT_MATTER = "W9"


class Reason(StrEnum):
    """Which step of the way said no, in the order they are taken."""

    OTHER_AUTHORITY = "other-authority"
    WALL = "wall"
    NO_PART = "no-part"
    NO_ROLE = "no-role"
    NOT_THEIR_COMPARTMENT = "not-their-compartment"
    NOT_NOW = "not-now"
    NOT_ALONE = "not-alone"


@dataclass(frozen=True, slots=True)
class Granted:
    """It may be seen or done."""

    asked: Asked


@dataclass(frozen=True, slots=True)
class Denied:
    """
    It may not be seen or done. Falsy.

    `clause` is the provision it rests on ("SP 5.4"), or "law" for what holds in every procedure.
    """

    reason: Reason
    clause: str
    wall: Wall | None = None

    def __bool__(self) -> Literal[False]:
        return False


Reach: TypeAlias = Granted | Denied
