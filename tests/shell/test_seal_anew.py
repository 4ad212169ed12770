"""Another cipher takes the place of the first: every link holds, all opens, and no way leads back."""

import secrets
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.db import connection

from reconvene.desk.answers import Receipt
from reconvene.desk.look import CaseNotOpened, load
from reconvene.ledger import guards
from reconvene.ledger import history as ledger
from reconvene.ledger.lost import PassedOver
from reconvene.ledger.resealing import EntryChanged, SealedAnew, seal_anew
from reconvene.ledger.sealing import seal
from reconvene.ledger.verifying import Fault, verify
from reconvene.sealing import parts
from reconvene.sealing.cipher import NotOpened, tag
from reconvene.sealing.keyring import STORY, KeyMissing
from reconvene.sealing.models import StoredKey
from reconvene.sealing.parts import PartUnreadable
from tests.shell.test_worklist_rebuilt import TODAY
from tests.support.desk import Desk
from tests.support.erasing import give_up
from tests.support.lines import kept_lines
from tests.support.sizes import sized
from tests.support.sp_life import STEPS, Step
from tests.support.witness import Witness, stranger

pytestmark = pytest.mark.django_db

FIRST, SECOND = b"\1", b"\2"
ENTRIES = sized(90, 10_000, "entries sealed anew")
NOTICE = {"notice": "tell-officer-received"}
Stored = dict[tuple[str, int], bytes]


class Successor:
    """A cipher that comes after: another one, under a key derived for it."""

    def __init__(self, key: bytes) -> None:
        self._cipher = ChaCha20Poly1305(tag(key, b"form/2"))

    def seal(self, plain: bytes, bound_to: bytes) -> bytes:
        nonce = secrets.token_bytes(12)
        return nonce + self._cipher.encrypt(nonce, plain, bound_to)

    def open(self, sealed: bytes, bound_to: bytes) -> bytes:
        try:
            return self._cipher.decrypt(sealed[:12], sealed[12:], bound_to)
        except (InvalidTag, ValueError) as fault:
            raise NotOpened from fault


@pytest.fixture
def desk() -> Desk:
    return Desk.at()


def introduce(patch: pytest.MonkeyPatch) -> None:
    """Make the successor known, and the newest, as a release would that brings it."""
    patch.setitem(parts.FORMS, SECOND, Successor)
    patch.setattr(parts, "NEWEST", SECOND)


def stored() -> Stored:
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, number, sealed FROM ledger_entry")
        return {(case_id, number): bytes(part) for case_id, number, part in cursor.fetchall()}


def chain() -> list[tuple[bytes, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT commitment, link FROM ledger_entry ORDER BY case_id, number")
        return [tuple(map(bytes, found)) for found in cursor.fetchall()]


def put(part: bytes, case_id: str, number: int) -> None:
    """Write a stored part as somebody does who owns the database."""
    guards.take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_entry SET sealed = %s WHERE case_id = %s AND number = %s",
            (part, case_id, number),
        )
    guards.put_up(connection)


def lived(desk: Desk, entries: int) -> list[str]:
    """Return cases that have so many entries together, or a few more."""
    cases: list[str] = []
    while len(cases) * (len(STEPS) + 1) < entries:
        cases.append(desk.open().case_id)
        desk.live(cases[-1])
    return cases


@pytest.mark.assures("KR-2", size=ENTRIES)
def test_every_link_holds_and_all_of_it_opens(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = lived(desk, ENTRIES)
    witness = Witness.at(tmp_path)
    witness.checkpoint()
    before, links = stored(), chain()
    said = {one: load(desk.people["ben"], one, TODAY).events for one in cases}
    assert {part[:1] for part in before.values()} == {FIRST}

    introduce(monkeypatch)
    assert {one: load(desk.people["ben"], one, TODAY).events for one in cases} == said
    assert seal_anew(connection) == (len(cases), ())
    assert seal_anew(connection) == (0, ())
    monkeypatch.delitem(parts.FORMS, FIRST)

    after = stored()
    assert {part[:1] for part in after.values()} == {SECOND}
    assert {part[1:17] for part in after.values()} == {part[1:17] for part in before.values()}
    assert chain() == links
    assert {one: load(desk.people["ben"], one, TODAY).events for one in cases} == said
    with connection.cursor() as cursor:
        assert verify(cursor) == ()
    assert witness.problems() == ()
    checked = stranger("verify", str(witness.record()), "--checkpoint", str(witness.newest))
    assert checked.returncode == 0, checked.stderr
    opened = desk.open()
    assert isinstance(desk.act(opened.case_id, STEPS[0]), Receipt)
    assert stored()[opened.case_id, 1][:1] == SECOND


@pytest.mark.assures("KR-2")
def test_no_way_leads_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by the byte of the form, nor by the part from a back-up."""
    case_id = desk.open().case_id
    older = stored()[case_id, 1]
    introduce(monkeypatch)
    seal_anew(connection)
    newer = stored()[case_id, 1]

    def refused(part: bytes, why: type[ValueError]) -> None:
        put(part, case_id, 1)
        with pytest.raises(CaseNotOpened) as unread:
            load(desk.people["ben"], case_id, TODAY)
        assert isinstance(unread.value.__cause__, why)
        with connection.cursor() as cursor:
            assert [one.fault for one in verify(cursor)] == [Fault.UNREADABLE]

    refused(FIRST + newer[1:], NotOpened)
    refused(SECOND + older[1:], NotOpened)
    monkeypatch.delitem(parts.FORMS, FIRST)
    refused(FIRST + newer[1:], PartUnreadable)
    refused(older, PartUnreadable)
    put(newer, case_id, 1)
    assert len(load(desk.people["ben"], case_id, TODAY).events) == 1


@pytest.mark.assures("KR-2")
def test_nothing_is_sealed_anew_that_is_not_what_was_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, another = desk.open().case_id, desk.open().case_id
    part = stored()[case_id, 1]
    with connection.cursor() as cursor:
        history = ledger.load(cursor, "partnership", case_id)
    (row,) = history.rows
    said_otherwise = seal(history.keys.key_of(STORY), row.header, bytes(32), b"{}")
    in_clear = b"\0" + bytes(32) + b"{}"
    introduce(monkeypatch)

    for found, why in ((in_clear, PartUnreadable), (said_otherwise, EntryChanged)):
        put(found, case_id, 1)
        with pytest.raises(why):
            seal_anew(connection)
        assert stored()[case_id, 1] == found
        assert stored()[another, 1][:1] == FIRST
    put(part, case_id, 1)
    assert seal_anew(connection) == (2, ())


@pytest.mark.assures("KR-2")
def test_what_was_given_up_stays_as_it_lies_and_all_else_is_sealed_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, lost = desk.open().case_id, desk.open().case_id
    for kind, plain in (("supporter.named", {"name": "Zebedee"}), ("notice.given", NOTICE)):
        by = "amina" if kind == "notice.given" else "ben"
        assert isinstance(desk.act(lost, Step(by, "Tue 22 Apr 2025", kind, plain)), Receipt)
    give_up(lost, "contact")
    before = stored()
    introduce(monkeypatch)

    with kept_lines() as kept:
        done = seal_anew(connection)

    after = stored()
    assert done == SealedAnew(2, (PassedOver(lost, (2,)),))
    assert str(done.passed[0]).startswith(f"Given up, and passed over: case {lost}, entry 2.")
    assert after[lost, 2] == before[lost, 2]
    assert {after[at][:1] for at in after if at != (lost, 2)} == {SECOND}
    assert [(one["event"], one["case"], one["count"]) for one in kept.events] == [
        ("record.passed-over", lost, 1)
    ]
    assert {case_id for case_id, _ in after} == {sound, lost}
    assert seal_anew(connection) == SealedAnew(0, done.passed)
    monkeypatch.delitem(parts.FORMS, FIRST)
    with connection.cursor() as cursor:
        assert verify(cursor) == ()


@pytest.mark.assures("KR-2")
def test_what_has_no_key_and_was_not_given_up_ends_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, lost = desk.open().case_id, desk.open().case_id
    StoredKey.objects.filter(case_id=lost).delete()
    before = stored()
    introduce(monkeypatch)

    with pytest.raises(KeyMissing):
        seal_anew(connection)

    assert stored() == before
    assert (sound, 1) in before
