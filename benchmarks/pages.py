"""
Ask whole pages of a running server, one worker, and beside it of one that a usual team writes.

Both run under the same server on the same kind of database, asked in turn. What comes back is
read first: the right page, signed in, with its fifty rows.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Thread

from benchmarks.stage import ROOT, on_each_database, set_up, table

CASES = 10_000
TIMES, CONNECTIONS, SECONDS = 150, 16, 4.0
GRANIAN = str(Path(sys.executable).with_name("granian"))


@dataclass(frozen=True)
class Page:
    """One page to ask: where, with which cookie, and what must stand on it how often."""

    name: str
    path: str
    cookie: str
    holds: str
    times: int


def main() -> None:
    """Measure on each database."""
    on_each_database("benchmarks.pages", measure)


def measure(database: str) -> None:
    """Fill both databases, start both servers in turn, and print a table."""
    cookie, whole = _ours()
    rows = []
    with _served("reconvene.config.wsgi:application", {}) as port:
        rows += [
            _asked(port, Page("Reconvene: sign-in, the smallest", "/sign-in", "", "<h1", 1)),
            _asked(port, Page("Reconvene: My work, 50 rows", "/", cookie, "SP-2024-", 50)),
            _asked(port, Page("Reconvene: case, 30 entries", f"/case/{whole}", cookie, whole, 1)),
        ]
    with TemporaryDirectory(prefix="reconvene-usual-") as folder:
        settings = {"RECONVENE_DATABASE_URL": _another(folder)}
        made = subprocess.run(
            [sys.executable, "-m", "benchmarks.usual", str(CASES)],
            cwd=ROOT, env={**os.environ, **settings}, check=True, capture_output=True, text=True,
        )  # fmt: skip
        cookie = f"sessionid={made.stdout.strip()}"
        with _served("benchmarks.usual:application", settings) as port:
            page = Page("usual Django: work, 50 rows", "/work", cookie, "SP-2024-", 100)
            rows.append(_asked(port, page))
        bare = {**settings, "RECONVENE_BENCHMARK_PEER": "trivial"}
        with _served("benchmarks.usual:application", bare) as port:
            page = Page("trivial Django, no middleware", "/trivial", "", "Well", 1)
            rows.append(_asked(port, page))
    head = ("pages/s", "median, ms", "p95, ms", "KiB")
    table(f"Pages on {database}, {CASES:,} cases", ("", *head), rows)


def _ours() -> tuple[str, str]:
    """Return the cookie of somebody with much to do, and the reference of a whole case."""
    set_up()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from benchmarks.lives import Lives
    from benchmarks.worklist import BUSY, fill
    from reconvene.people.models import Person, RoleHeld

    lives = Lives()
    lives.live("one of many")
    busy = Person(id=BUSY, username=BUSY, name="Busy", authority=lives.people["ben"].authority)
    busy.set_unusable_password()
    busy.save()
    RoleHeld.objects.create(person=busy, role="complaints-officer", from_on=date(2024, 1, 1))
    fill(range(CASES))
    with connection.cursor() as cursor:
        cursor.execute("SELECT reference FROM ledger_case")
        (whole,) = cursor.fetchone()
    browser = Client()
    browser.force_login(busy)
    connection.close()
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={browser.cookies[name].value}", whole


def _another(folder: str) -> str:
    """Return the address of an empty database of the same kind as ours."""
    url = os.environ["RECONVENE_DATABASE_URL"]
    if url.startswith("sqlite"):
        return f"sqlite:///{folder}/usual.sqlite3"
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE usual")
    connection.close()
    head, mark, rest = url.partition("?")
    return f"{head.rpartition('/')[0]}/usual{mark}{rest}"


@contextmanager
def _served(application: str, settings: dict[str, str]) -> Iterator[int]:
    """Serve an application with one worker, and give its port once it answers."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        GRANIAN, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "2", "--no-access-log", "--log-level", "error",
        application,
    ]  # fmt: skip
    quiet = subprocess.DEVNULL  # a line for each request is written, and read by nobody
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stderr=quiet)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            asked = HTTPConnection("127.0.0.1", port, timeout=5)
            asked.request("GET", "/sign-in")
            asked.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


def _asked(port: int, page: Page) -> tuple[str, ...]:
    body = _ask(HTTPConnection("127.0.0.1", port), page)
    found = body.decode().count(page.holds)
    assert found >= page.times, f"{page.name}: {page.holds!r} {found} times"
    one = HTTPConnection("127.0.0.1", port)
    for _ in range(20):
        _ask(one, page)
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        _ask(one, page)
        took.append((time.perf_counter() - began) * 1000)
    cuts = quantiles(took, n=20)
    rate = _at_once(port, page)
    size = f"{len(body) / 1024:.0f}"
    return page.name, f"{rate:,.0f}", f"{cuts[9]:.1f}", f"{cuts[18]:.1f}", size


def _at_once(port: int, page: Page) -> float:
    """Return how many a second come back on sixteen connections that each ask again at once."""
    counted = [0] * CONNECTIONS
    end = time.perf_counter() + SECONDS

    def keep_asking(place: int) -> None:
        connection = HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < end:
            _ask(connection, page)
            counted[place] += 1

    threads = [Thread(target=keep_asking, args=(place,)) for place in range(CONNECTIONS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counted) / (time.perf_counter() - began)


def _ask(connection: HTTPConnection, page: Page) -> bytes:
    connection.request("GET", page.path, headers={"Cookie": page.cookie} if page.cookie else {})
    answer = connection.getresponse()
    assert answer.status == 200, (page.name, answer.status)
    return answer.read()


if __name__ == "__main__":
    main()
