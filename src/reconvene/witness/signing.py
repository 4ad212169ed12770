"""Signing checkpoints with a key that is in a file of its own, by openssl on the PATH.

In: a note's text. Out: a signature line as C2SP's signed notes have it, and the public key in
the form they are published in. The service itself has no part in this and holds no such key.
"""

import subprocess
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

_ED25519 = b"\1"
_KEY_LENGTH = 32
_SHARED = 0o077


class SigningKeyUnusable(RuntimeError):
    """The key that signs checkpoints cannot be used, or should not be."""

    def __init__(self, *, path: Path, found: str) -> None:
        self.path = path
        super().__init__(
            f"The checkpoint could not be signed: {path.name} {found}. Name an Ed25519 key that "
            "only its owner may read in RECONVENE_CHECKPOINT_KEY; "
            "`openssl genpkey -algorithm ed25519 -out FILE` makes one."
        )


def public_key(key: Path, name: str) -> str:
    """Return the public half of a key under a name ("name+id+base64"), for whoever checks."""
    packed = _public(key)
    return f"{name}+{_id(name, packed).hex()}+{b64encode(packed).decode()}"


def signed(text: str, key: Path, name: str) -> str:
    """
    Return a checkpoint's text with a blank line and its signature below.

    Raises:
        SigningKeyUnusable: There is no such key, or others may read it.
    """
    packed = _public(key)
    with TemporaryDirectory() as folder:
        message = Path(folder) / "message"
        message.write_text(text, "utf-8")
        words = ["pkeyutl", "-sign", "-rawin", "-in", str(message), "-inkey", str(key)]
        signature = _openssl(key, *words)
    return f"{text}\n— {name} {b64encode(_id(name, packed) + signature).decode()}\n"


def _public(key: Path) -> bytes:
    if not key.is_file():
        raise SigningKeyUnusable(path=key, found="is not there")
    if key.stat().st_mode & _SHARED:
        raise SigningKeyUnusable(path=key, found="can be read by others")
    return (
        _ED25519
        + _openssl(key, "pkey", "-in", str(key), "-pubout", "-outform", "DER")[-_KEY_LENGTH:]
    )


def _id(name: str, packed: bytes) -> bytes:
    return sha256(f"{name}\n".encode() + packed).digest()[:4]


def _openssl(key: Path, *words: str) -> bytes:
    done = subprocess.run(["openssl", *words], capture_output=True, check=False)
    if done.returncode:
        raise SigningKeyUnusable(path=key, found="is no key that openssl can sign with")
    return done.stdout
