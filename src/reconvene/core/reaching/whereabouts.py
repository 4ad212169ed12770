"""Of whom else a text says where they are: what must not reach one party about another.

In: a case, whom a text is for, and the text. Out: the others whose address, telephone or email
stands in it, however it was spaced or broken over lines.
"""

import re
from collections.abc import Iterator

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.contacts import NO_CONTACTS
from reconvene.core.casefile.homes import plain
from reconvene.core.record.contact import ContactNoted

_POSTCODE = re.compile(r"(?<![a-z0-9])[a-z]{1,2}[0-9][a-z0-9]?[\W_]*[0-9][a-z]{2}(?![a-z0-9])")
_NO_SIGN = re.compile(r"[\W_]+")
_NO_DIGIT = re.compile(r"[^0-9]+")
_OF_A_NUMBER = 9
"""So many last digits tell one telephone from another, whatever stands before them."""


def whereabouts_told(case: Case, reader: str, text: str) -> tuple[str, ...]:
    """
    Return who else can be found by a text, in order of name; empty where nobody can.

    What the reader has in common with somebody, as the address of a child who lives with them, tells
    them nothing; and whoever supports the complainant was named by them. `reader` is as
    `ContactNoted` has `who`.

    Source: security bar, the send gate.
    """
    known = set(_places(case, reader))
    others = sorted((set(case.homes) | set(case.contacts)) - {reader} - set(case.supporters))
    squeezed, digits = plain(text), _NO_DIGIT.sub("", text)
    return tuple(
        who
        for who in others
        if any(_stands_in(one, squeezed, digits) for one in set(_places(case, who)) - known)
    )


def _places(case: Case, who: str) -> Iterator[str]:
    """Yield by what somebody can be found: postcodes, emails, and the last digits of telephones."""
    if who in case.homes:
        yield case.homes[who].partition(" ")[0]
    for contact in case.contacts.get(who, NO_CONTACTS).ways.values():
        yield from filter(None, _of(contact.noted))


def _of(noted: ContactNoted) -> Iterator[str]:
    where = plain(noted.where)
    if noted.way == "post":
        yield from (_NO_SIGN.sub("", found) for found in _POSTCODE.findall(where))
    elif noted.way == "email":
        yield where.strip()
    else:
        yield _NO_DIGIT.sub("", where)[-_OF_A_NUMBER:]


def _stands_in(place: str, text: str, digits: str) -> bool:
    if place.isdigit():
        return place in digits
    if "@" in place:
        return place in text
    spaced = r"[\W_]*".join(place)
    return bool(re.search(rf"(?<![a-z0-9]){spaced}(?![a-z0-9])", text))
