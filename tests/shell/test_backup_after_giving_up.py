"""A data key that was given up ends no restore: what it sealed is named, and the rest comes back."""

from collections.abc import Iterator
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from reconvene.ledger.lost import digest_of_sealed, entries_given_up
from reconvene.ledger.verifying import Fault, Problem, verify
from reconvene.sealing.giving_up import give_up
from reconvene.sealing.keys import provider
from reconvene.sealing.models import GivenUpKey, StoredKey
from reconvene.witness.whole import sealed_by
from tests.shell.test_backup import NOW, restored
from tests.shell.test_integrity_events import tampered
from tests.shell.test_keys_given_up import flip_a_bit, key_of, name_of
from tests.support.backups import empty_copy, pair, programs_of_postgresql
from tests.support.desk import Desk
from tests.support.lines import kept_lines
from tests.support.own_keys import own_keys
from tests.support.sp_life import Step

pytestmark = [pytest.mark.assures("BK-2", "KR-1"), pytest.mark.django_db(transaction=True)]


BINDING = "reconvene.ledger.migrations.0007_what_keys_given_up_had_sealed"
HOME = {"who": "complainant", "postcode": "SP1 1AA", "house": "12"}


@pytest.fixture(autouse=True)
def _keys_of_our_own(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.RECOVERIES = tmp_path / "recoveries.jsonl"
    with own_keys("a key file", tmp_path):
        yield


@pytest.fixture
def identity(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the key that opens the back-ups that are made."""
    monkeypatch.setenv("PATH", programs_of_postgresql())
    path, public = pair(tmp_path)
    settings.BACKUP_TO = [public]
    return path


def said(*words: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(*words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def written_down(key: StoredKey) -> None:
    """Write a key down as given up, with what it has sealed."""
    with connection.cursor() as cursor:
        digest = digest_of_sealed(cursor, bytes(key.id), key.case_id)
    GivenUpKey.objects.create(id=bytes(key.id), given_up_at=NOW, sealed_digest=digest)


def lose(case_id: str) -> bytes:
    """Have the key of what was said in a case given up, and return its id."""
    key = key_of(case_id)
    flip_a_bit(key)
    give_up([name_of(key)], NOW, sealed_by=sealed_by, forget=lambda _: None)
    return bytes(key.id)


def sealed(case_id: str, number: int) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sealed FROM ledger_entry WHERE case_id = %s AND number = %s", (case_id, number)
        )
        return bytes(cursor.fetchone()[0])


def under(key: bytes, part: bytes) -> bytes:
    """Return a sealed part that says of itself that it is under another key."""
    return part[:1] + key + part[1 + len(key) :]


def put_in_place(case_id: str, number: int, part: bytes) -> None:
    """Write over what is sealed of an entry, as somebody does who owns the database."""
    written = f"'\\x{part.hex()}'" if connection.vendor == "postgresql" else f"x'{part.hex()}'"
    tampered(
        f"UPDATE ledger_entry SET sealed = {written} "  # noqa: S608  own values
        f"WHERE case_id = '{case_id}' AND number = {number}"
    )


def found_wrong() -> list[Problem]:
    with connection.cursor() as cursor:
        return list(verify(cursor))


def test_a_back_up_made_after_it_comes_back_and_says_what_was_given_up(
    identity: Path, tmp_path: Path
) -> None:
    desk = Desk.at()
    damaged, sound = desk.open().case_id, desk.open().case_id
    broken = key_of(damaged)
    flip_a_bit(broken)
    words = f"Given up, and passed over: case {damaged}, entry 1."

    with kept_lines() as kept:
        made, warned = said("backup", str(tmp_path / "before.age"))
    with pytest.raises(CommandError, match="no back-up is listed that opens without them"):
        said("rotate_keys", "--wait", "0", "--give-up", name_of(broken), "--reason", "A. and B.")
    _, quiet = said("backup", str(tmp_path / "after.age"))
    said("rotate_keys", "--wait", "0")
    with kept_lines() as later:
        verified, _ = said("verify")
    with empty_copy(tmp_path / "elsewhere") as copy:
        came_back = restored(copy, tmp_path / "after.age", identity)
        asked = copy.must("verify")

    assert made.startswith("Written to")
    assert f"the record it was made of is not what was written: case {damaged}, entry 1" in warned
    assert [(line["event"], line.get("urgent")) for line in kept.events] == [
        ("backup.made", None),
        ("record.broken", True),
    ]
    assert quiet == ""
    assert [(line["event"], line["case"], line["count"]) for line in later.events] == [
        ("record.passed-over", damaged, 1)
    ]
    assert came_back.returncode == 0, came_back.stderr
    for text in (verified, came_back.stdout, asked):
        assert words in text
        assert sound not in text


def test_only_what_was_given_up_and_is_gone_is_passed_over() -> None:
    desk = Desk.at()
    cases = [desk.open().case_id for _ in range(3)]
    damaged, destroyed, sound = map(key_of, cases)
    flip_a_bit(damaged)
    destroyed.delete()
    for key in (damaged, sound):
        written_down(key)

    wrong = found_wrong()

    assert wrong == [Problem(case, 1, Fault.UNREADABLE) for case in sorted(cases[:2])]
    with connection.cursor() as cursor:
        assert entries_given_up(cursor) == ()
    StoredKey.objects.filter(id=bytes(damaged.id)).delete()
    assert found_wrong() == [Problem(cases[1], 1, Fault.UNREADABLE)]
    with connection.cursor() as cursor:
        assert entries_given_up(cursor) == entries_given_up(cursor, cases[0]) == ((cases[0], 1),)
        assert entries_given_up(cursor, cases[2]) == ()


def test_nothing_else_is_passed_over_by_a_key_that_was_given_up() -> None:
    """Whoever writes its id over another entry, or a byte of its own, has nothing excused by it."""
    desk = Desk.at()
    lost, other = desk.open().case_id, desk.open().case_id
    desk.act(lost, Step("ben", "Tue 22 Apr 2025", "home.noted", HOME))
    given_up = lose(lost)
    own, of_contact, of_another = sealed(lost, 1), sealed(lost, 2), sealed(other, 1)
    assert found_wrong() == []

    put_in_place(other, 1, under(given_up, of_another))
    assert found_wrong() == [Problem(other, 1, Fault.UNREADABLE)]
    with pytest.raises(CommandError, match=f"case {other}, entry 1: contents-unreadable"):
        said("verify")

    put_in_place(other, 1, of_another)
    put_in_place(lost, 2, under(given_up, of_contact))
    assert found_wrong() == [Problem(lost, number, Fault.UNREADABLE) for number in (1, 2)]

    put_in_place(lost, 2, of_contact)
    put_in_place(lost, 1, own[:-1] + bytes([own[-1] ^ 1]))
    assert found_wrong() == [Problem(lost, 1, Fault.UNREADABLE)]

    put_in_place(lost, 1, own)
    assert found_wrong() == []


def test_keys_given_up_before_that_was_kept_are_bound_to_what_they_sealed_alone() -> None:
    desk = Desk.at()
    lost, twice, other = (desk.open().case_id for _ in range(3))
    lose(lost)
    put_in_place(other, 1, under(lose(twice), sealed(other, 1)))
    GivenUpKey.objects.update(sealed_digest=b"")
    in_doubt = [Problem(case, 1, Fault.UNREADABLE) for case in sorted((twice, other))]
    assert len(found_wrong()) == 3

    import_module(BINDING).bind(apps, connection.schema_editor())

    assert found_wrong() == in_doubt


def test_a_back_up_is_made_without_keys_and_says_that_nobody_looked(
    identity: Path, tmp_path: Path, settings: Settings
) -> None:
    Desk.at().open()
    settings.KEY_FILE = tmp_path / "gone" / "keys.json"
    provider.cache_clear()

    made, warned = said("backup", str(tmp_path / "file"))

    assert made.startswith("Written to")
    assert "the keys are not at hand" in warned
