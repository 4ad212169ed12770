"""Old forms of payloads, lifted to the present one a step at a time; stored bytes never change."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from reconvene.core.record.event import SCHEMAS

Plain = dict[str, Any]
Lifter = Callable[[Plain], Plain]


def _as_it_is(plain: Plain) -> Plain:
    return plain


# (kind, schema it lifts from) -> how. One row for every step any kind ever took.
LIFTERS: Mapping[tuple[str, int], Lifter] = {
    ("letter.sent", 1): _as_it_is,  # no words of it were kept then
}


class SchemaUnknown(ValueError):
    """An entry was written in a form that no release up to this one has known."""

    def __init__(self, *, kind: str, schema: int, newest: int) -> None:
        self.kind = kind
        self.schema = schema
        self.newest = newest
        super().__init__(
            f"An entry of {kind} could not be read: it is of form {schema}, and the newest known "
            f"here is {newest}. Run the release that wrote it, or a later one."
        )


def lifted(
    kind: str,
    schema: int,
    raw: bytes,
    *,
    lifters: Mapping[tuple[str, int], Lifter] = LIFTERS,
    schemas: Mapping[str, int] = SCHEMAS,
) -> bytes:
    """
    Return a payload's bytes in the present form of its kind.

    Raises:
        SchemaUnknown: It is of a later form than the newest known.
    """
    newest = schemas.get(kind, schema)
    if schema == newest:
        return raw
    if schema > newest:
        raise SchemaUnknown(kind=kind, schema=schema, newest=newest)
    plain: Plain = msgspec.json.decode(raw)
    for step in range(schema, newest):
        plain = lifters[(kind, step)](plain)
    return msgspec.json.encode(plain)
