"""Every ground on which an act is refused once its details are known, with the clause it rests on."""

from dataclasses import replace
from typing import Any

import pytest

from reconvene.core.conduct.answer import Ground
from reconvene.core.record.payload import Person
from tests.support.core.acts import (
    HOW_IT_WAS_RUN,
    ON_THE_PLAN,
    THE_SCHOOL,
    a_conference,
    answered,
    appointed,
    asked_for,
    closed,
    gate,
    judged,
    letter,
    met,
    notice,
    offered,
    put,
    received,
    result,
    rose,
    sat,
    sent,
    weighed,
)
from tests.support.core.cast import (
    A_CHILD,
    AMINA,
    BEA,
    BEN,
    CARYS,
    COLE,
    DEV,
    FATHER,
    HUGH,
    INGRID,
    LENA,
    PIOTR,
    QUINN,
    SOL,
)
from tests.support.core.roads import (
    ADJUDICATED,
    ANSWERED,
    AT_STAGE_1,
    AT_STAGE_2,
    AT_STAGE_3,
    CHAIR_TOLD,
    CRITERION_MET,
    FOLLOWED_UP,
    MET,
    NO_CRITERION_MET,
    OX_NO_CHANGE,
    OX_SITTING,
    PANEL_NAMED,
    PROCESS_TOLD,
    RECONVENING,
    SENT_ELSEWHERE,
    SITTING,
    SP_CLOSED,
    STAGE_1_DONE,
    WITH_THE_CHAIR,
    WITH_THE_COUNCIL,
    Acts,
    procedure_along,
)
from tests.support.days import day
from tests.support.given import OFFICE, OX, SP, Act, act, given

G = Ground
Rows = list[tuple[Acts, Act, Ground, str, dict[str, Any]]]
START: Acts = (received(),)
ALL = (INGRID, CARYS, PIOTR)
LAST = "Thu 28 Aug 2025"


def point(**details: Any) -> Act:
    return received(points=[ON_THE_PLAN | details])


def added(**details: Any) -> Act:
    added_point = HOW_IT_WAS_RUN | {"id": "B"} | details
    return act("point.added", on="Wed 23 Apr 2025", point=added_point)


def rerouted(**details: Any) -> Act:
    said: dict[str, Any] = {
        "point": "A",
        "matter": "process",
        "reason": "It is about how it was run.",
    }
    return act("point.rerouted", on="Wed 23 Apr 2025", **(said | details))


def referred(**details: Any) -> Act:
    said: dict[str, Any] = {"point": "S", "channel": "agency-complaint", "agency": "education"}
    return act("point.referred", on="Thu 24 Apr 2025", **(said | details))


def of_point(kind: str, name: str, on: str = LAST, **details: Any) -> Act:
    return act(kind, on=on, point=name, **details)


def arranged(**details: Any) -> Act:
    said: dict[str, Any] = {
        "conference": "reconvened",
        "for_on": day("Wed 3 Sep 2025"),
        "chair": SOL,
        "expected": [FATHER],
    }
    return act("conference.arranged", on="Wed 20 Aug 2025", by=BEA, **(said | details))


def removed(**details: Any) -> Act:
    said: dict[str, Any] = {"panel": "appeal-panel", "person": "carys", "reason": "She is ill."}
    return act("panelist.removed", on=LAST, by=BEA, **(said | details))


def withheld(**details: Any) -> Act:
    said: dict[str, Any] = {
        "document": "panel-minutes",
        "recipient": "father",
        "reason": "",
        "decided_by": INGRID,
    }
    return act("document.withheld", on=LAST, **(said | details))


def moved(**details: Any) -> Act:
    said: dict[str, Any] = {"to": "sp-cpc/2", "reason": "It is kinder.", "agreed_by": BEN}
    return act("case.moved", on=LAST, **(said | details))


OPENING: Rows = [
    ((), received(procedure="sp-cpc/9"), G.NOT_IN_PROCEDURE, "law", {"expected": SP}),
    ((), received(points=[]), G.DETAIL_MISSING, "law", {"detail": "points"}),
    ((), received(points=[ON_THE_PLAN, ON_THE_PLAN]), G.CONTRADICTS, "law", {"detail": "points"}),
    ((), point(matter="damp"), G.UNKNOWN, "law", {"detail": "damp"}),
    ((), point(children=["stranger"]), G.UNKNOWN, "law", {"detail": "stranger"}),
    ((), point(matter="process"), G.NOT_IN_PROCEDURE, "SP 1.1", {"detail": "plan-criteria"}),
    ((), received("Wed 9 Apr 2025"), G.DATE_OUT_OF_ORDER, "law", {"held_on": "2025-04-10"}),
    (
        (), received(conference=a_conference(children=[{"id": "kit"}, {"id": "kit"}])),
        G.CONTRADICTS, "law", {"detail": "children"},
    ),
    (START, received(), G.ALREADY_OPEN, "law", {}),
    (START, act("complaint.confirmed", on=LAST, confirmed_by="Ewa"), G.ALREADY_DONE, "law", {}),
    (
        (received(form="spoken"),),
        act("complaint.confirmed", on=LAST, confirmed_by=" "),
        G.DETAIL_MISSING, "law", {"detail": "confirmed_by"},
    ),
    (
        (
            received(complainant=A_CHILD),
            judged("standing.decided", "Fri 25 Apr 2025", LENA, accepted=True),
        ),
        judged("standing.decided", LAST, LENA, accepted=False),
        G.ALREADY_DONE, "law", {},
    ),
    (START, judged("standing.decided", LAST, LENA, accepted=True), G.NOT_CALLED_FOR, "law", {}),
    (
        (
            received(complainant=A_CHILD),
            judged("standing.decided", "Fri 25 Apr 2025", LENA, accepted=False),
        ),
        met(), G.NOT_ELIGIBLE, "SP 0.1", {"reasons": "As I found."},
    ),
    (
        START, judged("lateness.decided", LAST, BEN, right="leave", accepted=True),
        G.UNKNOWN, "law", {"detail": "leave"},
    ),
    (
        START, judged("lateness.decided", LAST, BEN, right="complain", accepted=True),
        G.NOT_CALLED_FOR, "law", {},
    ),
    (
        (
            received("Wed 30 Apr 2025"),
            judged("lateness.decided", "Thu 1 May 2025", BEN, right="complain", accepted=True),
        ),
        judged("lateness.decided", LAST, BEN, right="complain", accepted=False),
        G.ALREADY_DONE, "law", {},
    ),
    (
        SENT_ELSEWHERE, act("supporter.ended", on=LAST, name="Nobody"),
        G.UNKNOWN, "law", {"detail": "Nobody"},
    ),
    (START, act("supporter.ended", on=LAST, name="Nobody"), G.NOT_CALLED_FOR, "law", {}),
    (
        START, act("role.assigned", on=LAST, role="mayor", person=BEN),
        G.UNKNOWN, "law", {"detail": "mayor"},
    ),
    (START, act("date.noted", on=LAST, date="minutes"), G.UNKNOWN, "law", {"detail": "minutes"}),
]  # fmt: skip

POINTS: Rows = [
    (START, added(id="A"), G.ALREADY_DONE, "law", {"point": "A"}),
    (START, added(matter="damp"), G.UNKNOWN, "law", {"detail": "damp"}),
    (START, rerouted(point="Z"), G.UNKNOWN, "law", {"detail": "Z"}),
    (START, rerouted(matter="damp"), G.UNKNOWN, "law", {"detail": "damp"}),
    (START, rerouted(reason=" "), G.NEEDS_REASON, "law", {}),
    (
        (received(points=[ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]),
         of_point("point.withdrawn", "A", "Wed 23 Apr 2025")),
        rerouted(), G.POINT_NOT_LIVE, "law", {"point": "A", "status": "withdrawn"},
    ),
    (START, of_point("point.withdrawn", "Z"), G.UNKNOWN, "law", {"detail": "Z"}),
    (
        (*START, of_point("point.withdrawn", "A", "Wed 23 Apr 2025")),
        of_point("point.withdrawn", "A"), G.POINT_NOT_LIVE, "law", {},
    ),
    (ANSWERED, of_point("point.settled", "Z"), G.UNKNOWN, "law", {"detail": "Z"}),
    (
        (received(points=[ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]), met(), answered()),
        of_point("point.settled", "B"), G.POINT_UNANSWERED, "law", {"point": "B"},
    ),
    (SENT_ELSEWHERE, referred(point="Z"), G.UNKNOWN, "law", {"detail": "Z"}),
    (SENT_ELSEWHERE, referred(point="T", channel="mp"), G.UNKNOWN, "law", {"detail": "mp"}),
    (SENT_ELSEWHERE, referred(point="A"), G.NOT_CALLED_FOR, "SP 1.1", {"point": "A"}),
    (
        SENT_ELSEWHERE, of_point("referral.answered", "A", state="closed"),
        G.UNKNOWN, "law", {"detail": "A"},
    ),
    (
        (received(points=[THE_SCHOOL, {**THE_SCHOOL, "id": "T"}]), referred(), referred(point="T"),
         of_point("referral.answered", "S", "Fri 25 Apr 2025", state="closed")),
        of_point("referral.answered", "S", state="taken on"), G.ALREADY_DONE, "law", {"point": "S"},
    ),
    (START, answered("stage-9"), G.UNKNOWN, "law", {"detail": "stage-9"}),
    (AT_STAGE_1, answered(), G.NOT_CALLED_FOR, "SP 3.6", {"stage": "stage-1"}),
    (AT_STAGE_1, answered("stage-2"), G.NOT_AT_THIS_STAGE, "SP 4.1", {"stage": "stage-2"}),
    (AT_STAGE_3, answered("stage-3", LAST), G.NOT_IN_PROCEDURE, "SP 5.1", {"stage": "stage-3"}),
    (MET, answered(point="Z"), G.UNKNOWN, "law", {"detail": "Z"}),
    (MET, answered(answer=" "), G.DETAIL_MISSING, "SP 3.1", {"detail": "answer"}),
    (MET, answered(child="stranger"), G.UNKNOWN, "law", {"detail": "stranger"}),
    (
        (received(points=[ON_THE_PLAN, THE_SCHOOL]), met()), answered(point="S"),
        G.NOT_AT_THIS_STAGE, "SP 3.1", {"point": "S"},
    ),
    (
        WITH_THE_COUNCIL,
        answered("decision-chair", by=AMINA, actions=[{"id": "sorry", "what": "x", "owner": "y"}]),
        G.CONTRADICTS, "law", {"detail": "actions"},
    ),
    (
        (*CHAIR_TOLD, asked_for("adjudication", "Tue 20 May 2025")),
        answered("adjudication", "Mon 2 Jun 2025",
                 Person(id="amina", role="service-manager-qa")),
        G.NOT_INDEPENDENT, "practice", {"people": ("amina",)},
    ),
    (
        WITH_THE_COUNCIL, act("action.done", on=LAST, action="none", evidence="x"),
        G.UNKNOWN, "law", {"detail": "none"},
    ),
    (
        WITH_THE_COUNCIL, act("action.done", on=LAST, action="sorry", evidence=" "),
        G.DETAIL_MISSING, "law", {"detail": "evidence"},
    ),
    (
        (
            *WITH_THE_COUNCIL,
            answered("decision-chair", by=AMINA,
                     actions=[{"id": "more", "what": "Ring her", "owner": "amina"}]),
            act("action.done", on="Mon 12 May 2025", action="sorry", evidence="The letter."),
        ),
        act("action.done", on=LAST, action="sorry", evidence="x"), G.ALREADY_DONE, "law", {},
    ),
    (PROCESS_TOLD, result("status-quo", LAST, point="Z"), G.UNKNOWN, "law", {"detail": "Z"}),
    (PROCESS_TOLD, result("status-quo", LAST, reasons=""), G.NEEDS_REASON, "OX 1d.2", {}),
    (
        PROCESS_TOLD, result("status-quo", LAST, child="stranger"),
        G.UNKNOWN, "law", {"detail": "stranger"},
    ),
    (STAGE_1_DONE, result("status-quo", LAST), G.NOT_IN_PROCEDURE, "law", {}),
    (
        (*ANSWERED, of_point("point.withdrawn", "A", "Mon 12 May 2025")),
        of_point("point.settled", "A"), G.POINT_NOT_LIVE, "law", {},
    ),
    (
        (*ANSWERED, of_point("point.withdrawn", "A", "Mon 12 May 2025")),
        referred(point="A"), G.POINT_NOT_LIVE, "law", {},
    ),
    (
        (
            *PROCESS_TOLD,
            act("point.added", on="Mon 12 May 2025", point=HOW_IT_WAS_RUN | {"id": "B"}),
        ),
        result("status-quo", LAST, point="B"), G.POINT_UNANSWERED, "OX 1d.2", {"point": "B"},
    ),
]  # fmt: skip

STAGES: Rows = [
    (START, asked_for("stage-2", LAST), G.NO_RIGHT, "SP 3.9", {"stage": "stage-2"}),
    (START, asked_for("stage-9", LAST), G.UNKNOWN, "law", {"detail": "stage-9"}),
    (
        STAGE_1_DONE, asked_for("stage-2", LAST, points=[]),
        G.DETAIL_MISSING, "law", {"detail": "points"},
    ),
    (STAGE_1_DONE, asked_for("stage-2", LAST, points=["Z"]), G.UNKNOWN, "law", {"detail": "Z"}),
    (STAGE_1_DONE, asked_for("stage-3", LAST), G.NO_RIGHT, "SP 4.6 and 5.1", {}),
    (
        STAGE_1_DONE, asked_for("stage-2", "Thu 8 May 2025"),
        G.DATE_OUT_OF_ORDER, "SP 3.9", {"happened_on": "2025-05-08", "began_on": "2025-05-09"},
    ),
    (
        (received(points=[ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]), met(), answered(),
         answered(point="B"), letter("stage-1-outcome", "Fri 9 May 2025", LENA),
         of_point("point.withdrawn", "B", "Mon 12 May 2025")),
        asked_for("stage-2", "Mon 12 May 2025", points=["A", "B"]),
        G.POINT_NOT_LIVE, "law", {"point": "B"},
    ),
    (
        (received(points=[ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]), met(), answered(),
         answered(point="B"), letter("stage-1-outcome", "Fri 9 May 2025", LENA),
         asked_for("stage-2", "Mon 12 May 2025")),
        asked_for("stage-2", "Mon 12 May 2025", points=["A", "B"]),
        G.ALREADY_DONE, "SP 3.9", {"point": "A"},
    ),
    (
        (received(points=[ON_THE_PLAN, THE_SCHOOL]), met(), answered(),
         letter("stage-1-outcome", "Fri 9 May 2025", LENA)),
        asked_for("stage-2", "Mon 12 May 2025", points=["A", "S"]),
        G.NO_RIGHT, "SP 3.9", {"stage": "stage-2"},
    ),
    (
        PROCESS_TOLD,
        act("stage.passed-on", on=LAST, by=AMINA, stage="process-manager", points=["Z"],
            reason="x", named={"by": AMINA}),
        G.UNKNOWN, "law", {"detail": "Z"},
    ),
    (AT_STAGE_1, weighed(), G.UNKNOWN, "law", {"detail": "final-review"}),
    (WITH_THE_CHAIR, weighed(), G.NOT_AT_THIS_STAGE, "OX 1b.2 and 1b.4", {}),
    (
        ADJUDICATED,
        act("gate.decided", on=LAST, by=QUINN, gate="final-review", point="A", decision="open",
            decided_by=QUINN),
        G.NOT_CALLED_FOR, "OX 1b.2 and 1b.4", {"detail": "criteria"},
    ),
    (CRITERION_MET, gate("open", by=AMINA), G.NOT_THEIRS_TO_DECIDE, "OX 1b.2 and 1b.4", {}),
]  # fmt: skip

EXCHANGE: Rows = [
    (START, letter("love", LAST, AMINA), G.UNKNOWN, "law", {"detail": "love"}),
    (
        START, letter("acknowledgement", LAST, AMINA, points=["Z"]),
        G.UNKNOWN, "law", {"detail": "Z"},
    ),
    (START, notice("gossip", LAST), G.UNKNOWN, "law", {"detail": "gossip"}),
    (RECONVENING, sent("diary", "father", LAST), G.UNKNOWN, "law", {"detail": "diary"}),
    (RECONVENING, withheld(document="diary"), G.UNKNOWN, "law", {"detail": "diary"}),
    (RECONVENING, withheld(), G.NEEDS_REASON, "law", {}),
    (START, act("task.done", on=LAST, task="tea"), G.UNKNOWN, "law", {"detail": "tea"}),
    (
        START, offered("Tue 6 May 2025", "Tue 22 Apr 2025", "tea-party"),
        G.UNKNOWN, "law", {"detail": "tea-party"},
    ),
    (
        START, offered("Wed 23 Apr 2025", "Thu 24 Apr 2025"),
        G.DATE_OUT_OF_ORDER, "law", {"for_on": "2025-04-23"},
    ),
    (
        START,
        act("meeting.offered", on=LAST, meeting="stage-1-appointment",
            for_on=day("Fri 29 Aug 2025"), named={"at": "noonish"}),
        G.DETAIL_MISSING, "law", {"detail": "at"},
    ),
    (
        START, offered("Tue 6 May 2025", LAST, "stage-2-meeting"),
        G.NOT_AT_THIS_STAGE, "SP 4.1", {"stage": "stage-2"},
    ),
    (
        START, act("meeting.declined", on=LAST, meeting="stage-1-appointment"),
        G.NOT_CALLED_FOR, "law", {"meeting": "stage-1-appointment"},
    ),
    (
        AT_STAGE_1,
        act("meeting.cancelled", on=LAST, meeting="stage-1-appointment", reason=" "),
        G.NEEDS_REASON, "law", {},
    ),
    (
        AT_STAGE_1, met(present=(LENA, AMINA)),
        G.NOT_PRESENT, "SP 3.6", {"roles": ("complainant",)},
    ),
]  # fmt: skip

PANELS: Rows = [
    (
        AT_STAGE_3, appointed(INGRID, "throne"),
        G.NOT_IN_PROCEDURE, "SP 5.3", {"seat": "throne"},
    ),
    (AT_STAGE_2, appointed(INGRID), G.NOT_AT_THIS_STAGE, "SP 5.3", {"panel": "appeal-panel"}),
    (AT_STAGE_3, appointed(INGRID, panel="jury"), G.UNKNOWN, "law", {"detail": "jury"}),
    (PANEL_NAMED, appointed(CARYS), G.ALREADY_DONE, "SP 5.3", {"seat": "member"}),
    (PANEL_NAMED, appointed(HUGH, "chair"), G.ALREADY_DONE, "SP 5.3", {"seat": "chair"}),
    (PANEL_NAMED, removed(person="nobody"), G.UNKNOWN, "law", {"detail": "nobody"}),
    (PANEL_NAMED, removed(reason=" "), G.NEEDS_REASON, "law", {}),
    (
        PANEL_NAMED,
        act("sitting.booked", on=LAST, panel="appeal-panel", for_on=day("Mon 4 Aug 2025")),
        G.DATE_OUT_OF_ORDER, "law", {"for_on": "2025-08-04"},
    ),
    (PANEL_NAMED, sat(INGRID, CARYS, CARYS), G.CONTRADICTS, "SP 5.7", {"detail": "present"}),
    (PANEL_NAMED, sat(INGRID, DEV), G.NOT_ELIGIBLE, "SP 5.3", {"person": "dev"}),
    (
        SITTING, put("support-decision", (*ALL, INGRID)),
        G.CONTRADICTS, "SP 5.9", {"detail": "votes"},
    ),
    (SITTING, put("support-decision", (*ALL, DEV)), G.NOT_PRESENT, "SP 5.9", {"people": ("dev",)}),
    (SITTING, put("support-decision", ALL, point=""), G.DETAIL_MISSING, "SP 5.9.c", {}),
    (SITTING, put("support-decision", ALL, point="Z"), G.UNKNOWN, "law", {"detail": "Z"}),
    (
        SITTING, put("support-decision", ALL, child="stranger"),
        G.UNKNOWN, "law", {"detail": "stranger"},
    ),
    (
        SITTING,
        put("learning-points", ALL, point="", child="kit",
            details={"agency": "health", "text": "x"}),
        G.CONTRADICTS, "SP 5.9.f", {"detail": "child"},
    ),
    (
        SITTING,
        put("not-enough-information", ALL, details={"timescale": "x", "further_on": "2025-08-14"}),
        G.DATE_OUT_OF_ORDER, "SP 5.9.e", {"further_on": "2025-08-14"},
    ),
    (PANEL_NAMED, put("support-decision", ALL), G.SITTING_NOT_OPEN, "law", {}),
    (
        OX_NO_CHANGE, result("conference-reconvened", LAST),
        G.CONTRADICTS, "OX 1d.2", {"other": "status-quo"},
    ),
    (
        OX_SITTING, put("no-change", (HUGH,), "Mon 23 Jun 2025", panel="inter-agency-panel"),
        G.NOT_QUORATE, "OX 1b.5", {"missing": ("seat:police", "seat:council", "members:2",
                                               "agencies:2")},
    ),
]  # fmt: skip

AFTER: Rows = [
    (
        FOLLOWED_UP, act("concern.communicated", on=LAST, agency="fire", to=BEN, text="x"),
        G.UNKNOWN, "law", {"detail": "fire"},
    ),
    (
        FOLLOWED_UP, act("concern.communicated", on=LAST, agency="health", to=BEN, text=" "),
        G.DETAIL_MISSING, "law", {"detail": "text"},
    ),
    (RECONVENING, arranged(conference="party"), G.UNKNOWN, "law", {"detail": "party"}),
    (RECONVENING, arranged(expected=[]), G.DETAIL_MISSING, "SP 6.1", {"detail": "expected"}),
    (
        RECONVENING, arranged(for_on=day("Tue 19 Aug 2025")),
        G.DATE_OUT_OF_ORDER, "SP 5.9.d and 6.1", {"for_on": "2025-08-19"},
    ),
    (
        FOLLOWED_UP,
        act("attendee.briefed", on=LAST, conference="reconvened", person="", how="read"),
        G.DETAIL_MISSING, "law", {"detail": "person"},
    ),
    (
        FOLLOWED_UP, act("conference.held", on=LAST, conference="party"),
        G.UNKNOWN, "law", {"detail": "party"},
    ),
    (
        FOLLOWED_UP, act("conference.held", on=LAST, conference="reconvened"),
        G.NOT_BRIEFED, "SP 6.1", {"people": ("father",)},
    ),
    (
        (*START, act("conference.held", on="Wed 9 Jul 2025", conference="review")),
        act("conference.held", on=LAST, conference="review"), G.ALREADY_DONE, "SP 1.2", {},
    ),
    (
        RECONVENING, act("conference.held", on=LAST, conference="reconvened"),
        G.NOT_CALLED_FOR, "SP 5.9.d and 6.1", {"conference": "reconvened"},
    ),
    (START, act("challenge.raised", on=LAST, body="king"), G.UNKNOWN, "law", {"detail": "king"}),
    (
        START, act("challenge.decided", on=LAST, body="ombudsman", outcome="x"),
        G.NOT_CALLED_FOR, "law", {"body": "ombudsman"},
    ),
    (START, act("limit.extended", on=LAST, duty="tea", reason="x"), G.UNKNOWN, "law", {}),
    (
        START, act("limit.extended", on=LAST, duty="acknowledge", reason="x"),
        G.NOT_IN_PROCEDURE, "SP 3.5", {"duty": "acknowledge"},
    ),
    (
        WITH_THE_CHAIR, act("limit.extended", on=LAST, duty="statutory-answer", reason="x"),
        G.NOT_CALLED_FOR, "law", {"duty": "statutory-answer"},
    ),
    (
        WITH_THE_COUNCIL, act("limit.extended", on=LAST, duty="statutory-answer", reason=" "),
        G.NEEDS_REASON, "law", {},
    ),
    (
        (*WITH_THE_COUNCIL,
         act("limit.extended", on="Mon 12 May 2025", duty="statutory-answer", reason="A report.")),
        act("limit.extended", on=LAST, duty="statutory-answer", reason="x"),
        G.ALREADY_DONE, "law", {"duty": "statutory-answer"},
    ),
    (START, closed(LAST), G.POINT_UNANSWERED, "law", {"points": ("A",)}),
    (ANSWERED, closed(LAST), G.DUTY_OPEN, "SP 3.8 and 3.9", {"duties": ("stage-1-letter",)}),
    (STAGE_1_DONE, closed("Fri 9 May 2025"), G.RIGHT_OPEN, "SP 3.9", {"last_on": "2025-06-06"}),
    (PROCESS_TOLD, closed(LAST), G.RESULT_MISSING, "OX 1d.2", {"points": ("A",)}),
    (SP_CLOSED, added(), G.CASE_CLOSED, "law", {"closed_on": "2025-08-28"}),
    (
        SP_CLOSED, act("case.reopened", on=LAST, reason=" "), G.NEEDS_REASON, "law", {},
    ),
    (START, act("case.reopened", on=LAST, reason="x"), G.NOT_CALLED_FOR, "law", {}),
    (START, moved(to=SP), G.ALREADY_DONE, "law", {"detail": SP}),
    (START, moved(to="ox-cpc/1"), G.NOT_IN_PROCEDURE, "law", {"detail": "ox-cpc/1"}),
    (START, moved(to="sp-cpc/02"), G.UNKNOWN, "law", {"detail": "sp-cpc/02"}),
    (START, moved(to="sp-cpc"), G.UNKNOWN, "law", {"detail": "sp-cpc"}),
    (START, moved(reason=" "), G.NEEDS_REASON, "law", {}),
]  # fmt: skip

EVERY: dict[str, Rows] = {
    "opening": OPENING,
    "points": POINTS,
    "stages": STAGES,
    "exchange": EXCHANGE,
    "panels": PANELS,
    "after": AFTER,
}


@pytest.mark.parametrize(
    ("road", "tried", "ground", "clause", "facts"),
    [
        pytest.param(*row, id=f"{topic}-{row[1].kind}-{row[2]}-{number}")
        for topic, rows in EVERY.items()
        for number, row in enumerate(rows)
    ],
)
def test_an_act_is_refused(
    road: Acts, tried: Act, ground: Ground, clause: str, facts: dict[str, Any]
) -> None:
    story = given(*road, under=procedure_along(road) if road else SP)

    story.when(tried).then_refused(ground, clause, **facts)


def test_nothing_happens_tomorrow() -> None:
    tomorrow = letter("acknowledgement", "Thu 24 Apr 2025", AMINA)

    given(received()).when(tomorrow, today="Wed 23 Apr 2025").then_refused(
        Ground.IN_THE_FUTURE, "law", happened_on="2025-04-24"
    )


def test_nothing_happens_before_the_complaint_but_what_went_before_it() -> None:
    story = given(received(first_contact_on=day("Fri 18 Apr 2025")))
    early = act("assistance.given", on="Thu 17 Apr 2025", how="We wrote it down.")
    role_held_before = act("role.assigned", on="Thu 17 Apr 2025", role="line-manager", person=LENA)

    story.when(early).then_refused(
        Ground.DATE_OUT_OF_ORDER, "law", happened_on="2025-04-17", began_on="2025-04-18"
    )
    story.when(role_held_before).then()


def test_a_date_declined_leaves_another_to_be_offered_and_a_refused_meeting_is_answered() -> None:
    no = act("meeting.declined", on="Fri 25 Apr 2025", meeting="stage-1-appointment",
             declined="meeting")  # fmt: skip

    given(*AT_STAGE_1, no).when(answered()).then()


def test_an_uninvited_complainant_is_told_of_by_the_reason() -> None:
    given(*AT_STAGE_1).when(
        met(present=(LENA, AMINA), without_complainant="She asked us to go ahead.")
    ).then()


def test_the_chair_who_should_stay_is_warned_about_and_so_is_a_day_after_the_review() -> None:
    stay = put("recommend-reconvening", ALL, details={"chair": "same", "recommendation": "x"})
    road = [
        received(conference=a_conference(review_due_on=day("Wed 27 Aug 2025"))),
        *SITTING[1:],
        stay,
    ]
    answer = given(*road).when(arranged()).answer

    assert answer
    assert [(one.code, dict(one.facts)) for one in answer.warnings] == [
        ("chair-was-to-stay", {"chair": "amina"}),
        ("after-review-due", {"review_due_on": "2025-08-27"}),
    ]


def test_who_attended_or_reported_is_found_on_the_record() -> None:
    hugh = Person(id="hugh", name="Hugh", agency="health")
    conference = a_conference(attended=[{"id": "carys"}], reported=[{"id": "hugh"}])
    story = given(received(conference=conference), *AT_STAGE_3[1:])

    story.when(appointed(CARYS)).then_refused(
        Ground.NOT_INDEPENDENT, "SP 5.4", bar="attended-conference"
    )
    story.when(appointed(hugh)).then_refused(
        Ground.NOT_INDEPENDENT, "SP 5.4", bar="reported-to-conference"
    )


def test_an_adviser_declares_nothing_and_may_come_from_anywhere() -> None:
    adviser = Person(id="ada", role="paediatrician")

    given(*AT_STAGE_3).when(appointed(adviser, "adviser", declared={}, is_senior=False)).then()


def test_a_correction_says_what_holds_instead() -> None:
    nothing = act("entry.corrected", on=LAST, entry=1, reason="It is wrong.")

    given(received()).when(nothing).then_refused(Ground.DETAIL_MISSING, "law", detail="data")


def test_siblings_the_panel_told_apart_have_results_of_their_own() -> None:
    children = [{"id": "kit"}, {"id": "lou"}]
    begun = OX_SITTING[0]
    everybody = (CARYS, HUGH, COLE)
    panel = {"panel": "inter-agency-panel", "on": "Mon 23 Jun 2025"}
    road = (
        act(
            "complaint.received", on="Tue 22 Apr 2025", **_fields(begun.data)
            | {"conference": a_conference(children=children)},
        ),
        *OX_SITTING[1:],
        put("no-change", everybody, child="kit", **panel),
        put("reconvene", everybody, child="lou", details={"recommendation": "Hear him."}, **panel),
        rose("Mon 23 Jun 2025", "inter-agency-panel"),
    )  # fmt: skip
    story = given(*road, under="ox-cpc/1")

    story.when(result("status-quo", "Tue 24 Jun 2025")).then_refused(
        Ground.DETAIL_MISSING, "OX 1d.2", detail="child"
    )
    story.when(result("status-quo", "Tue 24 Jun 2025", child="lou")).then_refused(
        Ground.CONTRADICTS, "OX 1d.2", other="conference-reconvened"
    )
    story.when(result("status-quo", "Tue 24 Jun 2025", child="kit")).then()


def _fields(data: Any) -> dict[str, Any]:
    return {name: getattr(data, name) for name in ("procedure", "complainant", "points")}


class TestALetterThatLacksSomething:
    def test_is_refused_on_the_clause_of_what_is_lacking(self) -> None:
        no_website = replace(OFFICE, ombudsman=None)
        outcome = given(*ANSWERED, office=no_website).when(
            letter("stage-1-outcome", "Fri 9 May 2025", LENA)
        )

        outcome.then_refused(
            Ground.LETTER_INCOMPLETE, "SP 7.1 and 7.2", needs=("ombudsman-contact",)
        )

    def test_is_refused_on_its_own_first_clause_where_no_other_rule_asks_for_it(self) -> None:
        outcome = given(*MET).when(letter("stage-1-outcome", "Fri 9 May 2025", LENA))

        outcome.then_refused(Ground.POINT_UNANSWERED, "SP 3.8", points=("A",), children=())

    def test_names_the_children_still_without_an_answer(self) -> None:
        both = [{"id": "kit", "decision": "become"}, {"id": "bo", "decision": "become"}]
        start = received(conference=a_conference(children=both))
        story = given(start, *MET[1:], answered(child="kit"))

        story.when(letter("stage-1-outcome", "Fri 9 May 2025", LENA)).then_refused(
            Ground.POINT_UNANSWERED, "SP 3.8", points=("A",), children=("bo",), stage="stage-1"
        )

    @pytest.mark.clauses("SP 3.6")
    def test_is_open_where_an_earlier_day_for_it_is_all_that_it_lacks(self) -> None:
        """Whoever records it late says on which day it went; the day of today is only a proposal."""
        late = given(*AT_STAGE_1).as_on("Wed 7 May 2025")
        offer = letter("appointment", "Wed 7 May 2025", LENA)

        assert late.may("letter.sent", "appointment")
        late.when(offer).then_refused(
            Ground.LETTER_INCOMPLETE, "SP 3.6", needs=("meeting-gone:stage-1-appointment",)
        )
        assert late.when(replace(offer, on=day("Tue 6 May 2025")), today="Wed 7 May 2025").answer

    def test_cites_law_and_practice_only_where_no_clause_asks(self) -> None:
        tested = given(*NO_CRITERION_MET, under=OX)
        no_website = replace(tested, office=replace(OFFICE, ombudsman=None))
        ended = letter("adjudication-final", "Tue 3 Jun 2025", QUINN)

        no_website.when(ended).then_refused(
            Ground.LETTER_INCOMPLETE, "law", needs=("ombudsman-contact",)
        )
