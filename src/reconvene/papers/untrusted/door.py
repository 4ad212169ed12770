"""
Lock the process in, for good: what it may still do is read, write what is open already, and end.

Without root and without a package: limits, Landlock (no file can be opened, no port reached) and a
filter of calls to the kernel that lets through the few on the list and refuses every other. Either
of the last two would do; a hole in one is covered by the other. Libraries are loaded before.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys

MEMORY = 256 * 1024 * 1024
"""Bytes of its own that the process may have. Code of libraries is not counted."""

ADDRESSES = 768 * 1024 * 1024
"""Bytes of addresses, with the code of libraries and whatever is shared."""

SECONDS = 10
"""How long it may reckon; whoever started it counts the same by the clock on the wall."""

_NO_NEW_PRIVILEGES, _DUMPABLE, _DIES_WITH_PARENT, _SECCOMP = 38, 4, 1, 22
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_FILTER = 2
_LANDLOCK_TO = {1: 13, 2: 14, 3: 15, 4: 15}  # rights over files that each version knows; then 16
_EXECUTABLE = 4

# The calls that are let through, with their numbers on x86_64 and on aarch64.
_CALLS = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "fstat": (5, 80),
    "lseek": (8, 62),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "pread64": (17, 67),
    "pwrite64": (18, 68),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "getpid": (39, 172),
    "exit": (60, 93),
    "ftruncate": (77, 46),
    "gettimeofday": (96, 169),
    "gettid": (186, 178),
    "futex": (202, 98),
    "clock_gettime": (228, 113),
    "exit_group": (231, 94),
    "getrandom": (318, 278),
}
# Let through where the memory they ask for cannot be run.
_OF_MEMORY = {"mmap": (9, 222), "mprotect": (10, 226)}

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_OTHER_NUMBERS = 0x40000000  # x86_64 has a second set of calls from here on

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_KILL, _ALLOW, _REFUSE = 0x80000000, 0x7FFF0000, 0x00050001  # refused with EPERM
_NUMBER, _MACHINE, _THIRD_WORD = 0, 4, 32


class NotLocked(Exception):
    """The machine lacks what the door is made of. `missing` is a code: system, machine, …"""

    def __init__(self, missing: str) -> None:
        self.missing = missing
        super().__init__(f"The process could not be locked in: {missing} is missing.")


def lock(largest: int) -> None:
    """
    Lock this process in. There is no way back.

    Args:
        largest: Bytes to which a file that is open already may grow.

    Raises:
        NotLocked: Something of it cannot be done here. Nothing untrusted may then be read.
    """
    if sys.platform != "linux":
        raise NotLocked("system")
    if platform.machine() not in _MACHINES:
        raise NotLocked("machine")
    libc = ctypes.CDLL(None, use_errno=True)
    _limit(largest)
    for option, value in (
        (_DIES_WITH_PARENT, signal.SIGKILL),
        (_DUMPABLE, 0),
        (_NO_NEW_PRIVILEGES, 1),
    ):
        if libc.prctl(option, value, 0, 0, 0):
            raise NotLocked("privileges")
    _see_no_files(libc)
    _ask_for_nothing(libc)


def _limit(largest: int) -> None:
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, SECONDS + 1),
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_AS, ADDRESSES),
        (resource.RLIMIT_FSIZE, largest),
        (resource.RLIMIT_NOFILE, 8),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


def _see_no_files(libc: ctypes.CDLL) -> None:
    """Handle every right that this kernel knows of, and grant none of them anywhere."""
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        raise NotLocked("landlock")
    handled = [(1 << _LANDLOCK_TO.get(version, 16)) - 1]
    if version >= 4:
        handled.append(0b11)  # binding and connecting by TCP
    if version >= 6:
        handled.append(0b11)  # sockets without a file, and signals
    rules = struct.pack(f"={len(handled)}Q", *handled)
    ruleset = libc.syscall(_CREATE_RULESET, rules, ctypes.c_size_t(len(rules)), 0)
    if ruleset < 0 or libc.syscall(_RESTRICT_SELF, ruleset, 0):
        raise NotLocked("landlock")
    os.close(ruleset)


def _ask_for_nothing(libc: ctypes.CDLL) -> None:
    """Refuse every call to the kernel that is not on the list."""
    steps = filter_of_calls(platform.machine())
    code = ctypes.create_string_buffer(steps, len(steps))
    program = struct.pack("@HxxxxxxP", len(steps) // 8, ctypes.addressof(code))
    if libc.prctl(_SECCOMP, _FILTER, program, 0, 0):
        raise NotLocked("seccomp")


def filter_of_calls(machine: str) -> bytes:
    """Return the filter for a machine, as the kernel takes it: eight bytes for each step."""
    column, architecture = _MACHINES[machine]
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, architecture),
        (_ANSWER, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _OTHER_NUMBERS),
        (_ANSWER, 0, 0, _KILL),
    ]
    for numbers in _CALLS.values():
        steps += [(_EQUAL, 0, 1, numbers[column]), (_ANSWER, 0, 0, _ALLOW)]
    for numbers in _OF_MEMORY.values():
        steps += [
            (_EQUAL, 0, 4, numbers[column]),
            (_LOAD, 0, 0, _THIRD_WORD),
            (_ANY_BIT, 0, 1, _EXECUTABLE),
            (_ANSWER, 0, 0, _REFUSE),
            (_ANSWER, 0, 0, _ALLOW),
        ]
    steps.append((_ANSWER, 0, 0, _REFUSE))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
