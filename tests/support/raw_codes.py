"""What is shown to people as the record keeps it: an id that has words, or a code with a hyphen."""

import re
from collections.abc import Mapping
from functools import cache

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.letters import CONTENTS
from reconvene.core.procedure.panels import BAR_KINDS
from reconvene.library.words.sentences import read_names


def labelled(definition: Definition) -> dict[str, str]:
    """Return every id that has words of its own, with those: of the procedure and of the house."""
    found = {
        id_: rule.label
        for by_id in definition.by_id.values()
        for id_, rule in by_id.items()
        if hasattr(rule, "label")
    }
    for gate in definition.gates:
        for criterion in gate.criteria:
            found |= {criterion.id: criterion.label, **criterion.limbs}
    with_papers = (*definition.by_id["meetings"].values(), *definition.panels)
    found |= {paper.id: paper.label for rule in with_papers for paper in rule.papers}
    found |= {seat.id: seat.label for panel in definition.panels for seat in panel.seats}
    for family in FAMILIES:
        found |= read_names(family)
    return {**found, **BAR_KINDS, **CONTENTS, definition.reference: definition.title}


FAMILIES = (
    "briefed channel conference decision declined finding form gate held-for referral response seat "
    "supporter tie which-chair written"
).split()
CODE = re.compile(r"(?<![\w’-])[a-z0-9]+(?:-[a-z0-9]+)+(?:/[0-9]+)?(?![\w-])")


@cache
def one_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)), re.IGNORECASE)


def raw(said: str, words: Mapping[str, str], besides: str) -> list[str]:
    """Return what is said as the record keeps it: an id for its words, or a code with a hyphen."""
    bare = one_of(frozenset(words.values())).sub("…", said)
    pieces = re.split(r", | and |; |: ", bare)
    ids = [one for one in pieces if words.get(one, one).lower() != one.lower()]
    return ids + [one for one in CODE.findall(bare) if one not in besides.lower()]


def written(value: object) -> str:
    """Return what people wrote of an entry, and not chose: its words and names, and any sentence."""
    if isinstance(value, dict):
        own = [str(value[name]) for name in ("words", "name") if name in value]
        return " ".join((*own, written(list(value.values()))))
    if isinstance(value, list | tuple):
        return " ".join(map(written, value))
    return value if isinstance(value, str) and " " in value else ""
