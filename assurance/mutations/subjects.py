"""In: the two lists beside this file. Out: what is mutated and by which tests that is noticed."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter
from ruamel.yaml import YAML

from assurance.mutations.making import Mutation

HERE = Path(__file__).parent
OF_EACH = 60
"""How many mutations are drawn of each subject where nobody says; an hour or two in all."""


class Subject(BaseModel):
    """What belongs together: modules, the tests that show what they do, and where these run."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    besides: tuple[str, ...] = ()
    databases: tuple[Literal["sqlite", "postgres"], ...] = ("sqlite",)

    def texts(self, tree: Path) -> dict[str, str]:
        """Return the text of each module in a tree, by its path there."""
        return {
            str(path.relative_to(tree)): path.read_text("utf-8")
            for pattern in self.modules
            for path in sorted(tree.glob(pattern))
        }


class Harmless(BaseModel):
    """A mutation after which everything is as it was, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    find: str
    put: str
    because: str

    def is_it(self, one: Mutation) -> bool:
        """Say whether this is that mutation, wherever in the file its lines stand."""
        return (self.file, self.find, self.put) == (one.file, one.find, one.put)


@cache
def read_subjects() -> Mapping[str, Subject]:
    """Return every subject by its name, in the order of the file; never empty."""
    return MappingProxyType(TypeAdapter(dict[str, Subject]).validate_python(_read("subjects")))


@cache
def read_harmless() -> tuple[Harmless, ...]:
    """Return the mutations that change nothing, in the order of the file."""
    return TypeAdapter(tuple[Harmless, ...]).validate_python(_read("harmless"))


def _read(name: str) -> object:
    plain: object = YAML(typ="safe").load((HERE / f"{name}.yaml").read_text("utf-8"))
    return plain
