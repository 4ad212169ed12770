"""Controls that can be taken out, each in a file of its own: which text, and what is put there."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

FOLDER = Path(__file__).with_name("saboteurs")


class Change(BaseModel):
    """One place of one file, named by its very text, and what stands there instead."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    find: str
    put: str

    def apply(self, tree: Path) -> None:
        """Change the file in a tree. Raises SaboteurStale where the text is not there once."""
        path = tree / self.file
        text = path.read_text("utf-8") if path.exists() else ""
        if (count := text.count(self.find)) != 1:
            raise SaboteurStale(file=self.file, find=self.find, count=count)
        path.write_text(text.replace(self.find, self.put), "utf-8")


class Saboteur(BaseModel):
    """A control taken out: what it was, what has to notice, and which tests are run."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    removes: str
    assures: tuple[str, ...]
    tests: tuple[str, ...]
    changes: tuple[Change, ...]
    database: str = "sqlite"


class SaboteurStale(ValueError):
    """The text a saboteur changes is no longer in the code, or there more than once."""

    def __init__(self, *, file: str, find: str, count: int) -> None:
        super().__init__(
            f"Cannot take out a control: this text stands {count} times in {file}, and has to "
            f"stand there once. Bring the file in assurance/saboteurs up to date.\n\n{find}"
        )


@cache
def read_saboteurs() -> Mapping[str, Saboteur]:
    """Return every saboteur by the name of its file, in order of name."""
    return MappingProxyType(
        {
            path.stem: Saboteur.model_validate(YAML(typ="safe").load(path.read_text("utf-8")))
            for path in sorted(FOLDER.glob("*.yaml"))
        }
    )
