"""What a definition means, held to what can be: every check, in the order they are run.

In: an outline of a definition. Out: problems with their paths.
"""

from collections.abc import Callable, Iterator

from reconvene.core.procedure.checks.outline import Outline
from reconvene.core.procedure.problem import Problem

Check = Callable[[Outline], Iterator[Problem]]

# Checks that look at what is there; they hold for the sound part of an unsound file too.
OF_WHAT_IS_THERE: tuple[Check, ...] = ()

# Checks that miss something; they would mislead while part of the file is unreadable.
OF_WHAT_IS_MISSING: tuple[Check, ...] = ()


def meaning(outline: Outline, *, is_whole: bool) -> tuple[Problem, ...]:
    """Return every problem of meaning; `is_whole` says that nothing of the file is unreadable."""
    checks = OF_WHAT_IS_THERE + (OF_WHAT_IS_MISSING if is_whole else ())
    return tuple(problem for check in checks for problem in check(outline))
