"""
What carries a letter away, and what it can answer.

In: nothing. Out: the message, the answers, and what every carrier can be asked.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes with a message. `name` says nothing of what it is about."""

    name: str
    content: bytes
    media_type: str = PDF


@dataclass(frozen=True, slots=True)
class Message:
    """
    What is handed over: to one address, and nobody else sees it.

    `id` is the same for the same letter, however often it is tried.
    """

    id: str
    sender: str
    to: str
    subject: str
    text: str
    enclosed: tuple[Enclosed, ...]


class Answer(Enum):
    """What came of handing over."""

    TAKEN = "taken"
    """The carrier has it and answers for it."""
    LATER = "later"
    """It does not have it, and may take it another time."""
    NEVER = "never"
    """It does not have it, and will not take it."""
    UNKNOWN = "unknown"
    """It broke off while it was being handed over."""


@dataclass(frozen=True, slots=True)
class Came:
    """An answer, and a code for why where it was not taken. Codes are stored: none is renamed."""

    answer: Answer
    why: str = ""


class Carrier(Protocol):
    """Something that takes messages."""

    def hand_over(self, message: Message) -> Came:
        """Hand a message over, and return what came of it. Never raises for what the other side does."""

    def has(self, message_id: str) -> bool | None:
        """Tell whether it has a message; None where it cannot be asked."""
