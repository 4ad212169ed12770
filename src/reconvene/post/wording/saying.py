"""
In: a fact, and what kind of fact it is. Out: how a letter says it, in the language of its words.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list

from reconvene.core.letters.draft import Facts
from reconvene.core.letters.vocabulary import Kind, Shape
from reconvene.library.words.plain import lowered, said_time
from reconvene.post.letter import Tongue
from reconvene.post.wording.shape import Wording

ENGLISH = "en"
ISOLATE, ISOLATE_END = "\u2068", "\u2069"
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def locale(wording: Wording) -> str:
    """Return the code by which the CLDR knows a language; ours is British English."""
    return "en_GB" if wording.language == ENGLISH else wording.language


def said(wording: Wording, kind: Kind, value: Any) -> str:
    """
    Return a fact in words; "" where it is not known. Signs that turn words about are left out.

    Args:
        wording: Whose language and labels are used.
        kind: What kind of fact it is.
        value: As the core has it: a day, an hour ("14:30"), names, or text.
    """
    if value in (None, "", (), []):
        return ""
    words = SAID[kind](wording, value).translate(_TURNING)
    is_ours = wording.direction == "ltr" or kind in (Kind.DAY, Kind.HOUR)
    return words if is_ours else "\n".join(map(_kept_together, words.split("\n")))


def language_name(code: str) -> str:
    """Return what a language is called in English, by its code; the code itself where none knows."""
    return str(Locale("en").languages.get(code, code))


def tongue_of(wording: Wording, on: date) -> Tongue:
    """Return the language of a wording, for a letter of that day."""
    return Tongue(
        language=locale(wording).replace("_", "-"),
        direction=wording.direction,
        dated=said_day(wording, on),
        page=wording.page,
    )


def said_day(wording: Wording, on: date) -> str:
    """Return a day in full, in the language of a wording."""
    return str(format_date(on, wording.day, locale=locale(wording)))


def _kept_together(line: str) -> str:
    """
    Return words of another direction so that none of theirs, nor a number in them, changes its place.

    Source: Unicode Standard Annex 9, first strong isolate.
    """
    return f"{ISOLATE}{line}{ISOLATE_END}" if line.strip() else line


def shown(wording: Wording, value: Any) -> str:
    """Return a fact as it is looked for in words, folded: a day in full, an hour as it is said."""
    if isinstance(value, time):
        return folded(_said_hour(wording, value))
    return folded(said_day(wording, value) if isinstance(value, date) else str(value))


def is_shown(wording: Wording, value: Any, words: str, *, is_called: bool = False) -> bool:
    """
    Tell whether a fact stands in folded words: as it is, or, where it `is_called` so by the
    procedure, as this language calls it.
    """
    return shown(wording, value) in words or (is_called and folded(_label(wording, value)) in words)


def called(facts: Facts, shapes: Mapping[str, Shape]) -> Iterator[str]:
    """Yield each fact that is said by what a language calls it, at whatever depth."""
    for name, shape in shapes.items():
        if isinstance(shape, Mapping):
            for item in facts[name]:
                yield from called(item, shape)
        elif shape in (Kind.LABEL, Kind.TITLE):
            yield facts[name]
        elif shape is Kind.NAMES:
            yield from facts[name]


def folded(words: str) -> str:
    """
    Return words without what may differ where they are quoted: case, spacing, last full stops, and
    signs that turn them about.
    """
    plain = " ".join(words.translate(_TURNING).split()).casefold()
    return plain.rstrip(".") or plain


def lines_of(words: str) -> tuple[str, ...]:
    """Return words as paragraphs: each line break begins another; spacing becomes plain."""
    return tuple(" ".join(line.split()) for line in words.splitlines() if line.strip())


def _label(wording: Wording, label: str) -> str:
    return wording.labels.get(label, label)


def _in_a_sentence(wording: Wording, label: str) -> str:
    """Return a label as it stands inside a sentence; another language has it so already."""
    known = wording.labels.get(label)
    return known or (lowered(label) if wording.language == ENGLISH else label)


def _hour(wording: Wording, written: str) -> str:
    return _said_hour(wording, time.fromisoformat(written))


def _said_hour(wording: Wording, at: time) -> str:
    if wording.language == ENGLISH:
        return said_time(at)
    return str(format_time(at, "short", locale=locale(wording)))


def _listed(wording: Wording, names: tuple[str, ...]) -> str:
    return format_list([_label(wording, name) for name in names], locale=locale(wording))


def _as_written(_: Wording, words: str) -> str:
    return words


def _inline(_: Wording, words: str) -> str:
    """Return somebody's words as they stand inside a sentence, without their own full stop."""
    return words.strip().rstrip(".") or words.strip()


SAID: Mapping[Kind, Callable[[Wording, Any], str]] = {
    Kind.DAY: said_day,
    Kind.HOUR: _hour,
    Kind.TEXT: _as_written,
    Kind.QUOTATION: _inline,
    Kind.LABEL: _in_a_sentence,
    Kind.NAME: _as_written,
    Kind.TITLE: _label,
    Kind.NAMES: _listed,
}
