"""What is asked before a copy serves anybody: each question is a module, all are asked at once."""

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection

from reconvene.config.starting.choices import tell_choices
from reconvene.config.starting.days import unreadable_calendars
from reconvene.config.starting.demo import demo_data
from reconvene.config.starting.durability import not_durable
from reconvene.config.starting.letters import no_type, unusable_wording
from reconvene.config.starting.manner import careless_settings
from reconvene.config.starting.pages import not_collected
from reconvene.config.starting.refusal import NotStarted, Refusal
from reconvene.config.starting.restored import not_verified
from reconvene.config.starting.role import beyond_policies
from reconvene.config.starting.witnessed import not_witnessed
from reconvene.erasure.book import BookUnusable
from reconvene.erasure.replaying import BookBehind, BookMissing, ErasuresUndone, demand_replayed
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.scope.within import Purpose, Scope, within
from reconvene.sealing.keys import provider
from reconvene.sealing.provider import KeysRefused

STARTING = Scope(purpose=Purpose.START)
_NO_DATABASE = (
    "The database does not answer. See that it runs, and that RECONVENE_DATABASE_URL names it with "
    "a role that may come in."
)


def demand_fit_to_serve() -> None:
    """
    Return where this copy may serve.

    Raises:
        NotStarted: It may not, with every reason that could be found, each with what to do.
    """
    refusals = tuple(_refusals())
    for refusal in refusals:
        tell(Event.START_REFUSED, reason=refusal.code)
    if refusals:
        raise NotStarted(refusals)
    tell_choices(settings)
    # Whoever serves opens connections of their own, also where this process is only copied.
    connection.close()


def _refusals() -> Iterator[Refusal]:
    yield from careless_settings(settings)
    yield from not_collected(settings)
    yield from no_type()
    try:
        provider()
    except KeysRefused as refused:
        yield Refusal("keys", str(refused))
    try:
        connection.ensure_connection()
    except DatabaseError as fault:
        yield Refusal("database", f"{_NO_DATABASE} It said: {type(fault).__name__}.")
        return  # nothing more can be asked
    yield from not_durable(connection)
    yield from not_verified(connection)
    if not settings.IS_DEMO:
        yield from demo_data(connection)
        yield from beyond_policies(connection)
    yield from unreadable_calendars()
    yield from unusable_wording(settings)
    with within(STARTING):
        differing = tuple(not_witnessed(settings))
    yield from differing
    try:
        with within(STARTING):
            demand_replayed(settings.ERASURES)
    except (BookBehind, BookMissing, BookUnusable, ErasuresUndone) as undone:
        yield Refusal("erasures", str(undone))
