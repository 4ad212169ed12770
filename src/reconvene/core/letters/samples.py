"""Made-up facts for every content, in every way it can be said: what wording is tried on.

In: nothing. Out: for each content its facts, several times over; never empty.
"""

from collections.abc import Mapping
from datetime import date

from reconvene.core.letters.draft import Facts
from reconvene.core.letters.owed import NOTHING_OWED
from reconvene.core.letters.vocabulary import FINDINGS

CONFERENCE, LATER, LAST = date(2025, 4, 10), date(2025, 7, 8), date(2025, 6, 6)
AGAIN = date(2025, 12, 16)
POINT = "Nobody asked me what I thought."
OTHER = "The report was wrong about where we lived."
LONG = "We looked at the minutes.\n\nThe chair did not ask you. We are sorry."
_WENT: Facts = {
    "words": OTHER,
    "channel": "Children Act complaints",
    "agency": "Example council",
    "on": date(2025, 4, 24),
}
_OUTSIDE: Facts = {**_WENT, "matter": "An agency", "goes_to": "The agency's own process"}
_OURS: Facts = {"words": POINT, "matter": "How the conference was run"}


def _points(*, are_answered: bool = False, asks: bool = False, sent: bool = True) -> Facts:
    unsent: Facts = {} if sent else {"channel": "", "agency": "", "on": None}
    return {
        "are_answered": are_answered,
        "asks_whether_right": asks,
        "ours": [_OURS],
        "outside": [{**_OUTSIDE, **unsent, "sent": sent}],
    }


def _answer(finding: str, child: str = "") -> Facts:
    return {"child": child, "finding": finding, "answer": LONG}


def _action(*, role: str = "", owner: str = "", by_on: date | None = None) -> Facts:
    what = f"Put this right for {role or owner}."
    return {"what": what, "role": role, "owner": owner, "by_on": by_on}


def _right(name: str, last_on: date | None, *, is_written: bool) -> Facts:
    return {"right": name, "label": "A next step", "last_on": last_on, "is_written": is_written}


def _outcome(*, is_met: bool, reasons: str = "The minutes say so.") -> Facts:
    label = "Agencies did not agree, and the chair decided"
    return {"label": label, "is_met": is_met, "reasons": reasons}


def _gate(*, is_open: bool = False, is_declined: bool = False, reasons: str = "") -> Facts:
    told = {"words": POINT, "is_open": is_open, "is_declined": is_declined, "reasons": reasons}
    return {"points": [told]}


def _subject(point: str, child: str = "") -> Facts:
    decisions = [
        {
            "label": "Procedures were followed",
            "is_carried": True,
            "dissent": "One saw it otherwise.",
        },
        {"label": "Support the decision", "is_carried": False, "dissent": ""},
    ]
    return {"point": point, "child": child, "decisions": decisions}


def _result(child: str = "", *, is_short: bool = False) -> Facts:
    return {
        "label": "The decision stays as it is",
        "child": child,
        "reasons": "" if is_short else LONG,
        "beside": () if is_short else ("an apology", "a note in the minutes"),
    }


def _late(what: str, last_on: date | None, *, accepted: bool) -> Facts:
    return {
        "what": what,
        "points": [{"words": OTHER}] if what == "points" else [],
        "stage": "stage 2",
        "accepted": accepted,
        "reasons": LONG,
        "last_on": last_on,
    }


def _stands(reviewed_on: date | None, review_due_on: date | None) -> Facts:
    return {"held_on": CONFERENCE, "reviewed_on": reviewed_on, "review_due_on": review_due_on}


def _owed(**told: object) -> Facts:
    return {**NOTHING_OWED, "is_owed": True, **told}


OFFICE: Facts = {
    "role": "Complaints officer",
    "office": "Example council",
    "address": "1 Example Street, Exampletown, EX1 1EX",
    "email": "complaints@example.org",
    "phone": "01632 960000",
    "hours": "Monday to Friday, 9am to 5pm",
}
OMBUDSMAN: Facts = {
    "name": "Local Government and Social Care Ombudsman",
    "website": "ombudsman.example.org",
    "phone": "01632 960061",
}
WRITTEN: Facts = {"text": LONG}

SAMPLES: Mapping[str, tuple[Facts, ...]] = {
    "decision-stands": (_stands(None, LATER), _stands(None, None), _stands(LATER, AGAIN)),
    "points": (
        _points(),
        _points(asks=True, sent=False),
        {"are_answered": False, "asks_whether_right": False, "ours": [_OURS], "outside": []},
        _points(are_answered=True),
    ),
    "answers": (
        *(
            {"points": [{"words": POINT, "answers": [_answer(one)]}]}
            for one in sorted(FINDINGS, key=lambda one: one != "not upheld")
        ),
        {
            "points": [
                {"words": POINT, "answers": [_answer(one, "Kit") for one in FINDINGS]},
                {"words": OTHER, "answers": [_answer("upheld"), _answer("no finding", "Kit")]},
            ]
        },
    ),
    "agreed-actions": (
        {
            "actions": [
                _action(role="Chair's line manager", by_on=LAST),
                _action(role="Conference chair"),
                _action(owner="Lena Example", by_on=LAST),
                _action(owner="Ben Example"),
            ]
        },
        {"actions": []},
    ),
    "next-right": (
        {"rights": [_right("ask-for-stage-2", LAST, is_written=False)]},
        {"rights": [_right("ask-for-stage-3", LAST, is_written=True)]},
        {"rights": [_right("some-other", None, is_written=False)]},
        {
            "rights": [
                _right("ask-for-stage-2", LAST, is_written=False),
                _right("ask-for-stage-3", LATER, is_written=True),
            ]
        },
    ),
    "no-local-step": ({"office": "Example council"},),
    "goes-on": ({"stages": ("the inter-agency panel",)},),
    "further-challenge": (
        {**OMBUDSMAN, "has_next_right": True},
        {**OMBUDSMAN, "has_next_right": False},
    ),
    "advocate": ({"advocacy": "Example Advocacy, 01632 960001"}, {"advocacy": ""}),
    "who-to-write-to": (
        OFFICE,
        {**OFFICE, "hours": ""},
        {**OFFICE, "address": "", "phone": ""},
        {**OFFICE, "email": ""},
    ),
    "appointment": (
        {"for_on": LAST, "at": "14:30", "place": "Example library"},
        {"for_on": LAST, "at": "", "place": ""},
    ),
    "meeting-owed": (
        _owed(planned_on=LATER, last_on=LAST),
        _owed(last_on=LAST),
        _owed(last_on=LAST, is_overdue=True),
        _owed(),
        NOTHING_OWED,
    ),
    "meeting": ({"held_on": LAST, "present": ("Lena Example", "Ewa Example")},),
    "referred": ({"referred": [_WENT]}, {"referred": []}),
    "criteria": (
        {
            "points": [
                {"words": POINT, "outcomes": [_outcome(is_met=True), _outcome(is_met=False)]},
                {
                    "words": OTHER,
                    "outcomes": [_outcome(is_met=one, reasons="") for one in (True, False)],
                },
            ]
        },
    ),
    "gate": (
        _gate(is_open=True),
        _gate(is_declined=True, reasons=LONG),
        _gate(is_declined=True),
        _gate(),
    ),
    "panel-decisions": (
        {"is_unanimous": False, "subjects": [_subject(POINT), _subject(POINT, "Kit")]},
        {"is_unanimous": True, "subjects": [_subject("")]},
    ),
    "recommendations": (
        {"recommendations": [{"text": "A conference should look at it again."}]},
        {"recommendations": []},
    ),
    "adjournment": (
        {"why": LONG, "timescale": "two weeks", "further_on": LAST},
        {"why": "", "timescale": "", "further_on": None},
    ),
    "results": (
        {"points": [{"words": POINT, "results": [_result(), _result("Kit")]}]},
        {"points": [{"words": OTHER, "results": [_result(is_short=True)]}]},
        {
            "points": [
                {"words": POINT, "results": [_result(is_short=True)]},
                {"words": OTHER, "results": [_result()]},
            ]
        },
    ),
    "reasons": (WRITTEN,),
    "lateness": tuple(
        _late(what, last_on, accepted=last_on is not None)
        for what in ("complaint", "request", "points")
        for last_on in (LAST, None)
    ),
    "standing": ({"accepted": True, "reasons": LONG}, {"accepted": False, "reasons": LONG}),
    "conference": (
        {
            "conferences": [
                {"label": "Reconvened conference", "for_on": LATER, "chair": "Rhys Example"},
                {"label": "Review conference", "for_on": LATER, "chair": ""},
            ]
        },
    ),
    "supporters": ({"supporters": ("Gus Example", "Ada Example")}, {"supporters": ()}),
    "delay": (WRITTEN,),
    "words": (WRITTEN,),
}
