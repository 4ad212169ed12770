"""In: what pydantic finds wrong with a file's values. Out: problems with the lines they stand on."""

from pydantic import ValidationError

from reconvene.core.procedure.problem import Problem
from reconvene.library.yaml_text import YamlText


def problems_in(page: YamlText, fault: ValidationError) -> tuple[Problem, ...]:
    """Return everything that does not fit in a file, each where it stands, in pydantic's order."""
    found = (
        Problem(
            code=str(error["type"]),
            message=str(error["msg"]).removeprefix("Value error, ").lower(),
            path=tuple(error["loc"]),
        )
        for error in fault.errors()
    )
    return tuple(map(page.placed, found))
