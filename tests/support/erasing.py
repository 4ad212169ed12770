"""Cases that were closed long ago, the two people who approve, and a thief of copies."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection

from reconvene.desk import erasing, retention
from reconvene.desk.answers import Receipt
from reconvene.desk.unread import propose_unread
from reconvene.erasure.book import Book
from reconvene.ledger.entries import COLUMNS, row
from reconvene.ledger.lost import digest_of_sealed
from reconvene.ledger.sealing import unseal
from reconvene.papers.lost import digest_of_papers
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Person
from reconvene.sealing.keyring import Keyring
from reconvene.sealing.keys import provider
from reconvene.sealing.models import GivenUpKey, StoredKey
from tests.support.cast import person
from tests.support.desk import Desk
from tests.support.sp_life import Step

_ENTRY_COLUMNS = ", ".join(f"entry.{name}" for name in COLUMNS.split(", "))

CLOSED_ON = "Thu 24 Apr 2025"
_BEFORE = (
    Step("amina", "Wed 23 Apr 2025", "notice.given", {"notice": "tell-officer-received"}),
    Step("amina", "Wed 23 Apr 2025", "letter.sent", {"letter": "acknowledgement"}),
)
STILL_KEPT = datetime(2031, 4, 24, 22, 59, tzinfo=UTC)
"""The last minute, in London, of the day up to which a case closed on that day is kept."""

LONG_AFTER = datetime(2031, 4, 25, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def closed(
    desk: Desk,
    *,
    name: str = "Ewa Zielińska",
    words: str = "Not so.",
    closed_on: str = CLOSED_ON,
    besides: Sequence[Step] = (),
) -> Receipt:
    """Return the receipt of a case that was opened, withdrawn and closed within two days."""
    receipt = desk.open(name=name)
    taken_back = Step("ben", CLOSED_ON, "point.withdrawn", {"point": "A", "words": words})
    for step in (*_BEFORE, *besides, taken_back, Step("ben", closed_on, "case.closed")):
        answer = desk.act(receipt.case_id, step)
        assert isinstance(answer, Receipt), (step, answer)
    return receipt


def damage(case_id: str) -> None:
    """Change the keys of a case as they lie in the database, so that its record does not open."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sealing_key SET wrapped = %s WHERE case_id = %s", [b"x" * 60, case_id]
        )


def give_up(case_id: str, compartment: str = "story") -> None:
    """Throw one key of a case away, as two people decided; another stays where it had more."""
    key = StoredKey.objects.get(case_id=case_id, compartment=compartment)
    with connection.cursor() as cursor:
        digest = digest_of_sealed(cursor, bytes(key.id), case_id)
        of_papers = digest_of_papers(cursor, bytes(key.id), case_id)
    GivenUpKey.objects.create(
        id=bytes(key.id),
        given_up_at=LONG_AFTER,
        sealed_digest=digest,
        papers_digest=of_papers,
    )
    key.delete()


def keep_nine_years(folder: Path) -> None:
    """Let the desk's authority keep for nine years what it kept for six."""
    shipped = files("reconvene.library") / "retention" / "default.yaml"
    own = shipped.read_text("utf-8").replace("id: default", "id: own").replace("6 years", "9 years")
    (folder / "partnership.yaml").write_text(own, "utf-8")


OVERSEERS = {"iris": "Iris Kaur", "ivo": "Ivo Brand", "oona": "Oona Reid"}


def overseers(desk: Desk) -> dict[str, Person]:
    """Return three people of a desk's authority who look after information governance."""
    at = desk.people["ben"].authority
    return {key: person(at, name, INFORMATION_GOVERNANCE) for key, name in OVERSEERS.items()}


@dataclass(frozen=True)
class Eraser:
    """Two people of one authority, and the book in which they have erasures entered."""

    first: Person
    second: Person
    path: Path

    @classmethod
    def of(cls, desk: Desk, folder: Path) -> "Eraser":
        people = overseers(desk)
        made = cls(people["iris"], people["ivo"], folder / "book.jsonl")
        made.book.begin()
        return made

    @property
    def book(self) -> Book:
        return Book(self.path)

    def approved(self, *references: str, now: datetime = LONG_AFTER) -> None:
        """Have all that is due proposed, and these approved by both."""
        retention.propose(self.first, now)
        for reference in references:
            retention.approve(self.first, reference, now)
            retention.approve(self.second, reference, now)

    def approved_unread(self, reference: str, why: str, now: datetime = LONG_AFTER) -> None:
        """Have one proposed that does not open, and approved by both."""
        propose_unread(self.first, reference, why, now)
        for by in (self.first, self.second):
            retention.approve(by, reference, now)

    def erased_unread(self, reference: str, why: str, now: datetime = LONG_AFTER) -> None:
        """Take one that does not open all the way, as `erased` does."""
        self.approved_unread(reference, why, now)
        assert self.carry_out(now).sealed_off == 1
        assert self.carry_out(now + WEEK).destroyed == 1

    def carry_out(self, now: datetime) -> erasing.Outcome:
        return erasing.carry_out(self.path, now)

    def erased(self, *references: str, now: datetime = LONG_AFTER) -> None:
        """Take these all the way until their keys are destroyed, a week after `now`."""
        self.approved(*references, now=now)
        self.carry_out(now)
        self.carry_out(now + WEEK)


@pytest.fixture
def keys_of_our_own(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    """Keep the other tests' keys from changing: they run beside these."""
    settings.KEY_FILE = tmp_path / "keys.json"
    provider.cache_clear()
    yield
    provider.cache_clear()


@pytest.fixture
def desk(keys_of_our_own: None, transactional_db: None) -> Desk:
    """Give a desk whose acts are committed, as erasing wants them."""
    return Desk.at()


@pytest.fixture
def eraser(desk: Desk, tmp_path: Path) -> Eraser:
    """Give two people of that desk who may approve, and an empty book."""
    return Eraser.of(desk, tmp_path)


@dataclass(frozen=True)
class Copy:
    """What a back-up brings: the wrapped keys, and every entry as it lay then."""

    keys: tuple[tuple[Any, ...], ...]
    entries: tuple[tuple[Any, ...], ...]
    families: tuple[tuple[str, str], ...]

    @classmethod
    def taken(cls) -> "Copy":
        with connection.cursor() as cursor:
            cursor.execute("SELECT case_id, id, compartment, part, epoch, wrapped FROM sealing_key")
            keys = tuple(cursor.fetchall())
            cursor.execute(
                f"SELECT head.authority, head.id, {_ENTRY_COLUMNS}"  # noqa: S608  own columns
                " FROM ledger_entry entry JOIN ledger_case head ON head.id = entry.case_id"
            )
            entries = tuple(cursor.fetchall())
            cursor.execute("SELECT case_id, family FROM worklist_row")
            return cls(keys, entries, tuple(cursor.fetchall()))

    def within(self, stored: bytes) -> "Copy":
        """Return what of this copy lies in some bytes too: its keys and its sealed parts."""
        return Copy(
            keys=tuple(key for key in self.keys if bytes(key[-1]) in stored),
            entries=tuple(entry for entry in self.entries if bytes(entry[-1]) in stored),
            families=(),
        )

    def opened(self) -> bytes:
        """Return all that can be opened of it with every key that is alive now, and what is in clear."""
        rings: dict[str, Keyring] = {}
        for case_id, *columns in self.keys:
            rings.setdefault(case_id, Keyring(case_id)).hold(*columns)
        return b"\n".join(self._read(rings)) + repr(self).encode()

    def _read(self, rings: dict[str, Keyring]) -> Iterable[bytes]:
        for authority, case_id, *columns in self.entries:
            stored = row(authority, case_id, columns)
            try:
                yield unseal(stored.header, stored.sealed, rings.get(case_id, Keyring("")))[1]
            except ValueError:  # every fault of opening is one
                continue
