"""What can be done next, as a receipt says it."""

import pytest

from reconvene.desk.look import load
from reconvene.web.acts.next_step import next_steps
from tests.support.desk import Desk
from tests.support.sp_life import STEPS

pytestmark = pytest.mark.django_db
SENT = next(at for at, step in enumerate(STEPS) if "stage-2-outcome" in step.details.values())


def test_says_once_what_is_owed_and_done_by_the_same_words() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, SENT + 1)
    rhys = desk.people["rhys"]

    steps = next_steps(load(rhys, case_id, STEPS[SENT].happened_on), rhys)

    told = {step.words: step.about for step in steps}
    assert told.get("Tell the complaints officer the outcome of stage 2") == ""
