"""What is kept for a while only is forgotten when its time is past, and nothing else is."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from reconvene.accounts.models import OpenSession
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
