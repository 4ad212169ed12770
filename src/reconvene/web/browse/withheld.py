"""
How the family is reached safely, where somebody is not shown it: who knows, and that they are to ask.

They are told the same whether or not the family said anything, so that nothing is given away.

In: a case as somebody meets it. Out: a role as it stands inside a sentence; what to heed, in words.
"""

from reconvene.core.procedure.people import Role
from reconvene.desk.look import Look
from reconvene.web.browse.names import within

IN_AN_EMERGENCY = (
    "how that is safe is not shown in an emergency, and a call or a letter can put them in danger. "
    "Ask the {other}{phone} first. If a child is in danger now, ring 999."
)


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
