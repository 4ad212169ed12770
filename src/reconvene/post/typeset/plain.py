"""
In: words as somebody typed them. Out: the same words with nothing in them that is not to be read.

Neither paper nor a Word file can hold control signs or halves of signs, and signs that turn the
order of others about can make words read as what they are not. Those that hold words together
among others of another direction (U+2068, U+2069) stay: letters read from the right put them in.
"""

import re
import unicodedata

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2067\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc"
    "\U000e0000-\U000e0fff]"
)
_SPACES = re.compile("[\\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LOOSE = re.compile("(?<!\\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\\S)")  # joiners that join nothing
_KEPT_SPACES = {"\u00a0", "\u202f"}  # what must not be torn apart at the end of a line
_UNREADABLE = {"Cs", "Co", "Cn"}  # halves of signs, private signs, signs that are none


def plain(words: str) -> str:
    """
    Return words on one line: single spaces, no control signs, composed letters.

    A sign that nobody can read is said by its number: "[U+E000]".
    """
    seen = _SPACES.sub(_space, _UNSEEN.sub("", words))
    joined = _SPACES.sub(_space, _LOOSE.sub("", seen))
    return "".join(map(_said, unicodedata.normalize("NFC", joined))).strip()


def plain_lines(words: str) -> tuple[str, ...]:
    """Return the lines of somebody's words, each as `plain` has it, without empty ones."""
    return tuple(filter(None, map(plain, words.splitlines())))


def _space(found: re.Match[str]) -> str:
    return found[0] if found[0] in _KEPT_SPACES else " "


def _said(sign: str) -> str:
    return f"[U+{ord(sign):04X}]" if unicodedata.category(sign) in _UNREADABLE else sign
