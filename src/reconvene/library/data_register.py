"""The register of data: every field that is kept, with its class, owner, basis and time.

In: nothing. Out: what the file holds, checked. docs/reference/data-register.md is made of it.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reconvene.library.yaml_text import read_yaml

Class = Literal["A0", "A1", "A2", "A3", "none"]
ASPECTS = ("owner", "basis", "kept", "logged", "seen")


class RegisterFaulty(ValueError):
    """The register of data does not say of everything what it has to say."""

    def __init__(self, *, problems: tuple[str, ...]) -> None:
        self.problems = problems
        found = "\n".join(problems)
        super().__init__(
            f"The register of data could not be read: found\n{found}\n"
            "Correct library/data_register.yaml; its first part says which words there are."
        )


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class About(_Part):
    """What holds of every field of a table, or of all that entries say."""

    owner: str
    basis: str
    kept: str
    logged: str
    seen: str


class Table(_Part):
    """One table: what holds of all of it, and the class of each field."""

    all: About
    fields: dict[str, Class] = Field(min_length=1)


class Register(_Part):
    """
    Everything that is kept.

    `record` and `values` have an entry "all" that holds of them together; every other entry is a
    kind, or a value inside one, with the class of each field.
    """

    words: dict[str, dict[str, str]]
    tables: dict[str, Table]
    record: Mapping[str, About | dict[str, Class]]
    values: Mapping[str, About | dict[str, Class]]

    def kinds(self) -> dict[str, dict[str, Class]]:
        """Return the class of each field that an entry may say, by kind."""
        return _without_all(self.record)

    def parts(self) -> dict[str, dict[str, Class]]:
        """Return the class of each field of the values inside those, by value."""
        return _without_all(self.values)

    def abouts(self) -> Iterator[tuple[str, About]]:
        """Yield what holds of each table, and of what entries say."""
        yield from ((name, table.all) for name, table in self.tables.items())
        for name, section in (("record", self.record), ("values", self.values)):
            about = section.get("all")
            if isinstance(about, About):
                yield name, about


@cache
def read_register() -> Register:
    """Return the register of data as it is shipped."""
    text = (files("reconvene.library") / "data_register.yaml").read_text("utf-8")
    return register("data_register.yaml", text)


def register(name: str, text: str) -> Register:
    """
    Return the register that a text holds.

    Raises:
        RegisterFaulty: It lacks something, or uses a word that it does not explain.
    """
    page = read_yaml(name, text)
    if page.problems:
        raise RegisterFaulty(problems=tuple(map(str, page.problems)))
    try:
        found = Register.model_validate(page.plain)
    except ValidationError as fault:
        problems = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in fault.errors())
        raise RegisterFaulty(problems=tuple(problems)) from fault
    unexplained = tuple(
        f"{name}: {aspect} '{getattr(about, aspect)}' is not explained"
        for name, about in found.abouts()
        for aspect in ASPECTS
        if getattr(about, aspect) not in found.words.get(aspect, {})
    )
    if unexplained:
        raise RegisterFaulty(problems=unexplained)
    return found


def _without_all(section: Mapping[str, Any]) -> dict[str, dict[str, Class]]:
    return {name: fields for name, fields in section.items() if name != "all"}
