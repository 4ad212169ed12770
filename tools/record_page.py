"""Make docs/reference/record.md: every kind of entry, its fields, and every happening, from the code."""

import inspect
import typing
from types import UnionType
from typing import Any

import msgspec

from reconvene.core.procedure.happenings import HAPPENINGS
from reconvene.core.record import (
    after,
    copy,
    exchange,
    opening,
    panels,
    papers,
    payload,
    points,
    stages,
)
from reconvene.core.record.event import KINDS, SCHEMAS

INTRO = """# The record: every kind of entry

Made from the code by `make docs`; change the payloads in `src/reconvene/core/record/`, not this page.

An entry has a kind, the London day it happened (`happened_on`), perhaps the hour, and a payload.
What is written below is the payload, as a story or the ledger holds it.
A field with a default may be left out.
"about" marks the field that a rule matches: `letter.sent: acknowledgement` compares it with `letter`.
"""


def page() -> str:
    """Return the whole page."""
    parts = [INTRO]
    for kind, struct in KINDS.items():
        parts.append(f"## {kind}\n\n{_doc(struct)}\n\nSchema {SCHEMAS[kind]}.\n\n{_table(struct)}")
    parts.append("## The values inside\n")
    parts += [
        f"### {struct.__name__}\n\n{_doc(struct)}\n\n{_table(struct)}" for struct in _values()
    ]
    parts.append(_happenings())
    return "\n".join(parts).rstrip() + "\n"


def _doc(struct: type[Any]) -> str:
    return inspect.cleandoc(struct.__doc__ or "")


def _table(struct: type[Any]) -> str:
    fields = msgspec.structs.fields(struct)
    if not fields:
        return "No fields.\n"
    about = getattr(struct, "about", None)
    rows = ["| field | holds | default |", "| --- | --- | --- |"]
    for field in fields:
        mark = " (about)" if field.name == about else ""
        rows.append(f"| `{field.name}`{mark} | {_type(field.type)} | {_default(field)} |")
    return "\n".join(rows) + "\n"


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.default is not msgspec.NODEFAULT:
        empty = {"": "empty", (): "none", None: "none", False: "false", True: "true"}
        found = field.default
        try:
            return empty.get(found, f"`{found}`")
        except TypeError:
            return "none"
    return "none" if field.default_factory is not msgspec.NODEFAULT else "must be given"


def _type(kind: Any) -> str:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return " or ".join(f"`{one}`" if one else "empty" for one in args)
    if origin is tuple:
        return f"list of {_type(args[0])}"
    if origin is dict:
        return f"mapping of {_type(args[0])} to {_type(args[1])}"
    if origin in (typing.Union, UnionType):
        return _type(next(one for one in args if one is not type(None)))
    return {
        "str": "text",
        "bool": "true or false",
        "int": "whole number",
        "date": "day",
        "Any": "whatever it takes",
    }.get(kind.__name__, f"[{kind.__name__}](#{kind.__name__.lower()})")


def _values() -> list[type[Any]]:
    rooms = (payload, copy, opening, points, exchange, papers, stages, panels, after)
    found = {
        value.__name__: value
        for room in rooms
        for value in vars(room).values()
        if inspect.isclass(value) and issubclass(value, payload.Part) and value is not payload.Part
    }
    return [found[name] for name in sorted(found)]


def _happenings() -> str:
    rows = [
        "## Every happening a rule may name\n",
        "Those that are not entries follow from entries when a case is worked out.\n",
        "| happening | says | about one of | is an entry |",
        "| --- | --- | --- | --- |",
    ]
    rows += [
        f"| `{kind}` | {it.says} | {it.about or 'nothing'} | {'no' if it.is_derived else 'yes'} |"
        for kind, it in HAPPENINGS.items()
    ]
    return "\n".join(rows) + "\n"
