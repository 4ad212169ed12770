"""
Clauses as links to where the page of the procedure gives them in words.

In: a definition, and clauses as people cite them. Out: the same words, each clause a link.
"""

import re

from django.urls import reverse
from markupsafe import Markup, escape

from reconvene.core.procedure.definition import Definition

# What is cited where no one clause is behind a rule.
BARE = {"law": "Law", "practice": "Good practice", "local": "A local rule"}

_LINK = Markup('<a class="govuk-link" href="{}#{}">{}</a>')
_UNSEEN = Markup('<span class="govuk-visually-hidden">{}</span>')


def clause_links(definition: Definition, cited: str) -> Markup:
    """
    Return clauses as cited ("SP 5.8 and 5.9.h, reading R-002"), each a link; empty for none.

    What is no clause of this definition stays as it is written.
    """
    page = reverse("procedure-version", kwargs={"version": definition.version})
    prefix = f"{definition.cited_as} "

    def linked(found: re.Match[str]) -> str:
        if found["reading"]:
            return _LINK.format(page, found[0], found[0])
        number = found["clause"]
        if number not in definition.clauses:
            return found[0]
        named = found["prefix"] or _UNSEEN.format(prefix)
        return _LINK.format(page, clause_anchor(number), named + number)

    parts = (
        r"(?P<reading>\bR-\d{3}\b)",
        rf"(?P<prefix>\b{re.escape(prefix)})?\b(?P<clause>\d\w*(?:\.\w+)*)",
    )
    return Markup(re.sub("|".join(parts), linked, escape(BARE.get(cited, cited))))  # noqa: S704 - escaped


def clause_anchor(number: str) -> str:
    """Return the anchor of a clause on the page of its procedure; it stays the same for good."""
    return f"clause-{number}"
