"""Everything that is kept for a while only, forgotten in one go: what is past its time and no more."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from importlib import import_module
from math import inf
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

from reconvene.accounts.models import OpenSession
from reconvene.accounts.spending import forget_spent
from reconvene.backup.own_folder import is_held
from reconvene.desk.checking import forget_unconfirmed
from reconvene.outbox.claiming import forget_done
from reconvene.papers.quotas import forget_days
from reconvene.people.guesses import forget_old

TEMPORARY_FOR = timedelta(hours=1)
"""How long a temporary file may lie: no request takes so long, so whoever made it is gone."""


def forget(now: datetime) -> dict[str, int]:
    """Forget what is past its time, and return how much of each sort that was."""
    return {sort: each(now) for sort, each in _SORTS.items()}


def _drafts(now: datetime) -> int:
    return _kept("KeptDraft", now)


def _forms(now: datetime) -> int:
    return _kept("KeptForm", now)


def _kept(model: str, now: datetime) -> int:
    # By its name: a job and a page are doors side by side, and neither imports the other.
    kept: Any = apps.get_model("web", model)
    return int(kept.objects.filter(kept_until__lt=now).forget())


def _sessions(now: datetime) -> int:
    """Forget sessions that are over. Which those are the store knows by its own clock."""
    before = OpenSession.objects.count()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return max(before - OpenSession.objects.count(), 0)


def _temporary_files(now: datetime) -> int:
    """
    Delete what lies there for too long: uploads broken off, and copies of a killed back-up.

    What a back-up or a restore under way has put there stays, however old it says it is.
    """
    oldest, folder = (now - TEMPORARY_FOR).timestamp(), Path(settings.FILE_UPLOAD_TEMP_DIR)
    held = {path for path in folder.iterdir() if is_held(path)}
    found = [
        path
        for path in sorted(folder.rglob("*"), reverse=True)
        if held.isdisjoint((path, *path.parents)) and _last_written(path) < oldest
    ]
    files = [path for path in found if not path.is_dir()]
    for path in files:
        path.unlink(missing_ok=True)
    for folder in set(found) - set(files):
        with suppress(OSError):  # somebody put something into it, or took it away
            folder.rmdir()
    return len(files)


def _last_written(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except FileNotFoundError:  # whoever made it has just taken it away
        return inf


_SORTS: dict[str, Callable[[datetime], int]] = {
    "drafts": _drafts,
    "forms sent too late": _forms,
    "tries to sign in": forget_old,
    "sessions": _sessions,
    "codes and links": forget_spent,
    "letters that left": forget_done,
    "files that no entry names": forget_unconfirmed,
    "sizes of what was brought in": forget_days,
    "temporary files": _temporary_files,
}
