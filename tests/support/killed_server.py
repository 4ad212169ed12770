"""Writers at work while their PostgreSQL server is killed, again and again: a process of its own.

    python -m tests.support.killed_server FOLDER ROUNDS

The server is one of its own, in a folder. Writers are those of `killed_writers`, never killed
themselves: each goes on after losing the server, under the same key, as a browser does that got
no answer. What was told of, what is there and what is wrong with it is printed as JSON.
"""

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from tests.support.cluster import Cluster

WRITERS = 3


def main(folder: Path, rounds: int) -> None:
    """Run all rounds on a server of our own, and leave none behind."""
    cluster = Cluster(folder)
    os.environ["RECONVENE_DATABASE_URL"] = cluster.address
    try:
        _run(cluster, rounds)
    finally:
        cluster.kill()


def _run(cluster: Cluster, rounds: int) -> None:
    """Run all rounds, then print what came of them."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from reconvene.ledger.chain import short_code
    from reconvene.ledger.verifying import verify
    from reconvene.library.procedure_files import load_procedures
    from tests.support.cast import partnership
    from tests.support.killed_writers import started

    call_command("migrate", verbosity=0)
    partnership()
    load_procedures()
    connection.close()
    writers = [started(number, 0, 10**6, untiring=True) for number in range(WRITERS)]
    pipes = {reading: b"" for _, reading in writers}
    try:
        slowest = _killed(cluster, pipes, rounds)
    finally:
        for child, _ in writers:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    told = [
        line.split()
        for reading, found in pipes.items()
        for line in _rest(reading, found).splitlines(keepends=True)
        if line.endswith("\n")
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, number, link FROM ledger_entry")
        kept = [(case, number, short_code(number, bytes(link))) for case, number, link in cursor]
        wrong = [str(one) for one in verify(cursor)]
    print(json.dumps({"told": told, "kept": kept, "wrong": wrong, "slowest": slowest}))  # noqa: T201
    connection.close()


def _killed(cluster: Cluster, pipes: dict[int, bytes], rounds: int) -> float:
    """Kill and start the server so often, each time after some acts; return the slowest start."""
    chance = random.Random(rounds)  # noqa: S311  moments to be killed at
    slowest = 0.0
    for _ in range(rounds):
        wanted = sum(found.count(b"\n") for found in pipes.values()) + chance.randint(3, 9)
        _watch(pipes, wanted)
        time.sleep(chance.uniform(0, 0.03))
        cluster.kill()
        slowest = max(slowest, cluster.start())
    _watch(pipes, sum(found.count(b"\n") for found in pipes.values()) + WRITERS)
    return slowest


def _watch(pipes: dict[int, bytes], acts: int) -> None:
    """Listen until so many acts have been told of."""
    while sum(found.count(b"\n") for found in pipes.values()) < acts:
        for pipe in select.select(list(pipes), [], [])[0]:
            said = os.read(pipe, 65536)
            assert said, "a writer gave up: what it was told of is not there any more"
            pipes[pipe] += said


def _rest(reading: int, found: bytes) -> str:
    with os.fdopen(reading, "rb") as pipe:
        return (found + pipe.read()).decode()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
