"""Why something on the way to an erasure, or back from it, may not be done."""

from enum import StrEnum


class Ground(StrEnum):
    """What stands in the way. Doors look their words up by it."""

    NOT_THEIRS = "not-theirs"
    CLOSED_TO_THEM = "closed-to-them"
    NOT_WAITING = "not-waiting"
    SAME_PERSON = "same-person"
    CHANGED = "changed"
    NO_CASE = "no-case"
    ERASED = "erased"
    INCOMPLETE = "incomplete"
    KEY_USED = "key-used"
    NO_HOLD = "no-hold"
    NOT_LONGER = "not-longer"
    TOO_FAR = "too-far"
    NO_CERTIFICATE = "no-certificate"
    HELD = "held"
    UNDER_WAY = "under-way"


class ErasureRefused(ValueError):
    """Something on the way to an erasure, or back from it, may not be done."""

    def __init__(self, *, ground: Ground, done: str, found: str, remedy: str) -> None:
        self.ground = ground
        self.found = found
        super().__init__(f"{done}: {found}. {remedy}.")
