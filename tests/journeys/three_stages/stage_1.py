"""The first stage: taken down, acknowledged, met about and answered."""

from tests.support.journeys import Walk

FAMILY = "Ewa Example"
SCHOOL = "The school report was about another child"
PLAN = "They no longer need a plan"
EMAIL = "ewa@mail.example"
CLINIC = "The clinic called off three appointments"
FOLLOWED = "Find out whether the other process has finished with a point"


def given_a_complaint_taken_down(walk: Walk) -> None:
    walk.family = FAMILY
    walk.become("Ben")
    walk.press("Take down a complaint")
    walk.press("Who is complaining")
    walk.answer(
        {
            "What is the name of the person who is complaining?": FAMILY,
            "Who are they?": "Parent",
            "What are they to the children?": "mother",
        }
    )
    walk.press("Save and continue")
    _the_conference(walk)
    _the_children(walk)
    _who_was_there(walk)
    _the_points(walk)
    _how_it_came(walk)
    walk.press("Take down the complaint")
    walk.sees("is taken down", FAMILY)
    walk.press("Go to the case")
    walk.note_the_reference()


def _the_conference(walk: Walk) -> None:
    walk.sees("It is shown here once the day of the conference is known.")
    walk.answer(
        {
            "When was the conference?": "Wed 1 Oct 2025",
            "What kind of conference was it?": "Review conference",
            "Who chaired it?": "Amina Demo",
            "By when must a review conference be held?": "Wed 1 Apr 2026",
        }
    )
    walk.press("Save and continue")
    walk.sees("Wednesday 15 October 2025")


def _the_children(walk: Walk) -> None:
    for name in ("Kit", "Wren"):
        walk.answer(
            {
                "What is the child’s name?": name,
                "What did the conference decide for this child?": "The plan was continued",
                "Under which category of harm?": "Neglect",
            }
        )
        walk.press("Add this child")
    walk.press("Continue")


def _who_was_there(walk: Walk) -> None:
    had_minutes = "They were sent its minutes"
    walk.answer(
        {
            "What is their name?": "Marek Example",
            "Where are they from?": "The family",
            "What was their part?": ["They were at the conference", had_minutes],
        }
    )
    walk.press("Add this person")
    walk.answer(
        {
            "What is their name?": "Omar Placeholder",
            "Where are they from?": "Council",
            "What was their part?": ["They wrote a report for it", had_minutes],
        }
    )
    walk.press("Add this person")
    walk.press("Continue")


def _the_points(walk: Walk) -> None:
    walk.answer(
        {
            "What do they say?": SCHOOL,
            "What is this point about?": "The decision about a child protection plan",
            "Which children is it about?": ["Kit"],
            "On what ground do they say that the decision was wrong?": "The information the decision rested on was substantially incorrect",
        }
    )
    walk.press("Add this point")
    walk.sees("There is a problem", "Enter what was wrong in the information")
    walk.answer(
        {
            "What was wrong in the information?": "The attendance figures are not Kit’s.",
            "What shows that?": "A letter from the school.",
        }
    )
    walk.press("Add this point")
    walk.answer(
        {
            "What do they say?": PLAN,
            "What is this point about?": "The decision about a child protection plan",
            "On what ground do they say that the decision was wrong?": "The criteria for continuing the plan were not met",
        }
    )
    walk.press("Add this point")
    walk.answer(
        {
            "What do they say?": CLINIC,
            "What is this point about?": "An agency, its work or its services",
        }
    )
    walk.press("Add this point")
    walk.press("Continue")


def _how_it_came(walk: Walk) -> None:
    walk.answer(
        {
            "How did the complaint reach us?": "By email",
            "Is it in writing?": "Yes, they wrote it themselves",
            "On which day did it reach anybody in the authority?": "Wed 8 Oct 2025",
        }
    )
    walk.press("Save and continue")
    walk.answer({"Do they want help to put it in writing?": "No"})
    walk.press("Save and continue")
    walk.answer(
        {"Does anybody support them? Enter a name": "Ada Friend", "Who is that?": "Advocate"}
    )
    walk.press("Save and continue")
    walk.sees("Read it back before it is recorded", "Monday 13 October 2025")


def when_it_is_noted_where_letters_are_safe(walk: Walk) -> None:
    note_where_letters_are_safe(walk, "Wed 8 Oct 2025")


def note_where_letters_are_safe(walk: Walk, on: str) -> None:
    """Note that the family's letters are safe by email, from the case."""
    walk.do(
        "Note how somebody is reached, and whether that is safe",
        on,
        {
            "Who is reached there?": walk.family,
            "How?": "By email",
            "What is the email address?": EMAIL,
            "Is it safe for them?": "It is safe",
            "How do you know that it is theirs, and safe?": "She wrote from there herself.",
            "Do they want their letters sent there?": "Yes",
        },
    )


def when_the_point_outside_goes_elsewhere(walk: Walk) -> None:
    walk.do(
        "Record as done: discuss points outside this procedure with the complainant",
        "Wed 8 Oct 2025",
    )
    walk.do(
        "Send a point to another process",
        "Wed 8 Oct 2025",
        {
            "Where was it sent?": "NHS complaints",
            "Which agency is that?": "Health (integrated care board)",
        },
    )
    walk.sees("It met", "Send a point outside this procedure to the right channel.")
    walk.write("points sent to another process", "Wed 8 Oct 2025", signed="Ben")
    walk.sees(
        CLINIC,
        "NHS complaints",
        "What the child protection conference decided on Wednesday 1 October 2025 stands",
    )
    walk.sees_nothing_of(SCHOOL)


def when_it_is_acknowledged(walk: Walk) -> None:
    walk.become_who_answers("Amina")
    walk.try_to("Write: acknowledgement", "Thu 9 Oct 2025", {"Who signs it?": "Amina Demo"})
    walk.sees("This cannot be recorded now", "speaks of what was not put to you")
    walk.become_on_the_case("Ben")
    walk.write("acknowledgement", "Thu 9 Oct 2025", signed="Amina")
    walk.sees(
        "Dear Ewa Example",
        SCHOOL,
        "A review conference must look at it again by Wednesday 1 April 2026.",
        "Please contact the complaints officer",
        "Exampleshire Advocacy, free, on 01632 960101",
        "Amina Demo",
    )


def when_an_appointment_is_offered_twice(walk: Walk) -> None:
    walk.become_on_the_case("Lena")
    walk.do(
        "Offer a date: stage 1 appointment",
        "Fri 10 Oct 2025",
        {
            "Which day is offered for the meeting?": "Thu 16 Oct 2025",
            "At what time?": "10:30am",
            "Where?": "Example House",
        },
    )
    walk.write("offer of an appointment", "Fri 10 Oct 2025", signed="Lena")
    walk.sees("We can meet you on Thursday 16 October 2025.", "Ada Friend can come with you")
    walk.do(
        "Record that the family declined: stage 1 appointment",
        "Mon 13 Oct 2025",
        {
            "What do they say no to?": "This day: they would like another",
            "Did they say why?": "She works that day.",
        },
    )
    walk.sees(
        "It met", "Hold the appointment.", "Now owed", "offer another date for the appointment"
    )
    walk.do(
        "Offer a date: stage 1 appointment",
        "Tue 14 Oct 2025",
        {"Which day is offered for the meeting?": "Mon 27 Oct 2025"},
    )
    walk.sees("It met", "Offer another date for the appointment.")


def when_they_meet(walk: Walk) -> None:
    walk.try_to(
        "Record the meeting: stage 1 appointment",
        "Mon 27 Oct 2025",
        {
            "Was Ewa Example there?": "Yes",
            "Which of their supporters came?": ["Ada Friend"],
            "Who was there as chair's line manager?": ["Lena Demo"],
            "Who was there as conference chair?": ["Nobody"],
        },
    )
    walk.sees("This cannot be recorded now", "SP 3.7", "If they could not come, say why")
    walk.go_on_with({"Who was there as conference chair?": ["Amina Demo"]})
    walk.confirm()
    walk.sees("must confirm in writing the points and any agreed actions")


def when_every_point_is_answered(walk: Walk) -> None:
    walk.try_to(
        "Answer points: stage 1: informal",
        "Tue 28 Oct 2025",
        {
            "Which point does this answer?": f"“{SCHOOL}”",
            "Which child is this answer about?": "All of them",
            "What did you find?": "We agree with them: upheld",
            "What is the answer?": "The report was wrong. We will correct it.",
            "The first thing agreed to be done": "Correct the report",
        },
    )
    walk.sees("There is a problem", "Choose who will do the first thing")
    walk.go_on_with(
        {
            "Who will do the first thing?": "Chair's line manager",
            "By when is the first thing to be done?": "Fri 7 Nov 2025",
        }
    )
    walk.confirm()

    walk.try_to("Write: outcome of stage 1", "Tue 28 Oct 2025")
    walk.sees("Not every point", f"has its answer: “{PLAN}”")

    walk.do(
        "Answer points: stage 1: informal",
        "Tue 28 Oct 2025",
        {
            "Which point does this answer?": f"“{PLAN}”",
            "What did you find?": "We do not agree: not upheld",
            "What is the answer?": "We think that the plan is still needed.",
        },
    )


def when_the_first_answer_is_sent(walk: Walk) -> None:
    walk.write("outcome of stage 1", "Tue 28 Oct 2025", signed="Lena")
    walk.sees(
        "We agree with you.",
        "We do not agree with you about this.",
        "Correct the report. The chair's line manager will do this by Friday 7 November 2025.",
        "You can do this until the end of Tuesday 25 November 2025.",
        "Please contact the complaints officer",
        "www.lgo.org.uk",
    )
    for manager in ("complaints officer", "service manager"):
        walk.do(
            f"Tell the {manager} the outcome of stage 1 and give a copy of the letter",
            "Tue 28 Oct 2025",
        )
        walk.sees("It met")
    walk.do(
        "Record that an agreed action is done",
        "Mon 3 Nov 2025",
        {"What shows it?": "The corrected report is on the file."},
    )
    walk.sees("It met", "Carry out what was agreed.")


def then_nothing_is_owed_at_stage_1(walk: Walk) -> None:
    walk.open_the_case()
    only_the_other_process_is_awaited(walk)
    walk.sees("Ask for stage 2", "Tuesday 25 November 2025")
    walk.look_again()


def only_the_other_process_is_awaited(walk: Walk) -> None:
    """Hold that of all duties only the one to ask after the point sent elsewhere is open."""
    owed = walk.page.get_by_role("region", name="What must happen next")
    assert owed.locator("li").filter(has=walk.page.locator("strong")).count() == 1
    walk.sees(FOLLOWED)
