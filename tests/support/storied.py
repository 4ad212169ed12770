"""Shipped stories lived at the desk: each entry recorded by the person who did it, on its day."""

from datetime import date

from django.db import connection

from reconvene.core.record.event import Event
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.look import Look, look_whole
from reconvene.desk.opening import receive_complaint
from reconvene.ledger import history as ledger
from reconvene.people.models import Authority, Person, RoleHeld
from tests.support.cast import PASSWORD, SINCE
from tests.support.references import drawing
from tests.support.tellings import told


def live(story: str, at: Authority, *, until: date | None = None) -> str:
    """Return the reference of a case that has gone through a story ("sp-cpc/easter"), or part."""
    first, *rest = told(story, until=until).telling.events
    opened = receive_complaint(
        somebody(at, first),
        first.data,  # type: ignore[arg-type] # a story begins with a complaint
        happened_on=first.happened_on,
        happened_at=first.happened_at,
        key=f"{story}/{until}",
        now=first.recorded_at,
        role=first.role,
        draw=drawing(f"{story}/{until}"),
    )
    assert isinstance(opened, Receipt), opened
    for event in rest:
        receipt = record(
            somebody(at, event),
            opened.case_id,
            event.kind,
            event.data,
            happened_on=event.happened_on,
            happened_at=event.happened_at,
            key=f"{opened.reference}/{event.number}",
            now=event.recorded_at,
            role=event.role,
        )
        assert isinstance(receipt, Receipt), (event, receipt)
    return opened.reference


def somebody(at: Authority, event: Event) -> Person:
    """Return who did something in a story, in the role they did it in; made where they are new."""
    made = Person.objects.filter(id=event.actor, authority=at).first()
    if made is None:
        made = Person(id=event.actor, username=event.actor, authority=at)
        made.name = f"{event.actor.capitalize()} Example"
        made.set_password(PASSWORD)
        made.save()
    RoleHeld.objects.get_or_create(person=made, role=event.role, from_on=SINCE)
    return Person.objects.get(id=made.id)


def whole_look(at: Authority, case_id: str, today: date) -> Look:
    """Return everything there is of a case, whoever may see it."""
    somebody_there = Person.objects.filter(authority=at).first()
    assert somebody_there is not None
    with connection.cursor() as cursor:
        history = ledger.load(cursor, at.slug, case_id)
    return look_whole(somebody_there, history, today)
