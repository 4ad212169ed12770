"""Made-up matter for the gallery: one family, one procedure, and a day on which to look at them."""

from datetime import date

from django.core.paginator import Paginator
from django.http import QueryDict

from reconvene.core.kinds.limit import Limit
from reconvene.core.workdays import WorkingCalendar, derive
from reconvene.web.components.frame import AuthorityFace, Frame, Place, SignedIn
from reconvene.web.components.last_days import last_day_shown
from reconvene.web.components.paging import pagination
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

_CALENDAR = WorkingCalendar(
    name="example",
    version="2025",
    known_from=date(2024, 1, 1),
    first_day=date(2025, 1, 1),
    last_day=date(2025, 12, 31),
    closures={date(2025, 4, 18): "Good Friday", date(2025, 4, 21): "Easter Monday"},
)


def _counted(limit: str, source: str) -> LastDay:
    """Return the last day of a limit that runs from the day the complaint came in."""
    derivation = derive(date(2025, 4, 9), Limit.read(limit), _CALENDAR)
    return last_day_shown(derivation, TODAY, _CALENDAR, source=source)


OFFER = _counted("10 working days", "Procedure 2024, section 3, paragraph 2; reading R-001")
LATE = _counted("3 working days", "Procedure 2024, section 3, paragraph 5")
LATER = LastDay(date(2025, 6, 6), Standing.OPEN, "43 days left")
UNKNOWN = LastDay(
    None, Standing.NOT_YET_DETERMINED, "needs the date on which the outcome letter was sent"
)
SILENT = LastDay(None, Standing.NONE_STATED, "do it as soon as it can be done")
LAST_DAYS = (LATE, OFFER, LATER, UNKNOWN, SILENT)
STANDINGS = tuple(Standing)

DUTIES = (
    DutyRow(
        "Acknowledge the complaint in writing",
        "Okonkwo-Hale",
        "RC-RX9-M6X-7LP",
        "/gallery",
        LATE,
        "You chaired the conference",
        Act("Record the letter", "/gallery"),
    ),
    DutyRow(
        "Offer a meeting",
        "Okonkwo-Hale",
        "RC-RX9-M6X-7LP",
        "/gallery",
        OFFER,
        "You chaired the conference",
        Act("Offer a meeting", "/gallery"),
    ),
    DutyRow(
        "Tell the complaints officer",
        "Szymańska",
        "RC-4HT-8QW-3NX",
        "/gallery",
        SILENT,
        "You stand in for Ruth Abara until Friday 2 May 2025",
        Act("Record that they were told", "/gallery"),
    ),
    DutyRow(
        "Answer the request for stage 2",
        "Tremblay",
        "RC-K72-VD5-9RJ",
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
PAGES = pagination(Paginator(range(62), 20).page(2), QueryDict("team=north"))
