"""The second level: one point answered for good, another tested at the gate and let through."""

from tests.journeys.two_levels.taken_down import CATEGORY, REPORT
from tests.support.journeys import Walk


def when_both_points_are_taken_further(walk: Walk) -> None:
    walk.become_on_the_case("Cora")
    for stage in ("process: service manager", "decision: adjudication"):
        walk.do(
            f"The family asks for {stage}",
            "Mon 3 Nov 2025",
            {"How did they ask?": "By telephone or in person"},
        )
    walk.do(
        "Record the other process’s answer",
        "Fri 7 Nov 2025",
        {"What did they say?": "They have finished with it", "What came of it?": "An apology."},
    )
    walk.sees("It met", "See that the council answers the referred point.")
    walk.open_the_case()
    walk.look_again()


def when_the_first_is_answered_for_good(walk: Walk) -> None:
    walk.become_on_the_case("Sunita")
    walk.do(
        "Answer points: process: service manager",
        "Mon 10 Nov 2025",
        {
            "What did you find?": "We agree with them: upheld",
            "What is the answer?": "You were cut short and should not have been.",
        },
    )
    walk.write(
        "the service manager's answer about how the conference was run",
        "Mon 10 Nov 2025",
        signed="Sunita",
    )
    walk.sees("This was the last step of our procedure.")
    walk.do(
        "Record the end result of a point",
        "Mon 10 Nov 2025",
        {
            "Which point has come to its end?": f"“{REPORT}”",
            "What is the result?": "Things stay as they are",
            "What are the reasons?": "The conference would have heard the same.",
            "Anything besides, such as an apology or an addition to the minutes?": "An apology",
        },
    )


def when_the_criteria_are_tested(walk: Walk) -> None:
    walk.do(
        "Answer points: decision: adjudication",
        "Tue 11 Nov 2025",
        {
            "What did you find?": "We do not agree: not upheld",
            "What is the answer?": "The category was open to the conference.",
        },
    )
    walk.sees("It met", "Adjudicate the point.")
    walk.do(
        "Test: criteria for a final review",
        "Tue 11 Nov 2025",
        {
            **_so("The agencies did not agree in conference", "No"),
            **_so("The chair directed the final decision", "No"),
            "Reasons: The agencies did not agree and the chair directed the decision": "All of them agreed.",
            **_so("Somebody with parental responsibility was not there", "No"),
            **_so("There is evidence that their views were not fully taken into account", "Yes"),
            "Reasons: Somebody with parental responsibility was absent, or their views were not fully taken into account": "She was cut short.",
            **_so("There is evidence of wrong facts that were material to the decision", "Yes"),
            **_so("They could have been put right at an earlier stage", "No"),
            "Reasons: There were wrong facts that mattered and could have been put right earlier": "The error came to light only later.",
            "Who decided?": "Sunita Demo",
        },
    )
    walk.sees(
        "It met", "Test the criteria for a final review.", "ask for a panel, or record why not"
    )


def _so(limb: str, answer: str) -> dict[str, str]:
    return {f"{limb}: is that so?": answer}


def when_the_gate_is_opened(walk: Walk) -> None:
    gate = "Decide: criteria for a final review"
    walk.try_to(
        gate,
        "Tue 11 Nov 2025",
        {"Does it go on?": "No, it does not go on", "Who decided?": "Sunita Demo"},
    )
    walk.sees("Give the reason.", "OX 1b.2", "OX 1b.4")
    walk.go_on_with({"Does it go on?": "Yes, it goes on: Decision: inter-agency panel"})
    walk.confirm()
    walk.write("the adjudication, going on to a panel", "Tue 11 Nov 2025", signed="Sunita")
    walk.sees(f"“{CATEGORY}” goes on to a panel.", "She was cut short.")
