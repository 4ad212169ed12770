"""How far a file has come: nobody opens it before it is clear."""

from enum import StrEnum


class State(StrEnum):
    """Say what is known of a file. Stored: a value is never renamed or used again."""

    BEING_CHECKED = "being-checked"
    """Nobody knows yet."""

    CLEAR = "clear"
    """Nothing harmful that is known was found in it, and it is what it says."""

    HARMFUL = "harmful"
    """Something harmful was found, and its bytes are gone."""

    UNREADABLE = "unreadable"
    """It was not proven to be what it says, and stays shut."""
