"""Where nothing can be stored a page or a command says so, and later all is as it was."""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass

import pytest

from tests.support.backups import pair
from tests.support.cluster import Cluster
from tests.support.folder import temporary_folder
from tests.support.offices import DAY, TOLD_OF, Office, office
from tests.support.served import Answer, Fields, Visitor
from tests.support.sizes import IS_FULL
from tests.support.witness import Witness

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


@dataclass(frozen=True)
class Button:
    """The last button of something that somebody does, and the words that were typed for it."""

    visitor: Visitor
    address: str
    fields: Fields
    words: str = ""

    def press(self) -> Answer:
        return self.visitor.send(self.address, self.fields)


def an_act(here: Office, visitor: Visitor) -> Button:
    """Have the chair tell the complaints officer of a complaint, as far as its last button."""
    here.enter(visitor, "amina")
    return _read_back(visitor, TOLD_OF.format(here.reference), [("to", "Ben"), ("note", WORDS)])


def a_letter(here: Office, visitor: Visitor) -> Button:
    """Have the chair send a letter."""
    here.enter(visitor, "amina")
    typed = [("sender", f"{here.people['amina']}|conference-chair")]
    return _read_back(visitor, f"/case/{here.reference}/do/letter.sent/acknowledgement", typed)


def _read_back(visitor: Visitor, address: str, typed: Fields) -> Button:
    asked = visitor.visit(address)
    read_back = visitor.send(address, [*asked.hidden, *DAY, *typed])
    assert read_back.status == 200, read_back.title
    fields = [one for one in read_back.hidden if one[0] != "step"]
    words = next((said for name, said in typed if name == "note"), "")
    return Button(visitor, address, [*fields, ("step", "confirm")], words)


def a_complaint(here: Office, visitor: Visitor) -> Button:
    """Have the complaints officer take down a complaint."""
    here.enter(visitor, "ben")
    address = here.draft(visitor, "Ewa Example")
    return Button(visitor, address, visitor.visit(address).hidden)


Begun = Callable[[Office, Visitor], Button]
Trouble = Callable[[Office], AbstractContextManager[None]]


def hold(here: Office, trouble: Trouble, begun: Begun = an_act) -> None:
    """Hold that in a trouble nothing is said to be saved, and after it everything is, once."""
    before, visitor = here.entries(), Visitor(here.server.port)
    with closing(visitor.line):
        button = begun(here, visitor)
        with trouble(here):
            answers = [button.press() for _ in range(3)]
        for answer in answers:
            assert answer.status in {500, 503}, answer.title
            assert "Not saved. Your words are still here" in answer.said
            assert button.words in answer.said
            assert "ecorded" not in answer.said
        sent_again = visitor.send(button.address, answers[-1].hidden or button.fields)
        assert sent_again.status == 302, sent_again.title
        assert button.press().to == sent_again.to
    assert here.entries() == before + 1


BEGUN: tuple[Begun, ...] = (an_act, a_letter, a_complaint)
TROUBLES: tuple[Trouble, ...] = (a_full_disk, no_keys, no_file_handles)
TRIED = [
    (trouble, begun)
    for trouble in TROUBLES
    for begun in BEGUN
    if IS_FULL or begun is an_act or trouble is a_full_disk
]


@pytest.mark.assures("CS-4")
@pytest.mark.parametrize(("trouble", "begun"), TRIED)
def test_a_machine_in_trouble(trouble: Trouble, begun: Begun, on_a_small_disk: Office) -> None:
    hold(on_a_small_disk, trouble, begun)


COMMANDS = ("checkpoint", "rotate_keys", "rebuild", "backup")
ORDERED = [
    (trouble, name)
    for trouble in (a_full_disk, no_keys)
    for name in (COMMANDS if IS_FULL else COMMANDS[:2])
]


@pytest.mark.assures("CS-4")
@pytest.mark.parametrize(("trouble", "name"), ORDERED)
def test_a_command_in_trouble(trouble: Trouble, name: str, on_a_small_disk: Office) -> None:
    here, before = on_a_small_disk, on_a_small_disk.entries()
    beside = here.copy.folder.parent
    key = beside / "checkpoint-key"
    if not key.exists():
        Witness.at(beside).key.rename(key)
    _, public = pair(temporary_folder(), f"for-back-ups-{trouble.__name__}-{name}")
    words = {"checkpoint": ("--to", str(beside / "log")), "backup": (str(beside / "made"),)}
    known = {"RECONVENE_CHECKPOINT_KEY": str(key), "RECONVENE_BACKUP_TO": public}

    with trouble(here):
        said = here.copy.manage(name, *words.get(name, ()), **known)
    done = said.returncode == 0

    assert "Traceback" not in said.stderr
    assert done or said.stderr.strip(), "it failed without a word"
    if name == "backup":
        assert (beside / "made").exists() == done
        (beside / "made").unlink(missing_ok=True)
    here.copy.must(name, *words.get(name, ()), **known)
    here.copy.must("verify", "--log", str(beside / "log"), **known)
    (beside / "made").unlink(missing_ok=True)
    assert here.entries() == before


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
            for begun in BEGUN:
                hold(here, away, begun)
    finally:
        cluster.kill()
