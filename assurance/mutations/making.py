"""
The mutations of a module: each small change that can be made to one place of it.

In: the text of a module. Out: which lines change into which, and the whole text with that change.
What no program does anything with is left alone: types, decorators, what is written about a thing.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import libcst as cst

from assurance.mutations.operators import in_place_of


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change: at which line of which file, the lines as they are, what is put, the whole."""

    file: str
    line: int
    find: str
    put: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}\n    - {_shown(self.find)}\n    + {_shown(self.put)}"


class Place:
    """A node that can be changed and one thing to put there; the text is made when asked for."""

    def __init__(self, module: cst.Module, node: cst.CSTNode, put: cst.CSTNode) -> None:
        self._module, self._node, self._put = module, node, put

    def mutation(self, file: str) -> Mutation | None:
        """Return the change as text; None where it changes nothing or is no Python."""
        before = self._module.code
        after = cst.ensure_type(self._module.deep_replace(self._node, self._put), cst.Module).code
        if not _is_python(after) or ast.dump(ast.parse(before)) == ast.dump(ast.parse(after)):
            return None
        old, new = before.splitlines(), after.splitlines()
        first = next(
            (at for at, (was, now) in enumerate(zip(old, new, strict=False)) if was != now),
            min(len(old), len(new)),
        )
        last = 0
        while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
            last += 1
        find, put = old[first : len(old) - last], new[first : len(new) - last]
        return Mutation(file, first + 1, _joined(find), _joined(put), after)


def places(text: str) -> list[Place]:
    """Return every change that may be made to a module, in the order of its text."""
    module = cst.parse_module(text)
    finder = _Finder()
    module.visit(finder)
    return [Place(module, node, put) for node, put in finder.found]


class _Finder(cst.CSTVisitor):
    """Walks over a module and notes what can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _is_left_alone(node):
            return False
        self.found += [(node, put) for put in in_place_of(node)]
        return True


def _is_left_alone(node: cst.CSTNode) -> bool:
    """Say whether a node is about the program and not part of what it does."""
    match node:
        case cst.Annotation() | cst.Decorator() | cst.Import() | cst.ImportFrom():
            return True
        case cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString()):
            return True
        case cst.AnnAssign(annotation=cst.Annotation(annotation=cst.Name("TypeAlias"))):
            return True
        case cst.If(test=cst.Name("TYPE_CHECKING")):
            return True
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name("__all__"))]):
            return True
        case _:
            return False


def _is_python(text: str) -> bool:
    try:
        compile(text, "mutation", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _joined(lines: list[str]) -> str:
    return "\n".join(line.strip() for line in lines)


def _shown(lines: str) -> str:
    return " ".join(lines.split("\n")) or "(nothing)"


def drawn(files: dict[str, str], count: int | None, seed: int) -> Iterator[Mutation]:
    """
    Yield mutations of some files, in an order that chance makes; each once.

    Args:
        files: The text of each, by its path.
        count: At most how many; None for all there are.
        seed: The same one gives the same mutations of the same text.
    """
    everything = [(file, place) for file, text in sorted(files.items()) for place in places(text)]
    Random(seed).shuffle(everything)  # noqa: S311  a draw that can be repeated, no secret
    seen = set[tuple[str, str]]()
    for file, place in everything:
        if len(seen) == count:
            return
        one = place.mutation(file)
        if one is not None and (file, one.text) not in seen:
            seen.add((file, one.text))
            yield one
