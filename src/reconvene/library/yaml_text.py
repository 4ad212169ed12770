"""
In: the text of a YAML 1.2 file.
Out: its plain values, every problem of its syntax, and the line and column of any path in it.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from reconvene.core.procedure.problem import Path, Problem

_TAG = "tag:yaml.org,2002:"
_DEEPEST = 40
_TOO_DEEP = f"this stands inside more than {_DEEPEST} others; write it with fewer levels"
_NO_SIGN = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")
_TOP_LEVEL_KEY = re.compile(r"[^\s#-][^:]*:")


class WrittenNumber(float):
    """A number with a point that still knows how it was written: 3.10 is a clause, not 3.1."""

    written: str

    def __new__(cls, written: str) -> Self:
        number = super().__new__(cls, written)
        number.written = written
        return number

    def __str__(self) -> str:
        return self.written

    __repr__ = __str__


@dataclass(slots=True)
class YamlText:
    """
    A YAML text, read.

    `lost` names the top-level keys that could not be read; the rest is there all the same.
    `problems` are those of syntax, each with its place; empty for a sound text.
    """

    name: str
    lines: tuple[str, ...]
    root: Node | None = None
    plain: Any = None
    lost: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    def placed(self, problem: Problem) -> Problem:
        """Return a problem with the line and column that its path leads to."""
        node = self._node(problem.path, on_key=problem.is_about_key)
        mark = node.start_mark if node is not None else None
        return self._at(problem, mark.line if mark else 0, mark.column if mark else 0)

    def _at(self, problem: Problem, line: int, column: int) -> Problem:
        text = self.lines[line] if line < len(self.lines) else ""
        return replace(
            problem, name=self.name, line=line + 1, column=column + 1, source_line=text.rstrip()
        )

    def _node(self, path: Path, *, on_key: bool) -> Node | None:
        """Return the node a path leads to, or the last one on the way that is there."""
        node, key = self.root, None
        for step in path:
            if isinstance(step, int) and not isinstance(node, SequenceNode):
                continue  # one value stands for a list of one
            found = _child(node, step)
            if found is None:
                return node
            key, node = found
        return key if on_key and key is not None else node

    def complain(self, code: str, message: str, line: int, column: int) -> None:
        self.problems.append(self._at(Problem(code=code, message=message), line, column))


def read_yaml(name: str, text: str) -> YamlText:
    """
    Return what a YAML text says, as far as it can be read.

    A syntax error costs the top-level section it stands in, not the whole file; signs that cannot
    be read, and brackets without end, cost all of it.

    Args:
        name: The file, as problems should name it.
        text: What it holds.
    """
    page = YamlText(name, tuple(text.splitlines()))
    page.root = _composed(page)
    if page.root is None and not page.problems:
        page.complain("empty-file", "the file is empty", 0, 0)
    if page.root is not None:
        page.plain = _Plain(page).value(page.root)
    return page


def _composed(page: YamlText) -> Node | None:
    lines = list(page.lines)
    while True:
        text = "\n".join(lines) + "\n"
        try:
            node: Node | None = YAML(typ="safe", pure=True).compose(text)
        except ReaderError as fault:
            sign = f"U+{ord(text[fault.position]):04X}"
            message = f"the sign {sign} cannot stand in a file; take it out"
            page.complain("yaml-syntax", message, *_place(text, fault.position))
            return None
        except (ValueError, OverflowError):
            found = _NO_SIGN.search(text)
            message = "there is no sign of this number; write the sign itself"
            page.complain("yaml-syntax", message, *_place(text, found.start() if found else 0))
            return None
        except RecursionError:
            page.complain("yaml-depth", _TOO_DEEP, *_first_too_deep(text))
            return None
        except MarkedYAMLError as fault:
            line, column, message = _syntax(fault)
            page.complain("yaml-syntax", message, line, column)
            if not _blanked(page, lines, line):
                return None
        else:
            return node


def _place(text: str, position: int) -> tuple[int, int]:
    """Return the line and column of a position, all from 0."""
    before = text[:position].split("\n")
    return len(before) - 1, len(before[-1])


def _first_too_deep(text: str) -> tuple[int, int]:
    """Return the line and column, from 0, of the first thing inside too many others."""
    depth = 0
    with suppress(YAMLError):  # what follows it is of no account
        for event in YAML(typ="safe", pure=True).parse(text):
            depth += isinstance(event, CollectionStartEvent)
            depth -= isinstance(event, CollectionEndEvent)
            if depth > _DEEPEST:
                return event.start_mark.line, event.start_mark.column
    return 0, 0


def _blanked(page: YamlText, lines: list[str], line: int) -> bool:
    """Empty the top-level section around a line, and tell whether there was anything to empty."""
    starts = [number for number, text in enumerate(lines) if _TOP_LEVEL_KEY.match(text)]
    start = max((number for number in starts if number <= line), default=None)
    if start is None:
        return False
    end = min((number for number in starts if number > line), default=len(lines))
    page.lost |= {lines[start].partition(":")[0].strip(" \"'")}
    lines[start:end] = [""] * (end - start)
    return True


# What the parser says (a part of it), and what a person needs to hear.
_SYNTAX_WORDS = (
    ("'\\t'", "a tab cannot indent here; use spaces"),
    ("quoted scalar", "the quotation mark opened here is never closed"),
    ("flow sequence", "the bracket '[' opened here is never closed, or a comma is missing"),
    ("flow mapping", "the brace '{' opened here is never closed, or a comma is missing"),
    (
        "mapping values are not allowed",
        "there is a ':' too many; put words that hold ': ' in quotes",
    ),
    ("could not find expected ':'", "a ':' is missing after this key"),
    ("expected <block end>", "this line is not indented like the lines it belongs with"),
    ("cannot start any token", "words cannot begin with this sign; put them in quotes"),
    ("undefined alias", "words cannot begin with '*'; put them in quotes"),
    ("another document", "one file holds one definition; take out the line '---'"),
)


def _syntax(fault: MarkedYAMLError) -> tuple[int, int, str]:
    """Return where a syntax error began, counted from 0, and what to say of it."""
    said = f"{fault.context or ''} {fault.problem or ''}"
    opened_before = any(word in said for word in ("quoted scalar", "flow "))
    mark = fault.context_mark if opened_before and fault.context_mark else fault.problem_mark
    mark = mark or fault.context_mark
    words = next((words for part, words in _SYNTAX_WORDS if part in said), None)
    message = words or f"this cannot be read as YAML: {(fault.problem or said).strip()}"
    return (mark.line, mark.column, message) if mark else (0, 0, message)


def _child(node: Node | None, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        pairs: list[tuple[Node, Node]] = node.value
        return next(((key, value) for key, value in pairs if key.value == str(step)), None)
    if isinstance(node, SequenceNode):
        items: list[Node] = node.value
        if isinstance(step, int):
            return (None, items[step]) if step < len(items) else None
        return next(((None, item) for item in items if _names(item, step)), None)
    return None


def _names(node: Node, name: str) -> bool:
    """Tell whether a list's item is the one of this id, or is the word itself."""
    if isinstance(node, ScalarNode):
        return str(node.value) == name
    found = _child(node, "id")
    return found is not None and found[1].value == name


class _Plain:
    """Turn nodes into plain values, keeping a problem for whatever has no single meaning."""

    def __init__(self, page: YamlText) -> None:
        self.page = page
        self.seen: set[int] = set()

    def value(self, node: Node, depth: int = 1) -> Any:
        if depth > _DEEPEST and not isinstance(node, ScalarNode):
            self._complain(node, "yaml-depth", _TOO_DEEP)
            return None
        if id(node) in self.seen:
            self._complain(node, "yaml-alias", "write this out in full; aliases are not read here")
            return None
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return dict(self._pairs(node, depth + 1))
        if isinstance(node, SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return _scalar(str(node.tag or ""), str(node.value))

    def _pairs(self, node: MappingNode, depth: int) -> Iterator[tuple[str, Any]]:
        said: set[str] = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._complain(key_node, "odd-key", "a key is one word")
                continue
            key = str(key_node.value)  # as written: an unquoted 3.10 keeps its nought
            if key in said:
                self._complain(key_node, "duplicate-key", f"'{key}' is said twice")
                continue
            said.add(key)
            yield key, self.value(value_node, depth)

    def _complain(self, node: Node, code: str, message: str) -> None:
        self.page.complain(code, message, node.start_mark.line, node.start_mark.column)


def _scalar(tag: str, written: str) -> Any:
    """Return what a word means in YAML 1.2; what cannot be made out stays the word it is."""
    kind = tag.removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool":
        return written.lower() == "true"
    with suppress(ValueError):
        if kind == "int":
            return int(written)
        if kind == "float":
            return WrittenNumber(written)
        if kind == "timestamp":
            return date.fromisoformat(written)
    return written
