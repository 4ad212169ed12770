"""Records that are read batch by batch: those that are held, and each of them."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from reconvene.ledger import erasing
from reconvene.ledger.history import load_batch_locked, load_batches
from tests.support.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2025, 11, 21, 12, tzinfo=UTC)


@contextmanager
def meanwhile(act: Callable[[], None]) -> Iterator[None]:
    """Have something done once, right after the cases of a batch were chosen."""
    is_done = False

    def between(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal is_done
        answer = execute(sql, params, many, context)
        if not is_done and "ledger_case" in sql:
            is_done = True
            act()
        return answer

    with connection.execute_wrapper(between):
        yield
    assert is_done


def test_a_case_opened_meanwhile_is_not_among_them() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer, who waits for the batch")
    desk = Desk.at()
    before = sorted(desk.open().case_id for _ in range(3))

    def open_between() -> None:
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(opened_between).result()

    def opened_between() -> None:
        try:
            while not desk.open().case_id < before[-1]:
                pass
        finally:
            connections.close_all()

    with meanwhile(open_between), transaction.atomic(), connection.cursor() as cursor:
        found = load_batch_locked(cursor, "partnership", "", 3)

    assert [history.case_id for history in found.histories] == before


def test_those_after_a_batch_that_was_sealed_off_meanwhile_are_not_passed_over() -> None:
    desk = Desk.at()
    first, *others = sorted(desk.open().case_id for _ in range(3))

    def seal_off() -> None:
        with connection.cursor() as cursor:
            erasing.seal_off(cursor, first, NOW)

    with meanwhile(seal_off), transaction.atomic(), connection.cursor() as cursor:
        none = load_batch_locked(cursor, "partnership", "", 1)
        found = load_batch_locked(cursor, "partnership", none.last, 1)

    assert (none.histories, none.last) == ((), first)
    assert [history.case_id for history in found.histories] == others[:1]


def test_only_the_authoritys_own_are_read_and_nobody_is_kept_waiting() -> None:
    desk, elsewhere = Desk.at(), Desk.at("elsewhere")
    theirs = {elsewhere.open().case_id for _ in range(2)}
    mine = sorted(desk.open().case_id for _ in range(3))

    with CaptureQueriesContext(connection) as asked:
        batches = list(load_batches("partnership", 2))

    assert [one.case_id for batch in batches for one in batch.histories] == mine
    assert len(batches) == 2
    said = " ".join(query["sql"] for query in asked)
    assert "FOR UPDATE" not in said
    assert "BEGIN" not in said
    assert not any(case_id in said for case_id in theirs)
