"""What is kept for a while only is forgotten when its time is past, and nothing else is."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from signal import SIGKILL

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection

from reconvene.accounts.invitations import invite, invited
from reconvene.accounts.models import OpenSession, Spent
from reconvene.accounts.spending import KEPT_FOR, spend
from reconvene.backup import archive
from reconvene.backup.manifest import manifest_of
from reconvene.backup.own_folder import own_folder
from reconvene.jobs.forgetting import TEMPORARY_FOR, forget
from reconvene.people.guesses import KNOWN_FOR
from reconvene.people.models import Guess, KnownPlace
from tests.support.backups import pair
from tests.support.cast import authority, person
from tests.support.copies import Copy
from tests.support.tree import ROOT

NOW = datetime(2025, 11, 21, 12, tzinfo=UTC)


def temporary(folder: Path, name: str, age: timedelta) -> Path:
    """Return a file that was last written so long ago."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half a photograph")
    at = (NOW - age).timestamp()
    os.utime(path, (at, at))
    return path


@pytest.mark.django_db
@pytest.mark.assures("PR-5")
def test_temporary_files_lie_an_hour_and_no_longer(tmp_path: Path, settings: LazySettings) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    recent = temporary(tmp_path, "recent", TEMPORARY_FOR - timedelta(seconds=1))
    old = temporary(tmp_path, "deeper/old", TEMPORARY_FOR + timedelta(seconds=1))

    assert forget(NOW)["temporary files"] == 1
    assert recent.exists()
    assert not old.exists()


@pytest.mark.django_db
@pytest.mark.assures("PR-5", "BK-2")
def test_a_copy_that_is_being_put_in_stays_until_that_is_done(
    tmp_path: Path, settings: LazySettings
) -> None:
    """A tar gives what it holds the age it says, which for a back-up is that of 1970."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "temporary"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    private, public = pair(tmp_path)
    (tmp_path / "copied").write_bytes(b"a database")
    sha256 = archive.digest(tmp_path / "copied")
    with connection.cursor() as cursor:
        manifest = manifest_of(cursor, database="sqlite", made_at="", sha256=sha256)
    archive.write(tmp_path / "file", [public], manifest, tmp_path / "copied")

    with own_folder("restore-", settings.FILE_UPLOAD_TEMP_DIR) as folder:
        _, copied = archive.read(tmp_path / "file", private, folder)
        (folder / "deeper").mkdir()
        other = temporary(settings.FILE_UPLOAD_TEMP_DIR, "broken-off/old", 2 * TEMPORARY_FOR)
        assert forget(NOW)["temporary files"] == 1
        assert copied.read_bytes() == b"a database"
        assert not other.exists()
        assert (folder / "deeper").exists()
    assert list(settings.FILE_UPLOAD_TEMP_DIR.glob("restore-*")) == []


@pytest.mark.assures("PR-5")
def test_what_a_killed_back_up_leaves_lies_an_hour_and_no_longer(
    tmp_path: Path, settings: LazySettings, transactional_db: None
) -> None:
    assert shutil.which("strace"), "Install strace: it kills programs at a call to the system."
    copy = Copy.demo(tmp_path / "var")
    copy.must("migrate", "--verbosity", "0")
    _, public = pair(tmp_path, "key")
    as_it_clears_up = ["strace", "-e", "inject=?unlink,unlinkat:signal=SIGKILL:when=1"]
    words = [sys.executable, str(ROOT / "manage.py"), "backup", str(tmp_path / "file")]
    settings.FILE_UPLOAD_TEMP_DIR = copy.folder / "temporary"

    killed = subprocess.run(
        [*as_it_clears_up, *words],
        env=copy.surroundings | {"RECONVENE_BACKUP_TO": public},
        check=False,
        capture_output=True,
    )

    assert killed.returncode == -SIGKILL
    left = [path for path in settings.FILE_UPLOAD_TEMP_DIR.rglob("*") if path.is_file()]
    assert left, "the copy of the database lies where temporary files do"
    written_at = datetime.fromtimestamp(max(path.stat().st_mtime for path in left), UTC)
    assert forget(written_at + TEMPORARY_FOR - timedelta(seconds=9))["temporary files"] == 0
    forget(written_at + TEMPORARY_FOR + timedelta(seconds=1))
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []
    assert not list(copy.folder.glob("backup-*"))


@pytest.mark.django_db
@pytest.mark.assures("PR-5")
def test_used_codes_are_known_a_day_and_no_longer() -> None:
    assert spend("a code", NOW)
    assert not spend("a code", NOW + timedelta(hours=23))

    assert forget(NOW + KEPT_FOR)["codes and links"] == 0
    assert forget(NOW + KEPT_FOR + timedelta(seconds=1))["codes and links"] == 1
    assert timedelta(hours=24) == KEPT_FOR
    assert Spent.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.assures("PR-5")
def test_an_invitation_goes_once_it_is_good_no_more() -> None:
    ben = person(authority(), "Ben Carter", "complaints-officer")
    word, until_at = invite(ben, NOW)

    assert forget(until_at)["codes and links"] == 0
    assert forget(until_at + timedelta(seconds=1))["codes and links"] == 1
    assert invited(word, NOW) is None


@pytest.mark.django_db
@pytest.mark.assures("PR-5")
def test_tries_to_sign_in_go_once_they_make_nobody_wait() -> None:
    Guess.objects.create(id="now", clear_at=NOW)
    Guess.objects.create(id="past", clear_at=NOW - timedelta(seconds=1))
    KnownPlace.objects.create(id="known", last_at=NOW - KNOWN_FOR)
    KnownPlace.objects.create(id="forgotten", last_at=NOW - KNOWN_FOR - timedelta(seconds=1))

    assert forget(NOW)["tries to sign in"] == 2
    assert [one.id for one in Guess.objects.all()] == ["now"]
    assert [one.id for one in KnownPlace.objects.all()] == ["known"]


@pytest.mark.django_db
@pytest.mark.assures("PR-5")
def test_sessions_that_are_over_go(capsys: pytest.CaptureFixture[str]) -> None:
    for key, year in (("over", 2000), ("running", 2200)):
        OpenSession.objects.create(
            session_key=key,
            expire_date=datetime(year, 1, 1, tzinfo=UTC),
            opened_at=NOW,
            seen_at=NOW,
        )

    call_command("forget")

    assert [each.session_key for each in OpenSession.objects.all()] == ["running"]
    assert "sessions 1," in capsys.readouterr().out
