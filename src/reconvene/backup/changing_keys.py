"""A change of keys, seen by whoever keeps back-ups: once old keys are gone, old back-ups are too.

That is meant: what was erased is to open from no copy. What is not meant is a day on which no
back-up opens at all, so old keys are kept until there is one that needs only the new.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reconvene.backup.catalogue import Made, note_destroyed, read_catalogue
from reconvene.sealing.keys import provider
from reconvene.sealing.rotation import destroy_old, wrap_anew


class BackupNeeded(RuntimeError):
    """Old keys were kept, since without them no back-up would open."""

    def __init__(self, *, count: int, newest: str) -> None:
        self.count = count
        super().__init__(
            f"The old keys were not destroyed: no back-up is listed that opens without them; the "
            f"newest is of {newest}. Every key is wrapped under the new epoch already ({count:,} "
            "just now). Make a back-up with `manage.py backup`, and run this again; or add "
            "--without-a-backup, and no listed back-up opens any more."
        )


@dataclass(frozen=True, slots=True)
class Changed:
    """How many keys were wrapped anew, and which back-ups open no more."""

    count: int
    lost: tuple[Made, ...]


def keys_held() -> tuple[str, ...]:
    """Return the name of every epoch that is held, the current one last."""
    return provider().epochs()


def change_keys(
    listed: Path, *, settle: Callable[[], None], now: Callable[[], datetime], is_forced: bool
) -> Changed:
    """
    Begin an epoch, wrap every key under it, destroy the others, and note that they are gone.

    Args:
        listed: The list of back-ups.
        settle: Waits longer than any request takes, before anything is destroyed.
        now: Gives the instant at which they are gone.
        is_forced: Destroy them also where no listed back-up opens without them.

    Raises:
        BackupNeeded: None would. All is as it was, and every key is under the new epoch.
    """
    count = wrap_anew()
    catalogue, (*old, current) = read_catalogue(listed), provider().epochs()
    if catalogue.made and not catalogue.opening([current]) and not is_forced:
        raise BackupNeeded(count=count, newest=catalogue.made[-1].made_at)
    opened = catalogue.opening([*old, current])
    count += destroy_old(settle)
    note_destroyed(listed, old, now().isoformat(timespec="seconds"))
    kept = catalogue.opening([current])
    return Changed(count, tuple(one for one in opened if one not in kept))
