"""The service is killed under forty people who send the same again: nothing is lost or doubled."""

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from random import Random
from threading import Event, Lock

import pytest

from reconvene.desk.known_at_once import NOTE
from tests.support.cluster import Cluster
from tests.support.folder import temporary_folder
from tests.support.offices import Office, office, told_of
from tests.support.served import Untiring
from tests.support.sizes import IS_FULL, sized

KILLS = sized(5, 500, "kills of the whole service under forty writers")
SERVERS = sized(1, 100, "kills of PostgreSQL under the service")
WRITERS = 40
ACTS_TO_A_CASE = 5
SERVING_AGAIN = 5.0


class Writers:
    """Forty people at their work, and what each was told: the words, the case, the entry."""

    def __init__(self, here: Office) -> None:
        self.here = here
        self.told: list[tuple[str, str, int]] = []
        self._is_over = Event()
        self._lock = Lock()

    def work_while(self, does: Callable[[], None]) -> None:
        """Let all of them work while something is done, and finish what they are at."""
        with ThreadPoolExecutor(WRITERS) as threads:
            at_work = [threads.submit(self._write, writer) for writer in range(WRITERS)]
            try:
                does()
            finally:
                self._is_over.set()
            for one in at_work:
                one.result()

    def wait_for(self, acts: int) -> None:
        """Wait until so many more acts were told of."""
        wanted = len(self.told) + acts
        while len(self.told) < wanted:
            time.sleep(0.01)

    def _write(self, writer: int) -> None:
        """Add to the case that all share, then take down complaints and add to these."""
        visitor = Untiring(self.here.server.port)
        self.here.enter(visitor, "ben")
        reference = self.here.reference
        for number in count():
            for act in range(ACTS_TO_A_CASE):
                if self._is_over.is_set():
                    visitor.line.close()
                    return
                note = f"{writer}: call {act} of family {number}"
                done = told_of(visitor, reference, note, key=note)
                assert done.status == 302, done.title
                self._tell(note, reference, int(done.to.rsplit("/", 1)[1]))
            reference = self._taken_down(visitor, f"Ewa {writer}-{number}")

    def _taken_down(self, visitor: Untiring, family: str) -> str:
        """Take down a family's complaint; return its reference."""
        check = self.here.draft(visitor, family)
        done = visitor.send(check, visitor.visit(check).hidden)
        assert done.to.startswith("/take-down/done/"), done.title
        reference = done.to.rsplit("/", 1)[1]
        self._tell(family, reference, 1)
        return reference

    def _tell(self, words: str, reference: str, number: int) -> None:
        with self._lock:
            self.told.append((words, reference, number))


def hold(writers: Writers, kills: int) -> None:
    """Hold that all that was told of is there once, and all that is there is whole."""
    said = writers.here.copy.run("-m", "tests.support.kept_words")
    assert said.returncode == 0, said.stderr
    found = json.loads(said.stdout)
    assert found["wrong"] == []
    for words, reference, number in writers.told:
        assert found["kept"][words] == [[reference, number]], words
    twice = [words for words, places in found["kept"].items() if words and len(places) > 1]
    assert [words for words in twice if words != NOTE] == []  # one for each complaint
    assert len(writers.told) > kills


def hold_soon(seconds: list[float]) -> None:
    """Hold that each start was quick; beside the tests of a whole run, that one was."""
    assert (max(seconds) if IS_FULL else min(seconds)) < SERVING_AGAIN, seconds


@pytest.mark.assures("CS-1", size=KILLS)
def test_kills_of_the_service_lose_and_double_nothing() -> None:
    chance = Random(KILLS)  # noqa: S311  moments to be killed at
    serving_again: list[float] = []
    with office(temporary_folder() / "killed-service" / "var") as here:
        writers = Writers(here)

        def kills() -> None:
            for _ in range(KILLS):
                writers.wait_for(chance.randint(1, WRITERS))
                time.sleep(chance.uniform(0, 0.1))
                here.server.kill()
                serving_again.append(here.server.start())

        writers.work_while(kills)
        hold(writers, KILLS)
    hold_soon(serving_again)


@pytest.mark.assures("CS-1", size=SERVERS)
def test_kills_of_the_database_under_the_service_lose_and_double_nothing() -> None:
    chance = Random(SERVERS)  # noqa: S311  moments to be killed at
    serving_again: list[float] = []
    folder = temporary_folder() / "killed-under-the-service"
    folder.mkdir()
    cluster = Cluster(folder)
    try:
        with office(folder / "var", RECONVENE_DATABASE_URL=cluster.address) as here:
            writers = Writers(here)

            def kills() -> None:
                for _ in range(SERVERS):
                    writers.wait_for(chance.randint(1, WRITERS))
                    time.sleep(chance.uniform(0, 0.1))
                    cluster.kill()
                    serving_again.append(cluster.start())

            writers.work_while(kills)
            hold(writers, SERVERS)
    finally:
        cluster.kill()
    hold_soon(serving_again)
