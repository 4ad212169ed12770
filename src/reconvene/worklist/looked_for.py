"""
What somebody looks for, as it may stand in an address: sealed, and for nobody but them.

In: who looks, and the words they typed. Out: letters for an address, and the way back. So a list
that was searched has an address to come back to, and no log, history or proxy learns a name.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from reconvene.sealing.cipher import Cipher, NotOpened, tag
from reconvene.sealing.framing import framed
from reconvene.sealing.keys import provider
from reconvene.sealing.memory import Secret

LONGEST = 300
_FILLED_TO = 64


def in_address(authority: str, person: str, words: str) -> str:
    """Return words for an address, cut after so many letters; empty where there are none."""
    plain = words.strip()[:LONGEST].encode()
    if not plain:
        return ""
    filled = plain + bytes(-len(plain) % _FILLED_TO)
    return urlsafe_b64encode(_cipher(authority).seal(filled, _theirs(person))).decode()


def from_address(authority: str, person: str, found: str) -> str:
    """Return the words; none where what was found in the address is not of this person's making."""
    try:
        sealed = urlsafe_b64decode(found.encode())
        return _cipher(authority).open(sealed, _theirs(person)).rstrip(b"\0").decode()
    except (NotOpened, ValueError):  # changed, somebody else's, or never sealed
        return ""


def _cipher(authority: str) -> Cipher:
    return Cipher(Secret(tag(provider().index_key(authority), b"looked-for/1")))


def _theirs(person: str) -> bytes:
    return framed(b"looked-for/1", person.encode())
