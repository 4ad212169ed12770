"""A story file while it is being read: its faults so far, and what stands where, told safely.

In: the text of a YAML file. Out: its parts in the shapes asked for, and a `Fault` with its line for
each that has another. Nothing in a file, however odd, raises anything but `StoryUnreadable`.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from reconvene.core.kinds.written_days import day
from reconvene.core.procedure.happenings import nearest
from reconvene.core.record.payload import Person
from reconvene.stories.story import Fault, StoryUnreadable


class Page:
    """A story file being read: its faults so far, its people, its shared parts."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.people: dict[str, Person] = {}
        self.shared: dict[str, Any] = {}
        self.raw: Mapping[str, Any] = self._load(text)

    def _load(self, text: str) -> Any:
        self._refuse_endless(text)
        try:
            raw = YAML(typ="rt").load(text)
        except YAMLError as fault:
            mark = getattr(fault, "problem_mark", None)
            raise self._unreadable(
                mark.line + 1 if mark else 1, f"this is not YAML: {fault}"
            ) from fault
        except (ValueError, RecursionError) as fault:  # 2025-02-30; brackets without end
            raise self._unreadable(1, f"a value cannot be read: {fault}") from fault
        if not isinstance(raw, dict):
            raise self._unreadable(1, "a story is a mapping that begins with 'story:'")
        return raw

    def _refuse_endless(self, text: str) -> None:
        """Refuse a part that stands inside itself; one part in several places is fine."""
        around: list[str | None] = []
        try:
            for event in YAML(typ="rt").parse(text) if "*" in text else ():
                if isinstance(event, CollectionStartEvent):
                    around.append(event.anchor)
                elif isinstance(event, CollectionEndEvent):
                    around.pop()
                elif isinstance(event, AliasEvent) and event.anchor in around:
                    message = f"'{event.anchor}' would hold itself; write this out in full"
                    raise self._unreadable(event.start_mark.line + 1, message)
        except YAMLError:
            return  # told when the text is loaded, with its line

    def _unreadable(self, line: int, message: str) -> StoryUnreadable:
        return StoryUnreadable(name=self.name, faults=(Fault(line, message),))

    def wrong(self, node: Any, message: str, key: Any = None) -> None:
        """Note a fault: of a mapping or a list, or of what it holds under a key or a number."""
        self.wrong_on(line_of(node, key), message)

    def wrong_on(self, line: int, message: str) -> None:
        """Note a fault of something that cannot tell its own line."""
        self.faults.append(Fault(line, message))

    def unknown_keys(self, node: Mapping[str, Any], known: Iterable[str]) -> None:
        known = tuple(known)
        for key in node:
            if key not in known:
                self.wrong(node, f"unknown key '{key}'{nearest(str(key), known)}", key)

    def mapping(self, node: Mapping[str, Any], key: str) -> Mapping[Any, Any]:
        """Return the mapping under a key; empty where there is none, or something else."""
        found = node.get(key)
        if isinstance(found, dict):
            return found
        if key in node:
            self.wrong(node, f"'{key}' is a mapping, such as {{name: value}}", key)
        return {}

    def listing(self, node: Mapping[str, Any], key: str) -> list[Any]:
        """Return the list under a key; empty where there is none, or something else."""
        found = node.get(key)
        if isinstance(found, list):
            return found
        if key in node:
            self.wrong(node, f"'{key}' is a list", key)
        return []

    def words(self, node: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """Return the words under a key, where one alone stands for a list of one."""
        found = node.get(key)
        if isinstance(found, str):
            return (found,)
        if isinstance(found, list) and all(is_word(one) for one in found):
            return tuple(str(one) for one in found)
        if key in node:
            self.wrong(node, f"'{key}' is one word, or a list of words", key)
        return ()

    def word(self, node: Mapping[Any, Any], key: Any, otherwise: str = "") -> str:
        """Return the text under a key."""
        found = node.get(key, otherwise)
        if is_word(found):
            return str(found)
        if found is not None:
            self.wrong(node, f"'{key}' is a word or a sentence", key)
        return otherwise

    def day(self, node: Mapping[Any, Any], key: Any) -> date | None:
        """Return the day under a key; None, and a fault, where it is not one."""
        return self.day_written(node, node[key], key)

    def day_written(self, node: Any, value: Any, key: Any = None) -> date | None:
        """Return a day that stands somewhere in a part of the file."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return day(str(value))
        except ValueError as fault:
            self.wrong(node, str(fault), key)
            return None

    def person(self, node: Any, name: str) -> Person:
        """Return somebody from `people`, or else somebody who is just their role."""
        if name in self.people:
            return self.people[name]
        if name.startswith("@"):
            known = nearest(name[1:], self.people)
            self.wrong(node, f"nobody called '{name[1:]}' is in people{known}")
        return Person(id=name, name=name, role=name)

    def items(self, node: Mapping[str, Any], key: str) -> Iterator[tuple[int, Any]]:
        """Give each item of the list under a key with its line."""
        found = self.listing(node, key)
        for number, item in enumerate(found):
            yield line_of(found, number), item


def is_word(value: Any) -> bool:
    """Tell whether a value is one word, a number or a sentence, and neither empty nor a part."""
    return isinstance(value, str | int | float)


def line_of(node: Any, key: Any = None) -> int:
    """Return the line of a part of the file, or of what it holds under a key or a number."""
    places = getattr(node, "lc", None)
    if places is None or places.line is None:
        return 1
    place = (places.data or {}).get(key) if key is not None else None
    return int(place[0] if place else places.line) + 1
