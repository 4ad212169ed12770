"""What the words of a letter may name: every fact of every content, and what kind of fact it is.

In: nothing. Out: a table that wording is checked against, and facts are said by.
"""

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias

from reconvene.core.procedure.letters import CONTENTS


class Kind(Enum):
    """
    What a fact is, and so how it is said.

    Any but `YES` may be empty where it is not known; words may then not name it.
    """

    DAY = "a day, said in full"
    HOUR = "a time of day"
    TEXT = "what somebody wrote, as they wrote it; each line break begins a paragraph"
    QUOTATION = "what somebody wrote, as it stands inside a sentence"
    LABEL = "what the procedure calls something, as it stands inside a sentence"
    TITLE = "what the procedure calls something, as it stands alone"
    NAME = "a name, as it is"
    NAMES = "names, one after another"
    YES = "whether something is so; it can only be asked"


Choice: TypeAlias = tuple[str, ...]
"""Everything a fact can be; it can only be asked which. "" is none of the others."""
Shape: TypeAlias = "Kind | Choice | Mapping[str, Shape]"
"""A mapping is a list of such items, for each of which words can be said."""

DAY, HOUR, TEXT, QUOTATION = Kind.DAY, Kind.HOUR, Kind.TEXT, Kind.QUOTATION
LABEL, TITLE, NAME = Kind.LABEL, Kind.TITLE, Kind.NAME
NAMES, YES = Kind.NAMES, Kind.YES

FINDINGS: Choice = ("upheld", "partly upheld", "not upheld", "no finding")
_WENT: Mapping[str, Shape] = {"words": QUOTATION, "channel": LABEL, "agency": TITLE, "on": DAY}
RIGHT: Mapping[str, Shape] = {"right": NAME, "label": LABEL, "last_on": DAY, "is_written": YES}
_WRITTEN: Mapping[str, Shape] = {"text": TEXT}

VOCABULARY: Mapping[str, Mapping[str, Shape]] = {
    "decision-stands": {"held_on": DAY, "reviewed_on": DAY, "review_due_on": DAY},
    "points": {
        "are_answered": YES,
        "asks_whether_right": YES,
        "ours": {"words": QUOTATION, "matter": LABEL},
        "outside": {"matter": LABEL, "goes_to": LABEL, "sent": YES, **_WENT},
    },
    "answers": {
        "points": {
            "words": TEXT,
            "answers": {"child": NAME, "finding": FINDINGS, "answer": TEXT},
        }
    },
    "agreed-actions": {
        "actions": {"what": QUOTATION, "role": LABEL, "owner": NAME, "by_on": DAY},
    },
    "next-right": {"rights": RIGHT},
    "no-local-step": {"office": NAME},
    "goes-on": {"stages": NAMES},
    "further-challenge": {"name": NAME, "website": NAME, "phone": NAME, "has_next_right": YES},
    "advocate": {"advocacy": QUOTATION},
    "who-to-write-to": {
        "role": LABEL,
        "office": NAME,
        "address": NAME,
        "email": NAME,
        "phone": NAME,
        "hours": NAME,
    },
    "appointment": {"for_on": DAY, "at": HOUR, "place": NAME},
    "meeting-owed": {"is_owed": YES, "is_overdue": YES, "last_on": DAY, "planned_on": DAY},
    "meeting": {"held_on": DAY, "present": NAMES},
    "referred": {"referred": _WENT},
    "criteria": {
        "points": {
            "words": TEXT,
            "outcomes": {"label": TITLE, "is_met": YES, "reasons": QUOTATION},
        }
    },
    "gate": {
        "points": {"words": QUOTATION, "is_open": YES, "is_declined": YES, "reasons": TEXT},
    },
    "panel-decisions": {
        "is_unanimous": YES,
        "subjects": {
            "point": QUOTATION,
            "child": NAME,
            "decisions": {"label": TITLE, "is_carried": YES, "dissent": TEXT},
        },
    },
    "recommendations": {"recommendations": _WRITTEN},
    "adjournment": {"why": TEXT, "timescale": QUOTATION, "further_on": DAY},
    "results": {
        "points": {
            "words": TEXT,
            "results": {"label": LABEL, "child": NAME, "reasons": TEXT, "beside": NAMES},
        }
    },
    "reasons": _WRITTEN,
    "lateness": {
        "what": ("complaint", "request", "points"),
        "points": {"words": QUOTATION},
        "stage": TITLE,
        "accepted": YES,
        "reasons": TEXT,
        "last_on": DAY,
    },
    "standing": {"accepted": YES, "reasons": TEXT},
    "conference": {"conferences": {"label": TITLE, "for_on": DAY, "chair": NAME}},
    "supporters": {"supporters": NAMES},
    "delay": _WRITTEN,
    "words": _WRITTEN,
}

assert set(VOCABULARY) == set(CONTENTS), "every content has its facts"
