"""
In: a file's name, a day, a calendar's name, as typed.
Out: what they stand for, or `Trouble` with one clear message.
"""

from datetime import date
from pathlib import Path

from reconvene.core.kinds.written_days import DayUnreadable, WeekdayMismatch, day
from reconvene.core.procedure.definition import Definition
from reconvene.core.workdays import CalendarHistory
from reconvene.library.calendar_files import read_calendar_history
from reconvene.library.procedure_files import (
    ProcedureUnknown,
    procedure,
    read_definition,
)


class Trouble(Exception):
    """What was asked cannot be done; the message is for the person who asked."""


def text_of(name: str) -> str:
    """Return what a file holds."""
    try:
        return Path(name).read_text(encoding="utf-8")
    except OSError as fault:
        raise Trouble(f"{name} could not be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise Trouble(f"{name} could not be read: it is not UTF-8 text.") from fault
    except ValueError as fault:  # a name no file can have
        raise Trouble(f"{name!r} could not be read: {fault}.") from fault


def day_of(text: str) -> date:
    """Return the day typed as 2025-04-10 or "Thu 10 Apr 2025"."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return day(text)
    except WeekdayMismatch as fault:
        raise Trouble(str(fault)) from fault
    except DayUnreadable as fault:
        raise Trouble(
            f"'{text}' is not a day. Write it as 2025-04-10, or as 'Thu 10 Apr 2025'."
        ) from fault


def calendar_of(name: str) -> CalendarHistory:
    """Return every version of a calendar the library holds."""
    try:
        return read_calendar_history(name)
    except (LookupError, OSError, ValueError) as fault:
        raise Trouble(str(fault)) from fault


def definition_of(name: str, beside: Path | None = None) -> Definition:
    """Return a definition, by its reference ("sp-cpc/1") or by the name of its file."""
    if not name.endswith((".yaml", ".yml")):
        try:
            return procedure(name)
        except ProcedureUnknown as fault:
            raise Trouble(str(fault)) from fault
    path = (beside / name) if beside else Path(name)
    found = read_definition(text_of(str(path)), str(path))
    if isinstance(found, Definition):
        return found
    raise Trouble("the procedure has problems:\n" + "\n".join(problem.shown() for problem in found))
