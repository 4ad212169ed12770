"""
Who is kept from a case, or from one panel of it, and who is let in again.

A tie keeps somebody out, and so does having chaired the conference. Each is said by somebody, and can
be put right. One person alone could otherwise open a case to a colleague for an hour, and shut it
again: so whoever lets somebody in is another than who first said that they are kept out.

In: a record. Out: everybody who was let in, since when they were not, and who had said so.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reconvene.core.access.late import found_by
from reconvene.core.access.subject import complained_of
from reconvene.core.casefile.corrections import as_they_came, effective
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Event
from reconvene.core.record.interests import SAME_HOME, InterestDeclared

_SAYS_WHO = frozenset(
    {"complaint.received", "role.assigned", "interest.declared", "panelist.removed"}
)
_LETS_IN = frozenset({"entry.corrected", "role.assigned"})
"""Kinds of entry by which somebody can come to be kept out, and by which they can be let in."""


class Kept(NamedTuple):
    """
    Somebody who is kept out, and from what: the case, or one panel alone, if it is named.

    `chaired` where it is not for a tie, but since they chaired the conference.
    """

    person: str
    panel: str = ""
    chaired: bool = False


class LetIn(NamedTuple):
    """
    Somebody let in again: the entry since which they were kept out, and the one that ended it.

    `said_by` is the id of who first said that they are, since it was last not so. It is empty where
    the house found it, and nobody has looked at that since.
    """

    kept: Kept
    since: Event
    said_by: str
    ended: Event


def kept_out(holding: Iterable[Event]) -> frozenset[Kept]:
    """Return everybody who is kept out by the entries that hold; may be empty."""
    holding = tuple(holding)
    chair = complained_of(holding)
    tied = (Kept(who, panel) for event in holding for who, _wall, panel in found_by(event))
    return frozenset((*tied, *([Kept(chair, chaired=True)] if chair else [])))


def let_in(events: Sequence[Event]) -> Iterator[LetIn]:
    """Yield everybody who was ever let in again, in the order of that."""
    since: dict[Kept, Event] = {}
    said_by: dict[Kept, str] = {}
    for event, holding in as_they_came(events):
        if event.kind not in _SAYS_WHO | _LETS_IN:
            continue
        kept = kept_out(holding)
        for one in sorted(since.keys() - kept):
            ended = LetIn(one, since.pop(one), said_by.pop(one, ""), event)
            if not _is_kept_anyway(one, kept):
                yield ended
        for one in kept:
            first = since.setdefault(one, event)
            if one not in said_by and _says(event, one, first):
                said_by[one] = event.actor


def let_in_by(before: Sequence[Event], added: Sequence[Event]) -> tuple[LetIn, ...]:
    """Return who is let in by entries that is not so before them; may be empty."""
    if not any(event.kind in _LETS_IN for event in added):
        return ()
    return tuple(one for one in let_in((*before, *added)) if one.ended in added)


def taken_back(events: Sequence[Event]) -> tuple[LetIn, ...]:
    """Return everybody who was kept out and is no longer, in the order of being let in."""
    kept = kept_out(effective(events))
    return tuple(
        one
        for one in let_in(events)
        if one.kept not in kept and not _is_kept_anyway(one.kept, kept)
    )


def is_found_by_the_house(event: Event) -> bool:
    """Tell whether an entry says a tie that nobody said: the house compared addresses."""
    return isinstance(event.data, InterestDeclared) and event.data.reason == SAME_HOME


def _is_kept_anyway(one: Kept, kept: frozenset[Kept]) -> bool:
    """Tell whether a panel that is no longer closed to somebody is of a case that is."""
    return bool(one.panel) and Kept(one.person) in kept


def _says(event: Event, one: Kept, first: Event) -> bool:
    """
    Tell whether somebody says by an entry that one is kept out, first or after the house found it.

    Whoever puts the words of what the house found right, and leaves it, has looked at it.
    """
    if isinstance(event.data, EntryCorrected):
        return event is first or event.data.entry == first.number
    return not is_found_by_the_house(event) and (event is first or one in kept_out((event,)))
