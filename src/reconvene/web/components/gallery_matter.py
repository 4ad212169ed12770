"""Made-up matter for the gallery: one family, one procedure, and a day on which to look at them."""

from datetime import date, timedelta

from reconvene.web.components.frame import AuthorityFace, Frame, Place, SignedIn
from reconvene.web.components.shown import (
    Act,
    Answer,
    Chosen,
    DutyRow,
    Follows,
    Happening,
    LastDay,
    PointRow,
    Refusal,
    Standing,
    StripDay,
)

TODAY = date(2025, 4, 24)

FRAME = Frame(
    authority=AuthorityFace(
        "Exampleshire County Council",
        phone="01632 960 100",
        office_hours="Monday to Friday, 9am to 5pm",
    ),
    person=SignedIn("Amara Lindqvist", "complaints officer"),
    places=tuple(
        Place(words, "/gallery")
        for words in ("My work", "Cases", "Take down a complaint", "Procedure", "Calendar")
    ),
    footnotes=(Place("Accessibility", "/gallery"), Place("Privacy", "/gallery")),
    banner="This is a demo. Every person in it is made up.",
    home="/gallery",
    sign_out="/gallery",
)

_CLOSED = {date(2025, 4, 18): "Good Friday", date(2025, 4, 21): "Easter Monday"}


def _strip() -> tuple[StripDay, ...]:
    """Return ten working days counted from Wednesday 9 April 2025, over Easter."""
    days: list[StripDay] = []
    counted = 0
    on = date(2025, 4, 9)
    while counted < 10:
        on += timedelta(days=1)
        why = _CLOSED.get(on, "weekend" if on.isoweekday() > 5 else "")
        counted += not why
        days.append(StripDay(on, None if why else counted, why or "working day"))
    return tuple(days)


OFFER = LastDay(
    date(2025, 4, 25),
    Standing.DUE_SOON,
    "1 working day left",
    reached=(
        "10 working days, the first of them the day after Wednesday 9 April 2025.",
        "Saturdays, Sundays and bank holidays are not counted.",
    ),
    strip=_strip(),
    source="Procedure 2024, section 3, paragraph 2; reading R-001",
)
LATE = LastDay(
    date(2025, 4, 14),
    Standing.OVERDUE,
    "6 working days late",
    reached=("3 working days from Wednesday 9 April 2025.",),
    source="Procedure 2024, section 3, paragraph 5",
)
LATER = LastDay(date(2025, 6, 6), Standing.OPEN, "43 days left")
UNKNOWN = LastDay(
    None, Standing.NOT_YET_DETERMINED, "needs the date on which the outcome letter was sent"
)
SILENT = LastDay(None, Standing.NONE_STATED, "the procedure gives no time for this")
LAST_DAYS = (LATE, OFFER, LATER, UNKNOWN, SILENT)
STANDINGS = tuple(Standing)

DUTIES = (
    DutyRow(
        "Acknowledge the complaint in writing",
        "Okonkwo-Hale",
        "RC-2025-0014",
        "/gallery",
        LATE,
        "You chaired the conference",
        Act("Record the letter", "/gallery"),
    ),
    DutyRow(
        "Offer a meeting",
        "Okonkwo-Hale",
        "RC-2025-0014",
        "/gallery",
        OFFER,
        "You chaired the conference",
        Act("Offer a meeting", "/gallery"),
    ),
    DutyRow(
        "Tell the complaints officer",
        "Szymańska",
        "RC-2025-0011",
        "/gallery",
        SILENT,
        "You stand in for Ruth Abara until Friday 2 May 2025",
        Act("Record that they were told", "/gallery"),
    ),
    DutyRow(
        "Answer the request for stage 2",
        "Tremblay",
        "RC-2025-0009",
        "/gallery",
        UNKNOWN,
        "You are the complaints officer",
    ),
)

STAGES = ("Stage 1: the chair", "Stage 2: the manager", "Stage 3: the panel")
POINTS = (
    PointRow(
        1,
        "The report was given to us on the morning of the conference",
        (
            Answer("Agreed", "Chair’s letter of Wednesday 16 April 2025", "/gallery"),
            Answer("Not raised again"),
            None,
        ),
        kind="How the conference was run",
    ),
    PointRow(
        2,
        "The grandmother was not asked for her view",
        (Answer("Not agreed", "Chair’s letter of Wednesday 16 April 2025"), None, None),
        kind="How the conference was run",
    ),
    PointRow(
        3,
        "The category of harm does not fit what was said",
        (Answer("Passed on", "Decisions go to the manager"), None, None),
        kind="What the conference decided",
    ),
)

RECORD = (
    Happening(
        date(2025, 4, 16),
        "The chair sent the outcome letter.",
        "Put down by Ruth Abara, Wednesday 16 April 2025 at 4.10pm",
        "/gallery",
    ),
    Happening(date(2025, 4, 16), "Point 1 was agreed; point 2 was not.", "Put down by Ruth Abara"),
    Happening(
        date(2025, 4, 9),
        "Mrs Okonkwo-Hale complained by letter, on three points.",
        "Put down by Amara Lindqvist, Thursday 10 April 2025 at 9.02am",
    ),
)

REFUSAL = Refusal(
    "The panel cannot decide yet",
    "Two members are at the table. The procedure asks for three, from at least two agencies.",
    source="Procedure 2024, section 4, paragraph 2",
    instead=("Ask another member to sit today.", "Put the meeting off, and give a new date."),
)

FOLLOWING = (
    Follows("A letter of acknowledgement is made ready for you to read."),
    Follows("Offer a meeting", OFFER),
    Follows("The complaints officer is told."),
)

CHOSEN = (Chosen("Overdue", "/gallery"), Chosen("Team: North", "/gallery"))
PAGES = {
    "previous": {"href": "/gallery?page=1"},
    "next": {"href": "/gallery?page=3"},
    "items": [
        {"number": 1, "href": "/gallery?page=1"},
        {"number": 2, "href": "/gallery?page=2", "current": True},
        {"number": 3, "href": "/gallery?page=3"},
    ],
}
