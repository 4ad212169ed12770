"""Every rule cites a clause that is listed, and every clause listed is cited.

In: an outline. Out: problems about clauses and readings.
"""

import re
from collections.abc import Iterator

from reconvene.core.procedure.checks.found import advice, unknown, wrong
from reconvene.core.procedure.checks.outline import Outline
from reconvene.core.procedure.parts import BESIDE_THE_TEXT
from reconvene.core.procedure.problem import Path, Problem

# Rules that rest on something other than a numbered clause of the procedure.

# Keys that hold clauses.
CITING = (
    "source",
    "decision_stands",
    "supporters",
    "withdrawal",
    "briefing",
    "advisers",
    "minute_taker",
    "powerless_to",
)

_READING = re.compile(r"R-\d{3}")


def citations(outline: Outline) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield every citation with its path."""
    for path, part in outline.parts:
        for key in CITING:
            cited = getattr(part, key, None)
            if cited:
                yield (*path, key), cited


def unknown_clauses(outline: Outline) -> Iterator[Problem]:
    """Yield a citation of a clause that is not listed, or of law and a clause in one breath."""
    listed = outline.definition.clauses
    for path, cited in citations(outline):
        beside = [clause for clause in cited if clause in BESIDE_THE_TEXT]
        if beside and len(cited) > 1:
            message = f"'{beside[0]}' stands alone: cite it, or cite clauses"
            yield wrong("cites-both", message, *path)
        for clause in cited:
            if (
                clause not in listed
                and clause not in BESIDE_THE_TEXT
                and "clauses" not in outline.lost
            ):
                yield unknown("clause", clause, listed, *path, clause, code="unknown-clause")


def uncited_clauses(outline: Outline) -> Iterator[Problem]:
    """Yield advice for a clause that no rule rests on: perhaps a rule is missing."""
    cited = {clause for _, clauses in citations(outline) for clause in clauses}
    for clause in outline.definition.clauses:
        if clause not in cited:
            message = f"no rule cites clause '{clause}': perhaps a rule is missing"
            yield advice("uncited-clause", message, "clauses", clause)


def misnamed_readings(outline: Outline) -> Iterator[Problem]:
    """Yield a reading that is not called R and three digits."""
    for path, part in outline.parts:
        reading = getattr(part, "reading", None)
        if reading is not None and not _READING.fullmatch(reading):
            message = f"a reading is named like R-014, found '{reading}'"
            yield wrong("misnamed-reading", message, *path, "reading")
