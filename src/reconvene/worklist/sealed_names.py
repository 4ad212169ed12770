"""How names lie in the worklist: sealed, and found by a tag that several words share.

In: rows in clear and the keys of their case. Out: the rows as they are kept, and the way back.

A name is sealed under the key of its case's story, so that it looks the same each time and a row
that did not change stays as it is. It is filled up first, so that its length tells little. A word
is found by a tag under the authority's own key, cut so short that in an authority of a few thousand
cases each tag stands for many words: whoever has the database but not the key can tell neither
which word it is nor how often one is borne. So what a tag finds is opened and looked at.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from reconvene.sealing.cipher import tag
from reconvene.sealing.framing import framed
from reconvene.sealing.keyring import STORY, DataKey, Keyring
from reconvene.sealing.keys import provider
from reconvene.worklist.models import Shelf
from reconvene.worklist.rows import Row

TAGS = 1024
_FILLED_TO = 32
_FAMILY = framed(b"family/1")


_OF_REACH = frozenset({Shelf.OPEN.value, Shelf.SHUT.value})
_WITHOUT_FAMILY = _OF_REACH | {Shelf.NAME.value}


def tags(authority: str, words: Iterable[str]) -> dict[str, str]:
    """Return the tag of each word."""
    key = provider().index_key(authority)
    return {word: _tag(key, word) for word in words}


def sealed(rows: Sequence[Row], keys: Keyring) -> tuple[Row, ...]:
    """
    Return the rows of one case as they are kept; those of words that share a tag become one.
    """
    story = keys.key_of(STORY)
    bearing = [row for row in rows if row.shelf not in _WITHOUT_FAMILY]
    families = {row.family for row in bearing}
    kept = {family: _seal(story, _FAMILY, family) for family in families}
    others = [msgspec.structs.replace(row, family=kept[row.family]) for row in bearing]
    others += [row for row in rows if row.shelf in _OF_REACH]
    return (*others, *_name_rows([row for row in rows if row.shelf == Shelf.NAME], story))


def opened(row: Row, keys: Keyring) -> Row:
    """Return a kept row, not one of a name, with the name of the family as it is read."""
    family = _open(keys.key_of(STORY), _FAMILY, row.family)
    return msgspec.structs.replace(row, family=family)


def words_of(word_tag: str, kept: str, keys: Keyring) -> tuple[str, ...]:
    """Return the words that a row of names stands for."""
    return tuple(_open(keys.key_of(STORY), _of_tag(word_tag), kept).split())


def _name_rows(rows: Sequence[Row], story: DataKey) -> list[Row]:
    if not rows:
        return []
    found = tags(rows[0].authority, [row.owner for row in rows])
    made = []
    by_tag = sorted(rows, key=lambda row: (found[row.owner], row.owner))
    for word_tag, alike in groupby(by_tag, key=lambda row: found[row.owner]):
        first, *others = alike
        words = " ".join([first.owner, *(row.owner for row in others)])
        bound_to = _of_tag(word_tag)
        made.append(
            msgspec.structs.replace(first, owner=word_tag, family=_seal(story, bound_to, words))
        )
    return made


def _tag(key: bytes, word: str) -> str:
    return f"{int.from_bytes(tag(key, b'word/1', word.encode())[:4], 'big') % TAGS:03x}"


def _of_tag(word_tag: str) -> bytes:
    return framed(b"word/1", word_tag.encode())


def _seal(story: DataKey, bound_to: bytes, text: str) -> str:
    plain = text.encode()
    filled = plain + bytes(_FILLED_TO - len(plain) % _FILLED_TO)
    return urlsafe_b64encode(story.steady.seal(filled, bound_to)).decode()


def _open(story: DataKey, bound_to: bytes, kept: str) -> str:
    return story.steady.open(urlsafe_b64decode(kept), bound_to).rstrip(b"\0").decode()
