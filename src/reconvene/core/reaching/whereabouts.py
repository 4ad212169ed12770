"""Of whom else a text says where they are: what must not reach one party about another.

In: a case, whom a text is for, and the text. Out: the others whose address, telephone or email
stands in it, however it was spaced or broken over lines.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from reconvene.core.casefile.case import COMPLAINANT_ROLE, Case
from reconvene.core.casefile.contacts import NO_CONTACTS, Contact
from reconvene.core.casefile.homes import plain

_POSTCODE = re.compile(r"(?<![a-z0-9])[a-z]{1,2}[0-9][a-z0-9]?[\W_]*[0-9][a-z]{2}(?![a-z0-9])")
_NO_SIGN = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[0-9][0-9\s()./-]{6,}[0-9]")
_NO_DIGIT = re.compile(r"[^0-9]+")
_LONG = 5
_OF_A_NUMBER = 9
"""So many last digits tell one telephone from another, whatever stands before them."""


def whereabouts_told(case: Case, reader: str, text: str) -> tuple[str, ...]:
    """
    Return who else can be found by a text, in order of name; empty where nobody can.

    Looked for are the children and everybody whose home is known, but not whoever supports the
    complainant, whom they named themselves. What the reader has in common with somebody, as the
    home of a child who lives with them, tells them nothing. `reader` is as `ContactNoted` has `who`.

    Source: security bar, the send gate.
    """
    children = {child.id for child in case.conference.children}
    others = (children | set(case.homes)) - {reader, *case.supporters, *also_known_as(case, reader)}
    known = _places_of(case, reader)
    said = _Said(text)
    return tuple(
        who
        for who in sorted(others)
        if any(said.has(place) for place in _places_of(case, who) - known)
        or said.has(_home_apart(case, who, reader, known))
    )


def somebody_told(case: Case, text: str) -> bool:
    """
    Tell whether a text says where anybody of a case is reached, the complainant and supporters too.

    For what goes to somebody who need not know of any of them.

    Source: security bar, the send gate.
    """
    said = _Said(text)
    homes = (home.partition(" ")[0] for home in case.homes.values())
    known = {place for who in case.contacts for place in _places_of(case, who)}
    safely = case.received.safe_contact if case.received else ""
    return any(said.has(place) for place in (*known, *homes, *_places_in(safely)))


def still_there(words: Iterable[str], text: str) -> tuple[str, ...]:
    """
    Return which words stand in a text still, however it was spaced or broken over lines.

    A word of a few letters counts where it stands by itself, a longer one within others too.
    """
    said = _Said(text)
    letters = _NO_SIGN.sub("", said.text)
    return tuple(one for one in words if _stands(_NO_SIGN.sub("", _Said(one).text), said, letters))


def _stands(word: str, said: "_Said", letters: str) -> bool:
    return said.has_word(word) if len(word) < _LONG else word in letters


def also_known_as(case: Case, reader: str) -> Iterator[str]:
    """Yield by what else the reader is known: a child who complains is a child of the case too."""
    if reader == COMPLAINANT_ROLE and case.received is not None:
        name = case.received.complainant.name
        yield from (child.id for child in case.conference.children if child.name == name)


def _places_of(case: Case, who: str) -> frozenset[str]:
    """
    Return by what somebody is reached: postcodes, emails, and the last digits of telephones.

    What turned out never to have been theirs is not theirs.
    """
    ways = case.contacts.get(who, NO_CONTACTS).ways.values()
    theirs = (one for one in ways if one.ended is None or one.ended.reason != "wrong")
    return frozenset(place for one in theirs for place in _of(one))


def _of(contact: Contact) -> Iterator[str]:
    where = plain(contact.noted.where)
    if contact.noted.way == "post":
        yield from _postcodes_in(where)
    elif contact.noted.way == "email":
        yield "".join(where.split())
    else:
        yield from _numbers_in(where)


def _places_in(words: str) -> Iterator[str]:
    """Yield every place that stands among somebody's words about how to reach them."""
    where = plain(words)
    yield from _postcodes_in(where)
    yield from _numbers_in(where)
    yield from (found.strip(".,;:()<>") for found in where.split() if "@" in found)


def _postcodes_in(where: str) -> Iterator[str]:
    yield from (_NO_SIGN.sub("", found) for found in _POSTCODE.findall(where))


def _numbers_in(where: str) -> Iterator[str]:
    digits = (_NO_DIGIT.sub("", found) for found in _NUMBER.findall(where))
    yield from (one[-_OF_A_NUMBER:] for one in digits if len(one) >= _OF_A_NUMBER)


def _home_apart(case: Case, who: str, reader: str, known: frozenset[str]) -> str:
    """
    Return the postcode of where somebody lives; empty where that is not known, or the reader's too.

    Of a reader whose home nobody noted, where their letters go is taken for it.
    """
    theirs, own = case.homes.get(who, ""), case.homes.get(reader)
    postcode = theirs.partition(" ")[0]
    is_shared = theirs == own if own else postcode in known
    return "" if is_shared else postcode


class _Said:
    """A text, made ready to be searched."""

    def __init__(self, text: str) -> None:
        written = "".join(str(unicodedata.digit(one, one)) for one in text)
        self.text = plain(written)
        self.together = "".join(self.text.split())
        self.numbers = [_NO_DIGIT.sub("", found) for found in _NUMBER.findall(self.text)]

    def has(self, place: str) -> bool:
        """Tell whether a place stands in it; never where there is none."""
        if not place:
            return False
        if place.isdigit():
            return any(place in number for number in self.numbers)
        if "@" in place:
            return place in self.together
        return self.has_word(place)

    def has_word(self, word: str) -> bool:
        """Tell whether a word stands in it by itself; never where there is none."""
        spaced = r"[\W_]*".join(map(re.escape, word))
        return bool(word and re.search(rf"(?<![a-z0-9]){spaced}(?![a-z0-9])", self.text))
