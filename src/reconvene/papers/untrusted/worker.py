"""
What runs behind the door: `python -I worker.py TASK LARGEST [WORDS]`, the file on standard input.

All libraries are loaded, then the door is locked, and only then is the first byte read. The answer
is a line of JSON, and bytes where the task makes some. Nothing is said of what went wrong inside.
"""

import codecs
import io
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

if __name__ == "__main__":  # isolated as it is, Python does not know where this package lies
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from reconvene.papers.untrusted.door import NotLocked, lock

Task = Callable[[BinaryIO, list[str]], tuple[dict[str, Any], bytes]]
"""Takes the file and the words beside it; gives a few plain values, and bytes or none."""

_PIECE = 64 * 1024
_SCRIPTS = ("utf-8-sig", "cp1252", "cp437", "utf-16", "utf-16-be", "latin-1", "mac-roman")


def serve(tasks: Mapping[str, Task]) -> None:
    """Answer one question, and end."""
    task, largest, *words = sys.argv[1:]
    file = _nowhere(int(largest))
    for script in _SCRIPTS:
        codecs.lookup(script)  # found in a file, once, which is too late behind the door
    try:
        lock(int(largest))
    except NotLocked as fault:
        _say({"not_locked": fault.missing}, b"")
        return
    try:
        if not _taken_in(file, int(largest)):
            _say({"failed": "too-large"}, b"")
            return
        said, rest = tasks[task](file, words)
    except Exception as fault:  # noqa: BLE001  whatever untrusted bytes do to a library
        said, rest = {"failed": type(fault).__name__}, b""
    _say(said, rest)


def _nowhere(largest: int) -> BinaryIO:
    """Return a file that is on no disk."""
    if sys.platform != "linux":  # where no door can be locked either, and so nothing is read
        return io.BytesIO()
    return os.fdopen(os.memfd_create("file"), "w+b")


def _taken_in(file: BinaryIO, largest: int) -> bool:
    """Take in all of it, unless it is too large."""
    size = 0
    while piece := os.read(0, _PIECE):
        size += len(piece)
        if size > largest:
            return False
        file.write(piece)
    file.seek(0)
    return True


def _say(said: dict[str, Any], rest: bytes) -> None:
    left = memoryview(json.dumps(said).encode() + b"\n" + rest)
    while left:
        left = left[os.write(1, left) :]
    os._exit(0)


if __name__ == "__main__":
    from reconvene.papers.untrusted.reading import TASKS

    serve(TASKS)
