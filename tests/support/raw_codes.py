"""What is shown to people as the record keeps it: an id that has words, or a code with a hyphen."""

import re
from collections.abc import Mapping
from functools import cache

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.letters import CONTENTS
from reconvene.library.words.sentences import read_names
from reconvene.web.browse.chosen import labels_of


def labelled(definition: Definition) -> dict[str, str]:
    """Return every id that has words of its own, with those: of the procedure and of the house."""
    found = labels_of(definition)
    for family in FAMILIES:
        found |= read_names(family)
    return {**found, **CONTENTS, definition.reference: definition.title}


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
