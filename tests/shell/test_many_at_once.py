"""Many at once: one history, gapless, that explains every answer given."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection, connections, transaction

from reconvene.core.conduct.answer import Refused
from reconvene.core.kinds.reference import reference
from reconvene.core.record.event import Entry
from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from reconvene.ledger.appending import Made, append
from reconvene.ledger.history import load_locked
from reconvene.ledger.requests import Request
from reconvene.ledger.verifying import verify
from reconvene.library.procedure_files import load_procedures
from reconvene.people.guesses import begin_try, mark_of_address, mark_of_name
from tests.shell.test_worklist_rebuilt import emptied_and_rebuilt, everything
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import RECEIVED_ON, STEPS, noon

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 20
TODAY = day("Mon 9 Jun 2025")
T = TypeVar("T")


def at_once(do: Callable[[int], T], times: int, people: int = AT_ONCE) -> list[T]:
    """Return what each of so many calls gave; as many as there are people begin together."""
    together = Barrier(people)

    def one(number: int) -> T:
        if number < people:
            together.wait()
        try:
            return do(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(people) as threads:
        return list(threads.map(one, range(times)))


@pytest.fixture(autouse=True)
def _procedures_are_read() -> None:
    load_procedures()  # otherwise each thread reads them for itself


def whole() -> None:
    with connection.cursor() as cursor:
        assert verify(cursor) == ()
    live = everything()
    assert emptied_and_rebuilt(TODAY) == live


@pytest.mark.assures("CO-1")
def test_two_hundred_identical_complaints_are_one() -> None:
    desk = Desk.at()

    receipts = at_once(lambda _: desk.open(key="sent again and again"), 200)

    assert len(receipts) == 200
    assert len(set(receipts)) == 1
    assert len(everything()) > 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT COUNT(*) FROM ledger_case), COUNT(*) FROM ledger_entry")
        assert cursor.fetchone() == (1, 1)
    whole()


def test_of_two_complaints_for_which_the_same_was_drawn_one_is_called_so() -> None:
    desk, drawn = Desk.at(), count()
    desk.draw = lambda _many: next(drawn) // 2

    receipts = at_once(lambda number: desk.open(key=f"complaint {number}"), 2 * AT_ONCE)

    expected = {reference("SP", number) for number in range(2 * AT_ONCE)}
    assert {receipt.reference for receipt in receipts} == expected
    whole()


@pytest.mark.assures("CO-1")
def test_two_hundred_identical_acts_are_one() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id

    receipts = at_once(lambda _: desk.act(case_id, STEPS[0], key="told"), 200)

    assert len(set(receipts)) == 1
    assert isinstance(receipts[0], Receipt)
    assert len(load(desk.people["ben"], case_id, TODAY).events) == 2
    whole()


@pytest.mark.assures("CO-1", "CO-2")
def test_acts_on_one_case_are_numbered_without_a_gap() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id

    receipts = at_once(lambda n: desk.act(case_id, STEPS[0], key=f"told {n}"), 2 * AT_ONCE)

    numbers = [receipt.number for receipt in receipts if isinstance(receipt, Receipt)]
    assert sorted(numbers) == list(range(2, 2 * AT_ONCE + 2))
    whole()


@pytest.mark.assures("CO-1", "CO-2")
def test_of_those_who_do_what_can_be_done_once_one_does_it() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, 8)

    answers = at_once(lambda n: desk.act(case_id, STEPS[8], key=f"ask {n}"), AT_ONCE)

    assert Counter(type(answer) for answer in answers) == {Receipt: 1, Refused: AT_ONCE - 1}
    whole()


@pytest.mark.assures("CO-1", "CO-2")
def test_who_had_to_wait_decides_on_what_was_added_meanwhile() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, 8)
    ask, ben = STEPS[8], desk.people["ben"]
    made = Made(ben.id, "complaints-officer", noon(day(RECEIVED_ON)), Request.of(ben.id, "first"))

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic(), connection.cursor() as cursor:
            history = load_locked(cursor, ben.authority_id, case_id)
            waiting = threads.submit(desk.act, case_id, ask, key="second")
            time.sleep(0.3)
            assert not waiting.done()
            append(cursor, history, [_as_entry(desk)], made)
        answer = waiting.result()
        threads.submit(connections.close_all).result()

    assert isinstance(answer, Refused)
    assert len(load(ben, case_id, TODAY).events) == 10


def _as_entry(desk: Desk) -> Entry:
    step = STEPS[8]
    return Entry(kind=step.kind, happened_on=step.happened_on, data=step.data(desk.named))


@pytest.mark.assures("RL-2")
def test_guesses_made_together_are_no_more_than_one_by_one() -> None:
    name, address = mark_of_name("amina"), mark_of_address("192.0.2.1")

    answers = at_once(lambda _: begin_try((address, name), noon(TODAY)), 2 * AT_ONCE)

    assert answers.count(None) == 5
    assert set(answers) == {None, noon(TODAY) + timedelta(minutes=10)}
