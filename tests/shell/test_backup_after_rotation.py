"""Back-ups and the change of keys: which open no more, which do instead, and never a day with none."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from reconvene.backup.catalogue import Made, note_destroyed, note_made, read_catalogue
from reconvene.sealing.keys import provider
from tests.shell.test_backup import restored
from tests.support.backups import empty_copy, pair, programs_of_postgresql
from tests.support.desk import Desk
from tests.support.lines import kept_lines
from tests.support.own_keys import own_keys

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _keys_of_our_own(tmp_path: Path) -> Iterator[None]:
    with own_keys("a token", tmp_path):
        yield


@pytest.fixture
def identity(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the key that opens the back-ups that are made."""
    monkeypatch.setenv("PATH", programs_of_postgresql())
    path, public = pair(tmp_path)
    settings.BACKUP_TO = [public]
    return path


def said(command: str, *words: str) -> str:
    out = StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


@pytest.mark.assures("BK-2", "KR-1")
def test_a_back_up_from_before_says_so_and_names_those_that_open(
    identity: Path, tmp_path: Path, settings: Settings
) -> None:
    before, after = tmp_path / "before.age", tmp_path / "after.age"
    Desk.at().open()
    said("backup", str(before))
    (first,) = provider().epochs()
    assert "opens until the next change of keys  before.age" in said("backups")

    with pytest.raises(CommandError, match="no back-up is listed that opens without them"):
        said("rotate_keys", "--wait", "0")
    assert first in provider().epochs()
    assert "opens until the change of keys that is under way is done" in said("backups")
    said("backup", str(after))
    with kept_lines() as lines:
        changed = said("rotate_keys", "--wait", "0")
    assert "1 back-ups open no more" in changed
    assert first not in provider().epochs()

    listed = said("backups").splitlines()
    assert "opens no more, since 20" in listed[0]
    assert listed[1].endswith("opens until the next change of keys  after.age")
    with empty_copy(tmp_path / "elsewhere") as copy:
        (copy.folder / "backups.jsonl").write_bytes(settings.BACKUPS.read_bytes())
        refused = restored(copy, before, identity)
        came_back = restored(copy, after, identity)
        (copy.folder / "backups.jsonl").unlink()
    assert refused.returncode != 0
    assert "the keys it needs were destroyed on 20" in refused.stderr
    assert "Those that open, the newest first: after.age of 20" in refused.stderr
    assert came_back.returncode == 0, came_back.stderr
    assert [line["reason"] for line in lines.events] == ["rotated"]


@pytest.mark.usefixtures("identity")
@pytest.mark.assures("BK-2", "KR-1")
def test_one_that_holds_nothing_is_none_to_fall_back_on(tmp_path: Path) -> None:
    said("backup", str(tmp_path / "empty.age"))
    (first,) = provider().epochs()
    Desk.at().open()
    said("backup", str(tmp_path / "first.age"))

    with pytest.raises(CommandError, match="no back-up is listed that opens without them"):
        said("rotate_keys", "--wait", "0")
    assert first in provider().epochs()
    said("backup", str(tmp_path / "after.age"))
    assert "1 back-ups open no more" in said("rotate_keys", "--wait", "0")
    assert first not in provider().epochs()


@pytest.mark.usefixtures("identity")
def test_where_only_an_empty_one_is_listed_no_back_up_is_lost(tmp_path: Path) -> None:
    said("backup", str(tmp_path / "empty.age"))
    (first,) = provider().epochs()
    Desk.at().open()

    assert "the old one is destroyed" in said("rotate_keys", "--wait", "0")
    assert first not in provider().epochs()


def test_one_whose_keys_were_never_here_says_what_may_be_so(identity: Path, tmp_path: Path) -> None:
    Desk.at().open()
    said("backup", str(tmp_path / "backup.age"))
    said("rotate_keys", "--wait", "0", "--without-a-backup")

    with empty_copy(tmp_path / "elsewhere") as copy:
        refused = restored(copy, tmp_path / "backup.age", identity)
    assert "either keys were changed since, or this machine has others" in refused.stderr
    assert "No back-up that is listed here opens" in said("backups")


@pytest.mark.usefixtures("identity")
def test_where_none_is_listed_keys_change_as_they_always_did() -> None:
    (first,) = provider().epochs()

    assert "the old one is destroyed" in said("rotate_keys", "--wait", "0")
    assert first not in provider().epochs()
    assert (
        said("backups") == "No back-up that is listed here opens. Make one: `manage.py backup`.\n"
    )


def test_a_list_whose_last_line_was_cut_short_goes_on(tmp_path: Path) -> None:
    path, one = tmp_path / "list", Made("2026-11-22T04:00:03Z", "one.age", 3, ("1-aa",))
    note_made(path, one)
    path.write_bytes(path.read_bytes() + b'{"type":"ma')
    note_destroyed(path, ["1-aa"], "2026-12-01T04:00:00+00:00")

    found = read_catalogue(path)
    assert found.made == (one,)
    assert found.end_of(["2-bb", "1-aa"]) == "2026-12-01T04:00:00+00:00"
    assert found.end_of(["2-bb"]) == ""
