"""The drill: back-ups while many write, each one restored, and nothing missing in any."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Self

import psycopg
import pytest
from django.db import OperationalError, connection

from reconvene.core.record.exchange import NoticeGiven
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.opening import receive_complaint
from reconvene.people.models import Person
from tests.shell.test_backup import made, restored
from tests.support.backups import empty_copy, programs_of_postgresql
from tests.support.cast import partnership
from tests.support.copies import Copy
from tests.support.days import day
from tests.support.sizes import sized
from tests.support.sp_life import RECEIVED_ON, complaint, noon

BACKUPS = sized(2, 100, "back-ups, each restored")
WRITERS = sized(3, 50, "writers meanwhile")
BETWEEN = 8
AHEAD = 120
"""So many acts are done while a back-up is made, at most: the last one is of no endless record."""

ENTRIES = "SELECT case_id, number, link FROM ledger_entry"

Entry = tuple[str, int, bytes]


class Writers:
    """People who take complaints and add to them until they are told to stop."""

    def __init__(self, ben: Person, chair: Named) -> None:
        self.ben, self.chair = ben, chair
        self.told: list[tuple[str, int]] = []
        self.faults: list[BaseException] = []
        self.is_over = threading.Event()
        self.wrote = threading.Condition()
        self.most = AHEAD
        self.threads = [threading.Thread(target=self._work, args=(n,)) for n in range(WRITERS)]

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        with self.wrote:
            self.wrote.notify_all()
        for thread in self.threads:
            thread.join()

    def wait_for(self, more: int) -> set[tuple[str, int]]:
        """Return all that was told of once so many more acts were."""
        with self.wrote:
            wanted = len(self.told) + more
            self.most = wanted + AHEAD
            self.wrote.notify_all()
            assert self.wrote.wait_for(lambda: len(self.told) >= wanted or self.faults, 120)
            return set(self.told)

    def _work(self, writer: int) -> None:
        try:
            act = 0
            while not self.is_over.is_set():
                case_id = self._tell(self._taken(f"{writer}-{act}"))
                for step in range(4):
                    self._tell(self._added(case_id, f"{writer}-{act}-{step}"))
                act += 1
        except BaseException as fault:  # noqa: BLE001  told of in the test's own thread
            self.faults.append(fault)
        finally:
            connection.close()

    def _tell(self, receipt: object) -> str:
        assert isinstance(receipt, Receipt), receipt
        with self.wrote:
            self.told.append((receipt.case_id, receipt.number))
            self.wrote.notify_all()
            self.wrote.wait_for(lambda: len(self.told) < self.most or self.is_over.is_set())
        return receipt.case_id

    def _taken(self, key: str) -> object:
        on = day(RECEIVED_ON)
        return _answered(
            lambda: receive_complaint(
                self.ben, complaint(self.chair), happened_on=on, key=key, now=noon(on)
            )
        )

    def _added(self, case_id: str, key: str) -> object:
        on, told = day(RECEIVED_ON), NoticeGiven(notice="tell-officer-received", note=key)
        return _answered(
            lambda: record(
                self.ben, case_id, "notice.given", told, happened_on=on, key=key, now=noon(on)
            )
        )


def _answered(act: Callable[[], object]) -> object:
    """Return an act's answer; one that found the database busy for too long is sent again."""
    while True:
        try:
            return act()
        except OperationalError:
            connection.close()


def entries_of(copy: Copy) -> set[Entry]:
    """Return every entry of a restored database, read past all of our own code."""
    address = copy.environment["RECONVENE_DATABASE_URL"]
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as database:
            return {(case, number, bytes(link)) for case, number, link in database.execute(ENTRIES)}
    with psycopg.connect(address) as server:
        return {(case, number, bytes(link)) for case, number, link in server.execute(ENTRIES)}


@pytest.mark.assures("BK-2", size=BACKUPS)
@pytest.mark.django_db(transaction=True)
def test_every_back_up_made_meanwhile_holds_all_that_was_told_of_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", programs_of_postgresql())
    people = partnership()
    amina = people["amina"]
    chair = Named(id=amina.id, name=amina.name, role="conference-chair")
    backups = []
    with Writers(people["ben"], chair) as writers:
        for number in range(BACKUPS):
            before = writers.wait_for(BETWEEN)
            backups.append((before, *made(tmp_path, f"backup-{number}")))
        writers.wait_for(BETWEEN)
    assert writers.faults == []
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES)
        final = {(case, number, bytes(link)) for case, number, link in cursor.fetchall()}

    for number, (before, file, identity, manifest) in enumerate(backups):
        with empty_copy(tmp_path / f"copy-{number}") as copy:
            said = restored(copy, file, identity)
            assert said.returncode == 0, said.stderr
            found = entries_of(copy)
        assert before <= {(case, at) for case, at, _ in found}
        assert found < final
        ends = {one.case: one.length for one in manifest.cases}
        assert {(case, at) for case, at, _ in found} == {
            (case, at) for case, length in ends.items() for at in range(1, length + 1)
        }
