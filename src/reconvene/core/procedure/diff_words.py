"""Sentences for what changed between two versions of a procedure.

In: a rule as it was and as it is. Out: sentences, for families where it is their right.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.duties import Condition, DutyRule, RightRule
from reconvene.core.procedure.letters import CONTENTS, Letter
from reconvene.core.procedure.parts import Part, Ref
from reconvene.core.procedure.phrases import (
    changed_limit,
    condition_words,
    events,
    limit_from,
    lower,
    role_names,
    upper,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A rule (or any value) as it was and as it is, each beside the definition it belongs to."""

    was: Definition
    now: Definition
    old: Any
    new: Any


Say = Callable[[Pair], Iterator[str]]


def added(now: Definition, section: str, rule: Any) -> str:
    """Return the sentence for a rule that is new."""
    if isinstance(rule, RightRule):
        return f"A family may now {lower(rule.label)}: {limit_from(now, rule)}."
    if isinstance(rule, DutyRule):
        who = upper(role_names(now, rule.owner))
        return f"{who} now has to {lower(rule.label)}: {limit_from(now, rule)}."
    if section == "complainants":
        return f"{rule.label}: may now use the procedure."
    return f"New among the {section}: ‘{rule.label}’."


def removed(was: Definition, section: str, rule: Any) -> str:
    """Return the sentence for a rule that is gone."""
    if isinstance(rule, RightRule):
        return f"A family can no longer {lower(rule.label)}."
    if isinstance(rule, DutyRule):
        return f"{upper(role_names(was, rule.owner))} no longer has to {lower(rule.label)}."
    if section == "complainants":
        return f"{rule.label}: may no longer use the procedure."
    return f"Gone from the {section}: ‘{rule.label}’."


def plain_words(name: str, steps: tuple[str, ...], old: Any, new: Any) -> str:
    """Return the sentence for a value that has no sentence of its own."""
    where = ", ".join(step.replace("_", " ") for step in steps)
    if _is_nothing(old):
        return f"{name} now has {where}: {_shown(new)}."
    if _is_nothing(new):
        return f"{name} no longer has {where}; it was {_shown(old)}."
    return f"{name}: {where} is now {_shown(new)}, not {_shown(old)}."


def _is_nothing(value: Any) -> bool:
    return value is None or value == ()


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(_shown(one) for one in value) or "nothing"
    if isinstance(value, Condition):
        return condition_words((value,))
    if isinstance(value, Part) and not isinstance(value, Ref):
        return f"‘{getattr(value, 'label', '') or ', '.join(_said(value))}’"
    return str(value).rstrip(".")


def _said(part: Part) -> Iterator[str]:
    """Yield what a part without a label says beyond its defaults."""
    for key in sorted(part.model_fields_set):
        yield f"{key.replace('_', ' ')} {_shown(getattr(part, key))}"


# --- Sentences of their own ----------------------------------------------------------------------


def _right_limit(pair: Pair) -> Iterator[str]:
    right = lower(pair.new.label)
    yield f"A family now has {changed_limit(pair.old.limit, pair.new.limit)}, to {right}."


def _right_form(pair: Pair) -> Iterator[str]:
    how = "has to be in writing" if pair.new.form == "written" else "can be in any form"
    yield f"‘{pair.new.label}’: asking now {how}."


def _duty_limit(pair: Pair) -> Iterator[str]:
    who = upper(role_names(pair.now, pair.new.owner))
    limit = changed_limit(pair.old.limit, pair.new.limit)
    yield f"{who} now has {limit}, to {lower(pair.new.label)}."


def _duty_owner(pair: Pair) -> Iterator[str]:
    before, after = (
        role_names(definition, rule.owner)
        for definition, rule in ((pair.was, pair.old), (pair.now, pair.new))
    )
    yield f"{upper(after)}, not {before}, now has to {lower(pair.new.label)}."


def _duty_target(pair: Pair) -> Iterator[str]:
    what, old, new = lower(pair.new.label), pair.old.local_target, pair.new.local_target
    if new is None:
        yield f"The authority no longer aims to {what} within {old}."
    else:
        yield f"The authority now aims to {what} within {changed_limit(old, new) if old else new}."


def _runs_from(pair: Pair) -> Iterator[str]:
    before, after = (
        events(definition, rule.counted_from or rule.arises_from)
        for definition, rule in ((pair.was, pair.old), (pair.now, pair.new))
    )
    if before != after:
        yield f"The time to {lower(pair.new.label)} now runs from {after}, not from {before}."
    else:
        yield f"‘{pair.new.label}’: the day its time runs from is written in another way."


def _arises(pair: Pair) -> Iterator[str]:
    before = events(pair.was, pair.old.arises_from)
    after = events(pair.now, pair.new.arises_from)
    yield f"To {lower(pair.new.label)} now follows {after}, not {before}."


def _met(pair: Pair) -> Iterator[str]:
    before, after = events(pair.was, pair.old.met_by), events(pair.now, pair.new.met_by)
    yield f"To {lower(pair.new.label)} is now done by {after}, not by {before}."


def _letter(pair: Pair) -> Iterator[str]:
    name = f"The letter ‘{pair.new.label}’"
    for content in pair.new.says:
        if content not in pair.old.says:
            yield f"{name} now also says {CONTENTS[content]}."
    for content in pair.old.says:
        if content not in pair.new.says:
            yield f"{name} no longer says {CONTENTS[content]}."
    if sorted(pair.old.says) == sorted(pair.new.says):
        yield f"{name} says the same in another order."


CHANGED: Mapping[tuple[type[Part], str], Say] = {
    (RightRule, "limit"): _right_limit,
    (RightRule, "form"): _right_form,
    (RightRule, "counted_from"): _runs_from,
    (RightRule, "arises_from"): _arises,
    (DutyRule, "limit"): _duty_limit,
    (DutyRule, "owner"): _duty_owner,
    (DutyRule, "local_target"): _duty_target,
    (DutyRule, "counted_from"): _runs_from,
    (DutyRule, "arises_from"): _arises,
    (DutyRule, "met_by"): _met,
    (Letter, "says"): _letter,
}
"""A sentence of its own for a key of a rule; every other key is said plainly."""
