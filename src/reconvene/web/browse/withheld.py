"""
How the family is reached safely, where somebody is not shown it: who knows, and that they are to ask.

Of what a wall shuts a case to them for, they are not shown their own old words on it either.

They are told the same whether or not the family said anything, so that nothing is given away.

In: a case as somebody meets it. Out: a role as it stands inside a sentence; what to heed, in words.
"""

from reconvene.core.procedure.people import Role
from reconvene.core.record.compartments import OF_CONTACT
from reconvene.desk.look import Look
from reconvene.web.browse.names import within
from reconvene.web.components.day_field import BOXES

OF_WHO_COMPLAINED = frozenset(
    {
        "adjustments",
        "attended",
        "born_on",
        "elsewhere",
        "interpreter",
        "minutes_sent_to",
        "parents_absent",
        "reported",
        "safe_contact",
        "seeks",
    }
)
"""What a complaint says that whoever is complained of is not shown of it."""

BOX_ENDS = tuple(f"-{box}" for box in BOXES)

_NOBODYS = frozenset({"happened_on", "hour", "acting_role", "step", "key", "seen"})
"""What each act asks for besides what goes on the record."""

IN_AN_EMERGENCY = (
    "how that is safe is not shown in an emergency, and a call or a letter can put them in danger. "
    "Ask the {other}{phone} first. If a child is in danger now, ring 999."
)


def is_of_contact(kind: str, box: str) -> bool:
    """Tell whether a box of an act's form is about how a family is reached, or who supports them."""
    question = box.rpartition("-")[0] if box.endswith(BOX_ENDS) else box
    if kind in OF_CONTACT:
        return question not in _NOBODYS
    return not OF_WHO_COMPLAINED.isdisjoint(question.split("-"))


def who_knows(look: Look) -> str:
    """Return the role that knows how every family is reached, in this case's procedure."""
    role = _knowing(look)
    return within(role.label) if role else "person who deals with the complaint"


def who_else(look: Look) -> str:
    """Return whoever knows that, and is not the person who looks: "another complaints officer"."""
    role = _knowing(look)
    return f"{'another' if role and role.id in look.viewer.roles else 'the'} {who_knows(look)}"


def _knowing(look: Look) -> Role | None:
    return next(
        (
            role
            for role in look.definition.roles
            if role.sees.cases == "every case" and "contact" in role.sees.parts
        ),
        None,
    )


def ask_first(look: Look) -> str:
    """Return what to heed before contacting a family whose case was opened in an emergency."""
    phone = look.context.office.phone
    return IN_AN_EMERGENCY.format(other=who_knows(look), phone=f", on {phone}," if phone else "")
