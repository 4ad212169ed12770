"""A complaint taken down and acknowledged in a browser that runs no scripts."""

from tests.journeys.three_stages import stage_1
from tests.support.journeys import THE_SAME_ON_BOTH, Walk


@THE_SAME_ON_BOTH
def test_a_complaint_is_taken_down_and_acknowledged(plain_walk: Walk) -> None:
    stage_1.given_a_complaint_taken_down(plain_walk)
    stage_1.when_it_is_acknowledged(plain_walk)
    plain_walk.press(plain_walk.reference)
    plain_walk.sees("Tell the complaints officer of the complaint", "Entry 4")
