"""Roads through both procedures, as the real steps that lead to each stage."""

from reconvene.core.record.opening import ComplaintReceived
from tests.support.core.acts import (
    AN_OX_DECISION,
    ON_THE_PLAN,
    THE_SCHOOL,
    THE_WORKER,
    answered,
    appointed,
    asked_for,
    confidentiality,
    gate,
    letter,
    met,
    met_again,
    notice,
    offered,
    put,
    received,
    received_in_oxfordshire,
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
    FATHER,
    HUGH,
    INGRID,
    LENA,
    MINA,
    PIOTR,
    QUINN,
    RHYS,
    SOL,
    TESS,
)
from tests.support.days import day
from tests.support.given import Act, act

Acts = tuple[Act, ...]

# The three-stage procedure

A_LATE_CHILD_BY_PHONE: Acts = (received("Wed 30 Apr 2025", complainant=A_CHILD, form="spoken"),)
AT_STAGE_1: Acts = (
    received(),
    notice("tell-officer-received", "Tue 22 Apr 2025", AMINA),
    letter("acknowledgement", "Thu 24 Apr 2025", AMINA),
    offered("Tue 6 May 2025", "Thu 24 Apr 2025"),
)
MET: Acts = (*AT_STAGE_1, met())
ANSWERED: Acts = (*MET, answered())
STAGE_1_TOLD: Acts = (*ANSWERED, letter("stage-1-outcome", "Fri 9 May 2025", LENA))
STAGE_1_DONE: Acts = (
    *STAGE_1_TOLD,
    notice("copy-stage-1-officer", "Fri 9 May 2025"),
    notice("copy-stage-1-manager", "Fri 9 May 2025"),
)
AT_STAGE_2: Acts = (*STAGE_1_DONE, asked_for("stage-2", "Fri 6 Jun 2025"))
MET_AGAIN: Acts = (*AT_STAGE_2, met_again())
STAGE_2_TOLD: Acts = (
    *MET_AGAIN,
    notice("stage-2-progress", "Thu 26 Jun 2025", RHYS),
    answered("stage-2", "Wed 2 Jul 2025", RHYS),
    letter("stage-2-outcome", "Wed 2 Jul 2025", RHYS),
    notice("stage-2-outcome-notice", "Wed 2 Jul 2025", RHYS),
)
AT_STAGE_3: Acts = (*STAGE_2_TOLD, asked_for("stage-3", "Tue 29 Jul 2025"))
PANEL_NAMED: Acts = (
    *AT_STAGE_3,
    notice("tell-business-manager", "Tue 29 Jul 2025", BEN),
    act("task.done", on="Wed 30 Jul 2025", by=BEA, task="minute-taker-found"),
    appointed(INGRID, "chair"),
    appointed(CARYS),
    appointed(PIOTR),
)
SITTING: Acts = (*PANEL_NAMED, sat(INGRID, CARYS, PIOTR))
SUPPORTED: Acts = (
    *SITTING,
    put("support-decision", (INGRID, CARYS), against=(PIOTR,)),
    rose(),
)
PUT_OFF: Acts = (
    *SITTING,
    put(
        "not-enough-information",
        (INGRID, CARYS, PIOTR),
        details={"timescale": "Two weeks.", "further_on": day("Thu 28 Aug 2025")},
    ),
    rose(),
)
RECONVENING: Acts = (
    *SITTING,
    put(
        "recommend-reconvening",
        (INGRID, CARYS, PIOTR),
        details={"chair": "different", "recommendation": "Think again about the category."},
    ),
    rose(),
)
SP_CLOSED: Acts = (
    *SUPPORTED,
    letter("panel-decision-letter", "Wed 20 Aug 2025", INGRID),
    *confidentiality("Wed 20 Aug 2025", "kit", "father"),
    *(
        sent(document, to, "Wed 20 Aug 2025")
        for document in ("panel-decision", "panel-minutes")
        for to in ("complainant", "father", "school")
    ),
    act("case.closed", on="Thu 28 Aug 2025", by=BEN, reason="The procedure is done."),
)
VOTED: Acts = (*SITTING, put("support-decision", (INGRID, CARYS), against=(PIOTR,)))
ALL_SENT: Acts = SP_CLOSED[:-1]
SENT_ELSEWHERE: Acts = (
    received(points=[ON_THE_PLAN, THE_SCHOOL, {**THE_SCHOOL, "id": "T"}]),
    letter("acknowledgement", "Thu 24 Apr 2025", AMINA),
    act(
        "point.referred",
        on="Thu 24 Apr 2025",
        point="S",
        channel="nhs-complaint",
        agency="health",
    ),
    act("supporter.named", on="Thu 24 Apr 2025", name="Jo", kind="advocate"),
)
FOLLOWED_UP: Acts = (
    *SITTING,
    put("learning-points", (INGRID, CARYS, PIOTR), details={"agency": "health", "text": "Ask."}),
    *RECONVENING[len(SITTING) :],
    act(
        "concern.communicated",
        on="Mon 18 Aug 2025",
        by=INGRID,
        agency="health",
        to={"id": "director"},
        text="Ask the family.",
    ),
    act(
        "conference.arranged",
        on="Tue 19 Aug 2025",
        by=BEA,
        conference="reconvened",
        for_on=day("Wed 3 Sep 2025"),
        chair=SOL,
        expected=[FATHER],
    ),
    act("challenge.raised", on="Wed 20 Aug 2025", body="ombudsman"),
)

# The two-level procedure with its inter-agency panel

A_CHILD_BY_PHONE: Acts = (received_in_oxfordshire(complainant=A_CHILD, form="spoken"),)
WITH_THE_CHAIR: Acts = (
    received_in_oxfordshire(),
    letter("acknowledgement", "Thu 24 Apr 2025", AMINA),
)
CHAIR_TOLD: Acts = (
    *WITH_THE_CHAIR,
    answered("decision-chair", "Fri 9 May 2025", AMINA),
    letter("decision-response", "Fri 9 May 2025", AMINA),
)
ADJUDICATION: Acts = (*CHAIR_TOLD, asked_for("adjudication", "Tue 20 May 2025"))
ADJUDICATED: Acts = (*ADJUDICATION, answered("adjudication", "Mon 2 Jun 2025", QUINN))
CRITERION_MET: Acts = (*ADJUDICATED, weighed(parents_unheard=True))
NO_CRITERION_MET: Acts = (*ADJUDICATED, weighed())
FINAL_REVIEW: Acts = (*CRITERION_MET, gate("open"))
OX_PANEL = "inter-agency-panel"
OX_PANEL_NAMED: Acts = (
    *FINAL_REVIEW,
    letter("adjudication-to-panel", "Tue 3 Jun 2025", QUINN),
    *(
        act("task.done", on="Mon 9 Jun 2025", by=by, task=task)
        for task, by in (
            ("panel-convened", TESS),
            ("panel-papers-sent", TESS),
            ("panel-briefed", QUINN),
        )
    ),
    appointed(CARYS, "police", "Mon 9 Jun 2025", panel=OX_PANEL),
    appointed(HUGH, "health", "Mon 9 Jun 2025", panel=OX_PANEL),
    appointed(COLE, "council", "Mon 9 Jun 2025", panel=OX_PANEL),
)
OX_SITTING: Acts = (
    *OX_PANEL_NAMED,
    sat(CARYS, HUGH, COLE, on="Mon 23 Jun 2025", panel=OX_PANEL, minute_taker=MINA),
)
OX_NO_CHANGE: Acts = (
    *OX_SITTING,
    put("no-change", (CARYS, HUGH, COLE), "Mon 23 Jun 2025", panel=OX_PANEL),
    rose("Mon 23 Jun 2025", OX_PANEL),
)
OX_CLOSED: Acts = (
    *OX_NO_CHANGE,
    act(
        "result.recorded",
        on="Tue 24 Jun 2025",
        by=TESS,
        point="A",
        result="status-quo",
        reasons="The panel found so.",
    ),
    letter("panel-outcome", "Tue 24 Jun 2025", TESS),
    act("case.closed", on="Wed 25 Jun 2025", by=TESS, reason="The procedure is done."),
)

WITH_THE_COUNCIL: Acts = (
    received_in_oxfordshire(points=[AN_OX_DECISION, THE_WORKER]),
    act(
        "point.referred",
        on="Thu 24 Apr 2025",
        point="S",
        channel="childrens-act-complaint",
        agency="council",
    ),
    answered(
        "decision-chair",
        "Fri 9 May 2025",
        AMINA,
        actions=[{"id": "sorry", "what": "Write to apologise", "owner": "amina"}],
    ),
)
PROCESS_WITH_THE_CHAIR: Acts = (
    received_in_oxfordshire(
        points=[{"id": "A", "words": "I was not let in.", "matter": "process"}]
    ),
    letter("acknowledgement", "Thu 24 Apr 2025", AMINA),
)
PROCESS_TOLD: Acts = (
    *PROCESS_WITH_THE_CHAIR,
    answered("process-chair", "Fri 9 May 2025", AMINA),
    letter("process-response", "Fri 9 May 2025", AMINA),
)
WITH_THE_MANAGER: Acts = (*PROCESS_TOLD, asked_for("process-manager", "Tue 20 May 2025"))

ROADS: dict[str, Acts] = {
    name: acts
    for name, acts in list(globals().items())
    if name.isupper() and isinstance(acts, tuple) and isinstance(acts[0], Act)
}
"""Every place reached above, by its name."""


def procedure_along(acts: Acts) -> str:
    """Return the reference of the procedure that a road runs under."""
    data = acts[0].data
    assert isinstance(data, ComplaintReceived)
    return data.procedure
