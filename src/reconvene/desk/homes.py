"""Addresses compared: of those who work here, with those noted of parties.

In: an address that somebody gave, or a record that was just added to. Out: a tie on the record of
each case it closes. A tie is found when a party's address is noted, when somebody's own changes and
when a case is read again that was sealed off; whoever has one is given no part afterwards, so nothing
has to be compared when somebody is assigned.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.backends.utils import CursorWrapper

from reconvene.access_log.reviews import begin_homes
from reconvene.core.access.lifting import Kept, is_found_by_the_house, kept_out
from reconvene.core.access.matter import Matter
from reconvene.core.access.walls import Closed, ties
from reconvene.core.casefile.case import Case
from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.fold import fold
from reconvene.core.casefile.homes import home
from reconvene.core.record import payload
from reconvene.core.record.event import Entry
from reconvene.core.record.event import Event as RecordEvent
from reconvene.core.record.interests import SAME_HOME, InterestDeclared
from reconvene.core.workdays import CalendarExhausted, london_day
from reconvene.desk.look import onward
from reconvene.desk.refusing import tell_of_ties
from reconvene.desk.spreading import review_due
from reconvene.ledger.appending import Made, append
from reconvene.ledger.history import CaseUnknown, History, load, load_locked
from reconvene.ledger.requests import Request
from reconvene.library.procedure_files import procedure
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.guesses import counted, mark_of_homes
from reconvene.people.ids import new_id
from reconvene.people.models import Authority, Home, Person
from reconvene.scope.within import the_house, within
from reconvene.worklist.admitting import cases_shut_to
from reconvene.worklist.homes import cases_at, fingerprints
from reconvene.worklist.keeping import keep
from reconvene.worklist.rebuilding import rows_in


def give_home(person: Person, postcode: str, house: str, now: datetime) -> None:
    """
    Keep where somebody lives, and close to them every case of a party who lives there too.

    What was kept before is forgotten; a tie that it showed stays on the record until it is
    corrected there. A case that does not open, or whose days cannot be counted, holds up no other:
    it is told of, and the address given again once that is mended, as it is where this was broken
    off in between. Whoever gives it learns nothing of it: it would tell them that a party lives there.

    Raises:
        CalendarExhausted: It is to be looked into, and no last day for that can be counted. Nothing
            was kept.
    """
    where = home(postcode, house)
    fingerprint = fingerprints(person.authority_id, [where])[where]
    kept = {"fingerprint": fingerprint, "given_on": london_day(now)}
    with transaction.atomic():
        _one_at_a_time(person.authority_id)
        is_another = is_another_home(person, postcode, house)
        Home.objects.update_or_create(person=person, defaults=kept)
        is_tried = is_another and _is_one_too_many(person, now)
    if is_another:
        tell(Event.HOME_CHANGED, actor=person.pk)
    if is_tried:
        tell(Event.HOMES_TRIED, actor=person.pk)
    with within(the_house(person.authority_id)):
        closed = cases_at(person.authority_id, fingerprint)
    for case_id in closed:
        try:
            _find_tie(person, case_id, now)
        except (ValueError, CalendarExhausted):  # every fault of reading is the former
            tell(Event.NOT_COMPARED, case=case_id, whose=person.pk)


def closed_by_address(authority: str, person: str) -> Mapping[str, date]:
    """
    Return the cases that are closed to somebody since they live where a party does, each with the
    day on which that was found; may be empty. One that does not open is left out.
    """
    found: dict[str, date] = {}
    with within(the_house(authority)) as cursor:
        for case_id in cases_shut_to(person):
            try:
                history = load(cursor, authority, case_id)
            except (CaseUnknown, ValueError):  # every fault of reading is one
                continue
            days = [one.happened_on for one in _found_of(history, person)]
            found |= {case_id: days[-1]} if days else {}
    return found


def _found_of(history: History, person: str) -> Iterator[RecordEvent]:
    """Yield the entries by which the house found a tie of somebody, as far as they still say so."""
    found = {event.number for event in history.events if is_found_by_the_house(event)}
    for event in effective(history.events):
        if event.number in found and Kept(person) in kept_out((event,)):
            yield event


def is_another_home(person: Person, postcode: str, house: str) -> bool:
    """Tell whether an address is not the one that somebody has given."""
    where = home(postcode, house)
    fingerprint = fingerprints(person.authority_id, [where])[where]
    return not Home.objects.filter(person=person, fingerprint=fingerprint).exists()


def _is_one_too_many(person: Person, now: datetime) -> bool:
    """
    Count an address, and have it looked into where it is one of several within a few weeks; return
    whether. Two are let pass, and one more for each month that has gone by.

    Whoever gives one learns by which cases go who lives there.
    """
    if counted(mark_of_homes(person.pk), now) is None:
        return False
    due_on = review_due(person, now)
    return begin_homes(authority=person.authority_id, reader=person.pk, now=now, due_on=due_on)


def forget_home(person: Person) -> None:
    """Forget where somebody lives. Ties that it showed stay on the record."""
    Home.objects.filter(person=person).delete()


def given_home_on(person: Person) -> date | None:
    """Return the day on which somebody last gave their address; None where none is kept."""
    return Home.objects.filter(person=person).values_list("given_on", flat=True).first()


def with_ties_found(
    cursor: CursorWrapper, grown: History, case: Case, before: dict[str, str], made: Made
) -> tuple[History, Case]:
    """
    Return a record and its state with a tie of everybody who lives where a party turned out to.

    Args:
        cursor: Inside the transaction that added to the record.
        grown: The record, longer.
        case: Its state, used up.
        before: The homes of parties known before.
        made: How what was added came to be.
    """
    new = set(case.homes.values()) - set(before.values())
    entries = [_tie(person, london_day(made.at)) for person in _living_at(new, grown, case)]
    return _added(cursor, grown, case, entries, made) if entries else (grown, case)


def with_ties_found_late(
    cursor: CursorWrapper, history: History, case: Case, now: datetime
) -> tuple[History, Case]:
    """
    Return a record that nobody compared for a while, and its state, with a tie of everybody who
    lives where a party does. Each is by whoever it is of, as if found when they gave their address.
    """
    for person in _living_at(set(case.homes.values()), history, case):
        made = _made_by_the_house(person.pk, history.case_id, now)
        history, case = _added(cursor, history, case, [_tie(person, london_day(now))], made)
    return history, case


def _living_at(homes: Collection[str], history: History, case: Case) -> list[Person]:
    """Return who lives at some addresses and has no tie to the case yet, by id."""
    if not homes:
        return []
    _one_at_a_time(history.authority)
    marks = fingerprints(history.authority, homes).values()
    living_there = Person.objects.filter(
        authority=history.authority, home__fingerprint__in=list(marks)
    ).exclude(pk__in=case.ties)
    return list(living_there.order_by("pk"))


def _find_tie(person: Person, case_id: str, now: datetime) -> None:
    """Put a tie on the record of one case, with its rows, unless it has been said before."""
    today = london_day(now)
    with within(the_house(person.authority_id), durable=True) as cursor:
        history = load_locked(cursor, person.authority_id, case_id)
        case = fold(procedure(history.procedure), history.events)
        if person.pk in case.ties:
            return
        before = ties_in(history, case)
        made = _made_by_the_house(person.pk, case_id, now)
        grown, case = _added(cursor, history, case, [_tie(person, today)], made)
        keep(cursor, rows_in(grown, case, person.authority.days, today))
    tell_of_ties(case_id, before, ties_in(grown, case))


# Note [Two who meet]
# Somebody gives their address while a party's is noted: each has to see what the other kept, or a
# tie is missed. Both take the authority's row first, and whoever gives their own address compares
# once it is kept for good. Whoever notes a party's has its record locked already, so nobody who
# holds the authority's row may wait for a record: comparing is done after that row is let go.


def _one_at_a_time(authority: str) -> None:
    """Wait until nobody else compares addresses in an authority. See Note [Two who meet]."""
    Authority.objects.select_for_update().only("slug").get(pk=authority)


def _made_by_the_house(actor: str, case_id: str, now: datetime) -> Made:
    """Return how an entry comes to be that nobody asked for: by whose doing, and in no role."""
    return Made(actor, "", now, _request(actor, case_id))


def _added(
    cursor: CursorWrapper, history: History, case: Case, entries: list[Entry], made: Made
) -> tuple[History, Case]:
    request = _request(made.actor, history.case_id)
    grown = append(cursor, history, entries, Made(made.actor, made.role, made.at, request))
    return grown, onward(case, grown)


def _tie(person: Person, today: date) -> Entry:
    named = payload.Person(id=person.pk, name=person.name)
    said = InterestDeclared(person=named, tie="same household", reason=SAME_HOME)
    return Entry(kind="interest.declared", happened_on=today, data=said)


def ties_in(history: History, case: Case) -> Mapping[str, Closed]:
    """Return everybody to whom a tie closes a case, with the wall they stand behind."""
    return ties(Matter(history.authority, case, history.events, frozenset))


def _request(actor: str, case_id: str) -> Request:
    return Request.of(actor, new_id(), case_id.encode())
