"""Known answers: whether the ciphers of this machine give what the standards say they give."""

import hmac
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

from reconvene.sealing.provider import KeysRefused

# The first case with a text for AES-256 in the GCM submission; RFC 5297, A.1; RFC 4231, 4.3.
_GCM = "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
_SIV_KEY = "fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"
_SIV_BOUND_TO = "101112131415161718191a1b1c1d1e1f2021222324252627"
_SIV_PLAIN = "112233445566778899aabbccddee"
_SIV = "85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c"
_HMAC = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def answers() -> dict[str, bool]:
    """Return, for each cipher by name, whether it gives the known answer."""
    gcm = AESGCM(bytes(32)).encrypt(bytes(12), bytes(16), None)
    siv = AESSIV(bytes.fromhex(_SIV_KEY)).encrypt(
        bytes.fromhex(_SIV_PLAIN), [bytes.fromhex(_SIV_BOUND_TO)]
    )
    mac = hmac.digest(b"Jefe", b"what do ya want for nothing?", sha256)
    return {
        "AES-256-GCM": gcm.hex() == _GCM,
        "AES-SIV": siv.hex() == _SIV,
        "HMAC-SHA256": mac.hex() == _HMAC,
    }


def self_test() -> None:
    """
    Make sure that every cipher gives its known answer.

    Raises:
        KeysRefused: One does not.
    """
    wrong = [name for name, is_right in answers().items() if not is_right]
    if wrong:
        raise KeysRefused(
            found=f"{', '.join(wrong)} does not give the known answer on this machine",
            remedy="Install the packages anew from the lock, or use another machine",
        )
