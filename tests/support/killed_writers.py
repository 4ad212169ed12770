"""Writers that are killed in the middle of their work, again and again, as a process of its own.

    python -m tests.support.killed_writers ROUNDS

In each round three writers are started, and killed (SIGKILL) a moment after they have told of a
few acts. A writer takes complaints and adds to them; each act has a key made from its number. It
tells of an act only after the desk has given it a receipt, and after being killed it goes on with
the first act it has not told of, under the same key: what a browser does that never got an answer.
The last round ends by itself. Every receipt told of is printed: key, case, number, code.
"""

import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import django

django.setup()

from django.db import InterfaceError, OperationalError, connection  # noqa: E402  as below

from reconvene.core.record.exchange import NoticeGiven  # noqa: E402  needs the set-up above
from reconvene.core.record.payload import Person as Named  # noqa: E402
from reconvene.desk.act import record  # noqa: E402
from reconvene.desk.answers import Receipt  # noqa: E402
from reconvene.desk.opening import receive_complaint  # noqa: E402
from reconvene.library.procedure_files import load_procedures  # noqa: E402
from reconvene.people.models import Authority, Person  # noqa: E402
from tests.support.sp_life import complaint  # noqa: E402

WRITERS = 3
ACTS_TO_A_CASE = 6
LAST_ACTS = 3


def main(rounds: int) -> None:
    """Run all rounds, then print the receipts."""
    load_procedures()  # once, so that a writer has no more to do than its work
    assert Authority(calendar="england").days.versions
    told: list[list[str]] = [[] for _ in range(WRITERS)]
    chance = random.Random(rounds)  # noqa: S311  moments to be killed at
    for number in range(rounds):
        is_last = number == rounds - 1
        acts, moment = (LAST_ACTS, 0.0) if is_last else (10**6, chance.uniform(0, 0.03))
        writers = [started(writer, len(one), acts) for writer, one in enumerate(told)]
        found = [b""] * WRITERS if is_last else _watched(writers, chance.randint(1, 9))
        time.sleep(moment)
        for writer, (child, reading) in enumerate(writers):
            if not is_last:
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            with os.fdopen(reading, "rb") as pipe:
                lines = (found[writer] + pipe.read()).decode().splitlines(keepends=True)
            told[writer] += [line.rstrip("\n") for line in lines if line.endswith("\n")]
    for receipts in told:
        sys.stdout.write("".join(f"{receipt}\n" for receipt in receipts))


def started(writer: int, first: int, acts: int, *, untiring: bool = False) -> tuple[int, int]:
    """
    Start a writer with its next act; return its process and the pipe it tells on.

    One that is untiring does an act again, under the same key, while the database is not there.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    _write(writer, first, acts, writing, _until_answered if untiring else _once)
    os._exit(0)


def _once(act: Callable[[], Receipt]) -> Receipt:
    return act()


def _until_answered(act: Callable[[], Receipt]) -> Receipt:
    while True:
        try:
            return act()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.05)


def _watched(writers: list[tuple[int, int]], acts: int) -> list[bytes]:
    """Return what each writer has told of once they told of so many acts together."""
    pipes = [reading for _, reading in writers]
    found = [b""] * len(writers)
    while b"".join(found).count(b"\n") < acts:
        for pipe in select.select(pipes, [], [])[0]:
            found[pipes.index(pipe)] += os.read(pipe, 65536)
    return found


def _write(
    writer: int,
    first: int,
    acts: int,
    pipe: int,
    answered: Callable[[Callable[[], Receipt]], Receipt],
) -> None:
    """Do acts from a number on, telling of each once it has its receipt."""
    now = datetime(2025, 4, 22, 12, tzinfo=UTC)
    ben = Person.objects.get(username="ben.partnership")
    chair = Named(id="amina", name="Amina Yusuf", role="conference-chair")

    def key(number: int) -> str:
        return f"{writer}-{number}"

    def taken(number: int) -> Receipt:
        answer = receive_complaint(
            ben, complaint(chair), happened_on=now.date(), key=key(number), now=now
        )
        assert isinstance(answer, Receipt), answer
        return answer

    def added(case_id: str, number: int) -> Receipt:
        told = NoticeGiven(notice="tell-officer-received", note=key(number))
        answer = record(
            ben, case_id, "notice.given", told, happened_on=now.date(), key=key(number), now=now
        )
        assert isinstance(answer, Receipt), answer
        return answer

    for number in range(first, first + acts):
        opening = number - number % ACTS_TO_A_CASE
        if number in (first, opening):
            # Asked again after a kill, it gives the same case.
            opened = answered(partial(taken, opening))
        is_first = number == opening
        receipt = opened if is_first else answered(partial(added, opened.case_id, number))
        line = f"{key(number)} {receipt.case_id} {receipt.number} {receipt.code}\n"
        os.write(pipe, line.encode())


if __name__ == "__main__":
    main(int(sys.argv[1]))
