"""A sealed part as it is stored: one byte for its form, the id of its key, and what is sealed.

In: a key, bytes, and what they belong to. Out: the part, and the way back. This is where things
are sealed; nowhere else does it (names in the worklist apart, which must look alike each time).

A form is a cipher, and when ciphers age another is added to `FORMS` and made `NEWEST`. What is
stored can then be sealed anew (see `ledger.resealing`), and once it is, the old form is taken out
and opens nothing any more. The form is bound into what is sealed, so no part passes for another.
"""

from collections.abc import Callable

from reconvene.sealing.cipher import Cipher, Sealer
from reconvene.sealing.keyring import ID_LENGTH, DataKey, Keyring

NEWEST = b"\1"
FORMS: dict[bytes, Callable[[bytes], Sealer]] = {NEWEST: Cipher}
_KEY_ENDS = len(NEWEST) + ID_LENGTH


class PartUnreadable(ValueError):
    """A stored part is in no form that may be opened here."""

    def __init__(self, *, form: str) -> None:
        self.form = form
        super().__init__(
            f"Something sealed could not be opened: it is stored in form {form}. "
            "Run the release that stored it, or compare it with a back-up."
        )


def seal(key: DataKey, plain: bytes, bound_to: bytes) -> bytes:
    """Return a part in the newest form; it opens only with the same `bound_to`."""
    cipher = key.cipher(NEWEST, FORMS[NEWEST])
    return NEWEST + key.id + cipher.seal(plain, bound_to + NEWEST + key.named)


def unseal(keys: Keyring, part: bytes, bound_to: bytes) -> bytes:
    """
    Return what was sealed.

    Raises:
        PartUnreadable: It is in a form that is not known, or is cut short.
        KeyMissing: Its key is not among these.
        NotOpened: It was changed, or is not where it was sealed.
    """
    form, sealed = part[:1], part[_KEY_ENDS:]
    if form not in FORMS or not sealed:
        raise PartUnreadable(form=form.hex() or "none at all")
    key = keys.key(key_id(part))
    return key.cipher(form, FORMS[form]).open(sealed, bound_to + form + key.named)


def key_id(part: bytes) -> bytes:
    """Return the id of the key that a part says it is sealed under."""
    return part[len(NEWEST) : _KEY_ENDS]
