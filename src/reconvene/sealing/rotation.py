"""A new epoch: every data key wrapped anew, and the old epoch destroyed, while work goes on.

See Note [When an epoch may go].
"""

from collections.abc import Callable

from django.db import connection, transaction

from reconvene.sealing.keys import provider
from reconvene.sealing.rewrapping import rewrap_all

# Note [When an epoch may go]
# A data key that is lost is a case that is lost, so an epoch is destroyed only when no key can be
# wrapped under it any more, not even one on its way. Three things see to that:
#   1. Before it is destroyed, everybody who is writing keys is waited for and nobody begins to, by
#      a lock on their table (SQLite has a single writer anyhow); then those under it are counted.
#   2. Whoever wraps a key stores it first and then opens it again, in one transaction. Once it is
#      stored the lock cannot be had, so an epoch that opened it then stays until it is committed,
#      and is counted; one that was destroyed just before does not open it, and nothing is kept.
#   3. Between the last key and the end, a moment is waited in which whoever has read a key wrapped
#      under the old epoch can still open it. What goes through many cases may take longer than
#      that, so it opens what it reads batch by batch, or reads a case again whose keys changed;
#      and a list reads the keys of its cases anew, once, before it says that one does not open.
# A key that does not open holds up the end and nothing else: every other is wrapped, and it is named.
# Killed anywhere, it is simply run again: a file with more than one epoch says it is not done.

_HELD_STILL = "LOCK TABLE sealing_key IN SHARE ROW EXCLUSIVE MODE"
_USED = "SELECT COUNT(*) FROM sealing_key WHERE epoch = %s"


def rotate(*, settle: Callable[[], None]) -> int:
    """
    Begin an epoch, wrap every data key under it, destroy the others; return how many were wrapped.

    Where an earlier run was broken off, it is finished, and no further epoch is begun.

    Args:
        settle: Waits longer than any request takes, before anything is destroyed.

    Raises:
        KeysNotOpened: Some do not open. All others are wrapped, and nothing is destroyed.
    """
    return wrap_anew() + destroy_old(settle)


def wrap_anew() -> int:
    """Wrap every data key under a new epoch, or the one begun before; return how many were."""
    keys = provider()
    if len(keys.epochs()) == 1:
        keys.begin()
    return rewrap_all()


def destroy_old(settle: Callable[[], None]) -> int:
    """Destroy every epoch but the current; return how many keys had to be wrapped before that."""
    count = 0
    settle()
    for epoch in provider().epochs()[:-1]:
        while not destroy_if_unused(epoch):
            count += rewrap_all()
    return count


def destroy_if_unused(epoch: str) -> bool:
    """Destroy an epoch that is not the current one unless a key is wrapped under it; say whether."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_HELD_STILL)
        cursor.execute(_USED, (epoch,))
        (used,) = cursor.fetchone()
        if used:
            return False
        provider().destroy(epoch)
    return True
