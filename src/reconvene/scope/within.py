"""
A transaction in which the database gives out only what is there for somebody.

In: who asks, and what for. Out: a cursor. What is there for them, PostgreSQL knows by the policies
of its tables (see `worklist.policies`); it is told who asks inside the transaction, and has
forgotten it when that ends. SQLite has no such policies: there this is a cursor and no more.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from threading import RLock
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

SERVING = "reconvene_app"
"""The role of the database in which people are served. It owns nothing and passes no policy."""


class Purpose(StrEnum):
    """
    What is asked for, where it is not for work in a case that is there for whoever asks.

    In an emergency all that is not shut to them; for oversight what cases are called; at a start
    how far each has come, and nothing that opens it. The house itself looks at every case of an
    authority to find whom a tie closes it to, why somebody is refused and what has been kept long
    enough; it shows nobody what is said there.
    """

    WORK = "work"
    EMERGENCY = "emergency"
    OVERSIGHT = "oversight"
    START = "start"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks: an authority, somebody in it and the roles they hold there by post; and what for."""

    authority: str = ""
    person: str = ""
    roles: frozenset[str] = frozenset()
    purpose: Purpose = Purpose.WORK

    @property
    def settings(self) -> tuple[Any, ...]:
        """What the database is told, in the order of `_TELL`."""
        owners = [self.person, *sorted(self.roles)] if self.person else []
        return SERVING, "on", self.authority, self.person, owners, self.purpose.value


def the_house(authority: str) -> Scope:
    """Return the scope in which the house itself looks at every case of an authority."""
    return Scope(authority, purpose=Purpose.HOUSE)


def has_policies() -> bool:
    """Tell whether the database holds whoever asks to policies of its own."""
    return connection.vendor == "postgresql"


NOBODY = Scope()
"""For what belongs to no case."""

_TELL = (
    "SELECT set_config('role', %s, true), set_config('row_security', %s, true),"
    " set_config('reconvene.authority', %s, true), set_config('reconvene.person', %s, true),"
    " set_config('reconvene.owners', (%s::text[])::text, true),"
    " set_config('reconvene.purpose', %s, true), set_config('reconvene.opening', '', true)"
)
# What is done for good asks the same few statements as all else of its kind, each of one case. They
# are planned once for a connection: with the policies of their tables, planning takes longer than
# doing. And by the index, whatever little there was then: a plan that is kept goes on reading a
# small table through as it grows. What is asked for reading is planned as whoever looks after the
# database has set it.
_TELL_FOR_GOOD = (
    _TELL + ", set_config('plan_cache_mode', 'force_generic_plan', true),"
    " set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)"
)
_TELL_AGAIN = (
    _TELL + ", set_config('plan_cache_mode', %s, true), set_config('enable_seqscan', %s, true),"
    " set_config('jit', %s, true)"
)
_TOLD = (
    "SELECT current_setting('role'), current_setting('row_security'),"
    " COALESCE(current_setting('reconvene.authority', true), ''),"
    " COALESCE(current_setting('reconvene.person', true), ''),"
    " COALESCE(NULLIF(current_setting('reconvene.owners', true), ''), '{}')::text[],"
    " COALESCE(current_setting('reconvene.purpose', true), ''),"
    " current_setting('plan_cache_mode'), current_setting('enable_seqscan'), current_setting('jit')"
)
_LINE = RLock()
_open: ContextVar[Scope | None] = ContextVar("scope that is open", default=None)


class ScopesCrossed(RuntimeError):
    """Something was asked for somebody while it was being asked for somebody else."""

    def __init__(self, *, purpose: Purpose) -> None:
        self.purpose = purpose
        super().__init__(
            f"Nothing was asked of the database: a scope for {purpose} is open, and another was to "
            "be opened in it. Let the first end before the second begins."
        )


@contextmanager
def within(scope: Scope, *, durable: bool = False) -> Iterator[CursorWrapper]:
    """
    Give a cursor to a database that answers for somebody; it ends with the block.

    Args:
        scope: For whom it answers. Inside a block of the same scope there is nothing to do.
        durable: Whether this is a transaction on every database, and is on the disk at its end. Its
            statements are each of one case, and keep their plans.

    Raises:
        ScopesCrossed: One of another scope is open.
    """
    around = _open.get()
    if around is not None and around != scope:
        raise ScopesCrossed(purpose=around.purpose)
    if around is not None or not has_policies():
        with _as_ever(durable=durable), connection.cursor() as cursor:
            yield cursor
        return
    mark = _open.set(scope)
    try:
        with _told(scope, durable=durable) as cursor:
            yield cursor
    finally:
        _open.reset(mark)


def _as_ever(*, durable: bool) -> AbstractContextManager[None]:
    return _in_turn() if durable else nullcontext()


@contextmanager
def _in_turn() -> Iterator[None]:
    """
    Hold a transaction that is on the disk at its end, after those of this process that came before.

    SQLite has one writer, and whoever waits asks now and then whether they may: among many who come
    and go somebody can ask in vain for as long as there is patience. Here they wait in line.
    """
    with _LINE, transaction.atomic(durable=True):
        yield


@contextmanager
def _told(scope: Scope, *, durable: bool) -> Iterator[CursorWrapper]:
    """
    Give a cursor in a transaction that was told who asks.

    Its end makes the database forget. Inside another transaction, as of a test, it has to be told
    again what it was told before.
    """
    is_inner = connection.in_atomic_block
    with transaction.atomic(durable=durable), connection.cursor() as cursor:
        before: tuple[Any, ...] = ()
        if is_inner:
            cursor.execute(_TOLD)
            before = cursor.fetchone()
        cursor.execute(_TELL_FOR_GOOD if durable else _TELL, scope.settings)
        yield cursor
        if is_inner:
            cursor.execute(_TELL_AGAIN, before)
