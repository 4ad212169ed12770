"""What is asked before a copy serves anybody: each question is a module, all are asked at once."""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from reconvene.config.starting.choices import tell_choices
from reconvene.config.starting.days import unreadable_calendars
from reconvene.config.starting.demo import demo_data
from reconvene.config.starting.durability import not_durable
from reconvene.config.starting.manner import careless_settings
from reconvene.config.starting.refusal import NotStarted, Refusal
from reconvene.config.starting.role import beyond_policies
from reconvene.erasure.book import BookUnusable
from reconvene.erasure.replaying import BookMissing, ErasuresUndone, demand_replayed
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.scope.within import Purpose, Scope, within
from reconvene.sealing.keys import provider
from reconvene.sealing.provider import KeysRefused
from reconvene.witness.starting import NotAsWitnessed, demand_witnessed

STARTING = Scope(purpose=Purpose.START)


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
    try:
        provider()
    except KeysRefused as refused:
        yield Refusal("keys", str(refused))
    yield from not_durable(connection)
    if not settings.IS_DEMO:
        yield from demo_data(connection)
        yield from beyond_policies(connection)
    yield from unreadable_calendars()
    try:
        with within(STARTING):
            demand_witnessed(settings.WITNESS, settings.RECOVERY)
    except NotAsWitnessed as differs:
        yield Refusal("witness", str(differs))
    try:
        with within(STARTING):
            demand_replayed(settings.ERASURES)
    except (BookMissing, BookUnusable, ErasuresUndone) as undone:
        yield Refusal("erasures", str(undone))
