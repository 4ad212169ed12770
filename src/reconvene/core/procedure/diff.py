"""What changed between two versions of a procedure, in words, and for whom.

In: two definitions. Out: differences: what families may do first, then what the authority owes,
then the course of the procedure, then its wording. Nothing that changed is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.diff_words import CHANGED, Pair, added, plain_words, removed
from reconvene.core.procedure.parts import Part

Whom = Literal["families", "authority", "course", "wording"]
Steps = tuple[str, ...]

_ORDER: tuple[Whom, ...] = ("families", "authority", "course", "wording")

# Whom a change in a section concerns; in any other, the course of the procedure.
_WHOM: Mapping[str, Whom] = {
    **dict.fromkeys(("lodging", "rights", "complainants", "grounds", "matters"), "families"),
    **dict.fromkeys(("letters", "supporters", "bodies", "withdrawal"), "families"),
    **dict.fromkeys(("duties", "notices", "documents", "tasks", "roles"), "authority"),
    **dict.fromkeys(("title", "authority", "cited_as", "origin", "clauses", "status"), "wording"),
}

# Keys that say a rule in other words, or say where it comes from, and change nothing it does.
_WORDING = frozenset({"label", "note", "source", "reading", "also_called"})

# What makes a version another one is no difference between them.
_OF_THE_VERSION = frozenset({"version", "changes"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One change, as a sentence. `path` leads to what changed, by keys and ids."""

    whom: Whom
    words: str
    path: Steps

    def __str__(self) -> str:
        return self.words


def differences(old: Definition, new: Definition) -> tuple[Difference, ...]:
    """
    Return what changed from one version to another; empty if nothing did.

    Families come first, their rights before all; then the authority, the course, the wording.
    Inside each, the order is that of the definition. The version's number and its
    note of changes are not differences.
    """
    found: list[Difference] = []
    for section in Definition.model_fields:
        before, after = getattr(old, section), getattr(new, section)
        if before != after and section not in _OF_THE_VERSION:
            found += _in_section(Pair(old, new, before, after), section)
    return tuple(sorted(found, key=_rank))


def _rank(difference: Difference) -> tuple[int, bool]:
    is_a_right = difference.path[0] in ("lodging", "rights")
    return _ORDER.index(difference.whom), not is_a_right


def _in_section(pair: Pair, section: str) -> Iterator[Difference]:
    if isinstance(pair.old, Part) and isinstance(pair.new, Part):
        yield from _in_rule(pair, section, (section,))
    elif _is_listed(pair.old) and _is_listed(pair.new):
        yield from _in_list(pair, section)
    else:
        yield from _in_words("The procedure", pair.old, pair.new, section, (section,))


def _is_listed(value: Any) -> bool:
    """Tell whether a value lists rules that have ids; an empty list may be one."""
    return isinstance(value, tuple) and all(hasattr(one, "id") for one in value)


def _in_list(pair: Pair, section: str) -> Iterator[Difference]:
    before = {rule.id: rule for rule in pair.old}
    after = {rule.id: rule for rule in pair.new}
    whom = _WHOM.get(section, "course")
    for name, rule in after.items():
        if name not in before:
            yield Difference(whom, added(pair.now, section, rule), (section, name))
        elif rule != before[name]:
            one = Pair(pair.was, pair.now, before[name], rule)
            yield from _in_rule(one, section, (section, name))
    for name, rule in before.items():
        if name not in after:
            yield Difference(whom, removed(pair.was, section, rule), (section, name))
    kept = [name for name in after if name in before]
    if kept != [name for name in before if name in after]:
        yield Difference("wording", f"The {section} stand in another order.", (section,))


def _in_rule(pair: Pair, section: str, path: Steps) -> Iterator[Difference]:
    for key in type(pair.new).model_fields:
        before, after = getattr(pair.old, key), getattr(pair.new, key)
        say = CHANGED.get((type(pair.new), key))
        if before != after and say is not None:
            whom = _WHOM.get(section, "course")
            yield from (Difference(whom, words, (*path, key)) for words in say(pair))
        elif before != after:
            name = f"‘{pair.new.label}’" if hasattr(pair.new, "label") else f"The {section}"
            yield from _in_words(name, before, after, section, (*path, key))


def _in_words(name: str, old: Any, new: Any, section: str, path: Steps) -> Iterator[Difference]:
    """Yield each plain value that changed, however deep it lies."""
    inner = _inner(old, new)
    for step, before, after in inner or ():
        if before != after:
            yield from _in_words(name, before, after, section, (*path, step))
    if inner is None:
        is_wording = not _WORDING.isdisjoint(path[1:])
        whom = "wording" if is_wording else _WHOM.get(section, "course")
        said = path[2:] if len(path) > 2 else path[-1:]
        yield Difference(whom, plain_words(name, said, old, new), path)


def _inner(old: Any, new: Any) -> list[tuple[str, Any, Any]] | None:
    """Return what two values hold under the same names, or None where they are to be said whole."""
    if isinstance(old, Part) and type(old) is type(new):
        return [(key, getattr(old, key), getattr(new, key)) for key in type(old).model_fields]
    if _is_listed(old) and _is_listed(new) and (old or new):
        old, new = ({rule.id: rule for rule in rules} for rules in (old, new))
    if isinstance(old, dict) and isinstance(new, dict):
        return [(key, old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old))]
    return None
