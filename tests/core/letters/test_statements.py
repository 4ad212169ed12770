"""What the words of each content have to state, from its facts."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from reconvene.core.letters.draft import Said
from reconvene.core.letters.samples import (
    CONFERENCE,
    LAST,
    LATER,
    LONG,
    OFFICE,
    OTHER,
    POINT,
    SAMPLES,
)
from reconvene.core.letters.statements import STATES, Statement, statements
from reconvene.core.letters.vocabulary import VOCABULARY
from reconvene.core.procedure.letters import CONTENTS
from tests.core.letters.test_vocabulary import conforms

AGENCY = ("Children Act complaints", "Example council", date(2025, 4, 24))
CRITERION, MINUTES = "Agencies did not agree, and the chair decided", "The minutes say so."
FOLLOWED, SUPPORTED, OTHERWISE = (
    "Procedures were followed",
    "Support the decision",
    "One saw it otherwise.",
)
STAYS, BESIDE = "The decision stays as it is", ("an apology", "a note in the minutes")
OMBUDSMAN = (
    "Local Government and Social Care Ombudsman",
    "ombudsman.example.org",
    "01632 960061",
)
WRITE = ("write", "Complaints officer", "Example council")
POST, EMAIL = ("by-post", OFFICE["address"]), ("by-email", OFFICE["email"])
PHONE = ("by-phone", OFFICE["phone"])
DECISIONS = (("made", FOLLOWED), ("dissent", OTHERWISE), ("lost", SUPPORTED))

STATED: dict[str, list[list[tuple[Any, ...]]]] = {
    "decision-stands": [
        [("stands", CONFERENCE), ("review-due", LATER)],
        [("stands", CONFERENCE)],
        [("reviewed", LATER)],
    ],
    "points": [
        [("intro",), ("item", POINT), ("outside",), ("outside-sent", OTHER, *AGENCY)],
        [("intro-spoken",), ("item", POINT), ("outside",), ("outside-item", OTHER)],
        [("intro",), ("item", POINT)],
        [],
    ],
    "answers": [
        [("point", POINT), ("not-upheld",), ("answer", LONG)],
        [("point", POINT), ("upheld",), ("answer", LONG)],
        [("point", POINT), ("partly-upheld",), ("answer", LONG)],
        [("point", POINT), ("no-finding",), ("answer", LONG)],
        [
            ("point", POINT),
            *(("for-child", "Kit"), ("upheld",), ("answer", LONG)),
            *(("for-child", "Kit"), ("partly-upheld",), ("answer", LONG)),
            *(("for-child", "Kit"), ("not-upheld",), ("answer", LONG)),
            *(("for-child", "Kit"), ("no-finding",), ("answer", LONG)),
            *(("point", OTHER), ("upheld",), ("answer", LONG)),
            *(("for-child", "Kit"), ("no-finding",), ("answer", LONG)),
        ],
    ],
    "agreed-actions": [
        [
            ("item", "Put this right for Chair's line manager.", "Chair's line manager", LAST),
            ("item", "Put this right for Conference chair.", "Conference chair"),
            ("item", "Put this right for Lena Example.", "Lena Example", LAST),
            ("item", "Put this right for Ben Example.", "Ben Example"),
        ],
        [("none",)],
    ],
    "next-right": [
        [("may",), ("last-day", LAST), ("any-form",), ("late",)],
        [("may",), ("last-day", LAST), ("written",), ("late",)],
        [("may",), ("any-form",), ("no-limit",)],
        [
            *(("may",), ("last-day", LAST), ("any-form",), ("late",)),
            *(("may",), ("last-day", LATER), ("written",), ("late",)),
        ],
    ],
    "no-local-step": [[("last",)]],
    "goes-on": [[("next", "the inter-agency panel")]],
    "further-challenge": [
        [("ombudsman", *OMBUDSMAN), ("after-our-steps",), ("time",), ("court",)],
        [("ombudsman", *OMBUDSMAN), ("time",), ("court",)],
    ],
    "advocate": [
        [("may",), ("contact", "Example Advocacy, 01632 960001")],
        [("may",), ("ask",)],
    ],
    "who-to-write-to": [
        [WRITE, POST, EMAIL, PHONE],
        [WRITE, POST, EMAIL, PHONE],
        [WRITE, EMAIL],
        [WRITE, POST, PHONE],
    ],
    "appointment": [
        [
            ("offered", LAST),
            ("at", time(14, 30)),
            ("place", "Example library"),
            ("another",),
            ("needs",),
        ],
        [("offered", LAST), ("another",), ("needs",)],
    ],
    "meeting-owed": [
        [("planned", LATER)],
        [("owed", LAST)],
        [("overdue", LAST)],
        [("undated",)],
        [],
    ],
    "meeting": [[("held", LAST, "Lena Example", "Ewa Example")]],
    "referred": [[("intro",), ("item", OTHER, *AGENCY)], [("none",)]],
    "criteria": [
        [
            ("intro",),
            ("point", POINT),
            ("is-met", CRITERION, MINUTES),
            ("not-met", CRITERION, MINUTES),
            ("point", OTHER),
            ("is-met", CRITERION),
            ("not-met", CRITERION),
        ]
    ],
    "gate": [
        [("open", POINT)],
        [("decline", POINT, LONG)],
        [("decline", POINT)],
        [("not-met", POINT)],
    ],
    "panel-decisions": [
        [("intro",), ("about", POINT), *DECISIONS, ("about", POINT, "Kit"), *DECISIONS],
        [("intro",), ("about",), *DECISIONS],
    ],
    "recommendations": [
        [("intro",), ("item", "A conference should look at it again.")],
        [("none",)],
    ],
    "adjournment": [
        [("why",), ("reasons", LONG), ("timescale", "two weeks"), ("further", LAST)],
        [("why",)],
    ],
    "results": [
        [
            ("point", POINT),
            *(("result", STAYS), ("reasons", LONG), ("beside", *BESIDE)),
            *(("result", STAYS, "Kit"), ("reasons", LONG), ("beside", *BESIDE)),
        ],
        [("point", OTHER), ("result", STAYS)],
        [
            *(("point", POINT), ("result", STAYS)),
            *(("point", OTHER), ("result", STAYS), ("reasons", LONG), ("beside", *BESIDE)),
        ],
    ],
    "lateness": [
        [("complaint", LAST), ("accepted",), ("reasons", LONG)],
        [("complaint",), ("refused",), ("reasons", LONG)],
        [("request", "stage 2", LAST), ("accepted",), ("reasons", LONG)],
        [("request", "stage 2"), ("refused",), ("reasons", LONG)],
        [("points", LAST), ("point", OTHER), ("accepted",), ("reasons", LONG)],
        [("points",), ("point", OTHER), ("refused",), ("reasons", LONG)],
    ],
    "standing": [[("accepted",), ("reasons", LONG)], [("refused",), ("reasons", LONG)]],
    "conference": [
        [
            ("planned", "Reconvened conference", LATER),
            ("chair", "Rhys Example"),
            ("planned", "Review conference", LATER),
        ]
    ],
    "supporters": [[("named", "Gus Example", "Ada Example")], [("none",)]],
    "reasons": [[("text", LONG)]],
    "delay": [[("text", LONG)]],
    "words": [[("text", LONG)]],
}


def test_every_content_has_samples_and_statements() -> None:
    assert set(SAMPLES) == set(STATES) == set(STATED) == set(CONTENTS)


@pytest.mark.parametrize("content", sorted(CONTENTS))
def test_a_content_states_what_its_facts_are(content: str) -> None:
    stated = [
        [replace(one, item=()) for one in statements(Said(content, facts))]
        for facts in SAMPLES[content]
    ]

    assert stated == [
        [Statement(content, name, tuple(shows)) for name, *shows in expected]
        for expected in STATED[content]
    ]


def test_each_is_stated_of_its_own_item() -> None:
    answers = statements(Said("answers", SAMPLES["answers"][-1]))
    points = statements(Said("points", SAMPLES["points"][0]))

    assert [one.item for one in answers if one.name == "point"] == [
        (("points", 0),),
        (("points", 1),),
    ]
    assert [one.item for one in answers if one.name in ("upheld", "no-finding")] == [
        (("points", 0), ("answers", 0)),
        (("points", 0), ("answers", 3)),
        (("points", 1), ("answers", 0)),
        (("points", 1), ("answers", 1)),
    ]
    assert [one.item for one in points] == [(), (("ours", 0),), (), (("outside", 0),)]


@pytest.mark.parametrize("content", sorted(CONTENTS))
def test_samples_are_facts_that_words_can_name(content: str) -> None:
    assert all(conforms(VOCABULARY[content], facts) for facts in SAMPLES[content])
