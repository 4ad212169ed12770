"""The third stage: a panel built, one of it replaced, adjourned, and decided."""

from collections.abc import Mapping

from reconvene.papers.untrusted.kinds import Kind
from reconvene.papers.untrusted.looking_through import looked_through
from tests.journeys.three_stages.stage_1 import EMAIL, PLAN, SCHOOL
from tests.journeys.three_stages.stage_2 import PAPERS
from tests.support.journeys import Walk

ON_THE_EVE = "Wed 28 Jan 2026"
POLICE, EDUCATION, PROBATION = "Police", "Education", "Probation"
BARS = (
    "manages, or ever managed, anybody who held the case",
    "attended the conference",
    "wrote a report to the conference",
    "chaired the conference",
    "handled an earlier stage of this complaint",
)


def when_they_ask_for_a_panel(walk: Walk) -> None:
    walk.become_on_the_case("Ben")
    walk.try_to(
        "The family asks for stage 3: complaint and appeal panel",
        "Fri 9 Jan 2026",
        {"How did they ask?": "By telephone or in person"},
    )
    walk.sees("This request must be in writing.", "SP 4.6", "SP 5.1")
    walk.go_on_with({"How did they ask?": "In writing"})
    walk.confirm()
    walk.sees("convene the panel", "Friday 30 January 2026")
    walk.do("Tell the partnership business manager of the request for a panel", "Fri 9 Jan 2026")
    walk.sees("It met", "Tell the partnership business manager of the request for a panel.")


def when_a_panel_is_built(walk: Walk) -> None:
    walk.become_on_the_case("Bea")
    walk.do(
        "Record as done: provide a minute-taker",
        "Mon 12 Jan 2026",
        {"Is there a name to note, such as who will do it?": "Mina Demo"},
    )
    _appoint(walk, "Panel chair", "Ingrid Demo", "Health (integrated care board)")
    _appoint(walk, "Member", "Carys Demo", POLICE)
    _appoint(walk, "Member", "Dev Demo", PROBATION)
    walk.do(
        "Set a day for the complaint and appeal panel",
        "Mon 12 Jan 2026",
        {"On which day will the panel sit?": "Thu 29 Jan 2026", "Where?": "Example House"},
    )
    walk.open_the_case()
    walk.sees("With everybody appointed there, it could decide, and it is independent.")
    walk.press("The panel’s own page")
    walk.sees("If everybody appointed comes, the panel can decide.", "Dev Demo")
    walk.press(walk.reference)


def _appoint(walk: Walk, seat: str, name: str, agency: str, on: str = "Mon 12 Jan 2026") -> None:
    walk.do(
        "Appoint to the complaint and appeal panel",
        on,
        {
            "Which seat?": seat,
            "Who is it?": name,
            "Which agency are they from?": agency,
            "Are they senior in their agency?": "Yes",
            **_bars("No"),
        },
    )


def _bars(answer: str) -> Mapping[str, str]:
    return {f"Is this somebody who {bar}?": answer for bar in BARS}


def when_a_conflict_comes_to_light(walk: Walk) -> None:
    walk.do(
        "Record that somebody stood down from the complaint and appeal panel",
        "Wed 28 Jan 2026",
        {
            "Who stands down?": "Dev Demo",
            "Why?": "He managed the team that holds the case until 2025.",
            "Did it come to light that one of these is true of them?": f"This person {BARS[0]}",
        },
    )
    walk.open_the_case()
    walk.sees(
        "Dev Demo stood down from the panel on Wednesday 28 January 2026.",
        "They had voted on nothing.",
        "As it now is, it could not decide.",
        "It still needs one more member.",
    )
    walk.look_again()
    _appoint(walk, "Member", "Edie Demo", EDUCATION, on="Wed 28 Jan 2026")
    walk.open_the_case()
    walk.sees("With everybody appointed there, it could decide, and it is independent.")


def when_the_panel_has_its_papers(walk: Walk) -> None:
    """One bundle is put together, and who chairs the panel takes it with her name on each page."""
    walk.become_on_the_case("Ben")
    walk.press("Put a bundle of papers together")
    walk.fill_day(walk.page.locator("fieldset:has(input[name=happened_on-day])"), ON_THE_EVE)
    walk.press("Continue")
    walk.confirm()
    walk.become("Ingrid")
    walk.press_in_the_menu("My work")
    walk.press("Your papers")
    with walk.page.expect_download() as taken:
        walk.page.get_by_role("button", name="Take it as a PDF").click()
    pages = looked_through(Kind.PDF, [taken.value.path().read_bytes()]).pages
    assert len(pages) == 5
    for number, page in enumerate(pages, 1):
        said = " ".join(page.split())
        assert "For Ingrid Demo alone." in said
        assert f"Page {number} of 5" in said
        assert EMAIL not in said
    assert all(f"{paper}, as they were sent" in " ".join(pages[0].split()) for paper in PAPERS[:2])
    walk.become_on_the_case("Bea")


def when_the_panel_adjourns(walk: Walk) -> None:
    _open(walk, "Thu 29 Jan 2026")
    walk.sees("It met", "Convene the panel.")
    walk.become_on_the_case("Ingrid")
    _put(walk, "support the original conference decision", SCHOOL, against="Edie")
    walk.try_to(
        "Put to the vote: not enough information to decide",
        "Thu 29 Jan 2026",
        {
            "Which point is it about?": f"“{PLAN}”",
            "How long will the further work take?": "Two weeks, to hear from the school",
            **_votes(),
        },
    )
    walk.sees("There is a problem", "Enter the day the panel sits again")
    walk.go_on_with({"When will the panel sit again?": "Thu 12 Feb 2026"})
    walk.confirm()
    walk.do("Close the sitting of the complaint and appeal panel", "Thu 29 Jan 2026")
    walk.sees(
        "hold the further sitting of the panel",
        "Thursday 12 February 2026",
        "Thursday 5 February 2026",
    )
    walk.write("the panel has adjourned", "Mon 2 Feb 2026", signed="Ingrid")
    walk.sees(
        "The panel has met about your complaint. It has not finished yet.",
        "Thursday 12 February 2026",
    )
    walk.let_go("Ben", "Mon 2 Feb 2026")
    for name in ("Ewa Example", "Kit", "Wren", "Marek Example"):
        walk.do(
            "Decide whether somebody’s details are kept from the others",
            "Mon 2 Feb 2026",
            {
                "Whose details?": f"{name}: not decided",
                "Must they be kept from the others in this case?": "No, they need not be kept",
                "Why is that so?": "Each said so on their own.",
            },
        )
    walk.become_on_the_case("Ingrid")
    for name in ("Ewa Example", "Marek Example", "Omar Placeholder"):
        _send(walk, "notice that the panel adjourned", name, "Mon 2 Feb 2026")
        walk.sees("It met")
    walk.open_the_case()
    walk.sees(
        "adjourned on Thursday 29 January 2026", "It sits again on Thursday 12 February 2026."
    )
    walk.look_again()


def _open(walk: Walk, on: str) -> None:
    walk.do(
        "Open a sitting of the complaint and appeal panel",
        on,
        {
            "Who is here?": ["Ingrid Demo, panel chair", "Carys Demo, member", "Edie Demo, member"],
            "Who takes the minutes?": "Mina Demo",
        },
    )


def _votes(**otherwise: str) -> Mapping[str, str]:
    return {
        f"How did {name} Demo vote?": otherwise.get(name.lower(), "For")
        for name in ("Ingrid", "Carys", "Edie")
    }


def _put(
    walk: Walk,
    decision: str,
    point: str,
    *,
    on: str = "Thu 29 Jan 2026",
    child: str = "All of them",
    against: str = "",
    details: Mapping[str, str] | None = None,
) -> None:
    walk.do(
        f"Put to the vote: {decision}",
        on,
        {
            "Which point is it about?": f"“{point}”",
            "Which child is it about?": child,
            **(details or {}),
            **_votes(**({against.lower(): "Against"} if against else {})),
        },
    )


def _send(walk: Walk, document: str, name: str, on: str) -> None:
    walk.do(
        f"Record who was sent: {document}",
        on,
        {"Who was it sent to?": name, "How was it sent?": "By post"},
    )


def when_the_panel_sits_again(walk: Walk) -> None:
    walk.become_on_the_case("Bea")
    _open(walk, "Thu 12 Feb 2026")
    walk.sees("It met", "Hold the further sitting of the panel.")
    walk.become_on_the_case("Ingrid")
    _put(
        walk,
        "support the original conference decision",
        PLAN,
        on="Thu 12 Feb 2026",
        child="Kit",
        against="Carys",
    )
    _put(
        walk,
        "recommend that the conference is reconvened",
        PLAN,
        on="Thu 12 Feb 2026",
        child="Wren",
        details={
            "Who should chair the conference?": "A different chair",
            "What does the panel recommend?": "Look again at Wren’s plan.",
        },
    )
    walk.try_to(
        "Put to the vote: support the original conference decision",
        "Thu 12 Feb 2026",
        {"Which point is it about?": f"“{PLAN}”", "Which child is it about?": "Wren", **_votes()},
    )
    walk.sees("This cannot stand beside something already decided")
    _put(
        walk,
        "conference procedures were not followed correctly",
        SCHOOL,
        on="Thu 12 Feb 2026",
        against="Carys",
        details={"How is it to be put right?": "Check each report against the child’s record."},
    )
    walk.do(
        "Put to the vote: learning points for an agency",
        "Thu 12 Feb 2026",
        {
            "Which agency is it for?": "NHS trust",
            "In the panel’s words": "Reports name the right child.",
            **_votes(),
        },
    )
    walk.do("Close the sitting of the complaint and appeal panel", "Thu 12 Feb 2026")
    walk.sees("write to the complainant with the panel's decision", "Thursday 19 February 2026")


def when_everybody_is_told(walk: Walk) -> None:
    walk.write("the panel's decision", "Mon 16 Feb 2026", signed="Ingrid")
    walk.sees(
        "The panel cannot order anybody to do something.",
        "Look again at Wren’s plan.",
        "This was the last step of our procedure.",
        "www.lgo.org.uk",
    )
    walk.let_go("Ben", "Mon 16 Feb 2026")
    walk.become_on_the_case("Ingrid")
    for document in ("the panel's written decision", "minutes of the panel"):
        for name in ("Ewa Example", "Marek Example"):
            _send(walk, document, name, "Mon 16 Feb 2026")
            walk.sees("It met")
        walk.do(
            f"Record who is not sent: {document}",
            "Mon 16 Feb 2026",
            {"Why not?": "He has left the council.", "Who decided?": "Ingrid Demo"},
        )
        walk.sees("No longer owed", "for Omar Placeholder")
