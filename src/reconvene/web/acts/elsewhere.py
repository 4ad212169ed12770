"""
What this procedure does not answer: which points go to another process, to which, and who sends them.

In: a definition, and what a point is about. Out: words for a hint and for what is read back.
"""

from collections.abc import Iterable, Mapping

from reconvene.core.procedure.definition import Definition
from reconvene.library.words.plain import listed, lowered, quoted


def goes_elsewhere(definition: Definition, matter: str) -> str:
    """Return where a point about a matter goes; empty where it is answered here."""
    route = definition.route_of(matter)
    if route.begins:
        return ""
    processes = [lowered(definition.by_id["channels"][one].label) for one in route.refers_to]
    owners = dict.fromkeys(
        owner
        for duty in definition.duties
        if any(ref.kind == "point.referred" for ref in duty.met_by)
        for owner in duty.owner
    )
    senders = [lowered(definition.role(owner).label) for owner in owners]
    sent_on = f" The {listed(senders, 'or')} sends it on." if senders else ""
    return f"This is not answered here. It goes to {listed(processes, 'or')}.{sent_on}"


def matter_hints(definition: Definition) -> Mapping[str, str]:
    """Return a hint for each matter whose points go to another process."""
    hints = {one.id: goes_elsewhere(definition, one.id) for one in definition.matters}
    return {matter: hint for matter, hint in hints.items() if hint}


def said_of_points(definition: Definition, points: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return a sentence or two for each point (its words, its matter) that goes elsewhere."""
    return tuple(
        f"{quoted(words)}: {lowered(where)}"
        for words, matter in points
        if (where := goes_elsewhere(definition, matter))
    )
