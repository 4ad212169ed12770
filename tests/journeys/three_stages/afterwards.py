"""After the panel: what an agency learns, the conference held again, and the end."""

from tests.journeys.three_stages.stage_1 import FOLLOWED, only_the_other_process_is_awaited
from tests.support.journeys import Walk


def when_an_agency_learns(walk: Walk) -> None:
    walk.do(
        "Pass a concern to NHS trust",
        "Mon 16 Feb 2026",
        {"Who was told?": "Hana Placeholder"},
    )
    walk.sees("It met", "Tell the agency's senior manager or board member of the panel's concerns.")
    walk.become_on_the_case("Bea")
    walk.do(
        "Record the answer of NHS trust",
        "Tue 3 Mar 2026",
        {"Who answered for the agency?": "Hana Placeholder"},
    )
    walk.sees("It met", "Have the agency acknowledge its learning points.")


def when_the_conference_is_arranged_again(walk: Walk) -> None:
    walk.try_to(
        "Arrange the reconvened conference",
        "Tue 24 Feb 2026",
        {
            "On which day will the conference be?": "Thu 12 Mar 2026",
            "Who will chair it?": "Amina Demo",
            "Who is expected at it?": ["Marek Example", "Omar Placeholder"],
        },
    )
    walk.sees("Somebody new must look at this", "Amina Demo")
    walk.go_on_with({"Who will chair it?": "Nia Demo"})
    walk.confirm()
    walk.sees("hold the reconvened conference", "Thursday 12 March 2026")
    walk.become_on_the_case("Ingrid")
    for document in ("the panel's written decision", "minutes of the panel"):
        walk.do(
            f"Record who was sent: {document}",
            "Wed 4 Mar 2026",
            {"Who was it sent to?": "Nia Demo"},
        )
        walk.sees("It met")


def when_everybody_there_is_briefed(walk: Walk) -> None:
    walk.become_on_the_case("Nia")
    walk.do(
        "Record who is briefed for the reconvened conference",
        "Thu 12 Mar 2026",
        {
            "Who?": ["Marek Example"],
            "How do they know what the panel decided?": "They have read it",
        },
    )
    walk.try_to(
        "Record the reconvened conference",
        "Thu 12 Mar 2026",
        {"What did it decide?": "Wren’s plan ends. Kit’s goes on."},
    )
    walk.sees(
        "Not everybody there has read, or been told, what the panel decided: Omar Placeholder.",
        "SP 6.1",
    )
    walk.do(
        "Record who is briefed for the reconvened conference",
        "Thu 12 Mar 2026",
        {"How do they know what the panel decided?": "Somebody told them about it"},
    )
    walk.do(
        "Record the reconvened conference",
        "Thu 12 Mar 2026",
        {"What did it decide?": "Wren’s plan ends. Kit’s goes on."},
    )
    walk.sees(
        "It met",
        "Hold the reconvened conference.",
        "looked at the decision of Wednesday 1 October 2025 again on Thursday 12 March 2026.",
    )


def when_the_family_goes_to_the_ombudsman(walk: Walk) -> None:
    walk.become_on_the_case("Ben")
    walk.do("The family went to: Local Government and Social Care Ombudsman", "Mon 30 Mar 2026")


def then_the_case_is_closed(walk: Walk) -> None:
    walk.open_the_case()
    only_the_other_process_is_awaited(walk)
    walk.sees(f"Close the case: Something is still owed: {FOLLOWED}.")
    walk.do(
        "Record the other process’s answer",
        "Mon 30 Mar 2026",
        {"What did they say?": "They have finished with it", "What came of it?": "An apology."},
    )
    walk.sees("It met", f"{FOLLOWED}.")
    walk.do(
        "Close the case", "Mon 30 Mar 2026", {"Why can it be closed?": "All that was owed is done."}
    )
    walk.open_the_case()
    walk.sees(
        "This case was closed on Monday 30 March 2026. All that was owed is done.",
        "Nothing is owed now. What was not done is no longer owed",
    )
    walk.look_again()
