"""Keys in memory: kept out of what a crash leaves behind. Python cannot promise to wipe them."""

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4


class Secret(bytes):
    """A key. Where a value is shown, in a traceback say, it is not."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret()"

    __str__ = __repr__


def leave_no_core() -> None:
    """
    Let no process with keys leave its memory in a file when it crashes.

    The limit alone does not do it: Linux hands a core to a program, where one is set up to collect
    them, whatever the limit is. So the process is also marked as one that is never dumped, which
    keeps others of the same account from looking into it, too. What it starts has the limit alone.
    """
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
