"""Where nothing can be stored a page or a command says so, and later all is as it was."""

import os
import resource
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from tempfile import mkdtemp

import psutil
import pytest

from tests.support.backups import pair
from tests.support.cluster import Cluster
from tests.support.erasing import LONG_AFTER, WEEK
from tests.support.folder import temporary_folder
from tests.support.last_buttons import (
    BEGUN,
    ELSEWHERE,
    Begun,
    Button,
    Trouble,
    a_complaint,
    a_hold,
    an_act,
    hold,
    says_not_saved,
)
from tests.support.offices import Office, office
from tests.support.served import Answer, Visitor
from tests.support.sizes import IS_FULL, sized
from tests.support.witness import Witness

SOON = 60
"""Seconds."""

PRESSES = sized(3, 60, "presses of a last button while there is no more memory")


@pytest.fixture(scope="module")
def on_a_small_disk() -> Iterator[Office]:
    """An office on a disk of its own that is soon full: in memory, which root may ask for."""
    folder = Path(mkdtemp(prefix="small-disk-", dir=temporary_folder()))
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
    """Fill the disk, and leave SQLite no room that it had before and could write into again."""
    with closing(sqlite3.connect(here.copy.folder / "reconvene.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
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


TROUBLES: tuple[Trouble, ...] = (a_full_disk, no_keys, no_file_handles)
TRIED = [
    (trouble, begun)
    for trouble in TROUBLES
    for begun in BEGUN
    if IS_FULL or begun is an_act or (trouble is a_full_disk and begun in (a_complaint, a_hold))
]


@pytest.mark.assures("CS-4")
@pytest.mark.parametrize(("trouble", "begun"), TRIED)
def test_a_machine_in_trouble(trouble: Trouble, begun: Begun, on_a_small_disk: Office) -> None:
    hold(on_a_small_disk, trouble, begun)


@contextmanager
def no_more_memory(here: Office) -> Iterator[None]:
    """Let the process that answers have as much memory as it has, and no more."""
    worker = here.server.worker.pid
    before = resource.prlimit(worker, resource.RLIMIT_AS)
    resource.prlimit(worker, resource.RLIMIT_AS, (0, before[1]))
    yield
    if psutil.pid_exists(worker):
        resource.prlimit(worker, resource.RLIMIT_AS, before)


def pressed(button: Button) -> Answer | None:
    """Return what a press is answered; None where whoever was to answer is gone."""
    try:
        return button.press()
    except (OSError, HTTPException):
        button.visitor.line.close()
        return None


def serves_again(here: Office) -> float:
    """Return after how many seconds a page is answered; one that ended is started by what minds it."""
    began = time.monotonic()
    while time.monotonic() - began < SOON:
        if here.server.process.poll() is not None:
            here.server.start()
        with suppress(OSError, HTTPException), closing(Visitor(here.server.port).line) as line:
            line.request("GET", "/sign-in")
            if line.getresponse().status == HTTPStatus.OK:
                break
        time.sleep(0.1)
    return time.monotonic() - began


@pytest.mark.assures("CS-4", size=PRESSES)
@pytest.mark.parametrize("begun", BEGUN if IS_FULL else (an_act,))
def test_a_server_that_gets_no_more_memory(begun: Begun, on_a_small_disk: Office) -> None:
    here = on_a_small_disk
    before, visitor = here.written(), Visitor(here.server.port)
    with closing(visitor.line):
        button = begun(here, visitor)
        with no_more_memory(here):
            answers = [pressed(button) for _ in range(PRESSES)]
        assert serves_again(here) < SOON
        told = {answer.to for answer in answers if answer and answer.status == 302}
        for answer in answers:
            if answer and answer.status != 302:
                says_not_saved(answer, button)
        sent_again = visitor.send(button.address, button.fields)
    assert sent_again.status == 302, sent_again.title
    assert told <= {sent_again.to, ELSEWHERE}
    assert here.written() == before + button.adds


COMMANDS = ("checkpoint", "rotate_keys", "rebuild", "backup")
ORDERED = [
    (trouble, name)
    for trouble in (a_full_disk, no_keys)
    for name in (COMMANDS if IS_FULL else COMMANDS[:2])
]


@pytest.mark.assures("CS-4")
@pytest.mark.parametrize(("trouble", "name"), ORDERED)
def test_a_command_in_trouble(trouble: Trouble, name: str, on_a_small_disk: Office) -> None:
    here, before = on_a_small_disk, on_a_small_disk.written()
    beside = here.copy.folder.parent
    key = beside / "checkpoint-key"
    if not key.exists():
        Witness.at(beside).key.rename(key)
    _, public = pair(temporary_folder(), f"for-back-ups-{trouble.__name__}-{name}")
    words = {
        "checkpoint": ("--to", str(beside / "log")),
        "rotate_keys": ("--wait", "0", "--without-a-backup"),
        "backup": (str(beside / "made"),),
    }
    known = {"RECONVENE_CHECKPOINT_KEY": str(key), "RECONVENE_BACKUP_TO": public}
    if not (beside / "log").exists():
        here.copy.must("checkpoint", *words["checkpoint"], **known)

    with trouble(here):
        said = here.copy.manage(name, *words.get(name, ()), **known)
    done = said.returncode == 0

    has_said_so(said)
    if name == "backup":
        assert (beside / "made").exists() == done
        (beside / "made").unlink(missing_ok=True)
    here.copy.must(name, *words.get(name, ()), **known)
    here.copy.must("verify", "--log", str(beside / "log"), **known)
    (beside / "made").unlink(missing_ok=True)
    assert here.written() == before


def has_said_so(said: subprocess.CompletedProcess[str]) -> None:
    """Hold that a command that failed says so, to a person."""
    assert "Traceback" not in said.stderr
    assert said.returncode == 0 or said.stderr.strip(), "it failed without a word"


def hold_erasing(here: Office, trouble: Trouble) -> None:
    """Hold that in a trouble keys are destroyed or it says that they are not, and after it they are."""
    made = here.copy.run("-m", "tests.support.one_to_erase", trouble.__name__.replace("_", "-"))
    assert made.returncode == 0, made.stderr
    erase = ("-m", "tests.support.later", (LONG_AFTER + WEEK).isoformat(), "erase")

    with trouble(here):
        said = here.copy.run(*erase)
    again = here.copy.run(*erase)

    has_said_so(said)
    assert again.returncode == 0, again.stderr
    told = [one for one in (said, again) if "Keys destroyed: 1" in one.stdout]
    assert len(told) <= 1
    assert said.returncode or told == [said]
    assert here.asked(LEFT) == "0"


LEFT = (
    "from tests.support.struck_erasing import half_erased; "
    "from reconvene.erasure.models import Erasure; "
    "print(half_erased() or Erasure.objects.filter(destroyed_at=None).count())"
)
"""Says what is erased by half, or how many cases are not erased yet."""


def hold_migrating(here: Office, trouble: Trouble) -> None:
    """Hold that in a trouble tables are changed or it says that they are not, and after it they are."""
    here.copy.must("migrate", "people", "0001", "--verbosity", "0")

    with trouble(here):
        said = here.copy.manage("migrate", "--verbosity", "0")

    has_said_so(said)
    if said.returncode:
        here.copy.must("migrate", "--verbosity", "0")
    here.copy.must("migrate", "--check", "--verbosity", "0")


OF_THE_RECORD = [
    (trouble, order)
    for trouble in (a_full_disk, no_keys)
    for order in (hold_erasing, hold_migrating)
    if IS_FULL or (trouble, order) == (a_full_disk, hold_erasing)
]


@pytest.mark.assures("CS-4")
@pytest.mark.parametrize(("trouble", "order"), OF_THE_RECORD)
def test_erasing_and_migrating_in_trouble(
    trouble: Trouble, order: Callable[[Office, Trouble], None], on_a_small_disk: Office
) -> None:
    order(on_a_small_disk, trouble)


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
            for begun in BEGUN if IS_FULL else BEGUN[:3]:
                hold(here, away, begun)
            for order in (hold_erasing, hold_migrating) if IS_FULL else ():
                order(here, away)
    finally:
        cluster.kill()
