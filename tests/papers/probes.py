"""
What a library that was taken over would try, run in the very process in which files are read.

Run by path, as the worker is, by the worker's own `serve`: only the tasks are others.
"""

import ctypes
import encodings.idna  # asked for by a name of a host, when it is too late
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from reconvene.papers.untrusted import door
from reconvene.papers.untrusted.worker import serve

LOADED = encodings.idna
LIBC = ctypes.CDLL(None, use_errno=True)
PARENT = os.getppid()
FSTAT = 5
NUMBERS = {  # on x86_64, where these tests run
    "ptrace": 101, "process_vm_readv": 310, "bpf": 321, "perf_event_open": 298, "keyctl": 250,
    "unshare": 272, "mount": 165, "setuid": 105, "prctl": 157, "io_uring_setup": 425,
    "memfd_create": 319, "clone3": 435, "openat2": 437, "userfaultfd": 323, "pidfd_open": 434,
    "setrlimit": 160, "seccomp": 317, "personality": 135, "socketpair": 53, "dup": 32, "pipe": 22,
    "ioctl": 16, "fcntl": 72, "clock_nanosleep": 230, "poll": 7, "chroot": 161, "sethostname": 170,
}  # fmt: skip


def call(name: str, *words: int) -> None:
    """Call the kernel by number, and raise what it answers."""
    if LIBC.syscall(NUMBERS[name], *words) < 0:
        raise OSError(ctypes.get_errno(), name)


def memory_that_runs() -> None:
    """Ask for memory into which a program could be written."""
    LIBC.mmap.restype = ctypes.c_void_p
    found = LIBC.mmap(None, ctypes.c_size_t(4096), 7, 0x22, -1, ctypes.c_long(0))
    if found in (None, ctypes.c_void_p(-1).value):
        raise OSError(ctypes.get_errno(), "mmap")


def attempts(key_file: str, port: str) -> dict[str, Callable[[], Any]]:
    """Return what is tried, by name."""
    return {
        "connect": lambda: socket.create_connection(("127.0.0.1", int(port)), 1).close(),
        "datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close(),
        "unix socket": lambda: socket.socket(socket.AF_UNIX).close(),
        "listen": lambda: socket.create_server(("127.0.0.1", 0)).close(),
        "key file": lambda: Path(key_file).read_bytes(),
        "passwords": lambda: Path("/etc/passwd").read_bytes(),
        "own program": lambda: Path(__file__).read_bytes(),
        "list of a folder": lambda: list(Path("/").iterdir()),
        "memory of the parent": lambda: Path(f"/proc/{PARENT}/mem").read_bytes(),
        "own memory": lambda: Path("/proc/self/environ").read_bytes(),
        "write here": lambda: Path("written").write_text("x"),
        "write beside the key": lambda: Path(key_file).with_name("written").write_text("x"),
        "overwrite the key": lambda: Path(key_file).write_text("x"),
        "unlink": lambda: Path(key_file).unlink(),
        "rename": lambda: Path(key_file).rename(f"{key_file}.old"),
        "link": lambda: Path("link").symlink_to(key_file),
        "folder": lambda: Path("folder").mkdir(),
        "mode": lambda: Path(key_file).chmod(0o600),
        "look at": lambda: Path(key_file).stat(),
        "fork": os.fork,
        "program": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606  what is tried
        "shell": lambda: subprocess.run(["true"], check=True),
        "end the parent": lambda: os.kill(PARENT, 0),
        "trace the parent": lambda: call("ptrace", 16, PARENT, 0, 0),
        "run written memory": memory_that_runs,
        **{name: partial(call, name, 0, 0, 0, 0) for name in NUMBERS},
    }


def try_all(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Try everything, or what is named, and say what was not refused."""
    key_file, port, *names = words
    done = []
    for name, attempt in attempts(key_file, port).items():
        if names and name not in names:
            continue
        try:
            attempt()
        except OSError as fault:
            if fault.errno not in (1, 13):  # EPERM and EACCES
                done.append(f"{name}: {fault.errno}")
        except Exception as fault:  # noqa: BLE001  whatever it is, it was not refused
            done.append(f"{name}: {fault!r}")
        else:
            done.append(name)
    return {"done": done}, b""


def look_round(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Say what the process was given."""
    told = ctypes.create_string_buffer(256)
    opened = [number for number in range(256) if LIBC.syscall(FSTAT, number, told) == 0]
    return {"environment": dict(os.environ), "opened": opened, "size": len(file.read())}, b""


def spin(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Reckon for ever."""
    while True:
        pass


def eat(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Take as much memory as there is, and say how many megabytes that was."""
    eaten = []
    try:
        while True:
            eaten.append(b"\1" * 1024 * 1024)
    except MemoryError:
        count = len(eaten)
        eaten.clear()
        return {"megabytes": count}, b""


def eat_all(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Take more memory than there is at once."""
    return {"megabytes": len(bytearray(1024 * 1024 * 1024))}, b""


def grow(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Write on and on into the file, which is in memory as well."""
    piece = b"\1" * 1024 * 1024
    for _ in range(1024):
        file.write(piece)
    return {}, b""


def babble(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Say more than anybody listens to."""
    while True:
        os.write(1, b"{" * 65_536)


def talk_nonsense(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Say something that is no answer."""
    os.write(1, file.read())
    os._exit(0)


def do_nothing(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Answer."""
    return {}, b""


def leave_open(libc: ctypes.CDLL) -> None:
    """Stand for a half of the door that is missing."""


def say_back(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Give back what came."""
    return {}, file.read()


if __name__ == "__main__":
    half, _, task = sys.argv[1].rpartition(" ")
    sys.argv[1] = task
    if half == "no filter:":
        door._ask_for_nothing = leave_open
    elif half == "no Landlock:":
        door._see_no_files = leave_open
    elif half == "old kernel:":
        door._CREATE_RULESET = 9999
    serve(
        {
            "try": try_all,
            "look": look_round,
            "spin": spin,
            "eat": eat,
            "eat-all": eat_all,
            "grow": grow,
            "babble": babble,
            "nonsense": talk_nonsense,
            "back": say_back,
            "nothing": do_nothing,
        }
    )
