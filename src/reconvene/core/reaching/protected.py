"""Whose place has to be kept from whom, and who has said that a letter to one can go all the same.

In: a case, its record, whom something is for. Out: who is protected, of whom that is not decided, and
who passed a letter.
"""

from collections.abc import Sequence

from reconvene.core.casefile.case import COMPLAINANT_ROLE, Case
from reconvene.core.casefile.family import FAMILY_ROLES, SUPPORTER_ROLE
from reconvene.core.reaching.whereabouts import also_known_as
from reconvene.core.record.event import Event
from reconvene.core.record.leaving import LetterCameBack, LetterLeft, LetterPassed

_OF_A_PARTY = FAMILY_ROLES - {SUPPORTER_ROLE}
SAYS_WHERE = frozenset(
    {
        "case.moved",
        "confidentiality.decided",
        "contact.confirmed",
        "contact.ended",
        "contact.noted",
        "entry.corrected",
        "home.noted",
    }
)
"""Entries after which it may be otherwise where somebody is, or who may know."""
READ_ANEW = SAYS_WHERE | {"supporter.named"}
"""Entries after which a letter that somebody passed has to be read anew."""


def parties(case: Case) -> tuple[str, ...]:
    """
    Return the parties to a case, each once: those whom its story names, and everybody whose home is
    noted. Supporters are none.
    """
    return tuple(dict.fromkeys((*named_parties(case), *case.homes)))


def named_parties(case: Case) -> tuple[str, ...]:
    """
    Return the parties whom the story of a case names, each once: the complainant, the children, and
    those of the family that its conference names. Of whom neither a role nor an agency is said, they
    are taken to be family.
    """
    conference = case.conference
    children = (child.id for child in conference.children)
    named = (*conference.attended, *conference.reported, *conference.minutes_sent_to)
    family = (one.id for one in named if one.role in _OF_A_PARTY or not (one.role or one.agency))
    return tuple(dict.fromkeys((COMPLAINANT_ROLE, *children, *family)))


def undecided(case: Case) -> tuple[str, ...]:
    """
    Return the parties of whom nobody has decided whether their details are kept from others; empty
    where that is decided of all.

    Source: security bar, the send gate.
    """
    return tuple(one for one in parties(case) if case.confidential.get(one) not in ("yes", "no"))


def protected_from(case: Case, reader: str) -> tuple[str, ...]:
    """
    Return whose place is kept from others and has to be kept from this reader; empty for nobody's.

    Whoever is noted to live with the reader is not hidden from them, and nobody from themselves.
    """
    own, themselves = case.homes.get(reader), {reader, *also_known_as(case, reader)}
    return tuple(
        who
        for who, kept in case.confidential.items()
        if kept == "yes" and who not in themselves and not (own and case.homes.get(who) == own)
    )


def is_kept(case: Case, who: str) -> bool:
    """Tell whether where somebody is is kept from others: theirs, or of one noted to live with them."""
    own = case.homes.get(who)
    with_them = {one for one, place in case.homes.items() if own and place == own}
    return any(case.confidential.get(one) == "yes" for one in {who, *with_them})


def passed_by(events: Sequence[Event], sent: int, *, as_telling_nothing: bool) -> frozenset[str]:
    """
    Return who passed a letter, as far as nothing has been noted since that a reader has to know.

    Args:
        events: The whole record of its case, in order.
        sent: The number of the letter's entry.
        as_telling_nothing: Only those who said that what the search found in it tells nothing.
    """
    found: set[str] = set()
    for event in events:
        match event.data:
            case LetterLeft(sent=left) | LetterCameBack(sent=left) if left == sent:
                found.clear()
            case LetterPassed(sent=passed) if passed == sent:
                if event.data.tells_nothing or not as_telling_nothing:
                    found.add(event.actor)
            case _ if event.kind in READ_ANEW:
                found.clear()
            case _:
                pass
    return frozenset(found)
