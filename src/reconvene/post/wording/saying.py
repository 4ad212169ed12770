"""
In: a fact, and what kind of fact it is. Out: how a letter says it, in the language of its words.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from reconvene.core.letters.vocabulary import Kind
from reconvene.library.words.plain import listed, lowered, said_day, said_hour


def said(kind: Kind, value: Any) -> str:
    """
    Return a fact in words; "" where it is not known.

    Args:
        kind: What kind of fact it is.
        value: As the core has it: a day, an hour ("14:30"), names, or text.
    """
    return "" if value in (None, "", (), []) else SAID[kind](value)


def shown(value: Any) -> str:
    """Return a fact as it is looked for in words: a day in full, anything else folded."""
    return folded(said_day(value) if isinstance(value, date) else str(value))


def folded(words: str) -> str:
    """Return words without what may differ where they are quoted: case, spacing, last full stops."""
    return " ".join(words.split()).casefold().rstrip(".")


def inline(words: str) -> str:
    """Return somebody's words as they stand inside a sentence, without their own full stop."""
    return words.strip().rstrip(".")


def lines_of(words: str) -> tuple[str, ...]:
    """Return words as paragraphs: each line break begins another; spacing becomes plain."""
    return tuple(" ".join(line.split()) for line in words.splitlines() if line.strip())


SAID: Mapping[Kind, Callable[[Any], str]] = {
    Kind.DAY: said_day,
    Kind.HOUR: said_hour,
    Kind.TEXT: str,
    Kind.QUOTATION: inline,
    Kind.LABEL: lowered,
    Kind.NAME: str,
    Kind.NAMES: listed,
}
