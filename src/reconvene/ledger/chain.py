"""What binds a record together: a commitment to what each entry says, a link to all before it.

In: plain values. Out: digests of 32 bytes. docs/explanation/the-record.md gives the exact form.
"""

from base64 import b32encode
from functools import cached_property
from hashlib import sha256

import msgspec

from reconvene.sealing.framing import framed, framed_text

SALT_LENGTH = 32
BEFORE_THE_FIRST = b""
_FORM = framed_text("header/1")


class Header(msgspec.Struct, frozen=True, dict=True):
    """What stands in clear about an entry, in the order it is hashed."""

    authority: str
    case: str
    number: int
    kind: str
    schema: int
    happened_on: str
    happened_at: str
    recorded_at: str
    actor: str
    role: str
    request: bytes | None
    body: bytes | None

    @cached_property
    def digest(self) -> bytes:
        """Stands for the header in the chain, and binds what is sealed to it."""
        fields = (
            _FORM,
            framed_text(self.authority),
            framed_text(self.case),
            framed_text(str(self.number)),
            framed_text(self.kind),
            framed_text(str(self.schema)),
            framed_text(self.happened_on),
            framed_text(self.happened_at),
            framed_text(self.recorded_at),
            framed_text(self.actor),
            framed_text(self.role),
            framed(self.request or b"", self.body or b""),
        )
        return sha256(b"".join(fields)).digest()


def commitment(salt: bytes, payload: bytes) -> bytes:
    """
    Return what stands for a payload in the chain.

    The salt keeps it from being guessed, even where the payload is a single yes.
    """
    return sha256(framed(b"part/1", salt, payload)).digest()


def link(previous: bytes, header: Header, committed: bytes) -> bytes:
    """Return the link of an entry: over the link before it, its header and its commitment."""
    return sha256(framed(b"link/1", previous, header.digest, committed)).digest()


def short_code(number: int, entry_link: bytes) -> str:
    """
    Return what a person can note down to hold the record to an entry: "14-7f3k-9qma".

    Its letters come from the entry's link, so the same code cannot be made for other contents.
    """
    letters = b32encode(entry_link[:5]).translate(_EASILY_READ).decode()
    return f"{number}-{letters[:4]}-{letters[4:]}"


# Digits before letters, and none of i, l, o and u: what is read out cannot be taken for another.
_EASILY_READ = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz"
)
