"""One place seals, with two ciphers that were chosen: whatever else is in the code is refused."""

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.tree import ROOT

SOURCE = ROOT / "src" / "reconvene"

# What is worn out, or easily used wrong; and chance that can be told beforehand.
BANNED = frozenset(
    "ARC4 Blowfish CAST5 CBC CFB CTR ECB Fernet IDEA MD5 MultiFernet OFB RC2 RC4 SEED SHA1"
    " TripleDES crypt getrandbits md5 randbytes random sha1 uniform".split()
)

# Who may name what seals, and what makes keys.
ALLOWED: Mapping[str, frozenset[str]] = {
    "AESGCM": frozenset({"sealing/cipher.py", "sealing/known_answers.py"}),
    "AESSIV": frozenset({"sealing/cipher.py", "sealing/known_answers.py"}),
    "encrypt": frozenset({"sealing/cipher.py", "sealing/known_answers.py"}),
    "decrypt": frozenset({"sealing/cipher.py"}),
    "Cipher": frozenset(
        {
            "sealing/aside.py",
            "sealing/cipher.py",
            "sealing/pkcs11_keys.py",
            "sealing/parts.py",
            "sealing/key_file.py",
            "worklist/looked_for.py",
        }
    ),
    "SteadyCipher": frozenset({"sealing/cipher.py", "sealing/keyring.py"}),
    "cipher": frozenset({"sealing/keyring.py", "sealing/parts.py"}),
    "fresh_key": frozenset(
        {
            "sealing/aside.py",
            "sealing/cipher.py",
            "sealing/keyring.py",
            "sealing/key_file.py",
            "sealing/key_store.py",
        }
    ),
}


def wrong(where: str, source: str) -> set[str]:
    """Return the names in a module that it may not use."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.alias):
            names |= set(node.name.split("."))
    elsewhere = {name for name, places in ALLOWED.items() if where not in places}
    return names & (BANNED | elsewhere)


def modules() -> dict[str, Path]:
    found = SOURCE.rglob("*.py")
    return {path.relative_to(SOURCE).as_posix(): path for path in found}


@pytest.mark.assures("CR-4")
def test_one_place_seals() -> None:
    found = {where: wrong(where, path.read_text("utf-8")) for where, path in modules().items()}

    assert {where: names for where, names in found.items() if names} == {}
    assert {place for places in ALLOWED.values() for place in places} <= set(modules())


@pytest.mark.parametrize(
    "source",
    [
        "from cryptography.fernet import Fernet",
        "from hashlib import md5",
        "import hashlib\nhashlib.sha1(b'')",
        "import random",
        "from cryptography.hazmat.primitives.ciphers import modes\nmodes.CBC(b'')",
        "from reconvene.sealing.cipher import Cipher as Own",
        "key.cipher(b'', Own).seal(b'', b'')",
        "one._cipher.encrypt(b'', b'', b'')",
    ],
)
def test_another_place_that_seals_is_found(source: str) -> None:
    assert wrong("desk/act.py", source)
