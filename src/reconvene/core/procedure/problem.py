"""What is wrong with a definition: one value per problem, with its place once that is known.

In: nothing. Out: `Problem`, which prints as an editor expects it.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """
    One thing wrong with a definition, or, at level "advice", one thing to look at twice.

    `code` is stable. `path` leads through the definition: keys, list positions from 0, and ids
    ("duties", "acknowledge", "limit"). `is_about_key` points at the last key, not its value.
    `suggestion` is the nearest right word; the message says it too. `line` and `column` count
    from 1 and are 0 until the place in a file is known.
    """

    code: str
    message: str
    path: Path = ()
    level: Literal["error", "advice"] = "error"
    is_about_key: bool = False
    suggestion: str = ""
    name: str = ""
    line: int = 0
    column: int = 0
    source_line: str = ""

    @property
    def is_error(self) -> bool:
        return self.level == "error"

    def __str__(self) -> str:
        """Return the problem on one line: where it is, then what it is."""
        place = ":".join(str(part) for part in (self.name, self.line, self.column) if part)
        where = place or ".".join(str(step) for step in self.path)
        advice = "" if self.is_error else "advice: "
        return f"{where}: {advice}{self.message}" if where else f"{advice}{self.message}"

    def shown(self) -> str:
        """Return the problem with the line it stands on and a caret under its first character."""
        if not self.source_line.strip():
            return str(self)
        return f"{self}\n    {self.source_line}\n    {' ' * (self.column - 1)}^"


def has_error(problems: tuple[Problem, ...]) -> bool:
    """Tell whether any problem is more than advice."""
    return any(problem.is_error for problem in problems)


def in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems as they are met when reading the file from the top, each once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda problem: (problem.line, problem.column)))
