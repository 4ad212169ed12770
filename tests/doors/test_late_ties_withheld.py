"""A tie found late tells nobody of a vote that is withheld from them."""

import pytest
from django.test import Client

from reconvene.core.record.event import payload
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from tests.doors.test_browse_case import on, words
from tests.support.desk import Desk
from tests.support.sp_life import STEPS

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-4")]


def test_a_vote_that_is_withheld_is_not_told_of(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.at()
    opened = desk.open()
    index = next(number for number, step in enumerate(STEPS) if step.kind == "decision.put")
    desk.live(opened.case_id, index + 1)
    now = STEPS[index].now
    on(now.date(), monkeypatch)
    tie = {"person": {"id": "edie", "name": "Edie Example"}, "tie": "friend", "reason": "Said"}
    answer = record(
        desk.people["ben"],
        opened.case_id,
        "interest.declared",
        payload("interest.declared", tie),
        happened_on=now.date(),
        key="tie",
        now=now,
    )
    assert isinstance(answer, Receipt), answer
    client.force_login(desk.people["ben"])

    said = words(client, f"/case/{opened.reference}/ties")

    assert "A decision that is not shown to you" in said
    assert "The panel voted" not in said
