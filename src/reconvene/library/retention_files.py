"""
In: retention schedules, one YAML file for each authority that has its own, and a default.
Out: how long each class of record is kept, or every problem with the line it stands on.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from reconvene.core.kinds.limit import Limit, Unit
from reconvene.core.procedure.problem import Problem
from reconvene.library.unfit import problems_in
from reconvene.library.yaml_text import read_yaml

CLASSES = ("complaint", "panel")
"""Every class of record that a schedule has to speak of; `erasure.due` tells which a case is."""

DEFAULT = "default"
_SHIPPED = files("reconvene.library") / "retention"
_LONGEST = 100


class RetentionFileFaulty(ValueError):
    """A schedule cannot be used, so nothing may be erased by it."""

    def __init__(self, *, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        found = "\n".join(problem.shown() for problem in problems)
        super().__init__(
            f"A retention schedule could not be read: found\n{found}\n"
            "Correct the file; library/retention/default.yaml shows what each key holds."
        )


def _limit(written: Any) -> Limit:
    if not isinstance(written, str):
        raise ValueError("write a limit, as '6 years'")  # noqa: TRY004  pydantic reports this one
    return Limit.read(written)


def _in(unit: Unit, least: int, most: int) -> AfterValidator:
    def checked(limit: Limit) -> Limit:
        if limit.unit is not unit or limit.is_before or not least <= limit.amount <= most:
            raise ValueError(f"write {least} to {most} {unit.value}")
        return limit

    return AfterValidator(checked)


class _Part(BaseModel):
    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, arbitrary_types_allowed=True
    )


class RecordClass(_Part):
    """How long one class of record is kept, and where that comes from."""

    label: str = Field(min_length=1)
    keep: Annotated[Limit, BeforeValidator(_limit), _in(Unit.YEARS, 1, _LONGEST)]
    source: str = Field(min_length=1)


def _every_class(classes: Mapping[str, RecordClass]) -> Mapping[str, RecordClass]:
    if set(classes) != set(CLASSES):
        raise ValueError(f"name each of {', '.join(CLASSES)} once, and nothing else")
    return classes


class Schedule(_Part):
    """
    How long an authority keeps what.

    `sealed_off_for` is how long a case is read by nobody before its keys are destroyed.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)
    sealed_off_for: Annotated[Limit, BeforeValidator(_limit), _in(Unit.CALENDAR_DAYS, 0, 90)]
    source: str = Field(min_length=1)
    classes: Annotated[dict[str, RecordClass], AfterValidator(_every_class)]

    def rule(self, record_class: str) -> str:
        """Return what one of its rules is called: "default/complaint"."""
        return f"{self.id}/{record_class}"


def read_schedule(authority: str, *, folder: Traversable | None = None) -> Schedule:
    """
    Return the schedule of an authority: its own where it has one, else the default.

    Args:
        authority: Its slug; its own schedule is the file of that name.
        folder: Where authorities keep their own (a Path will do), if anywhere.

    Raises:
        RetentionFileFaulty: The file cannot be used; every problem with its line.
    """
    if folder is not None and (folder / f"{authority}.yaml").is_file():
        return _read(f"{authority}.yaml", (folder / f"{authority}.yaml").read_text("utf-8"))
    return _default()


@cache
def _default() -> Schedule:
    return _read("default.yaml", (_SHIPPED / "default.yaml").read_text("utf-8"))


@lru_cache(maxsize=64)  # by its text: a file that was changed is read anew, any other is not
def _read(name: str, text: str) -> Schedule:
    page = read_yaml(name, text)
    if page.problems:
        raise RetentionFileFaulty(problems=tuple(page.problems))
    try:
        return Schedule.model_validate(page.plain)
    except ValidationError as fault:
        raise RetentionFileFaulty(problems=problems_in(page, fault)) from fault
