"""
How the family is reached safely, where somebody is not shown it: who knows, and that they are to ask.

They are told the same whether or not the family said anything, so that nothing is given away.

In: a case as somebody meets it. Out: a role as it stands inside a sentence; what to heed, in words.
"""

from reconvene.desk.look import Look
from reconvene.web.browse.names import within

IN_AN_EMERGENCY = (
    "how that is safe is not shown in an emergency, and a call or a letter can put them in danger. "
    "Ask the {other}{phone} first. If a child is in danger now, ring 999."
)


def who_knows(look: Look) -> str:
    """Return the role that knows how every family is reached, in this case's procedure."""
    knowing = (
        within(role.label)
        for role in look.definition.roles
        if role.sees.cases == "every case" and "contact" in role.sees.parts
    )
    return next(knowing, "person who deals with the complaint")


def ask_first(look: Look) -> str:
    """Return what to heed before contacting a family whose case was opened in an emergency."""
    phone = look.context.office.phone
    return IN_AN_EMERGENCY.format(other=who_knows(look), phone=f", on {phone}," if phone else "")
