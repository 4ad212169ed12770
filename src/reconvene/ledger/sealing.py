"""How what people said is stored: salt and payload, sealed under the key of where they belong.

Form 0 held them as they are: nothing writes or reads it any more, and a migration sealed what there
was of it. All others are those of `sealing.parts`.
"""

from collections.abc import Sequence

from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.compartments import OF_CONTACT, OF_DELIBERATION, contact_of
from reconvene.core.record.event import Entry, Event
from reconvene.core.record.payload import Payload
from reconvene.ledger.chain import SALT_LENGTH, Header
from reconvene.sealing import parts
from reconvene.sealing.keyring import ID_LENGTH, STORY, DataKey, Keyring, Place
from reconvene.sealing.models import Compartment
from reconvene.sealing.parts import PartUnreadable

KEY_OF_ENTRY = f"substr(entry.sealed, 2, {ID_LENGTH})"
"""In SQL, the id of the key that an entry's part is sealed under."""


def place_of(kind: str, data: Payload, before: Sequence[Event | Entry]) -> Place:
    """
    Return where what an entry says belongs.

    Deliberation is kept apart by the gate or the panel, and so by stage; contact details by the
    person, who is a number, since no name may stand in clear. What corrects an entry belongs with
    it.

    Args:
        kind: Of the entry.
        data: Its payload.
        before: The entries before it, the first one first.
    """
    if isinstance(data, EntryCorrected) and 0 < data.entry <= len(before):
        corrected = before[data.entry - 1]
        return place_of(corrected.kind, corrected.data, before[: data.entry - 1])
    if kind in OF_CONTACT:
        return Place(Compartment.CONTACT, _number_of(contact_of(data), before))
    if kind in OF_DELIBERATION:
        part = getattr(data, "gate", "") or getattr(data, "panel", "")
        return Place(Compartment.DELIBERATION, part)
    return STORY


def _number_of(person: str, before: Sequence[Event | Entry]) -> str:
    """Return the how-manieth person of a case somebody is, of those with contact details."""
    known = list(dict.fromkeys(contact_of(one.data) for one in before if one.kind in OF_CONTACT))
    return str(known.index(person) + 1 if person in known else len(known) + 1)


def seal(key: DataKey, header: Header, salt: bytes, payload: bytes) -> bytes:
    """
    Return a payload with its salt as it is to be stored.

    Args:
        key: Of the place it belongs to.
        header: What stands in clear about the entry; the sealed part is tied to it.
        salt: As it went into the commitment.
        payload: Canonical bytes.
    """
    return parts.seal(key, salt + payload, bound_to=header.digest)


def unseal(header: Header, sealed: bytes, keys: Keyring) -> tuple[bytes, bytes]:
    """
    Return the salt and the payload of a stored part.

    Args:
        header: Of the entry.
        sealed: As it is stored.
        keys: Of the case.

    Raises:
        PartUnreadable: It is in a form that is unknown, or is cut short.
        NotOpened: It was changed, or is not where it was sealed.
        KeyMissing: Its key is not there.
    """
    opened = parts.unseal(keys, sealed, bound_to=header.digest)
    if len(opened) <= SALT_LENGTH:
        raise PartUnreadable(form=sealed[:1].hex())
    return opened[:SALT_LENGTH], opened[SALT_LENGTH:]
