"""The second stage: asked for, met about with a paper missing, and answered for each child."""

from pathlib import Path

from tests.journeys.three_stages.stage_1 import PLAN, SCHOOL, only_the_other_process_is_awaited
from tests.support.good_files import pdf, saved
from tests.support.journeys import Walk

PAPERS = ("Minutes of the conference", "Reports to the conference", "Stage 1 correspondence")


def when_they_ask_for_stage_2(walk: Walk) -> None:
    walk.become_on_the_case("Ben")
    walk.do(
        "The family asks for stage 2: formal complaint meeting",
        "Tue 25 Nov 2025",
        {
            "Which points do they take further?": [f"“{SCHOOL}”", f"“{PLAN}”"],
            "How did they ask?": "By telephone or in person",
        },
    )
    walk.sees("arrange and hold the complaint meeting", "Tuesday 23 December 2025")
    walk.open_the_case()
    walk.look_again()


def when_a_meeting_is_arranged(walk: Walk) -> None:
    walk.become_on_the_case("Rhys")
    walk.do("Keep the complaints officer informed of stage 2", "Wed 26 Nov 2025")
    walk.sees("It met", "Keep the complaints officer informed.")
    walk.do(
        "Offer a date: stage 2 complaint meeting",
        "Wed 26 Nov 2025",
        {"Which day is offered for the meeting?": "Wed 10 Dec 2025", "At what time?": "2pm"},
    )
    walk.write("invitation to the complaint meeting", "Wed 26 Nov 2025", signed="Rhys")
    walk.sees("We can meet you on Wednesday 10 December 2025.", "Time: 2pm")


def when_its_papers_are_brought_in(walk: Walk, folder: Path) -> None:
    walk.comes_to("Mon 1 Dec 2025")
    walk.become_on_the_case("Ben")
    for paper in PAPERS[:2]:
        file = folder / "scan.pdf"
        file.write_bytes(saved(pdf(2, paper.encode())))
        bring_in(walk, file, f"{paper}, as they were sent", paper)
    walk.open_the_case()
    walk.press(f"{PAPERS[0]}, as they were sent")
    walk.sees("It was checked.", PAPERS[0])
    walk.press(walk.reference)


def bring_in(walk: Walk, file: Path, called: str, paper: str) -> None:
    """Bring a file into the case as one of the papers that a meeting considers, and have it checked."""
    walk.open_the_case()
    walk.press("Bring in a file", within=walk.page.get_by_role("region", name="Files that were"))
    walk.page.set_input_files("input[type=file]", file)
    walk.press("Continue")
    walk.go_on_with({"What is it?": called, "Is it one of these?": paper})
    walk.confirm()
    assert walk.check is not None
    walk.check()


def when_they_meet_with_a_paper_missing(walk: Walk) -> None:
    walk.become_on_the_case("Rhys")
    considered = {f"Was this there and considered: {paper}?": "Yes" for paper in PAPERS[:2]}
    last = f"Was this there and considered: {PAPERS[2]}?"
    walk.try_to(
        "Record the meeting: stage 2 complaint meeting",
        "Wed 10 Dec 2025",
        {
            "Was Ewa Example there?": "Yes",
            "Who was there as team or reviewing manager?": ["Nobody"],
            "Who was there as service manager for children's safeguarding?": ["Nobody"],
            **considered,
            last: "No",
        },
    )
    walk.sees("There is a problem", f"Enter why this is missing: {PAPERS[2]}")
    walk.go_on_with({"Why is it missing?": "The file was at another office."})
    walk.sees("This cannot be recorded now", "SP 4.1")
    walk.go_on_with({"Who was there as team or reviewing manager?": ["Rhys Demo"]})
    walk.confirm()
    walk.sees("It met", "Arrange and hold the complaint meeting.", "Wednesday 17 December 2025")
    walk.do("Keep the complaints officer informed of stage 2", "Wed 10 Dec 2025")


def when_each_child_has_an_answer(walk: Walk) -> None:
    _answer(
        walk,
        SCHOOL,
        "All of them",
        "We agree in part: partly upheld",
        "It is put right now. It would not have changed the view.",
    )
    _answer(walk, PLAN, "Kit", "We do not agree: not upheld", "The plan is needed for Kit.")

    walk.try_to("Write: outcome of stage 2", "Fri 12 Dec 2025", {"Who signs it?": "Rhys Demo"})
    walk.sees("Not every child", f"Wren, about “{PLAN}”")

    _answer(
        walk,
        PLAN,
        "Wren",
        "We agree in part: partly upheld",
        "There is less to worry about for Wren.",
    )
    walk.open_the_case()
    walk.sees("Kit: Not upheld; Wren: Partly upheld")


def _answer(walk: Walk, point: str, child: str, finding: str, answer: str) -> None:
    walk.do(
        "Answer points: stage 2: formal complaint meeting",
        "Fri 12 Dec 2025",
        {
            "Which point does this answer?": f"“{point}”",
            "Which child is this answer about?": child,
            "What did you find?": finding,
            "What is the answer?": answer,
        },
    )


def when_the_second_answer_is_sent(walk: Walk) -> None:
    walk.write("outcome of stage 2", "Fri 12 Dec 2025", signed="Rhys")
    walk.sees(
        "About Kit:",
        "The plan is needed for Kit.",
        "About Wren:",
        "There is less to worry about for Wren.",
        "You can do this until the end of Friday 9 January 2026.",
        "Please ask in writing.",
    )
    walk.do("Tell the complaints officer the outcome of stage 2", "Fri 12 Dec 2025")
    walk.do("Give the complaints officer a copy of the stage 2 letter", "Fri 12 Dec 2025")
    walk.open_the_case()
    only_the_other_process_is_awaited(walk)
