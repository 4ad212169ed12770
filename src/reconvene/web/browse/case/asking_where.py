"""
Where somebody is, hidden on the page of its entry until somebody says what they need it for.

In: a case as somebody sees it, and an entry. Out: what to heed before it is used, and what it can be
needed for. What to heed is shown first, and where only after the look is written down.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from reconvene.access_log.reading import Purpose
from reconvene.core.reaching.protected import is_kept
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.contact import ContactNoted
from reconvene.core.record.event import Event
from reconvene.core.record.interests import HomeNoted
from reconvene.desk.look import Look
from reconvene.web.browse.case.reached import heed
from reconvene.web.browse.names import Names
from reconvene.web.components.addresses import address

WHERE = frozenset({"where", "postcode", "house"})
"""The fields of an entry that say where somebody is."""
HIDDEN = "Not shown until you say what you need it for"
NEEDS: Mapping[str, tuple[Purpose, str]] = {
    "speak": (Purpose.TO_SPEAK, "To speak to them"),
    "write": (Purpose.TO_WRITE, "To write to them, or send them something"),
    "meet": (Purpose.TO_MEET, "To meet them there"),
    "check": (Purpose.TO_CHECK, "To check it with them, or put it right"),
}
NOT_SAID = "Choose what you need it for"
_NO_MESSAGE = "Leave no message on a machine: nobody has noted that one is safe."
_BY_VOICE = "Ask for {name} by name. Tell nobody else who you are or why you call."
_BY_TEXT = "Others may read what stands on a screen: say nothing of what it is about."
_OUTSIDE = "Put nothing on the outside that tells who you are or what it is about."


@dataclass(frozen=True, slots=True)
class AskWhere:
    """
    What the page of an entry asks before it shows where somebody is, and what to heed first.

    `is_kept` where their details are kept from the others of the case, or of whom they live with. `missing` says what is wrong
    where nothing was chosen.
    """

    href: str
    heed: tuple[str, ...]
    needs: tuple[Mapping[str, str], ...]
    is_kept: bool
    missing: str = ""


def ask_where(look: Look, names: Names, event: Event) -> AskWhere | None:
    """Return what is asked before an entry says where somebody is; None where it does not say that."""
    said = _said(look, event)
    if said is None:
        return None
    kept = is_kept(look.case, said.who)
    page = "where-kept" if kept else "where"
    return AskWhere(
        address(page, reference=look.reference, entry=event.number),
        _to_heed(names, said),
        tuple({"value": code, "text": words} for code, (_, words) in NEEDS.items()),
        kept,
    )


def _said(look: Look, event: Event) -> ContactNoted | HomeNoted | None:
    data = event.data
    if isinstance(data, EntryCorrected):
        number = data.entry
        data = next((one.data for one in look.events if one.number == number), data)
    return data if isinstance(data, ContactNoted | HomeNoted) else None


def _to_heed(names: Names, said: ContactNoted | HomeNoted) -> tuple[str, ...]:
    if isinstance(said, HomeNoted):
        return (_OUTSIDE,)
    by_voice = (_BY_VOICE.format(name=names.party(said.who)), _NO_MESSAGE)
    rest = {"telephone": by_voice, "text": (_BY_TEXT,)}.get(said.way, (_OUTSIDE,))
    return (*heed(said), *rest)
