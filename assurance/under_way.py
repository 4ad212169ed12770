"""
What a run has come to so far, so that one that was broken off hours in can be gone on with.

It lies in a file that git ignores, is written after each file of tests, and is gone at the end.
"""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel

from assurance.marks import ROOT
from assurance.running import Ended

PATH = ROOT / "var" / "assurance-under-way.json"
_MATTERS = ("src", "tests", "assurance")


class OfAnotherTree(RuntimeError):
    """There is no run to go on with, or what it ran has been changed since."""

    def __init__(self) -> None:
        super().__init__(
            "There is no run of this code, in this size, to go on with. Start without --go-on."
        )


class UnderWay(BaseModel):
    """
    How far a run has come.

    `of` is the digest of the code it is of; `ended` is how tests ended, by database and file;
    `saboteurs` are those that were tried, with the checks whose tests noticed.
    """

    of: str
    is_full: bool
    ended: dict[str, dict[str, dict[str, Ended]]] = {}
    saboteurs: dict[str, tuple[str, ...]] = {}

    @classmethod
    def begin(cls, *, is_full: bool) -> "UnderWay":
        """Return a run that has come to nothing yet."""
        return cls(of=digest_of_code(), is_full=is_full)

    @classmethod
    def go_on(cls, *, is_full: bool) -> "UnderWay":
        """
        Return the run that was broken off.

        Raises:
            OfAnotherTree: There is none, or it is of other code or in another size.
        """
        if not PATH.exists():
            raise OfAnotherTree
        kept = cls.model_validate_json(PATH.read_text("utf-8"))
        if (kept.of, kept.is_full) != (digest_of_code(), is_full):
            raise OfAnotherTree
        return kept

    def outcomes(
        self, database: str, file: str, run: Callable[[], dict[str, Ended]]
    ) -> dict[str, Ended]:
        """Return how a file's tests ended on a database, running them if that is not known yet."""
        known = self.ended.setdefault(database, {})
        if file not in known:
            known[file] = run()
            self._keep()
        return known[file]

    def noticed(self, saboteur: str, run: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """Return which checks noticed a saboteur, trying it if that is not known yet."""
        if saboteur not in self.saboteurs:
            self.saboteurs[saboteur] = run()
            self._keep()
        return self.saboteurs[saboteur]

    def end(self) -> None:
        """Forget it: all that was wanted has been run."""
        PATH.unlink(missing_ok=True)

    def _keep(self) -> None:
        PATH.parent.mkdir(exist_ok=True)
        new = PATH.with_suffix(".new")
        new.write_text(json.dumps(self.model_dump()), "utf-8")
        new.replace(PATH)


def digest_of_code(root: Path = ROOT) -> str:
    """Return what changes with any line of code, data or test that a run depends on."""
    found = sha256()
    for folder in _MATTERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".yaml", ".html", ".txt"} and "__pycache__" not in path.parts:
                found.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
