"""Submissions: what makes sending the same thing twice the same as sending it once."""

from dataclasses import dataclass
from hashlib import sha256

from reconvene.sealing.framing import framed

_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Request:
    """
    A submission. `key` is nobody else's: the sender's id is part of it, so the key another
    person chose tells nothing. `body` stands for everything that was submitted.

    Both stand in clear in the header. The sender's key is by chance and not kept, and goes into
    both, so that nobody can find out what was submitted by trying.
    """

    key: bytes
    body: bytes

    @classmethod
    def of(cls, sender: str, key: str, *body: bytes) -> "Request":
        """Return the submission that a sender makes under a key of their own choosing."""
        chosen = key.encode()
        return cls(_digest(b"key/1", sender.encode(), chosen), _digest(b"body/2", chosen, *body))


def _digest(*fields: bytes) -> bytes:
    return sha256(framed(*fields)).digest()[:_LENGTH]
