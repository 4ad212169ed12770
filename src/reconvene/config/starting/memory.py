"""A crash leaves no memory behind, because there are keys in it."""

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4


def leave_no_memory_behind() -> None:
    """
    Let no core be written of this process.

    The limit alone does not do it: Linux hands a core to a program, where one is set up to collect
    them, whatever the limit is. So the process is also marked as one that is never dumped, which
    keeps others of the same account from looking into it, too.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
