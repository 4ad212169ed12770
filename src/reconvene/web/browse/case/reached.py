"""How each of the family is reached, and whether a letter could go to them now.

In: a case, its names and an instant. Out: for each person a line a way, and one about letters. No
address or number is among them: whoever needs one opens the entry, which is written down first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.contacts import Contact, Contacts
from reconvene.core.reaching.gate import Held, Why, way_for_letters
from reconvene.core.record.contact import ContactNoted
from reconvene.core.workdays import LONDON
from reconvene.library.words.plain import said_hour, said_time
from reconvene.library.words.sentences import read_names
from reconvene.web.browse.links import entry_link
from reconvene.web.browse.names import Names, ended, within
from reconvene.web.components.wording import day


@dataclass(frozen=True, slots=True)
class WayShown:
    """One way to reach somebody: how, what to heed, and the entry that says where."""

    how: str
    heed: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody, the ways to reach them in use, and whether a letter could go to them now."""

    name: str
    ways: tuple[WayShown, ...]
    letters: str


def reached(case: Case, names: Names, reference: str, now: datetime) -> tuple[Reached, ...]:
    """Return everybody of whom it was noted how they are reached; may be empty."""
    return tuple(
        Reached(
            names.party(who),
            tuple(_ways(contacts, reference)),
            letters_go(way_for_letters(case, who, now)),
        )
        for who, contacts in case.contacts.items()
    )


def _ways(contacts: Contacts, reference: str) -> Iterator[WayShown]:
    for contact in contacts.ways.values():
        if contact.ended is None:
            how = read_names("way")[contact.noted.way]
            yield WayShown(how, tuple(heed(contact.noted)), entry_link(reference, contact.number))


def heed(noted: ContactNoted) -> Iterator[str]:
    """Yield what to heed about one way to reach somebody: whether it is safe, what to ask, when."""
    until = f", up to {day(noted.until)}" if noted.until and noted.safe == "safe" else ""
    yield f"{read_names('safe')[noted.safe]}{until}."
    if noted.ask:
        yield f"Before anything else: {ended(noted.ask)}"
    if noted.earliest:
        yield f"Only from {said_hour(noted.earliest)} to {said_hour(noted.latest)}."


_WHY = {
    Why.NONE_CHOSEN: "Nobody has noted where their letters go.",
    Why.ENDED: "Their letters have nowhere to go: where they went has ended.",
    Why.UNSAFE: "No letter can go: where their letters go is not safe.",
    Why.NOT_KNOWN_SAFE: "No letter can go until it is known that it is safe there.",
    Why.SAFE_NO_LONGER: "No letter can go: it was safe there up to a day that has gone by.",
    Why.ASK_FIRST: "Somebody has to speak to them before a letter goes.",
    Why.CHANGED: "Where their letters go has changed, and they have not confirmed it.",
    Why.CAME_BACK: "No letter can go: one came back from there, and nobody has asked them since.",
    Why.OUT_OF_HOURS: "A letter has to wait for the hours that they gave.",
}


def letters_go(way: Contact | Held) -> str:
    """Say whether a letter could go now, how, or what holds it up."""
    if isinstance(way, Contact):
        return f"Letters go {within(read_names('way')[way.noted.way])}."
    if way.until is None:
        return _WHY[way.why]
    at = way.until.astimezone(LONDON)
    when = day(at.date()) if at.time() == time() else f"{said_time(at.time())} on {day(at.date())}"
    return f"{_WHY[way.why]} One can go from {when}."
