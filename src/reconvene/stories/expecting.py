"""What a step of a story says must be so afterwards: its `then`.

In: a step, on its page. Out: an `Expected`. A `then` that would expect nothing by mistake is a
fault: what cannot fail shows nothing.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from reconvene.core.procedure.happenings import nearest
from reconvene.core.record.event import KINDS
from reconvene.stories.page import Page, is_word, line_of
from reconvene.stories.story import Expected

THEN = (
    "owed",
    "only_owed",
    "targets",
    "met",
    "met_late",
    "overdue",
    "not_owed",
    "not_determined",
    "may",
    "lapsed",
    "can",
    "cannot",
    "points",
    "reviewed",
)

Act = tuple[str, str | None, str]
"""A kind of entry, what it is about, and the ground on which it is not open, where one is given."""


def expected(page: Page, step: Mapping[str, Any]) -> Expected | None:
    """Return what a step expects; None where it has no `then`, or one that cannot be read."""
    node = step.get("then")
    if not isinstance(node, dict):
        if "then" in step:
            page.wrong(step, f"'then' is a mapping of what must be so: {', '.join(THEN)}", "then")
        return None
    page.unknown_keys(node, THEN)
    return Expected(
        line=line_of(node),
        owed=_days(page, node, "owed"),
        targets={key: on for key, on in _days(page, node, "targets").items() if on},
        met=page.words(node, "met"),
        met_late=page.words(node, "met_late"),
        overdue=page.words(node, "overdue"),
        not_owed=page.words(node, "not_owed"),
        not_determined=_texts(page, node, "not_determined"),
        may=_days(page, node, "may"),
        lapsed=page.words(node, "lapsed"),
        can=tuple((kind, about) for kind, about, _ in _acts(page, node, "can")),
        cannot=_acts(page, node, "cannot"),
        points=_texts(page, node, "points"),
        reviewed_on=page.day(node, "reviewed") if "reviewed" in node else None,
        only_owed=page.words(node, "only_owed") if "only_owed" in node else None,
    )


def _days(page: Page, node: Mapping[str, Any], key: str) -> dict[str, date | None]:
    """Days by the ids of rules; None for "none stated", which a target cannot be."""
    raw = page.mapping(node, key)
    found: dict[str, date | None] = {}
    for rule, value in raw.items():
        is_silent = value == "none stated" and key != "targets"
        found[str(rule)] = None if is_silent else page.day(raw, rule)
    return found


def _texts(page: Page, node: Mapping[str, Any], key: str) -> dict[str, str]:
    raw = page.mapping(node, key)
    for name, value in raw.items():
        if not is_word(value):
            page.wrong(raw, f"say of '{name}' one thing, in a word", name)
    return {str(name): str(value) for name, value in raw.items()}


def _acts(page: Page, node: Mapping[str, Any], key: str) -> tuple[Act, ...]:
    """Acts: each a kind, or {kind: about}, of those not open perhaps with `ground`; or just one."""
    found = node.get(key)
    alone = isinstance(found, str | dict)
    items = [(line_of(node, key), found)] if alone else list(page.items(node, key))
    acts = [_act(page, line, item, has_ground=key == "cannot") for line, item in items]
    return tuple(act for act in acts if act is not None)


def _act(page: Page, line: int, item: Any, *, has_ground: bool) -> Act | None:
    raw = item if isinstance(item, dict) else {item: None} if isinstance(item, str) else {}
    kinds = [kind for kind in raw if not (has_ground and kind == "ground")]
    if len(kinds) != 1:
        example = "{letter.sent: stage-1-outcome" + (", ground: ...}" if has_ground else "}")
        page.wrong_on(line, f"write one act, such as {example}")
        return None
    (kind,) = kinds
    if kind not in KINDS:
        page.wrong_on(line, f"there is no act '{kind}'{nearest(str(kind), KINDS)}")
    return str(kind), page.word(raw, kind) or None, page.word(raw, "ground")
