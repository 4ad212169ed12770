"""What is kept for a while only is forgotten when its time is past, and nothing else is."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.core.management import call_command

from reconvene.jobs.forgetting import TEMPORARY_FOR, forget

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
def test_sessions_that_are_over_go(capsys: pytest.CaptureFixture[str]) -> None:
    long_ago, far_off = (datetime(year, 1, 1, tzinfo=UTC) for year in (2000, 2200))
    Session.objects.create(session_key="over", expire_date=long_ago)
    Session.objects.create(session_key="running", expire_date=far_off)

    call_command("forget")

    assert [each.session_key for each in Session.objects.all()] == ["running"]
    assert "sessions 1," in capsys.readouterr().out
