"""What checks look at: a definition, and which ids it means to have.

In: a definition, or what is readable of one. Out: look-ups, and a walk through all its parts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from reconvene.core.procedure.checks.possible import World, world_of
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.parts import Part
from reconvene.core.procedure.problem import Path

Named = dict[str, list[Path]]
"""Every id of a section, with the path of each place that says it."""


@dataclass(frozen=True)
class Outline:
    """
    A definition under check.

    `said` adds ids of rules that could not be read, so that nobody is told they do not exist;
    `lost` names sections of which nothing could be read.
    """

    definition: Definition
    said: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()

    def ids(self, section: str) -> frozenset[str]:
        """Return every id of a section: of rules that are sound, and of those that are not."""
        sound = self.definition.by_id.get(section, {})
        return frozenset(sound) | self.said.get(section, frozenset())

    def is_lost(self, section: str) -> bool:
        """Tell whether a section could not be read, so that nothing can be said of its ids."""
        return _HOMES.get(section, section) in self.lost

    @cached_property
    def world(self) -> World:
        """Everything that can happen under the definition."""
        return world_of(self.definition)

    @cached_property
    def parts(self) -> tuple[tuple[Path, Part], ...]:
        """Every part with its path, from the top of the definition down."""
        return tuple(_walk((), self.definition))


_HOMES: Mapping[str, str] = {"meetings": "stages", "decisions": "panels"}


def _walk(path: Path, part: Part) -> Iterator[tuple[Path, Part]]:
    yield path, part
    values = part.__dict__
    for name in type(part).model_fields:
        value = values[name]
        if isinstance(value, Part):
            yield from _walk((*path, name), value)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Part):
                    yield from _walk((*path, name, _step(item, index)), item)


def _step(item: BaseModel, index: int) -> str | int:
    name = item.__dict__.get("id", index)
    return name if isinstance(name, str | int) else index


def said_ids(plain: Mapping[str, Any]) -> dict[str, Named]:
    """Return every id that plain values say, by section, whatever else is wrong with its rule."""
    found: dict[str, Named] = {}
    for path, section, name in _ids(plain):
        found.setdefault(section, {}).setdefault(name, []).append(path)
    return found


def _ids(plain: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    for section in plain:
        home = ("results", "one_of") if section == "results" else (section,)
        yield from _listed(_at(plain, home), home, section)
    yield from _said(_at(plain, ("lodging",)), ("lodging",), "rights")
    for path, stage in _items(plain.get("stages"), ("stages",)):
        meeting = (*path, "meeting")
        yield from _said(_at(stage, ("meeting",)), meeting, "meetings")
        papers = _at(stage, ("meeting", "papers"))
        yield from _listed(papers, (*meeting, "papers"), "papers of this meeting")
    for path, gate in _items(plain.get("gates"), ("gates",)):
        scope = f"criteria of gate {_at(gate, ('id',))}"
        yield from _listed(_at(gate, ("criteria",)), (*path, "criteria"), scope)
    for path, panel in _items(plain.get("panels"), ("panels",)):
        yield from _listed(_at(panel, ("decisions",)), (*path, "decisions"), "decisions")
        for key in ("seats", "papers"):
            scope = f"{key} of panel {_at(panel, ('id',))}"
            yield from _listed(_at(panel, (key,)), (*path, key), scope)


def _at(value: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _items(value: Any, home: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, list | tuple):
        yield from (((*home, index), item) for index, item in enumerate(value))


def _listed(value: Any, home: Path, section: str) -> Iterator[tuple[Path, str, str]]:
    for path, item in _items(value, home):
        yield from _said(item, path, section)


def _said(value: Any, path: Path, section: str) -> Iterator[tuple[Path, str, str]]:
    name = _at(value, ("id",))
    if isinstance(name, str):
        yield (*path, "id"), section, name
