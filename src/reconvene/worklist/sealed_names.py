"""How names lie in the worklist: sealed, and found by tags that tell nothing of how often.

In: rows in clear and the keys of their case. Out: the rows as they are kept, and the way back.

A name is sealed under the key of its case's story, so that it looks the same each time and a row
that did not change stays as it is. It is filled up first, so that its length tells little.

A word is found by its tags, made under the authority's own key. It has many, and each case that
bears it takes one: so a common word occurs no more often than a rare one. A search asks for all of
them. They are cut short as well, so that two rows with one tag need not mean the same word; what a
tag finds is opened and looked at.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from itertools import groupby
from struct import iter_unpack

import msgspec

from reconvene.sealing.cipher import tag
from reconvene.sealing.framing import framed
from reconvene.sealing.keyring import STORY, DataKey, Keyring
from reconvene.sealing.keys import provider
from reconvene.worklist.homes import fingerprints
from reconvene.worklist.models import Shelf
from reconvene.worklist.rows import UNOPENED, Row
from reconvene.worklist.story_keys import StoryKeys

TAGS = 1 << 18
"""How many tags there are. More make a search open fewer cases that are not meant."""
SPREAD = 256
"""How many of them a word has. More tell less of how common it is, and make a search ask longer."""
_ON_A_SHEET = 8
_FILLED_TO = 32
_FAMILY = framed(b"family/1")


_OF_REACH = frozenset({Shelf.OPEN.value, Shelf.SHUT.value})
_WITHOUT_FAMILY = _OF_REACH | {Shelf.NAME.value, Shelf.HOME.value}


def tags_of(authority: str, words: Iterable[str]) -> list[str]:
    """Return every tag that one of some words may be kept under, each once."""
    key = provider().index_key(authority)
    sheets = range(SPREAD // _ON_A_SHEET)
    return sorted({one for word in words for sheet in sheets for one in _tags(key, word, sheet)})


def tag_in(authority: str, case_id: str, word: str) -> str:
    """Return the tag that a word is kept under in a case."""
    key = provider().index_key(authority)
    turn = int.from_bytes(tag(key, b"turn/1", word.encode(), case_id.encode())[:4]) % SPREAD
    sheet, place = divmod(turn, _ON_A_SHEET)
    return _tags(key, word, sheet)[place]


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
    others += _home_rows([row for row in rows if row.shelf == Shelf.HOME])
    return (*others, *_name_rows([row for row in rows if row.shelf == Shelf.NAME], story))


def opened(row: Row, keys: StoryKeys) -> Row:
    """
    Return a kept row, not one of a name, with the name of the family as it is read.

    One that does not open bears `UNOPENED`: its list is there for whoever has other cases on it.
    """
    try:
        family = keys.opened(row.case_id, lambda story: _open(story, _FAMILY, row.family))
    except ValueError:  # every fault of opening is one
        family = UNOPENED
    return msgspec.structs.replace(row, family=family)


def words_of(case_id: str, word_tag: str, kept: str, keys: StoryKeys) -> tuple[str, ...]:
    """Return the words that a row of a case's names stands for; none where it does not open."""
    bound_to = _of_tag(word_tag)
    try:
        return tuple(keys.opened(case_id, lambda story: _open(story, bound_to, kept)).split())
    except ValueError:  # as above
        return ()


def _home_rows(rows: Sequence[Row]) -> list[Row]:
    found = fingerprints(rows[0].authority, (row.owner for row in rows)) if rows else {}
    return [msgspec.structs.replace(row, owner=found[row.owner]) for row in rows]


def _name_rows(rows: Sequence[Row], story: DataKey) -> list[Row]:
    tagged = sorted((tag_in(row.authority, row.case_id, row.owner), row.owner, row) for row in rows)
    made = []
    for word_tag, alike in groupby(tagged, key=lambda one: one[0]):
        found = list(alike)
        words = " ".join(word for _, word, _ in found)
        sealed_words = _seal(story, _of_tag(word_tag), words)
        made.append(msgspec.structs.replace(found[0][2], owner=word_tag, family=sealed_words))
    return made


def _tags(key: bytes, word: str, sheet: int) -> list[str]:
    """Return a few of a word's tags: as many as one digest holds."""
    made = tag(key, b"word/2", word.encode(), sheet.to_bytes(2))
    return [f"{number % TAGS:05x}" for (number,) in iter_unpack(">I", made)]


def _of_tag(word_tag: str) -> bytes:
    return framed(b"word/1", word_tag.encode())


def _seal(story: DataKey, bound_to: bytes, text: str) -> str:
    plain = text.encode()
    filled = plain + bytes(_FILLED_TO - len(plain) % _FILLED_TO)
    return urlsafe_b64encode(story.steady.seal(filled, bound_to)).decode()


def _open(story: DataKey, bound_to: bytes, kept: str) -> str:
    return story.steady.open(urlsafe_b64decode(kept), bound_to).rstrip(b"\0").decode()
