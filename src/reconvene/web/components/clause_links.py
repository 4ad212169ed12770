"""
Clauses as links to where the page of the procedure gives them in words.

In: a definition, and clauses as people cite them. Out: the same words, each clause a link.
"""

import re
from functools import cache

from markupsafe import Markup, escape

from reconvene.core.procedure.definition import Definition
from reconvene.web.components.addresses import address

# What is cited where no one clause is behind a rule.
BARE = {"law": "Law", "practice": "Good practice", "local": "A local rule"}


@cache
def _citations(prefix: str) -> re.Pattern[str]:
    """What a citation looks like: a reading, or a clause with or without its procedure's name."""
    return re.compile(
        r"(?P<reading>\bR-\d{3}\b)|"
        rf"(?P<prefix>\b{re.escape(prefix)})?\b(?P<clause>\d\w*(?:\.\w+)*)"
    )


def clause_links(definition: Definition, cited: str) -> Markup:
    """
    Return clauses as cited ("SP 5.8 and 5.9.h, reading R-002"), each a link; empty for none.

    What is no clause of this definition stays as it is written.
    """
    page = address("procedure-version", version=definition.version)
    prefix = str(escape(f"{definition.cited_as} "))

    def linked(found: re.Match[str]) -> str:
        if found["reading"]:
            return _link(f"{page}#{found[0]}", found[0])
        number = found["clause"]
        if number not in definition.clauses:
            return found[0]
        named = found["prefix"] or f'<span class="govuk-visually-hidden">{prefix}</span>'
        return _link(f"{page}#{clause_anchor(number)}", named + number)

    written = str(escape(BARE.get(cited, cited)))
    return Markup(_citations(prefix).sub(linked, written))  # noqa: S704 - escaped before it is cut


def _link(href: str, words: str) -> str:
    """A link from parts that are safe in a page already."""
    return f'<a class="govuk-link" href="{href}">{words}</a>'


def clause_anchor(number: str) -> str:
    """Return the anchor of a clause on the page of its procedure; it stays the same for good."""
    return f"clause-{number}"
