"""Shipped stories lived at the desk: each entry recorded by the person who did it, on its day."""

from datetime import date

from reconvene.core.record.event import Event
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.opening import receive_complaint
from reconvene.people.models import Authority, Person, RoleHeld
from tests.support.cast import PASSWORD, SINCE
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
