"""Seals of many processes under one key: no nonce ever comes twice, whoever is forked or killed."""

import os
import signal
from collections.abc import Iterator

import pytest

from reconvene.sealing import parts
from reconvene.sealing.keyring import STORY, DataKey
from tests.support.sealing import ring
from tests.support.sizes import sized

PROCESSES = 4
SEALS = sized(20_000, 1_000_000, "seals by four processes, of which two are killed and come back")
NONCE = slice(17, 29)
LENGTH = 12


def nonces(key: DataKey) -> Iterator[bytes]:
    while True:
        yield parts.seal(key, b"Ewa", b"here")[NONCE]


def sealing(key: DataKey, count: int) -> tuple[int, int]:
    """Start a process that seals so often and tells its nonces; return it and what it tells on."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    with os.fdopen(writing, "wb") as pipe:
        pipe.writelines(one for one, _ in zip(nonces(key), range(count), strict=False))
    os._exit(0)


def told(child: int, reading: int, kill_after: int = 0) -> bytes:
    """Return the nonces a process tells of; killed in the middle, those it got so far."""
    with os.fdopen(reading, "rb") as pipe:
        found = pipe.read(kill_after * LENGTH)
        if kill_after:
            os.kill(child, signal.SIGKILL)
        found += pipe.read()
    os.waitpid(child, 0)
    return found[: len(found) - len(found) % LENGTH]


@pytest.mark.assures("CR-4", size=SEALS)
def test_no_nonce_comes_twice_across_fork_kill_and_return() -> None:
    """A process that is forked has the memory of the first: so has one restored from a copy."""
    key = ring(STORY).key_of(STORY)
    share = SEALS // PROCESSES
    own = [one for one, _ in zip(nonces(key), range(100), strict=False)]

    first = [sealing(key, share) for _ in range(PROCESSES)]
    found = [told(*one) for one in first[2:]]
    found += [told(*one, kill_after=share // 2) for one in first[:2]]
    again = [sealing(key, share) for _ in range(2)]
    found += [told(*one) for one in again]

    whole = b"".join([*own, *found])
    every = {whole[place : place + LENGTH] for place in range(0, len(whole), LENGTH)}
    assert len(every) * LENGTH == len(whole)
    assert len(every) > SEALS
