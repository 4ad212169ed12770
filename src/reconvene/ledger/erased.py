"""The entry that ends an erased record, and what it says.

It is the ledger's own: it happens to a record and not in a case, so the core knows nothing of it.
"""

from datetime import date

import msgspec

KIND = "record.erased"
SCHEMA = 2
ROLE = "retention"


class Unreadable(ValueError):
    """What should say how a record was erased says something else."""

    def __init__(self, *, found: str) -> None:
        super().__init__(
            f"The end of an erased record could not be read: {found}. "
            "Run the release that wrote it, or compare it with the book of erasures."
        )


class RecordErased(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    What was erased, by which rule and whose leave. It names nobody but by id.

    `rule` is a schedule and one of its classes ("default/complaint"); `kept_until` the London day
    up to which that rule kept the record, and `basis` by what that was known: the record itself, or
    its headers, where it did not open. The first form lacks it, since all had been read. `entries`,
    `keys` and `rows` were there and are gone.
    """

    rule: str
    kept_until: date
    first_by: str
    second_by: str
    entries: int
    keys: int
    rows: int
    basis: str = "record"


_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(RecordErased)


def encode(erased: RecordErased) -> bytes:
    """Return its canonical bytes."""
    return _encoder.encode(erased)


def decode(payload: bytes) -> RecordErased:
    """
    Return what a payload says.

    Raises:
        Unreadable: It is of another form.
    """
    try:
        return _decoder.decode(payload)
    except msgspec.DecodeError as fault:
        raise Unreadable(found=str(fault)) from fault
