"""One complaint through both levels: three points on three routes, with no time limit anywhere."""

from tests.journeys.three_stages.stage_1 import EMAIL, note_where_letters_are_safe
from tests.journeys.two_levels import panel, second_level, taken_down
from tests.support.journeys import Walk
from tests.support.notify import NotifyStandIn


def test_three_points_take_three_routes_to_their_end(
    served_walk: Walk, notify: NotifyStandIn
) -> None:
    walk = served_walk
    taken_down.given_an_email_with_three_points(walk)
    note_where_letters_are_safe(walk, "Mon 20 Oct 2025")
    taken_down.when_one_point_goes_to_the_council(walk)
    taken_down.when_the_chair_answers_two_points(walk)

    second_level.when_both_points_are_taken_further(walk)
    second_level.when_the_first_is_answered_for_good(walk)
    second_level.when_the_criteria_are_tested(walk)
    second_level.when_the_gate_is_opened(walk)

    panel.when_a_panel_is_seated(walk)
    panel.when_the_panel_decides(walk)
    panel.when_the_result_is_recorded(walk)
    panel.when_the_review_comes_early(walk)
    panel.then_the_case_is_closed(walk)
    panel.then_the_neighbours_see_nothing_of_it(walk)
    assert [letter["email_address"] for letter in notify.taken] == [EMAIL] * 7
