"""A real clamd for a test: on this machine alone, with two signatures of its own in a folder."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from socket import create_connection, socket
from tempfile import TemporaryDirectory

import pytest

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
"""What every scanner takes for harmful, so that it can be tried. In two parts: they scan this too."""

NAMED = "Trial.Eicar.UNOFFICIAL"
_IN_MEMORY = "/dev/shm"  # noqa: S108  what it is sent lies there in clear
_LARGEST = 2 * 1024 * 1024
_STARTED_WITHIN = 30.0


@contextmanager
def scanner(folder: Path) -> Iterator[str]:
    """Start a scanner that takes 2 MB at most, and give its address; it ends with the block."""
    with TemporaryDirectory(prefix="clamd-", dir=_IN_MEMORY) as memory:
        yield from _scanner(folder, memory)


def _scanner(folder: Path, memory: str) -> Iterator[str]:
    program = shutil.which("clamd") or "/usr/sbin/clamd"
    if not Path(program).exists():
        pytest.fail("Cannot try a scanner: clamd is missing. Run sh tools/clamav.sh.")
    known = folder / "known"
    known.mkdir()
    (known / "trial.ndb").write_text(f"Trial.Eicar:0:*:{EICAR.hex()}\n")
    (known / "trial.hsb").write_text(f"{sha256(EICAR).hexdigest()}:{len(EICAR)}:Trial.Eicar:73\n")
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = folder / "clamd.conf"
    settings.write_text(
        f"Foreground yes\nDatabaseDirectory {known}\nTCPSocket {port}\nTCPAddr 127.0.0.1\n"
        f"StreamMaxLength {_LARGEST}\nMaxScanSize 8M\nMaxFileSize 4M\nAlertExceedsMax yes\n"
        f"LocalSocket {folder / 'clamd.ctl'}\nTemporaryDirectory {memory}\nUser {_me()}\n"
    )
    with subprocess.Popen(
        [program, "--config-file", settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(process, port)
            yield f"tcp://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=_STARTED_WITHIN)


def _me() -> str:
    return subprocess.run(["id", "-un"], check=True, capture_output=True, text=True).stdout.strip()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(int(_STARTED_WITHIN * 20)):
        if process.poll() is not None:
            break
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            _wait_a_moment(process)
        else:
            return
    pytest.fail("The scanner did not start.")


def _wait_a_moment(process: subprocess.Popen[bytes]) -> None:
    """Give it a moment, unless it has ended."""
    try:
        process.wait(timeout=0.05)
    except subprocess.TimeoutExpired:
        return
