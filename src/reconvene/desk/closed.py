"""
Which cases a wall closes to somebody, whether or not they are read any more.

In: a person and cases. Out: those closed to them. A case that was sealed off is on no list, so its
record is asked; of an erased one it was kept who was shut out when nobody read it any more. Where a
record does not open, that and its rows are all there is to go by. One of which a key was given up is
known not to open: it is not even tried, and so told of by `verify` alone.
"""

from collections.abc import Iterable
from datetime import date

from reconvene.core.access.walls import closed_to
from reconvene.desk.look import look_whole
from reconvene.erasure.models import Erasure, State
from reconvene.ledger.erasing import erased_code
from reconvene.ledger.history import load_even_sealed_off
from reconvene.ledger.lost import entries_given_up
from reconvene.people.models import Person
from reconvene.scope.within import the_house, within
from reconvene.worklist.admitting import shut_to


def is_closed_to(person: Person, case_id: str, today: date) -> bool:
    """
    Tell whether a wall keeps somebody from a case: a tie, or that it is about them.

    One whose record does not open is judged by what was kept of its walls apart from it: in the rows
    of its lists, or, once it was sealed off and has none, with its erasure.
    """
    try:
        with within(the_house(person.authority_id)) as cursor:
            if erased_code(cursor, case_id):
                kept = Erasure.objects.filter(case_id=case_id)
                return any(one.shuts_out(person.id) for one in kept)
            if entries_given_up(cursor, case_id):
                return _is_shut_apart(person, case_id)
            history = load_even_sealed_off(cursor, person.authority_id, case_id)
    except ValueError:  # every fault of opening is one, and was told of
        return _is_shut_apart(person, case_id)
    return closed_to(look_whole(person, history, today).matter, person.id) is not None


def _is_shut_apart(person: Person, case_id: str) -> bool:
    off = Erasure.objects.filter(case_id=case_id).exclude(sealed_off_at=None)
    if any(one.shuts_out(person.id) for one in off):
        return True
    return case_id in shut_to(person.authority_id, person.id, [case_id])


def does_open(authority: str, case_id: str) -> bool:
    """Tell whether the record of a case, even one that was sealed off, can be read at all."""
    try:
        with within(the_house(authority)) as cursor:
            if entries_given_up(cursor, case_id):
                return False
            load_even_sealed_off(cursor, authority, case_id)
    except ValueError:  # every fault of opening is one, and was told of
        return False
    return True


def closed_to_them(person: Person, cases: Iterable[str], today: date) -> frozenset[str]:
    """Return which of some cases a wall closes to somebody, also of those that are not read."""
    asked = set(cases)
    unread = Erasure.objects.filter(case_id__in=asked).exclude(
        state__in=[State.PROPOSED, State.APPROVED]
    )
    off = unread.values_list("case_id", flat=True)
    shut = shut_to(person.authority_id, person.id, asked)
    return shut | {one for one in off if is_closed_to(person, one, today)}
