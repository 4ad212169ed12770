"""Which kinds of entry are kept apart from the story of a case, and whom contact details are about."""

from reconvene.core.record.payload import Payload

OF_CONTACT = frozenset(
    {
        "supporter.named",
        "supporter.ended",
        "advocate.offered",
        "home.noted",
        "contact.noted",
        "contact.confirmed",
        "contact.ended",
        "confidentiality.decided",
        "letter.passed",
        "letter.left",
        "letter.came-back",
    }
)
"""Kinds of entry that say who supports a family, or how it is reached."""

WITH_CONTACT = frozenset({"redaction.made", "pack.made"})
"""
Kinds of entry of the story that only whoever sees how the family is reached may add.

What they are about is searched for where people can be found, so that its answer tells of it.
"""

OF_DELIBERATION = frozenset(
    {"criteria.tested", "gate.decided", "sitting.opened", "decision.put", "sitting.closed"}
)
"""Kinds of entry that say what those who decide weigh."""


def contact_of(data: Payload) -> str:
    """Return whom a contact entry is about: "complainant", the id of a child, or a name."""
    return getattr(data, "who", "") or getattr(data, "name", "") or "complainant"
