"""What the desk answers when something was to be recorded, besides a refusal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reconvene.ledger.history import Submitted
from reconvene.ledger.requests import Request


@dataclass(frozen=True, slots=True)
class Receipt:
    """
    It is on the record. Sending the same again gives the same receipt.

    `number` is the first entry it made; `code` is what to note down to hold the record to it.
    """

    case_id: str
    reference: str
    number: int
    code: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """
    The key was used before, for something else, so nothing was recorded. Falsy.

    `case_id` and `number` say what it was used for; the person it belongs to is who asks.
    """

    case_id: str
    number: int

    def __bool__(self) -> Literal[False]:
        return False


def receipt(submitted: Submitted) -> Receipt:
    return Receipt(
        submitted.case_id,
        submitted.reference,
        submitted.number,
        submitted.code,
        submitted.recorded_at,
    )


def again(submitted: Submitted, request: Request) -> Receipt | Conflict:
    """Return the answer to a key that has been used: the same, or a conflict."""
    if submitted.body == request.body:
        return receipt(submitted)
    return Conflict(submitted.case_id, submitted.number)
