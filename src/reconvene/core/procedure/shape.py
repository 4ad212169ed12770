"""What is wrong with the shape of a definition: keys, types and words that do not fit.

In: plain values. Out: problems with their paths, in words for whoever writes the file.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError

from reconvene.core.procedure.checks.outline import said_ids
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.parts import Part
from reconvene.core.procedure.problem import Path, Problem
from reconvene.core.procedure.shape_words import problem_of, unknown_key


def shape_problems(values: Mapping[str, Any], lost: Collection[str] = ()) -> tuple[Problem, ...]:
    """Return everything about the shape of these values that no definition can have."""
    return (*_unfit(values, lost), *_taken(values))


def value_type(model: type[BaseModel], name: str) -> Any:
    """Return the type of a part's field, with the readers that go with it."""
    return _hints(model)[name]


def item_type(section: str) -> type[Part] | None:
    """Return the kind of rule that a section lists, or None where it is no list of rules."""
    kind = value_type(Definition, section)
    return _part_in(kind) if get_origin(kind) is tuple else None


def part_at(path: Path) -> type[Part] | None:
    """Return the kind of part that stands at a path, or None where no part does."""
    found: type[Part] | None = Definition
    for step in path:
        if isinstance(step, str):
            hints = _hints(found) if found else {}
            found = _part_in(hints[step]) if step in hints else None
    return found


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def _part_in(kind: Any) -> type[Part] | None:
    """Return the part inside `X`, `X | None` or `tuple[X, ...]`."""
    if isinstance(kind, type) and issubclass(kind, Part):
        return kind
    if get_origin(kind) in (tuple, Union, UnionType):
        parts = (_part_in(inner) for inner in get_args(kind))
        return next((part for part in parts if part is not None), None)
    return None


def _unfit(values: Mapping[str, Any], lost: Collection[str]) -> Iterator[Problem]:
    try:
        Definition.model_validate(values)
    except ValidationError as fault:
        for error in fault.errors(include_url=False):
            if error["loc"][0] not in lost:
                yield from _of_error(dict(error))


def _of_error(error: dict[str, Any]) -> Iterator[Problem]:
    loc: Path = tuple(error["loc"])
    inner = tuple(_piece_by_piece(error["input"], loc)) if error["type"] == "value_error" else ()
    if inner:
        yield from inner
    elif error["type"] != "missing" or not _is_misspelt(error["input"], loc):
        yield problem_of(error, loc, part_at(loc[:-1]))


def _piece_by_piece(value: Any, loc: Path) -> Iterator[Problem]:
    """Yield the problem of each item: the reader of a list stops at the first, we do not."""
    pieces: Mapping[str | int, Any] = {}
    if isinstance(value, dict) and len(value) > 1:
        pieces = {key: {key: one} for key, one in value.items()}
    elif isinstance(value, tuple | list):
        pieces = {index: (one,) for index, one in enumerate(value)}
    model = part_at(loc[:-1])
    assert model is not None, "only keys of parts have readers of their own"
    adapter = TypeAdapter[Any](value_type(model, str(loc[-1])))
    for step, piece in pieces.items():
        try:
            adapter.validate_python(piece)
        except ValidationError as fault:
            for error in fault.errors(include_url=False):
                yield problem_of(dict(error), (*loc, step), model)


def _is_misspelt(said: Mapping[str, Any], loc: Path) -> bool:
    """Tell whether a missing key is there under a slightly wrong name, which is reported itself."""
    model = part_at(loc[:-1])
    assert model is not None, "only parts miss keys"
    strangers = (key for key in said if key not in model.model_fields)
    return any(unknown_key(key, model).suggestion == loc[-1] for key in strangers)


def _taken(values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield every id that an earlier rule of the same section has taken."""
    for section, named in said_ids(values).items():
        for name, paths in named.items():
            for path in paths[1:]:
                message = f"the id '{name}' is taken by an earlier one of the {section}"
                yield Problem(code="duplicate-id", message=message, path=path)
