"""Where nothing can be stored a page says so and keeps the words, and later all is as it was."""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress

import pytest

from tests.support.cluster import Cluster
from tests.support.folder import temporary_folder
from tests.support.offices import DAY, TOLD_OF, Office, office
from tests.support.served import Answer, Visitor

WORDS = "She rang twice on Tuesday and asked to be told in writing – “not at home”."


@pytest.fixture(scope="module")
def on_a_small_disk() -> Iterator[Office]:
    """An office on a disk of its own that is soon full: in memory, which root may ask for."""
    folder = temporary_folder() / "small-disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("This machine lets us have no small disk in memory: only root may ask for one.")
    try:
        with office(folder / "var") as found:
            yield found
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def a_full_disk(here: Office) -> Iterator[None]:
    filling = here.copy.folder / "filling"
    file = os.open(filling, os.O_WRONLY | os.O_CREAT)
    with suppress(OSError):
        while os.write(file, bytes(4096)):
            pass
    yield
    os.close(file)
    filling.unlink()


@contextmanager
def no_keys(here: Office) -> Iterator[None]:
    keys = here.copy.folder.with_name(f"{here.copy.folder.name}.demo-keys.json")
    away = keys.with_suffix(".away")
    keys.rename(away)
    yield
    away.rename(keys)


@contextmanager
def no_file_handles(here: Office) -> Iterator[None]:
    worker = here.server.worker.pid
    before = resource.prlimit(worker, resource.RLIMIT_NOFILE)
    resource.prlimit(worker, resource.RLIMIT_NOFILE, (0, before[1]))
    yield
    resource.prlimit(worker, resource.RLIMIT_NOFILE, before)


class Writer:
    """Amina, who tells the complaints officer of a complaint, from the form to its last button."""

    def __init__(self, here: Office) -> None:
        self.visitor = Visitor(here.server.port)
        here.enter(self.visitor, "amina")
        self.address = TOLD_OF.format(here.reference)
        asked = self.visitor.visit(self.address)
        typed = [*asked.hidden, *DAY, ("to", "Ben Carter"), ("note", WORDS)]
        read_back = self.visitor.send(self.address, typed)
        assert read_back.status == 200, read_back.title
        self.fields = [one for one in read_back.hidden if one[0] != "step"] + [("step", "confirm")]

    def confirm(self) -> Answer:
        return self.visitor.send(self.address, self.fields)


Trouble = Callable[[Office], AbstractContextManager[None]]


def hold(here: Office, trouble: Trouble) -> None:
    """Hold that in a trouble nothing is said to be saved, and after it everything is, once."""
    before, writer = here.entries(), Writer(here)
    with closing(writer.visitor.line):
        with trouble(here):
            answers = [writer.confirm() for _ in range(3)]
        for answer in answers:
            assert answer.status in {500, 503}, answer.title
            assert "Not saved. Your words are still here" in answer.said
            assert WORDS in answer.said
            assert "ecorded" not in answer.said
        sent_again = writer.visitor.send(writer.address, answers[-1].hidden or writer.fields)
        assert sent_again.status == 302, sent_again.title
        assert writer.confirm().to == sent_again.to
    assert here.entries() == before + 1


@pytest.mark.assures("CS-4")
@pytest.mark.parametrize("trouble", [a_full_disk, no_keys, no_file_handles])
def test_a_machine_in_trouble(trouble: Trouble, on_a_small_disk: Office) -> None:
    hold(on_a_small_disk, trouble)


@pytest.mark.assures("CS-4")
def test_a_database_that_is_away() -> None:
    folder = temporary_folder() / "away"
    folder.mkdir()
    cluster = Cluster(folder)

    @contextmanager
    def away(_here: Office) -> Iterator[None]:
        cluster.kill()
        yield
        cluster.start()

    try:
        with office(folder / "var", RECONVENE_DATABASE_URL=cluster.address) as here:
            hold(here, away)
    finally:
        cluster.kill()
