"""Have untrusted bytes read by a process of its own, which is locked in and ended in time."""

import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from reconvene.papers.untrusted.door import SECONDS

LARGEST = 100 * 1024 * 1024
"""Bytes of a file that is looked at, and of an answer."""

WORKER = Path(__file__).with_name("worker.py")
_LONGEST_HEAD = 4096
_PIECE = 64 * 1024

_MISSING = {
    "system": "This machine does not run Linux",
    "machine": "The processor of this machine is neither x86_64 nor aarch64",
    "landlock": "The kernel of this machine has no Landlock (Linux 5.13 or later, switched on)",
    "seccomp": "The kernel of this machine filters no calls (seccomp)",
    "privileges": "The kernel of this machine does not let a process give up its privileges",
}


class NotLookedAt(Exception):
    """
    Nobody can say anything of the file: the process was not locked in, broke or was ended.

    `reason` is a code: not-locked, too-large, took-too-long, broke.
    """

    def __init__(self, reason: str, missing: str = "") -> None:
        self.reason = reason
        self.missing = missing
        super().__init__(f"The file was not looked at: {reason} {missing}".rstrip())


@dataclass(frozen=True, slots=True)
class Answer:
    """What the process said: a few plain values, and bytes. Neither is to be trusted."""

    said: dict[str, Any]
    rest: bytes


def why_not(script: Path = WORKER) -> str:
    """Return what keeps files from being looked at on this machine, in words; "" where nothing does."""
    try:
        asked("nothing", [], [], script=script)
    except NotLookedAt as fault:
        missing = _MISSING.get(
            fault.missing, f"The process that looks at files did not start ({fault.reason})"
        )
        return f"{missing}, so no file that is brought in can be looked at."
    return ""


def asked(
    task: str,
    words: list[str],
    source: Iterable[bytes],
    *,
    script: Path = WORKER,
    seconds: float = SECONDS,
) -> Answer:
    """
    Return what a locked process says of the bytes.

    Args:
        task: What to do, one of those that the script knows.
        words: What the task takes beside the bytes.
        source: Pieces of the file, in order. What it raises goes on to the caller.
        script: What is run; another one only to try the door.
        seconds: How long it may take, without the time that the source itself takes.

    Raises:
        NotLookedAt: There is no answer, or none that can be read.
    """
    with tempfile.TemporaryDirectory(prefix="looking-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", script, task, str(LARGEST), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={},
            close_fds=True,
            start_new_session=True,
        )
        try:
            return _read(_conversation(process, iter(source), seconds))
        finally:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                _close(pipe)
            process.wait()


def _conversation(
    process: subprocess.Popen[bytes], source: Iterator[bytes], seconds: float
) -> bytes:
    """Return all that it says; it is told as fast as it listens, and for no longer than it may."""
    told, heard = process.stdin, process.stdout
    if told is None or heard is None:
        raise NotLookedAt("broke")
    os.set_blocking(told.fileno(), False)
    telling = _Telling(told, source)
    said = bytearray()
    ends = time.monotonic() + seconds
    with selectors.DefaultSelector() as either:
        either.register(heard, selectors.EVENT_READ)
        either.register(told, selectors.EVENT_WRITE)
        while ready := either.select(max(ends + telling.waited - time.monotonic(), 0)):
            for key, _ in ready:
                if key.fileobj is told:
                    if not telling.go_on():
                        either.unregister(told)
                        _close(told)
                elif piece := os.read(heard.fileno(), _PIECE):
                    said += piece
                else:
                    return bytes(said)
            if len(said) > LARGEST + _LONGEST_HEAD:
                raise NotLookedAt("too-large")
    raise NotLookedAt("took-too-long")


class _Telling:
    """What is still to be told of the file; `waited` is how many seconds it took to come."""

    def __init__(self, told: IO[bytes], source: Iterator[bytes]) -> None:
        self.waited = 0.0
        self._told = told
        self._source = source
        self._piece = memoryview(b"")

    def go_on(self) -> bool:
        """Tell as much as is listened to now, and whether there may be more."""
        if not self._piece:
            began = time.monotonic()
            self._piece = memoryview(next((piece for piece in self._source if piece), b""))
            self.waited += time.monotonic() - began
        if not self._piece:
            return False
        try:
            self._piece = self._piece[os.write(self._told.fileno(), self._piece) :]
        except BrokenPipeError:  # it has said already what it has to say
            return False
        return True


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe:
            pipe.close()
    except BrokenPipeError:
        pass


def _read(answer: bytes) -> Answer:
    head, end, rest = answer.partition(b"\n")
    if not end or len(head) > _LONGEST_HEAD:
        raise NotLookedAt("broke")
    try:
        said = json.loads(head)
    except ValueError:
        raise NotLookedAt("broke") from None
    if not isinstance(said, dict):
        raise NotLookedAt("broke")
    if "not_locked" in said:
        raise NotLookedAt("not-locked", str(said["not_locked"]))
    if said.get("failed"):
        raise NotLookedAt("too-large" if said["failed"] == "too-large" else "broke")
    return Answer(said, rest)
