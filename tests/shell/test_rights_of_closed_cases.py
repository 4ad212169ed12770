"""What a family may still ask for does not leave the lists when their case is closed."""

import pytest

from reconvene.worklist.buckets import Bucket
from reconvene.worklist.queries import counts, rights
from reconvene.worklist.rebuilding import out_of_date
from tests.shell.test_asking_after_closing import ASKED, CLOSED, STAGE_1_DONE
from tests.support.audience import everybody
from tests.support.days import day
from tests.support.desk import Desk

AFTER = day("Wed 11 Jun 2025")
LATER = day("Tue 1 Jul 2025")


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk.at()


def lying(desk: Desk) -> dict[Bucket, list[str]]:
    at = desk.people["ben"].authority_id
    return {
        bucket: [row.rule for row in rights(everybody(at), day("Mon 2 Jun 2025"), bucket).rows]
        for bucket in (Bucket.WAITING, Bucket.CLOSED)
    }


def test_it_lies_with_those_of_closed_cases_and_comes_back_with_the_case(desk: Desk) -> None:
    case_id = desk.open().case_id
    desk.live(case_id, STAGE_1_DONE)
    before = lying(desk)
    assert before == {Bucket.WAITING: ["ask-for-stage-2"], Bucket.CLOSED: []}

    desk.act(case_id, CLOSED)
    assert lying(desk) == {Bucket.WAITING: [], Bucket.CLOSED: before[Bucket.WAITING]}
    ben = desk.people["ben"]
    assert counts(everybody(ben.authority_id), day("Mon 2 Jun 2025"))[Bucket.CLOSED] == 1
    assert out_of_date(AFTER) == out_of_date(LATER) == ()

    desk.act(case_id, ASKED)
    assert lying(desk)[Bucket.CLOSED] == []


def test_it_is_listed_no_longer_than_it_may_be_asked_for(desk: Desk) -> None:
    case_id = desk.open().case_id
    desk.live(case_id, STAGE_1_DONE)
    desk.act(case_id, CLOSED)
    at = desk.people["ben"].authority_id
    (row,) = rights(everybody(at), day("Mon 2 Jun 2025"), Bucket.CLOSED).rows
    assert row.last_on is not None

    assert rights(everybody(at), row.last_on, Bucket.CLOSED).rows == (row,)
    assert rights(everybody(at), LATER, Bucket.CLOSED).rows == ()
    assert rights(everybody(at), LATER, Bucket.LAPSED).rows == ()
