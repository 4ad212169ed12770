"""A case is erased while a worker just settles one of its files."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from reconvene.erasure.going import leave_for_good
from reconvene.papers.models import Chunk, Paper
from reconvene.scope.within import within
from tests.shell.test_papers_kept import HOUSE, brought, seen_clear_here
from tests.support.desk import Desk
from tests.support.erasing import closed, desk, keys_of_our_own

__all__ = ["desk", "keys_of_our_own"]

_WHO_WAITS = (
    "SELECT COUNT(*) FROM pg_stat_activity"
    " WHERE wait_event_type = 'Lock' AND datname = current_database()"
)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_erasing_takes_a_viewing_copy_too_that_is_laid_at_that_moment(desk: Desk) -> None:
    case_id = closed(desk).case_id
    brought(desk, case_id)
    laid, go_on = Event(), Event()

    def settle() -> None:
        try:
            with within(HOUSE, durable=True):
                seen_clear_here()
                laid.set()
                assert go_on.wait(20)
        finally:
            connection.close()

    def erase() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                leave_for_good(cursor, case_id)
        finally:
            connection.close()

    worker, erasure = Thread(target=settle), Thread(target=erase)
    worker.start()
    assert laid.wait(20)
    erasure.start()
    with connection.cursor() as cursor:
        while erasure.is_alive():  # until it waits for a row that the worker has
            cursor.execute(_WHO_WAITS)
            if cursor.fetchone()[0]:
                break
    go_on.set()
    worker.join()
    erasure.join()

    assert not Paper.objects.filter(case_id=case_id).exists()
    assert not Chunk.objects.filter(case_id=case_id).exists()
