"""Emptying the ledger after a test that really commits.

Such a test ends by emptying every table, which the guards of the ledger and of the access log
refuse. So they are taken down for just that, and put up again. What it
takes is imported only then: tests of the core do without.
"""

from collections.abc import Iterator

import pytest

_COMMITTING = {"transactional_db", "live_server", "django_db_reset_sequences"}


def commits(item: pytest.Item) -> bool:
    """Tell whether a test commits for good."""
    mark = item.get_closest_marker("django_db")
    names = set(getattr(item, "fixturenames", ()))
    return bool(names & _COMMITTING) or bool(mark and mark.kwargs.get("transaction"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    if not commits(item) or not getattr(item, "funcargs", None):  # the latter was skipped
        return (yield)
    from django.db import connection
    from pytest_django.plugin import blocking_manager_key

    from reconvene.access_log import guards as of_looks
    from reconvene.ledger import guards as of_the_record

    with item.config.stash[blocking_manager_key].unblock():
        of_the_record.take_down(connection)
        of_looks.take_down(connection)
        try:
            return (yield)
        finally:
            if nextitem is not None:  # after the last test there is no database any more
                of_the_record.put_up(connection)
                of_looks.put_up(connection)
            connection.close()  # beside a browser it is not the tests' own, and would be left open
