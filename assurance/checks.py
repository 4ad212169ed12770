"""In: checks.yaml beside this file. Out: what must hold, by the id of its check."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter
from ruamel.yaml import YAML

PATH = Path(__file__).with_name("checks.yaml")


class Check(BaseModel):
    """One thing that must hold; the head of checks.yaml says what each field means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: str
    tier: Literal["push", "night", "release"]
    needs: tuple[Literal["postgresql", "strace", "node", "tmpfs", "softhsm", "clamav"], ...] = ()
    done: str = ""
    not_covered: str = ""
    reason: str = ""


@cache
def read_checks() -> Mapping[str, Check]:
    """Return every check by its id ("AU-1"), in the order of the file; never empty."""
    plain = YAML(typ="safe").load(PATH.read_text("utf-8"))
    return MappingProxyType(TypeAdapter(dict[str, Check]).validate_python(plain))
