"""Samples of stored payloads, frozen as they were when their form was new.

    python -m tests.support.frozen

writes a file for every kind and form that has none yet, into tests/golden/events, and never touches
one that is there. A file has two payloads: one with every field filled, one with only what must be
given; each as it is stored, and as it reads.
"""

import hashlib
import json
import types
import typing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from reconvene.core.record.event import KINDS, SCHEMAS, decode, encode
from reconvene.core.record.payload import Payload

FOLDER = Path(__file__).resolve().parent.parent / "golden" / "events"
DIGESTS = FOLDER / "sha256.txt"


def path_of(kind: str, schema: int) -> Path:
    """Return where the sample of a kind in a form lies."""
    return FOLDER / f"{kind}.{schema}.json"


def read_as(value: Any) -> Any:
    """Return what a payload reads as, every field of it, those left out too."""
    if isinstance(value, msgspec.Struct):
        return {name: read_as(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple | list | frozenset):
        return [read_as(one) for one in value]
    if isinstance(value, dict):
        return {str(key): read_as(one) for key, one in value.items()}
    return str(value) if isinstance(value, date | datetime) else value


def narrowed(now: Any, frozen: Any) -> Any:
    """Return what is read now, without the fields that came later than the sample."""
    if isinstance(frozen, dict) and isinstance(now, dict):
        return {name: narrowed(now[name], one) for name, one in frozen.items() if name in now}
    if isinstance(frozen, list) and isinstance(now, list) and len(now) == len(frozen):
        return [narrowed(one, was) for one, was in zip(now, frozen, strict=True)]
    return now


def leaves(read: Any) -> set[str]:
    """Return every value in what was read, wherever it stands."""
    if isinstance(read, dict):
        return set().union(*map(leaves, read.values()), set(read))
    return set().union(*map(leaves, read)) if isinstance(read, list) else {str(read)}


def sample(kind: str) -> dict[str, Any]:
    """Return the sample of a kind in its present form."""
    made = {"full": _filled(KINDS[kind], full=True), "least": _filled(KINDS[kind], full=False)}
    return {
        "kind": kind,
        "schema": SCHEMAS[kind],
        **{name: _kept(kind, data) for name, data in made.items()},
    }


def _kept(kind: str, data: Payload) -> dict[str, Any]:
    stored = encode(data)
    return {"stored": stored.decode(), "reads": read_as(decode(kind, stored))}


def _filled(struct: Any, *, full: bool) -> Any:
    hints = typing.get_type_hints(struct)
    return struct(
        **{
            field.name: _value(field.name, hints[field.name], full=full)
            for field in msgspec.structs.fields(struct)
            if full or field.required
        }
    )


def _value(name: str, kind: Any, *, full: bool) -> Any:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _value(name, next(one for one in args if one is not type(None)), full=full)
    if origin is typing.Literal:
        return next(one for one in reversed(args) if one)
    if origin is typing.Annotated:
        return _value(name, args[0], full=full)
    if origin is tuple:
        return (_value(name, args[0], full=full),)
    if origin is dict:
        return {_value("key", args[0], full=full): _value(name, args[1], full=full)}
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _filled(kind, full=full)
    return {
        Any: f"{name}, of any kind",
        str: f"{name}, as written: É",
        bool: True,
        int: 7,
        date: date(2025, 4, 22),
    }[kind]


def main() -> None:
    """Write every sample that is missing."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind, schema in SCHEMAS.items():
        path = path_of(kind, schema)
        if not path.exists():
            text = json.dumps(sample(kind), indent=1, ensure_ascii=False, sort_keys=True)
            path.write_text(f"{text}\n", encoding="utf-8")
            with DIGESTS.open("a", encoding="ascii") as digests:
                digests.write(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n")


if __name__ == "__main__":
    main()
