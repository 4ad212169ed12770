"""What binds the looks of one reader together. In: plain values. Out: digests of 32 bytes.

The number and the link come about in the database, in the statement that adds the look: so a look
costs one insert. docs/explanation/who-looked.md gives the exact form.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from reconvene.access_log.reading import Read
from reconvene.sealing.cipher import tag
from reconvene.sealing.framing import framed
from reconvene.sealing.keys import provider

BEFORE_THE_FIRST = b""


def instant(at: datetime) -> str:
    """Return an instant as it is hashed and kept; text that is later sorts later."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def columns(read: Read) -> tuple[str | int | None, ...]:
    """Return what is kept of a look besides number and link, in the order of table and hash."""
    return (
        read.reader,
        read.authority,
        instant(read.at),
        read.sight.value,
        read.purpose.value,
        read.relation.value,
        read.outcome.value,
        read.case_id,
        read.entry,
        read.about,
    )


def body(kept: Sequence[str | int | None]) -> bytes:
    """Return the digest of what is kept of a look."""
    fields = ("" if one is None else str(one) for one in kept)
    return sha256(framed(b"read/1", *(field.encode() for field in fields))).digest()


def link(previous: bytes | None, number: int, of_body: bytes) -> bytes:
    """Return the link of a look: over the link before it, its number and its body."""
    return sha256((previous or BEFORE_THE_FIRST) + number.to_bytes(8, "big") + of_body).digest()


def digest_of_words(authority: str, words: str) -> str:
    """
    Return what stands for the words of a search: the same for the same, and no way back to them.

    It is keyed, so that whoever has the database cannot try names.
    """
    asked = " ".join(words.casefold().split()).encode()
    return tag(provider().index_key(authority), b"search/1", asked).hex()
