"""What closes a case, or a part of it, to somebody whatever role they hold.

A tie, and being complained of, close the whole case. What bars somebody from a stage or a panel is
for the procedure to say, and closes that stage or panel.

In: a matter and a person. Out: a wall with its clause, or None.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reconvene.core.access.answer import Wall
from reconvene.core.access.matter import Matter
from reconvene.core.access.subject import subject_of
from reconvene.core.conduct.context import LAW
from reconvene.core.conduct.panels import ARE_TIES, tied_on_record

TIES: Mapping[str, Wall] = {
    "same household": Wall.PERSONAL_TIE,
    "family": Wall.PERSONAL_TIE,
    "former partner": Wall.PERSONAL_TIE,
    "friend": Wall.PERSONAL_TIE,
    "another interest": Wall.PERSONAL_TIE,
    "party": Wall.PARTY,
    "acts for another party": Wall.ACTS_FOR_ANOTHER,
    "manages the case": Wall.MANAGEMENT,
    "conduct matter": Wall.CONDUCT_MATTER,
}
"""The wall of each tie that can be declared."""

BARS: Mapping[str, Wall] = {
    "chaired-conference": Wall.AT_CONFERENCE,
    "attended-conference": Wall.AT_CONFERENCE,
    "reported-to-conference": Wall.AT_CONFERENCE,
    "earlier-stage": Wall.EARLIER_STAGE,
    "adjudicated": Wall.EARLIER_STAGE,
    "line-management": Wall.MANAGEMENT,
    "involved-with-family": Wall.PERSONAL_TIE,
    "personal-interest": Wall.PERSONAL_TIE,
}
"""The wall of each bar a panel can have."""


class Closed(NamedTuple):
    """A wall, and the provision it rests on."""

    wall: Wall
    clause: str


def closed_to(matter: Matter, person: str) -> Closed | None:
    """
    Return why a whole case is closed to somebody; None where it is not.

    Whoever is complained of stands behind this wall even once they are told: `reach` lets them
    through to the points put to them. A tie closes that too.
    """
    tie = tied(matter, person)
    if tie is not None:
        return tie
    subject = subject_of(matter)
    if subject is not None and subject.id == person:
        return Closed(Wall.SUBJECT, matter.clause_of(subject.role))
    return None


def ties(matter: Matter) -> Mapping[str, Closed]:
    """Return everybody to whom a tie closes the case, with the wall they stand behind."""
    found = ((person, tied(matter, person)) for person in dict.fromkeys(_perhaps_tied(matter)))
    return {person: closed for person, closed in found if closed is not None}


def _perhaps_tied(matter: Matter) -> Iterator[str]:
    yield from matter.case.ties
    for state in matter.case.panels.values():
        yield from (gone.person.id for gone, _on, _reason, bar in state.removed if bar)


def tied(matter: Matter, person: str) -> Closed | None:
    """Return the tie somebody was said to have, or left a panel for; None without one."""
    if person in matter.case.ties:
        return Closed(TIES[matter.case.ties[person]], LAW)
    for panel, state in matter.case.panels.items():
        for gone, _on, _reason, bar in state.removed:
            if gone.person.id == person and bar in ARE_TIES:
                return Closed(BARS[bar], _clause_of_bar(matter, panel, bar))
    return None


def _clause_of_bar(matter: Matter, panel: str, kind: str) -> str:
    bars = matter.definition.panel(panel).bars
    return next((matter.definition.cite(bar.source) for bar in bars if bar.kind == kind), LAW)


def barred_from(matter: Matter, person: str, panel: str) -> Closed | None:
    """Return what bars somebody from a panel by its own rules: on the record, or found before."""
    removed = matter.case.panels[panel].removed if panel in matter.case.panels else ()
    found = {bar for gone, _on, _reason, bar in removed if gone.person.id == person}
    for bar in matter.definition.panel(panel).bars:
        if bar.kind in found or person in tied_on_record(matter.case, bar.kind):
            return Closed(BARS[bar.kind], matter.definition.cite(bar.source))
    return None


def kept_from(matter: Matter, person: str, stage: str) -> Closed | None:
    """Return what keeps somebody from a stage: they dealt with one it must be independent of."""
    for rule in matter.definition.stage(stage).independence:
        took_part = (matter.case.took_part.get(earlier, set()) for earlier in rule.of)
        if rule.rule == "everybody new" and any(person in them for them in took_part):
            return Closed(Wall.EARLIER_STAGE, matter.definition.cite(rule.source))
    return None
