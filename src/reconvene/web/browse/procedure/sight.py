"""
Who sees what of a case by a procedure, role by role, as a table says it.

In: a definition. Out: a row for each role, then one for whoever sits on each panel.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from reconvene.core.access.subject import stages_answered_by
from reconvene.core.casefile.case import CHAIR_ROLE, PANEL_CHAIR_ROLE
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.people import Role
from reconvene.web.browse.happens import happens
from reconvene.web.browse.names import listed, sentence_case, within
from reconvene.web.components.clause_links import clause_links

YES, NO = "Yes", "No"
CASES = {
    "every case": "Every case of the authority",
    "with work": "Those in which the role has something to do, did it or was told of it",
    "named in": "Those in which they themselves are named",
}


@dataclass(frozen=True, slots=True)
class SightRow:
    """What one role sees: which cases, and of each what was said, how to reach people, what is weighed."""

    who: str
    cases: str
    story: str
    contact: str
    weighed: str
    source: Markup


def sights(definition: Definition) -> tuple[SightRow, ...]:
    """Return a row for each role in the order of the procedure, then one for each panel."""
    roles = [_role(definition, role) for role in definition.roles]
    return (*roles, *_panels(definition))


def _role(definition: Definition, role: Role) -> SightRow:
    parts = role.sees.parts
    return SightRow(
        who=role.label,
        cases=CASES[role.reaches],
        story=_story(definition, role),
        contact=YES if "contact" in parts else NO,
        weighed=sentence_case(listed(list(_weighed(definition, role.id)))) or NO,
        source=clause_links(definition, definition.cite(role.source)),
    )


def _story(definition: Definition, role: Role) -> str:
    """Say whether a role reads what was said; whoever is complained of reads what was put to them."""
    if role.id != CHAIR_ROLE or not stages_answered_by(definition, role.id):
        return YES if "story" in role.sees.parts else NO
    told = f", once {happens(definition, role.told_by)}" if role.told_by else ""
    return f"The points put to them and their own entries{told}"


def _weighed(definition: Definition, role: str) -> Iterator[str]:
    for gate in definition.gates:
        if gate.tested_by == role:
            yield f"at the gate “{within(gate.label)}”"
    if role == PANEL_CHAIR_ROLE:
        yield from (f"by the {within(panel.label)}" for panel in definition.panels)


def _panels(definition: Definition) -> Iterator[SightRow]:
    for panel in definition.panels:
        name = within(panel.label)
        yield SightRow(
            who=f"Whoever sits on the {name}, advises or minutes it",
            cases="Those it has points of before it",
            story=YES,
            contact=NO,
            weighed=f"By the {name}",
            source=clause_links(definition, definition.cite(panel.source)),
        )
