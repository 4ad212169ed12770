"""What can still be read of a definition whose shape is wrong somewhere.

In: plain values. Out: a `Definition` of the sound rules only, for checking what they mean.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from reconvene.core.kinds.limit import NONE_STATED
from reconvene.core.procedure.definition import Definition, Origin
from reconvene.core.procedure.duties import Late, RightRule
from reconvene.core.procedure.parts import Ref
from reconvene.core.procedure.shape import item_type, value_type

_LAW = ("law",)

# Stands where a part that every definition must have could not be read.
_STAND_INS: Mapping[str, Any] = {
    "format": 1,
    "id": "unreadable",
    "version": 1,
    "title": "unreadable",
    "authority": "unreadable",
    "status": "draft",
    "effective_from": date.min,
    "cited_as": "unreadable",
    "origin": Origin(title="unreadable", publisher="unreadable", read_on=date.min),
    "clauses": {},
    "decision_stands": _LAW,
    "lodging": RightRule(
        id="complain",
        label="Complain",
        source=_LAW,
        arises_from=(Ref(kind="conference.took-place"),),
        limit=NONE_STATED,
        late=Late(source=_LAW),
    ),
}


def salvaged(values: Mapping[str, Any]) -> Definition:
    """Return a definition made of every part that is sound on its own; the others are left out."""
    found: dict[str, Any] = {}
    for name, field in Definition.model_fields.items():
        sound = _sound(name, values[name]) if name in values else None
        if sound is not None:
            found[name] = sound
        elif field.is_required():
            found[name] = _STAND_INS.get(name, ())
    return Definition.model_construct(**found)


def _sound(name: str, value: Any) -> Any:
    one = item_type(name)
    if one is None or not isinstance(value, list | tuple):
        return _valid(value_type(Definition, name), value)
    rules = (_valid(one, item) for item in value)
    return tuple(rule for rule in rules if rule is not None)


def _valid(kind: Any, value: Any) -> Any:
    try:
        return _adapter(kind).validate_python(value)
    except ValidationError:
        return None


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
