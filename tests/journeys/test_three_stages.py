"""One complaint through all three stages: two children, three points, eight people at work on it."""

from pathlib import Path

from tests.journeys.three_stages import afterwards, stage_1, stage_2, stage_3
from tests.support.journeys import Walk
from tests.support.post_office import PostOffice


def test_a_complaint_goes_through_all_three_stages(
    served_walk: Walk, office: PostOffice, tmp_path: Path
) -> None:
    walk = served_walk
    stage_1.given_a_complaint_taken_down(walk)
    stage_1.when_it_is_noted_where_letters_are_safe(walk)
    stage_1.when_the_point_outside_goes_elsewhere(walk)
    stage_1.when_it_is_acknowledged(walk)
    stage_1.when_an_appointment_is_offered_twice(walk)
    stage_1.when_they_meet(walk)
    stage_1.when_every_point_is_answered(walk)
    stage_1.when_the_first_answer_is_sent(walk)
    stage_1.then_nothing_is_owed_at_stage_1(walk)

    stage_2.when_they_ask_for_stage_2(walk)
    stage_2.when_a_meeting_is_arranged(walk)
    stage_2.when_its_papers_are_brought_in(walk, tmp_path)
    stage_2.when_they_meet_with_a_paper_missing(walk)
    stage_2.when_each_child_has_an_answer(walk)
    stage_2.when_the_second_answer_is_sent(walk)

    stage_3.when_they_ask_for_a_panel(walk)
    stage_3.when_a_panel_is_built(walk)
    stage_3.when_a_conflict_comes_to_light(walk)
    stage_3.when_the_panel_has_its_papers(walk)
    stage_3.when_the_panel_adjourns(walk)
    stage_3.when_the_panel_sits_again(walk)
    stage_3.when_everybody_is_told(walk)

    afterwards.when_an_agency_learns(walk)
    afterwards.when_the_conference_is_arranged_again(walk)
    afterwards.when_everybody_there_is_briefed(walk)
    afterwards.when_the_family_goes_to_the_ombudsman(walk)
    afterwards.then_the_case_is_closed(walk)
    then_each_letter_went_once_and_told_nothing(office)


def then_each_letter_went_once_and_told_nothing(office: PostOffice) -> None:
    """Eight letters in eight messages, to her alone, whose outside tells nothing."""
    assert [reader for _, reader, _ in office.taken] == [stage_1.EMAIL] * 8
    for message in office.messages:
        outside = f"{message['Subject']} {message['From']} {message['To']}".lower()
        assert not [
            word for word in ("complaint", "child", "exs-", "ewa example") if word in outside
        ]
        assert [part.get_content_type() for part in message.iter_attachments()] == [
            "application/pdf"
        ]
