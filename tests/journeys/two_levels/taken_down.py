"""One email with three points, each on its own route; the first answers by the chair."""

from tests.support.journeys import Walk

FAMILY = "Ewa Example"
REPORT = "I had not seen the report and was cut short when I spoke"
CATEGORY = "The category should not be emotional harm"
WORKER = "The social worker was rude"


def given_an_email_with_three_points(walk: Walk) -> None:
    walk.family = FAMILY
    if walk.clock:
        walk.clock.comes_to("Mon 20 Oct 2025")
    walk.become("Cora")
    walk.press("Take down a complaint")
    walk.press("Who is complaining")
    walk.answer(
        {
            "What is the name of the person who is complaining?": FAMILY,
            "Who are they?": "Parent or holder of parental responsibility",
        }
    )
    walk.press("Save and continue")
    walk.answer(
        {
            "When was the conference?": "Wed 8 Oct 2025",
            "What kind of conference was it?": "Initial conference",
            "Who chaired it?": "Aoife Demo",
            "By when must a review conference be held?": "Thu 8 Jan 2026",
            "Did the agencies agree on the decision?": "Yes",
        }
    )
    walk.press("Save and continue")
    walk.sees("This procedure gives no last day for complaining.")
    walk.answer(
        {
            "What is the child’s name?": "Kit",
            "What did the conference decide for this child?": "A plan was made",
            "Under which category of harm?": "Emotional harm",
        }
    )
    walk.press("Add this child")
    walk.press("Continue")
    walk.press("Continue")
    for words, matter in (
        (REPORT, "How the conference was managed and run"),
        (CATEGORY, "The category of significant harm"),
        (WORKER, "What a professional did, or a service"),
    ):
        walk.answer({"What do they say?": words, "What is this point about?": matter})
        walk.press("Add this point")
    walk.press("Continue")
    walk.answer(
        {
            "How did the complaint reach us?": "By email",
            "Is it in writing?": "Yes, they wrote it themselves",
            "On which day did it reach anybody in the authority?": "Mon 20 Oct 2025",
        }
    )
    walk.press("Save and continue")
    walk.answer({"Do they want help to put it in writing?": "No"})
    walk.press("Save and continue")
    walk.press("Save and continue")
    walk.press("Take down the complaint")
    walk.sees("is taken down", FAMILY)
    walk.press("Go to the case")
    walk.note_the_reference()
    walk.sees("No limit in the procedure", "Our own target:", "Monday 3 November 2025")


def when_one_point_goes_to_the_council(walk: Walk) -> None:
    walk.do(
        "Send a point to another process",
        "Tue 21 Oct 2025",
        {
            "Where was it sent?": "The council's own complaints process",
            "Which agency is that?": "County council",
        },
    )
    walk.sees("It met", "Refer the point in writing to the right agency.")
    walk.write("points sent to another process", "Tue 21 Oct 2025", signed="Cora")
    walk.do(
        "Record the other process’s answer",
        "Fri 24 Oct 2025",
        {"What did they say?": "They have taken it on"},
    )
    walk.sees("It met", "See that the council acknowledges the referred point.")
    walk.sees("our own target", "Friday 7 November 2025")


def when_the_chair_answers_two_points(walk: Walk) -> None:
    walk.become_who_answers("Aoife")
    walk.try_to("Write: acknowledgement", "Tue 21 Oct 2025", {"Who signs it?": "Aoife Demo"})
    walk.sees("This cannot be recorded now", "speaks of what was not put to you")
    walk.become_on_the_case("Cora")
    walk.write("acknowledgement", "Tue 21 Oct 2025", signed="Aoife")
    walk.sees("A review conference must look at it again by Thursday 8 January 2026.", REPORT)
    walk.become_who_answers("Aoife")
    walk.do(
        "Answer points: process: conference chair",
        "Fri 31 Oct 2025",
        {
            "What did you find?": "We agree with them: upheld",
            "What is the answer?": "You should have had the report. I am sorry.",
        },
    )
    walk.write(
        "the chair's answer about how the conference was run", "Fri 31 Oct 2025", signed="Aoife"
    )
    walk.sees(
        "There is no last day for this.", "Please contact the service manager for quality assurance"
    )
    walk.let_go("Cora", "Fri 31 Oct 2025")
    walk.become_who_answers("Aoife")
    walk.do(
        "Answer points: decision: independent chair",
        "Fri 31 Oct 2025",
        {
            "What did you find?": "We do not agree: not upheld",
            "What is the answer?": "The category fits what we heard.",
        },
    )
    walk.write("the chair's answer about the decision", "Fri 31 Oct 2025", signed="Aoife")
    walk.sees("come to a decision of their own", "There is no last day for this.")
    walk.sees_nothing_of(REPORT)
    walk.let_go("Cora", "Fri 31 Oct 2025")
