"""
In: the name of a calendar, kept as a folder of small files that are only ever added to.
Out: its CalendarHistory: one working calendar for each day on which more became known.
"""

import re
from importlib.resources import files
from importlib.resources.abc import Traversable

from reconvene.core.workdays import CalendarHistory
from reconvene.library.calendar_growth import grown, grown_upon
from reconvene.library.calendar_revision import (
    CalendarFileFaulty,
    CalendarRevision,
    read_revision,
)

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_VERSION_FILE = re.compile(r"(?P<version>\d{4}-\d{2}(-\d{2})?)\.yaml")


class CalendarUnknown(LookupError):
    """No calendar has this name."""

    def __init__(self, *, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        self.known = known
        super().__init__(
            f"The calendar '{name}' could not be read: found only {', '.join(known)}. "
            "Use one of those, or add a folder of that name."
        )


def read_calendar_history(
    name: str = "england", *, folder: Traversable | None = None
) -> CalendarHistory:
    """
    Return every version of a calendar, from its files. Read it once, at the start.

    Args:
        name: Name of the calendar, which is the name of its folder.
        folder: Where to look first, for an authority that keeps its own (a Path will do);
            what is not there is looked for among the shipped calendars.

    Raises:
        CalendarUnknown: No such calendar.
        CalendarFileFaulty: A file cannot be used; every problem with its file and line.
        HistoryBroken: The files do not make one history that only grows.
    """
    return _history(name, _shelves(folder), ())


def calendar_names(*, folder: Traversable | None = None) -> frozenset[str]:
    """Return the name of every calendar there is; `folder` is that of an authority's own."""
    return frozenset(_names(_shelves(folder)))


def _shelves(folder: Traversable | None) -> tuple[Traversable, ...]:
    shipped = files("reconvene.library") / "calendars"
    return (shipped,) if folder is None else (folder, shipped)


def _names(shelves: tuple[Traversable, ...]) -> set[str]:
    return {entry.name for shelf in shelves for entry in shelf.iterdir() if entry.is_dir()}


def _history(
    name: str, shelves: tuple[Traversable, ...], extending: tuple[str, ...]
) -> CalendarHistory:
    revisions = _revisions(name, shelves)
    base = revisions[0].extends
    if base is None:
        return grown(name, revisions)
    if base in (*extending, name):
        what = f"{revisions[0].where}:1:1: '{name}' extends itself"
        raise CalendarFileFaulty(problems=(what,))
    return grown_upon(_history(base, shelves, (*extending, name)), name, revisions)


def _revisions(name: str, shelves: tuple[Traversable, ...]) -> list[CalendarRevision]:
    """Return what each file of a calendar says, oldest first; never empty."""
    found = {entry.name: entry for entry in _home(name, shelves).iterdir() if entry.is_file()}
    if not found:
        raise CalendarFileFaulty(problems=(f"{name}: the folder holds no files",))
    return [_revision(name, found[file_name]) for file_name in sorted(found)]


def _revision(name: str, entry: Traversable) -> CalendarRevision:
    where = f"{name}/{entry.name}"
    named = _VERSION_FILE.fullmatch(entry.name)
    if named is None:
        what = f"{where}:1:1: name the file for the month it was known, as '2022-09.yaml'"
        raise CalendarFileFaulty(problems=(what,))
    text = entry.read_text(encoding="utf-8")
    return read_revision(text, version=named["version"], where=where)


def _home(name: str, shelves: tuple[Traversable, ...]) -> Traversable:
    if _NAME.fullmatch(name):
        for shelf in shelves:
            if (shelf / name).is_dir():
                return shelf / name
    known = _names(shelves)
    raise CalendarUnknown(name=name, known=tuple(sorted(known)))
