"""
Ways to change one place of a module: those of a library, and a few that it lacks.

In: a node of a syntax tree. Out: what may stand there instead. The library has operators, numbers,
words, arguments and values; what decides who may do something is most often a condition or one
line of a table, so those are left out or turned round as well.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import libcst as cst
from mutmut.mutation import mutators

Operator = Callable[[Any], Iterable[cst.CSTNode]]
_Kind = type[cst.CSTNode]


def in_place_of(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield everything that may stand in place of a node; often nothing."""
    for kind, changed in OPERATORS:
        if isinstance(node, kind):
            yield from changed(node)


def _one_side(node: cst.BooleanOperation) -> Iterator[cst.CSTNode]:
    """Yield each side of an `and` or an `or`, without the other."""
    yield node.left
    yield node.right


def _turned_round(node: cst.If) -> Iterator[cst.CSTNode]:
    """Yield the `if` with its condition turned round."""
    inner = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    yield node.with_changes(test=cst.UnaryOperation(cst.Not(), inner))


def _unfiltered(node: cst.CompFor) -> Iterator[cst.CSTNode]:
    """Yield the loop of a comprehension with each of its conditions left out."""
    for at in range(len(node.ifs)):
        yield node.with_changes(ifs=[*node.ifs[:at], *node.ifs[at + 1 :]])


def _one_fewer(node: cst.Tuple | cst.List | cst.Set | cst.Dict) -> Iterator[cst.CSTNode]:
    """Yield what is written out as a collection with each of its elements left out."""
    if len(node.elements) > 1:
        for at in range(len(node.elements)):
            left = [*node.elements[:at], *node.elements[at + 1 :]]
            last = left[-1].with_changes(comma=cst.Comma())
            yield node.with_changes(elements=[*left[:-1], last])


def _other_word(node: cst.SimpleString) -> Iterator[cst.CSTNode]:
    """Yield another word; a sentence is read by people, and is left as it is."""
    if " " not in node.value:
        yield from islice(mutators.operator_string(node), 1)


_LACKING: list[tuple[_Kind, Operator]] = [
    (cst.BooleanOperation, _one_side),
    (cst.If, _turned_round),
    (cst.CompFor, _unfiltered),
    *((kind, _one_fewer) for kind in (cst.Tuple, cst.List, cst.Set, cst.Dict)),
    (cst.SimpleString, _other_word),
]
OPERATORS: list[tuple[_Kind, Operator]] = [
    *(pair for pair in mutators.mutation_operators if pair[1] is not mutators.operator_string),
    *_LACKING,
]
