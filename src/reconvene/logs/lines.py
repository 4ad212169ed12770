"""How a line looks: one JSON object, whatever went into it.

In: a record of Python's logging. Out: printable ASCII without a line break, short enough to be
written in one piece. What libraries say is left out, because they put what people sent into it;
a fault is told by its kind and the places it passed through, without words and values.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from reconvene.logs.about import about

LONGEST = 4000
"""Bytes of a line: below the 4096 that a pipe takes whole, so that no two lines are mixed."""

_OURS = "reconvene"
_LONGEST_TEXT = 300
_FRAMES = 20


class OneLine(logging.Formatter):
    """Writes a record as one line that a machine can read and nobody can forge."""

    def format(self, record: logging.LogRecord) -> str:
        said = _of(record)
        line = _line(said)
        while len(line) > LONGEST and said.get("passed"):
            said["passed"] = said["passed"][1:]  # the innermost places tell most
            line = _line(said)
        return line


def _line(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=True, separators=(",", ":"), default=lambda _: "?")


def _of(record: logging.LogRecord) -> dict[str, Any]:
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds")
    said: dict[str, Any] = {
        "at": at.replace("+00:00", "Z"),
        "level": record.levelname.lower(),
        "from": record.name,
    }
    if number := about().request:
        said["request"] = number
    if actor := about().who():
        said["actor"] = actor
    said |= _message(record)
    if record.exc_info and record.exc_info[0] is not None:
        said |= _fault(record.exc_info[0], record.exc_info[2])
    return said


def _message(record: logging.LogRecord) -> dict[str, Any]:
    """Return what is said: codes, our own words, or, of a library, only the place it spoke at."""
    codes = getattr(record, "said", None)
    if codes is not None:
        return dict(codes)
    if record.name.partition(".")[0] == _OURS:
        return {"says": record.getMessage()[:_LONGEST_TEXT]}
    place = f"{record.module}:{record.lineno}"
    status = getattr(record, "status_code", None)
    return {"place": place} if status is None else {"place": place, "status": status}


def _fault(kind: type[BaseException], passed: TracebackType | None) -> dict[str, Any]:
    """Return a fault's kind and its places, the innermost last."""
    frames = traceback.StackSummary.extract(traceback.walk_tb(passed), lookup_lines=False)
    return {
        "fault": f"{kind.__module__}.{kind.__qualname__}"[:_LONGEST_TEXT],
        "passed": [f"{_short(one.filename)}:{one.lineno} {one.name}" for one in frames][-_FRAMES:],
    }


def _short(path: str) -> str:
    """Return a file's path without what only says where things lie on this machine."""
    for mark in ("/site-packages/", "/src/", "/lib/"):
        if mark in path:
            return path.rpartition(mark)[2]
    return path.rpartition("/")[2]
