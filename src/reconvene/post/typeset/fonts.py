"""
The type that letters are set in, which a build lays beside this module and nobody commits.

In: nothing. Out: the folder with the files, or a fault that says what to run.
"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "type_built"

FAMILIES = ("Atkinson Hyperlegible Next", "Noto Sans", "Vazirmatn")
"""In the order in which a letter is looked for: for low vision, for other letters, for Arabic ones."""


class TypeNotBuilt(RuntimeError):
    """The files of type are not in place."""

    def __init__(self) -> None:
        super().__init__(
            "No letter can be set: the type is not beside post/typeset. "
            "Run `make install`, or take the released package, which has it."
        )


def folder(where: Path = FOLDER) -> Path:
    """
    Return the folder that holds the type.

    Raises:
        TypeNotBuilt: It is not there, or not whole.
    """
    if not (where / ".built").is_file():
        raise TypeNotBuilt
    return where


@cache
def files() -> tuple[Path, ...]:
    """Return every file of type, families in the order of `FAMILIES`; never empty."""
    plain = [family.replace(" ", "") for family in FAMILIES]
    return tuple(file for family in plain for file in sorted(folder().glob(f"{family}_*.ttf")))
