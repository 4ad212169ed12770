"""SQLite has one writer: who records something waits for who does already, and is not refused."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, connections

from reconvene.scope.within import NOBODY, within

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has many writers")


@pytest.mark.django_db(transaction=True)
def test_who_has_no_patience_gets_their_turn_all_the_same() -> None:
    began, impatient = Event(), Event()

    def first() -> None:
        with within(NOBODY, durable=True):
            began.set()
            assert impatient.wait(60)
            time.sleep(0.3)  # while they ask; too short, this shows less and never fails
        connections.close_all()

    def second() -> str:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 0")
        assert began.wait(60)
        impatient.set()
        try:
            with within(NOBODY, durable=True):
                return "had their turn"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        holding, waiting = threads.submit(first), threads.submit(second)

        assert waiting.result() == "had their turn"
        holding.result()
