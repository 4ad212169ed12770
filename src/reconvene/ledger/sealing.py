"""How what people said is kept: which compartment it belongs to, and the form it is stored in.

A stored part begins with one byte that names its form. Form 0, the only one so far, holds salt
and payload as they are; a form that encrypts them gets the next number and stands beside it, and
neither the chain nor anything that reads the record needs to know.
"""

from enum import StrEnum

from reconvene.ledger.chain import SALT_LENGTH, Header

_IN_CLEAR = b"\0"


class Compartment(StrEnum):
    """What a payload mainly holds, which decides who may ever open it."""

    CONTACT = "K1"
    COMPLAINANT = "K2"
    RESPONDENT = "K4"
    DELIBERATION = "K5"
    PAPERS = "K6"


_OF_KIND = {
    "supporter.named": Compartment.CONTACT,
    "supporter.ended": Compartment.CONTACT,
    "advocate.offered": Compartment.CONTACT,
    "point.answered": Compartment.RESPONDENT,
    "criteria.tested": Compartment.DELIBERATION,
    "gate.decided": Compartment.DELIBERATION,
    "sitting.opened": Compartment.DELIBERATION,
    "decision.put": Compartment.DELIBERATION,
    "sitting.closed": Compartment.DELIBERATION,
    "letter.sent": Compartment.PAPERS,
    "document.sent": Compartment.PAPERS,
    "document.withheld": Compartment.PAPERS,
}


class PartUnreadable(ValueError):
    """A stored part is in no form that can be opened here."""

    def __init__(self, *, form: str) -> None:
        self.form = form
        super().__init__(
            f"An entry's contents could not be opened: they are stored in form {form}. "
            "Run the release that stored them, or compare the entry with a back-up."
        )


def compartment_of(kind: str) -> Compartment:
    """Return where what an entry of this kind says is kept."""
    return _OF_KIND.get(kind, Compartment.COMPLAINANT)


def seal(compartment: Compartment, header: Header, salt: bytes, payload: bytes) -> bytes:
    """
    Return a payload with its salt as it is to be stored.

    Args:
        compartment: Whose key it falls under.
        header: What stands in clear about the entry; the sealed part is tied to it.
        salt: As it went into the commitment.
        payload: Canonical bytes.
    """
    return _IN_CLEAR + salt + payload


def unseal(compartment: Compartment, header: Header, sealed: bytes) -> tuple[bytes, bytes]:
    """
    Return the salt and the payload of a stored part.

    Raises:
        PartUnreadable: It is in a form unknown here, or cut short.
    """
    if sealed[:1] != _IN_CLEAR or len(sealed) <= 1 + SALT_LENGTH:
        raise PartUnreadable(form=sealed[:1].hex() or "none at all")
    return sealed[1 : 1 + SALT_LENGTH], sealed[1 + SALT_LENGTH :]
