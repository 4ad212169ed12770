"""A change of keys, seen by whoever keeps back-ups: once old keys are gone, old back-ups are too.

That is meant: what was erased is to open from no copy. What is not meant is a day on which no
back-up opens at all, so old keys are kept until the newest one needs only the new. One that holds
nothing needs no key, and is none to fall back on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reconvene.backup.catalogue import Made, note_destroyed, read_catalogue
from reconvene.backup.given_up import write_down
from reconvene.papers.lost import digest_of_papers
from reconvene.sealing.giving_up import NotGivenUp, give_up
from reconvene.sealing.keys import provider
from reconvene.sealing.rewrapping import KeysNotOpened, WrappedKey
from reconvene.sealing.rotation import destroy_old, wrap_anew
from reconvene.witness.whole import sealed_by

__all__ = [
    "BackupNeeded",
    "Changed",
    "KeysNotOpened",
    "NotGivenUp",
    "WrappedKey",
    "change_keys",
    "give_up_keys",
    "keys_held",
]


class BackupNeeded(RuntimeError):
    """Old keys were kept, since without them the newest back-up would not open."""

    def __init__(self, *, count: int, newest: str) -> None:
        self.count = count
        super().__init__(
            "The old keys were not destroyed: no back-up is listed that opens without them and "
            f"holds what is here; the newest is of {newest}. Every key is wrapped under the new "
            f"epoch already ({count:,} just now). Make a back-up with `manage.py backup`, and run "
            "this again; or add --without-a-backup, and no listed back-up opens any more."
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
        is_forced: Destroy them also where the newest back-up does not open without them.

    Raises:
        BackupNeeded: It would not. All is as it was, and every key is under the new epoch.
        KeysNotOpened: Some keys do not open. Every other is under the new epoch.
    """
    count = wrap_anew()
    catalogue, (*old, current) = read_catalogue(listed), provider().epochs()
    newest = catalogue.newest()
    if newest and newest not in catalogue.opening([current]) and not is_forced:
        raise BackupNeeded(count=count, newest=newest.made_at)
    opened = catalogue.opening([*old, current])
    count += destroy_old(settle)
    note_destroyed(listed, old, now().isoformat(timespec="seconds"))
    kept = catalogue.opening([current])
    return Changed(count, tuple(one for one in opened if one not in kept))


def give_up_keys(
    keys: Sequence[str],
    reason: str,
    *,
    noted_in: Path,
    now: datetime,
    forget: Callable[[str], None],
) -> tuple[WrappedKey, ...]:
    """
    Throw away data keys that do not open, all of them or none, note why, and return them.

    Args:
        keys: Their ids, in hexadecimal.
        reason: Why, and which two people decided it.
        noted_in: Where that is written down, before and after.
        now: The instant it is decided.
        forget: Forgets what is kept apart under a name and opens no more.

    Raises:
        NotGivenUp: One is not there, or opens.
    """
    decided = {"at": now.isoformat(), "keys": list(keys), "reason": reason}
    write_down(noted_in, decided | {"is": "begun"})
    lost = give_up(keys, now, sealed_by=sealed_by, forget=forget, papers_by=digest_of_papers)
    write_down(noted_in, decided | {"is": "done"})
    return lost
