"""The panel with its named seats, what it decides, and the review brought forward."""

from tests.journeys.two_levels.taken_down import CATEGORY, FAMILY
from tests.support.journeys import Walk

PANEL = "inter-agency panel"


def when_a_panel_is_seated(walk: Walk) -> None:
    walk.become_on_the_case("Cora")
    walk.do("Record as done: agree a date and invite the panel", "Wed 12 Nov 2025")
    _appoint(walk, "Police", "Petra Demo", "Thames Valley Police")
    _try_to_appoint(walk, "Health", "Hal Demo", "County council")
    walk.sees("This person is not right for that seat", "OX 1b.5")
    walk.go_on_with({"Which agency are they from?": "Health (integrated care board)"})
    walk.confirm()
    walk.open_the_case()
    walk.sees(
        "Council safeguarding manager: still to be found", "As it now is, it could not decide."
    )
    _appoint(walk, "Council safeguarding manager", "Mo Demo", "County council")
    walk.do("Record as done: send the panel its papers", "Tue 18 Nov 2025")
    walk.sees("It met", "Send the panel its papers.")


def _try_to_appoint(walk: Walk, seat: str, name: str, agency: str) -> None:
    walk.try_to(
        f"Appoint to the {PANEL}",
        "Wed 12 Nov 2025",
        {
            "Which seat?": seat,
            "Who is it?": name,
            "Which agency are they from?": agency,
            "Are they senior in their agency?": "Yes",
            "Is this somebody who adjudicated a point of this complaint?": "No",
        },
    )


def _appoint(walk: Walk, seat: str, name: str, agency: str) -> None:
    _try_to_appoint(walk, seat, name, agency)
    walk.confirm()


def when_the_panel_decides(walk: Walk) -> None:
    walk.become_on_the_case("Sunita")
    walk.do("Record as done: brief the panel", "Wed 26 Nov 2025")
    walk.sees("It met", "Brief the panel.")
    walk.become_on_the_case("Cora")
    everybody = ["Petra Demo, police", "Hal Demo, health", "Mo Demo, council safeguarding manager"]
    walk.do(f"Open a sitting of the {PANEL}", "Wed 26 Nov 2025", {"Who is here?": everybody})
    walk.sees("It met", "Hold the panel.")
    walk.try_to(
        "Put to the vote: the review conference should be brought forward",
        "Wed 26 Nov 2025",
        {
            "What does the panel recommend?": "Bring it forward to December.",
            "How did Petra Demo vote?": "For",
            "How did Hal Demo vote?": "For",
            "How did Mo Demo vote?": "Against",
            "Was any of these in the room while the panel decided?": [
                "Sunita Demo, service manager for quality assurance"
            ],
        },
    )
    walk.sees("Sunita Demo", "OX 1b.5")
    walk.go_on_with({"Was any of these in the room while the panel decided?": []})
    walk.confirm()
    walk.do(f"Close the sitting of the {PANEL}", "Wed 26 Nov 2025")
    walk.write("the panel's outcome", "Thu 27 Nov 2025", signed="Cora")
    walk.sees("The review conference should be brought forward.", "Bring it forward to December.")


def when_the_result_is_recorded(walk: Walk) -> None:
    walk.become_on_the_case("Sunita")
    walk.try_to(
        "Record the end result of a point",
        "Thu 27 Nov 2025",
        {
            "What is the result?": "Things stay as they are",
            "What are the reasons?": "The panel so decided.",
        },
    )
    walk.sees("This cannot be recorded now", "OX 1d.2")
    walk.go_on_with({"What is the result?": "The review conference is brought forward"})
    walk.confirm()
    walk.sees("bring the review conference forward")


def when_the_review_comes_early(walk: Walk) -> None:
    walk.do(
        "Arrange the review conference",
        "Fri 28 Nov 2025",
        {
            "On which day will the conference be?": "Tue 9 Dec 2025",
            "Who will chair it?": "Aoife Demo",
        },
    )
    walk.sees("It met", "Bring the review conference forward.")
    walk.do("Record the review conference", "Tue 9 Dec 2025")
    walk.open_the_case()
    walk.sees(
        "A review conference looked at the decision of Wednesday 8 October 2025 again on Tuesday 9 December 2025."
    )


def then_the_case_is_closed(walk: Walk) -> None:
    walk.become_on_the_case("Cora")
    walk.sees("Nothing is owed. Everything that had to be done is done.", CATEGORY)
    walk.do("Close the case", "Wed 10 Dec 2025")
    walk.open_the_case()
    walk.sees("This case was closed on Wednesday 10 December 2025.")
    walk.look_again()


def then_the_neighbours_see_nothing_of_it(walk: Walk) -> None:
    walk.become("Ben")
    walk.press("Cases")
    walk.sees_nothing_of(FAMILY)
