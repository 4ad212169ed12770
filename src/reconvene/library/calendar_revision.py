"""
In: the text of one calendar file.
Out: a CalendarRevision (what became known, and from when), or every problem with its line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY_NAMES = tuple(name[:3] for name in WEEKDAYS)
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNREAD = date.min  # stands in for a day that could not be read, until the file is refused
_HOW_TO_WRITE = "write it as 'Mon 3 Jan 2022'"


class CalendarFileFaulty(ValueError):
    """A calendar file cannot be used. `problems` holds each, as "file:line:column: what"."""

    def __init__(self, *, problems: tuple[str, ...]) -> None:
        self.problems = problems
        found = "\n  ".join(problems)
        super().__init__(
            f"A calendar could not be read: found\n  {found}\n"
            "Correct the file; docs/reference/calendars.md says what each key holds."
        )


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one day that a file closes or opens, the reason, and where the file says so."""

    reason: str
    where: str


@dataclass(frozen=True, slots=True)
class CalendarRevision:
    """
    Hold what one file says became known of a calendar.

    Args:
        version: Name of the file without its ending ("2022-09").
        where: The file, as messages name it.
        known_from: Day from which it was known.
        because: What happened, in plain words.
        first_day: First day covered, if the file says.
        last_day: Last day covered, if the file says.
        weekend: Weekday numbers never worked, if the file says.
        extends: Name of the calendar it adds to, if it does.
        closes: Days that are not worked from now on.
        opens: Days that are worked after all.
    """

    version: str
    where: str
    known_from: date
    because: str
    first_day: date | None = None
    last_day: date | None = None
    weekend: frozenset[int] | None = None
    extends: str | None = None
    closes: Mapping[date, Change] = field(default_factory=dict)
    opens: Mapping[date, Change] = field(default_factory=dict)


def read_revision(text: str, *, version: str, where: str) -> CalendarRevision:
    """
    Return what a calendar file says.

    Args:
        text: The file, in YAML 1.2.
        version: What the file's name says it is.
        where: The file, as messages should name it.

    Raises:
        CalendarFileFaulty: With every problem found, each with its line and column.
    """
    page = _Page(where)
    said = page.mapping(_composed(text, where), _KEYS)
    page.demand(said, "known_from", "because")
    covers = said.pop("covers", {})
    page.refuse()
    return CalendarRevision(
        version=version,
        where=where,
        first_day=covers.get("from"),
        last_day=covers.get("to"),
        **said,
    )


def _composed(text: str, where: str) -> Node | None:
    try:
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as fault:
        mark = fault.problem_mark
        at = f"{where}:{mark.line + 1}:{mark.column + 1}" if mark else where
        raise CalendarFileFaulty(problems=(f"{at}: {fault.problem}",)) from fault
    return node


class _Page:
    """Read the nodes of one file, keeping each problem with the place it was found."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.problems: list[str] = []

    def refuse(self) -> None:
        if self.problems:
            raise CalendarFileFaulty(problems=tuple(self.problems))

    def demand(self, said: Mapping[str, Any], *keys: str) -> None:
        if not self.problems:  # a misspelt key explains a missing one: say it once
            missing = [key for key in keys if key not in said]
            self.problems += [f"{self.where}:1:1: '{key}' is missing" for key in missing]

    def problem(self, node: Node, what: str) -> None:
        self.problems.append(f"{self.place(node)}: {what}")

    def place(self, node: Node) -> str:
        mark = node.start_mark
        return f"{self.where}:{mark.line + 1}:{mark.column + 1}"

    def pairs(self, node: Node | None) -> list[tuple[Node, Node]]:
        if node is None:
            self.problems.append(f"{self.where}:1:1: the file is empty")
            return []
        if not isinstance(node, MappingNode):
            self.problem(node, "expected 'key: value' lines")
            return []
        return list(node.value)

    def mapping(self, node: Node | None, keys: "Mapping[str, _Reader]") -> dict[str, Any]:
        said: dict[str, Any] = {}
        for key_node, value_node in self.pairs(node):
            key = self.words(key_node)
            if key in said:
                self.problem(key_node, f"'{key}' is said twice")
            elif key in keys:
                said[key] = keys[key](self, value_node)
            else:
                nearest = get_close_matches(key, keys, n=1)
                hint = f" - did you mean '{nearest[0]}'?" if nearest else ""
                self.problem(key_node, f"unknown key '{key}'{hint}")
        return said

    def words(self, node: Node) -> str:
        if isinstance(node, ScalarNode) and str(node.value).strip():
            return " ".join(str(node.value).split())
        self.problem(node, "expected some words")
        return ""

    def day(self, node: Node) -> date:
        text = self.words(node)
        try:
            weekday, number, month, year = text.split()
            day = date(int(year), _MONTH_NAMES.index(month) + 1, int(number))
        except ValueError:
            self.problem(node, f"'{text}' is not a day: {_HOW_TO_WRITE}")
            return _UNREAD
        if _WEEKDAY_NAMES[day.weekday()] != weekday:
            self.problem(node, f"'{text}' is a {WEEKDAYS[day.weekday()]}")
        return day

    def covers(self, node: Node) -> dict[str, date]:
        return self.mapping(node, {"from": _Page.day, "to": _Page.day})

    def changes(self, node: Node) -> dict[date, Change]:
        found: dict[date, Change] = {}
        for day_node, reason_node in self.pairs(node):
            day = self.day(day_node)
            if day in found and day != _UNREAD:
                self.problem(day_node, f"{day} is said twice")
            found[day] = Change(self.words(reason_node), self.place(day_node))
        return found

    def weekend(self, node: Node) -> frozenset[int]:
        if not isinstance(node, SequenceNode):
            self.problem(node, "expected a list such as [Saturday, Sunday]")
            return frozenset()
        names = {self.words(item): item for item in node.value}
        for name, item in names.items():
            if name not in WEEKDAYS:
                self.problem(item, f"'{name}' is not a day of the week")
        return frozenset(WEEKDAYS.index(name) for name in names if name in WEEKDAYS)


_Reader = Callable[[_Page, Node], Any]
_KEYS: Mapping[str, _Reader] = {
    "known_from": _Page.day,
    "because": _Page.words,
    "covers": _Page.covers,
    "weekend": _Page.weekend,
    "extends": _Page.words,
    "closes": _Page.changes,
    "opens": _Page.changes,
}
