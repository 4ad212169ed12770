"""What stands in clear about an entry's contents tells nothing about them."""

import pytest
from django.db import connection

from tests.support.desk import Desk


@pytest.mark.assures("CR-2")
@pytest.mark.django_db
def test_entries_that_say_the_same_cannot_be_seen_to() -> None:
    desk = Desk.at()
    for _ in range(3):
        desk.live(desk.open().case_id, steps=1)

    with connection.cursor() as cursor:
        cursor.execute("SELECT commitment FROM ledger_entry")
        found = {bytes(commitment) for (commitment,) in cursor}

    assert len(found) == 2 * 3
