"""A piece of work in a process of its own, traced by strace, and struck at one call to the system."""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CHANGING = (
    "write,pwrite64,ftruncate,fsync,fdatasync,sendto,?rename,?renameat,renameat2,?link,linkat,"
    "?unlink,unlinkat"
)
"""Calls by which something comes onto a disk or goes to a server; some machines lack some."""
FAULTS = {"killed": "signal=SIGKILL", "failed": "error=EIO"}


@dataclass(frozen=True)
class Strike:
    """What is done to a process: at which call, for which time it is made, killed or failed."""

    call: str
    time: int
    fault: str

    @property
    def words(self) -> tuple[str, ...]:
        """For strace."""
        return ("-e", f"inject={self.call}:{FAULTS[self.fault]}:when={self.time}")


@dataclass(frozen=True)
class Ended:
    """What became of a process: what it told, how it ended, and how often it made each call."""

    told: str
    code: int
    calls: Counter[str]


def traced(work: Callable[[], str], trace: Path, *words: str, calls: str = CHANGING) -> Ended:
    """
    Return what became of work that was done in a copy of this process, under strace.

    Args:
        work: Returns what is then told; where it raises, nothing is.
        trace: File that strace writes what it saw to.
        words: More for strace.
        calls: Those that it sees.
    """
    beginning, begin = os.pipe()
    telling, tell = os.pipe()
    child = os.fork()
    if not child:
        os.close(begin)
        os.close(telling)
        os.read(beginning, 1)
        _done(work, tell)
    os.close(beginning)
    os.close(tell)
    command = ["strace", "-p", str(child), "-o", str(trace), "-e", f"trace={calls}", *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr is not None
        said = strace.stderr.readline()
        assert "attached" in said, said
        os.write(begin, b"!")
        os.close(begin)
        with os.fdopen(telling, "rb") as pipe:
            told = pipe.read().decode()
        _, status = os.waitpid(child, 0)
        strace.communicate()
    made = re.findall(r"^(\w+)\(", trace.read_text("utf-8", "replace"), re.MULTILINE)
    return Ended(told, os.waitstatus_to_exitcode(status), Counter(made))


def _done(work: Callable[[], str], tell: int) -> None:
    """Do the work in the copy and end it there, whatever happens."""
    try:
        os.write(tell, work().encode())
    except BaseException:  # noqa: BLE001  the copy must never go on as if it were the process
        os._exit(1)
    os._exit(0)


def strikes(ended: Ended) -> list[Strike]:
    """Return every way to strike work that was seen to make these calls."""
    return [
        Strike(call, time, fault)
        for call, times in ended.calls.items()
        for time in range(1, times + 1)
        for fault in FAULTS
        if (call, fault) != ("sendto", "failed")  # a line is cut at both ends: see `killed_server`
    ]
