"""How what people said is stored: under which key, and in which form.

A stored part begins with one byte that names its form. Form 1 is salt and payload sealed under the
data key of the place they belong to. Form 0 held them as they are: nothing writes it any more, and
it is read only to be verified, or to be sealed (see `resealing`).
"""

from collections.abc import Sequence

from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Event
from reconvene.core.record.payload import Payload
from reconvene.ledger.chain import SALT_LENGTH, Header
from reconvene.sealing.keyring import ID_LENGTH, STORY, DataKey, Keyring, Place
from reconvene.sealing.models import Compartment

KEY_OF_ENTRY = f"substr(entry.sealed, 2, {ID_LENGTH})"
"""In SQL, the id of the key that an entry's part is sealed under."""

_IN_CLEAR, _SEALED = b"\0", b"\1"
_CONTACT = frozenset({"supporter.named", "supporter.ended", "advocate.offered"})
_DELIBERATION = frozenset(
    {"criteria.tested", "gate.decided", "sitting.opened", "decision.put", "sitting.closed"}
)


class PartUnreadable(ValueError):
    """A stored part is in no form that may be opened here."""

    def __init__(self, *, form: str) -> None:
        self.form = form
        super().__init__(
            f"An entry's contents could not be opened: they are stored in form {form}. "
            "Run the release that stored them, or compare the entry with a back-up."
        )


def place_of(kind: str, data: Payload, before: Sequence[Event]) -> Place:
    """
    Return where what an entry says belongs.

    Deliberation is kept apart by the gate or the panel, and so by stage. What corrects an entry
    belongs with it.

    Args:
        kind: Of the entry.
        data: Its payload.
        before: The entries before it, the first one first.
    """
    if isinstance(data, EntryCorrected) and 0 < data.entry <= len(before):
        corrected = before[data.entry - 1]
        return place_of(corrected.kind, corrected.data, before[: data.entry - 1])
    if kind in _CONTACT:
        return Place(Compartment.CONTACT)
    if kind in _DELIBERATION:
        part = getattr(data, "gate", "") or getattr(data, "panel", "")
        return Place(Compartment.DELIBERATION, part)
    return STORY


def seal(key: DataKey, header: Header, salt: bytes, payload: bytes) -> bytes:
    """
    Return a payload with its salt as it is to be stored.

    Args:
        key: Of the place it belongs to.
        header: What stands in clear about the entry; the sealed part is tied to it.
        salt: As it went into the commitment.
        payload: Canonical bytes.
    """
    return _SEALED + key.id + key.cipher.seal(salt + payload, _bound_to(key, header))


def unseal(
    header: Header, sealed: bytes, keys: Keyring, *, also_in_clear: bool = False
) -> tuple[bytes, bytes]:
    """
    Return the salt and the payload of a stored part.

    Args:
        header: Of the entry.
        sealed: As it is stored.
        keys: Of the case.
        also_in_clear: Whether form 0 is opened, which anybody could have written.

    Raises:
        PartUnreadable: It is in a form that is unknown or not allowed, or is cut short.
        NotOpened: It was changed, or is not where it was sealed.
        KeyMissing: Its key is not there.
    """
    form, rest = sealed[:1], sealed[1:]
    if form == _SEALED and len(rest) > ID_LENGTH:
        key = keys.key(rest[:ID_LENGTH])
        opened = key.cipher.open(rest[ID_LENGTH:], _bound_to(key, header))
    elif form == _IN_CLEAR and also_in_clear:
        opened = rest
    else:
        raise PartUnreadable(form=form.hex() or "none at all")
    if len(opened) <= SALT_LENGTH:
        raise PartUnreadable(form=form.hex())
    return opened[:SALT_LENGTH], opened[SALT_LENGTH:]


def _bound_to(key: DataKey, header: Header) -> bytes:
    return header.digest + _SEALED + key.named
