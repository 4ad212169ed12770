"""A definition read from plain values, with every problem of shape and meaning at once.

In: mappings, lists and words, as a file holds them. Out: `Definition`, and the problems found.
"""

from collections.abc import Collection
from typing import Any

from reconvene.core.procedure.checks import meaning
from reconvene.core.procedure.checks.outline import Outline, said_ids
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.problem import Problem, has_error
from reconvene.core.procedure.salvage import salvaged
from reconvene.core.procedure.shape import shape_problems


def read(
    plain: Any, *, lost: Collection[str] = ()
) -> tuple[Definition | None, tuple[Problem, ...]]:
    """
    Return the definition that plain values make, or None, and all that is wrong with them.

    Problems carry paths, not lines. With advice only, the definition is there all the same.
    Where some of it cannot be read, what can be is still checked for its meaning.

    Args:
        plain: What a file holds: mappings, lists, words, numbers, dates.
        lost: Top-level keys that could not be read at all; nothing is said about them.
    """
    if not isinstance(plain, dict):
        message = "a definition is made of 'key: value' lines"
        return None, (Problem(code="not-a-mapping", message=message),)
    problems = shape_problems(plain, lost)
    if problems or lost:
        known = {section: frozenset(named) for section, named in said_ids(plain).items()}
        outline = Outline(salvaged(plain), known, frozenset(lost) | _unheard(plain, problems))
        return None, (*problems, *meaning(outline, is_whole=False))
    definition = Definition.model_validate(plain)
    problems = check(definition)
    return (None if has_error(problems) else definition), problems


def check(definition: Definition) -> tuple[Problem, ...]:
    """Return what is wrong with the meaning of a definition whose shape is right."""
    return meaning(Outline(definition), is_whole=True)


def _unheard(plain: dict[str, Any], problems: tuple[Problem, ...]) -> frozenset[str]:
    """Return the sections that are missing, misspelt or of the wrong shape as a whole."""
    fields = Definition.model_fields
    missing = {name for name, field in fields.items() if field.is_required() and name not in plain}
    at_top = [problem for problem in problems if len(problem.path) == 1]
    misspelt = {problem.suggestion for problem in at_top if problem.code == "unknown-key"}
    return frozenset(missing | misspelt | {str(problem.path[0]) for problem in at_top})
