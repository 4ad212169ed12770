"""A data key that was given up ends no restore: what it sealed is named, and the rest comes back."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from reconvene.ledger.lost import entries_given_up
from reconvene.ledger.verifying import Fault, Problem, verify
from reconvene.sealing.keys import provider
from reconvene.sealing.models import GivenUpKey, StoredKey
from tests.shell.test_backup import NOW, restored
from tests.shell.test_keys_given_up import flip_a_bit, key_of, name_of
from tests.support.backups import empty_copy, pair, programs_of_postgresql
from tests.support.desk import Desk
from tests.support.lines import kept_lines
from tests.support.own_keys import own_keys

pytestmark = [pytest.mark.assures("BK-2", "KR-1"), pytest.mark.django_db(transaction=True)]


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
        GivenUpKey.objects.create(id=bytes(key.id), given_up_at=NOW)

    wrong = found_wrong()

    assert wrong == [Problem(case, 1, Fault.UNREADABLE) for case in sorted(cases[:2])]
    with connection.cursor() as cursor:
        assert entries_given_up(cursor) == ()
    StoredKey.objects.filter(id=bytes(damaged.id)).delete()
    assert found_wrong() == [Problem(cases[1], 1, Fault.UNREADABLE)]
    with connection.cursor() as cursor:
        assert entries_given_up(cursor) == entries_given_up(cursor, cases[0]) == ((cases[0], 1),)
        assert entries_given_up(cursor, cases[2]) == ()


def test_a_back_up_is_made_without_keys_and_says_that_nobody_looked(
    identity: Path, tmp_path: Path, settings: Settings
) -> None:
    Desk.at().open()
    settings.KEY_FILE = tmp_path / "gone" / "keys.json"
    provider.cache_clear()

    made, warned = said("backup", str(tmp_path / "file"))

    assert made.startswith("Written to")
    assert "the keys are not at hand" in warned
