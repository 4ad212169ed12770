"""The words a definition is made of: ids, sources, limits, references to happenings.

In: plain values from a file. Out: checked, frozen values; a ValueError says what is wrong.
"""

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from reconvene.core.kinds.limit import Limit
from reconvene.core.procedure.happenings import HAPPENINGS, nearest


class Part(BaseModel):
    """A piece of a definition: frozen, no unknown keys, no silent conversion."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True
    )

    @model_validator(mode="before")
    @classmethod
    def _lists_hold_still(cls, value: Any) -> Any:
        """Take a file's lists as tuples, so that nothing in a definition can change."""
        if not isinstance(value, dict):
            return value
        return {key: tuple(one) if isinstance(one, list) else one for key, one in value.items()}


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


BESIDE_THE_TEXT = ("law", "practice", "local")
"""What a rule rests on that stands in no clause of the procedure; each is cited alone."""


def _clauses(value: Any) -> Any:
    found = value if isinstance(value, list | tuple) else (value,)
    for clause in found:
        if not isinstance(clause, str):
            raise ValueError(f"put the clause in quotes: '{clause}'")  # noqa: TRY004 - pydantic collects ValueError
    return tuple(found)


Clauses = Annotated[tuple[Text, ...], BeforeValidator(_clauses), Field(min_length=1)]


def _limit(value: Any) -> Any:
    if isinstance(value, Limit):
        return value
    if not isinstance(value, str):
        raise ValueError(  # noqa: TRY004 - pydantic gathers ValueError, and lets TypeError through
            f"a limit is a number and a unit, such as '10 working days'; found {value!r}"
        )
    return Limit.read(value)


StatedLimit = Annotated[Limit, BeforeValidator(_limit)]


class Ref(Part):
    """
    A reference to something that happens: its kind and, where it matters, what it is about.

    Written `complaint.received`, or `letter.sent: stage-1-outcome`.
    """

    kind: str
    about: str | None = None

    def __str__(self) -> str:
        return f"{self.kind}: {self.about}" if self.about else self.kind


def _ref(value: Any) -> Any:
    if isinstance(value, Ref):
        return value
    if isinstance(value, str):
        kind, about = value, None
    elif isinstance(value, dict) and len(value) == 1:
        ((kind, about),) = value.items()
    else:
        raise ValueError(
            "name one happening, such as complaint.received or letter.sent: acknowledgement"
        )
    if kind not in HAPPENINGS:
        raise ValueError(f"nothing called '{kind}' ever happens{nearest(str(kind), HAPPENINGS)}")
    if about is not None and not isinstance(about, str):
        raise ValueError(f"what {kind} is about must be one word, found {about!r}")
    if about is not None and not HAPPENINGS[kind].about:
        raise ValueError(f"{kind} is not about anything: leave out '{about}'")
    return Ref(kind=kind, about=about)


def _refs(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_ref(one) for one in value)
    return (_ref(value),)


Refs = Annotated[tuple[Ref, ...], BeforeValidator(_refs), Field(min_length=1)]


def _ids(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


Ids = Annotated[tuple[Id, ...], BeforeValidator(_ids)]


class Rule(Part):
    """What every rule carries: an id, words for people, the clause it rests on, the reading taken."""

    id: Id
    label: Text
    source: Clauses
    reading: str | None = None
    note: str | None = None


class Paper(Part):
    """A paper a meeting must have and consider, or explain the absence of."""

    id: Id
    label: Text
    source: Clauses
