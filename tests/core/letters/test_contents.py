"""Every content a letter may have to carry: said with its facts, or missing with what it needs."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from msgspec import structs

from reconvene.core.casefile.fold import fold
from reconvene.core.letters.contents import MAY_BE_SILENT, SAY, compose
from reconvene.core.letters.covered import covered_points
from reconvene.core.letters.draft import Draft, Missing, Said
from reconvene.core.letters.owed import NOTHING_OWED, late_since
from reconvene.core.letters.rights import rights_raised
from reconvene.core.letters.statements import statements
from reconvene.core.procedure.letters import CONTENTS, Letter
from tests.support.core.acts import (
    HOW_IT_WAS_RUN,
    ON_THE_PLAN,
    THE_SCHOOL,
    a_conference,
    answered,
    asked_for,
    corrected,
    declined,
    gate,
    judged,
    letter,
    met,
    met_again,
    offered,
    put,
    received,
    result,
    rose,
)
from tests.support.core.cast import A_CHILD, BEN, CARYS, INGRID, LENA, PIOTR, RHYS
from tests.support.core.roads import (
    ADJUDICATED,
    ADJUDICATION,
    ANSWERED,
    AT_STAGE_1,
    AT_STAGE_3,
    CRITERION_MET,
    FINAL_REVIEW,
    FOLLOWED_UP,
    MET,
    NO_CRITERION_MET,
    PROCESS_TOLD,
    RECONVENING,
    SENT_ELSEWHERE,
    SITTING,
    STAGE_1_DONE,
    STAGE_1_TOLD,
    SUPPORTED,
    Acts,
    procedure_along,
)
from tests.support.days import day
from tests.support.given import OFFICE, Act, act, given

START: Acts = (received(),)
LACKING = put(
    "not-enough-information",
    (INGRID, CARYS, PIOTR),
    details={"timescale": "Two weeks.", "further_on": "2025-09-04", "text": "A report."},
)
A_LETTER = {"label": "A letter", "sent_by": ("complaints-officer",), "source": ("1.2",)}


def a_letter(**rule: Any) -> Letter:
    return Letter(**({"id": "a-letter", "says": ("points",)} | A_LETTER | rule))


def draft(road: Acts, words: dict[str, str] | None = None, **rule: Any) -> Draft:
    """A letter about to be issued where a road leads, on its last day."""
    story = given(*road, under=procedure_along(road))
    made = a_letter(**rule)
    points = covered_points(story.case, made, rule.get("chosen", ()))
    return Draft(story.case, made, story.today, points, story.days, OFFICE, words or {})


def say(content: str, road: Acts, words: dict[str, str] | None = None, **rule: Any) -> Any:
    """What a letter there says of one content, as plain facts; or the code of what it needs."""
    found = SAY[content](draft(road, words, **rule), content)
    assert found.content == content
    return dict(found.facts) if isinstance(found, Said) else found.needs


def test_every_content_has_words_in_the_language_and_a_way_to_be_said() -> None:
    assert set(SAY) == set(CONTENTS)


SAID: list[tuple[str, Acts, dict[str, Any], dict[str, Any]]] = [
    (
        "decision-stands", START, {},
        {"held_on": day("Thu 10 Apr 2025"), "reviewed_on": None, "review_due_on": None},
    ),
    (
        "decision-stands",
        (
            received(conference=a_conference(review_due_on=day("Thu 10 Jul 2025"))),
            act("conference.held", on="Tue 8 Jul 2025", conference="review"),
        ),
        {},
        {
            "held_on": day("Thu 10 Apr 2025"),
            "reviewed_on": day("Tue 8 Jul 2025"),
            "review_due_on": day("Thu 10 Jul 2025"),
        },
    ),
    (
        "points", START, {},
        {"are_answered": False, "asks_whether_right": False, "outside": [],
         "ours": [{"words": "Kit should not be on a plan.",
                   "matter": "The decision about a child protection plan"}]},
    ),
    ("points", START, {"says": ("points", "answers")},
     {"are_answered": True, "asks_whether_right": False, "outside": [],
      "ours": [{"words": "Kit should not be on a plan.",
                "matter": "The decision about a child protection plan"}]}),
    (
        "points",
        (
            received(points=[THE_SCHOOL | {"id": "T"}, THE_SCHOOL], form="spoken"),
            act("point.referred", on="Thu 24 Apr 2025", point="S", channel="nhs-complaint",
                agency="health"),
        ),
        {},
        {"are_answered": False, "asks_whether_right": True, "ours": [],
         "outside": [
             {"words": "The school got it wrong.",
              "matter": "An agency, its work or its services",
              "goes_to": "The agency's own process",
              "sent": False, "channel": "", "agency": "", "on": None},
             {"words": "The school got it wrong.",
              "matter": "An agency, its work or its services",
              "goes_to": "The agency's own process",
              "sent": True, "channel": "NHS complaints", "agency": "Health (integrated care board)",
              "on": day("Thu 24 Apr 2025")},
         ]},
    ),
    (
        "meeting-owed", START, {},
        {"is_owed": True, "is_overdue": False, "last_on": day("Wed 7 May 2025"), "planned_on": None},
    ),
    (
        "meeting-owed", (*START, offered("Fri 2 May 2025", "Thu 24 Apr 2025")), {},
        {"is_owed": True, "is_overdue": False, "last_on": day("Wed 7 May 2025"), "planned_on": day("Fri 2 May 2025")},
    ),
    (
        "meeting-owed",
        (
            received(),
            offered("Fri 2 May 2025", "Thu 24 Apr 2025"),
            letter("acknowledgement", "Fri 9 May 2025", BEN),
        ),
        {},
        {"is_owed": True, "is_overdue": True, "last_on": day("Wed 7 May 2025"), "planned_on": None},
    ),
    ("meeting-owed", (received(points=[THE_SCHOOL]),), {}, dict(NOTHING_OWED)),
    ("meeting-owed", (received("Wed 30 Apr 2025"),), {}, dict(NOTHING_OWED)),
    ("meeting-owed", (received(complainant=A_CHILD),), {}, dict(NOTHING_OWED)),
    ("meeting-owed", MET, {}, dict(NOTHING_OWED)),
    (
        "answers", ANSWERED, {"stage": "stage-1", "covers": "stage"},
        {"points": [{"words": "Kit should not be on a plan.", "answers": [
            {"child": "", "answer": "We looked, and it was right.", "finding": "not upheld"}]}]},
    ),
    ("agreed-actions", ANSWERED, {"stage": "stage-1"}, {"actions": []}),
    (
        "agreed-actions",
        (*MET, answered(actions=[{"id": "x", "what": "Write", "owner": "amina"}])), {},
        {"actions": [{"what": "Write", "role": "", "owner": "amina", "by_on": None}]},
    ),
    (
        "agreed-actions",
        (*MET, answered(actions=[{"id": "x", "what": "Write", "owner": "amina"}])),
        {"stage": "stage-2"}, {"actions": []},
    ),
    ("no-local-step", NO_CRITERION_MET, {"stage": "adjudication"}, {"office": "Example council"}),
    (
        "goes-on", FINAL_REVIEW, {"stage": "adjudication"},
        {"stages": ("the inter-agency panel",)},
    ),
    (
        "further-challenge", START, {},
        {"name": "The ombudsman", "website": "ombudsman.example.org", "phone": "0300 061 0614",
         "has_next_right": False},
    ),
    ("advocate", START, {}, {"advocacy": "Example Advocacy, 01632 960001"}),
    (
        "advocate", (received(complainant=A_CHILD),), {},
        {"advocacy": "Example Advocacy, 01632 960001"},
    ),
    (
        "who-to-write-to", START, {"who_to_write_to": "line-manager"},
        {"role": "Chair's line manager", "office": "Example council",
         "address": "1 Example Street, Exampletown", "email": "complaints@example.org",
         "phone": "01632 960000", "hours": "Monday to Friday, 9am to 5pm"},
    ),
    (
        "meeting", MET, {"meeting": "stage-1-appointment"},
        {"held_on": day("Tue 6 May 2025"), "present": ("Lena", "Amina", "Ewa")},
    ),
    (
        "referred",
        (
            received(points=[ON_THE_PLAN, THE_SCHOOL]),
            act("point.referred", on="Thu 24 Apr 2025", point="S", channel="nhs-complaint",
                agency="health"),
        ),
        {},
        {"referred": [{"words": "The school got it wrong.", "channel": "NHS complaints",
                       "agency": "Health (integrated care board)", "on": day("Thu 24 Apr 2025")}]},
    ),
    ("referred", START, {}, {"referred": []}),
    (
        "gate", FINAL_REVIEW, {"stage": "adjudication", "covers": "all"},
        {"points": [{"words": "Kit should not be on a plan.", "is_open": True,
                     "is_declined": False, "reasons": ""}]},
    ),
    (
        "gate", NO_CRITERION_MET, {"stage": "adjudication", "covers": "all"},
        {"points": [{"words": "Kit should not be on a plan.", "is_open": False,
                     "is_declined": False, "reasons": ""}]},
    ),
    (
        "panel-decisions", SUPPORTED, {"stage": "stage-3"},
        {"is_unanimous": False, "subjects": [
            {"point": "Kit should not be on a plan.", "child": "", "decisions": [
                {"label": "Support the original conference decision", "is_carried": True,
                 "dissent": ""}]}]},
    ),
    (
        "recommendations", RECONVENING, {"stage": "stage-3"},
        {"recommendations": [{"text": "Think again about the category."}]},
    ),
    ("recommendations", START, {}, {"recommendations": []}),
    (
        "adjournment", (*SITTING, LACKING, rose()), {"stage": "stage-3"},
        {"timescale": "Two weeks.", "further_on": day("Thu 4 Sep 2025"), "why": "A report."},
    ),
    (
        "results", (*PROCESS_TOLD, result("status-quo", "Mon 12 May 2025", beside=["We are sorry."])),
        {},
        {"points": [{"words": "I was not let in.", "results": [
            {"label": "Things stay as they are", "child": "",
             "reasons": "For the reasons in the letter.", "beside": ("We are sorry.",)}]}]},
    ),
    (
        "lateness",
        (received("Wed 30 Apr 2025"),
         judged("lateness.decided", "Thu 1 May 2025", BEN, right="complain", accepted=False)),
        {},
        {"what": "complaint", "points": [], "stage": "", "accepted": False, "reasons": "As I found.",
         "last_on": day("Mon 28 Apr 2025")},
    ),
    (
        "lateness",
        (*STAGE_1_DONE, asked_for("stage-2", "Mon 9 Jun 2025"),
         judged("lateness.decided", "Tue 10 Jun 2025", BEN, right="ask-for-stage-2",
                accepted=True)),
        {},
        {"what": "request", "points": [], "stage": "stage 2", "accepted": True, "reasons": "As I found.",
         "last_on": day("Fri 6 Jun 2025")},
    ),
    (
        "lateness",
        (received("Wed 30 Apr 2025"),
         judged("lateness.decided", "Thu 1 May 2025", BEN, right="complain", accepted=True),
         letter("late-decision", "Fri 2 May 2025", BEN),
         act("point.added", on="Tue 10 Jun 2025", point=HOW_IT_WAS_RUN | {"id": "B"}),
         judged("lateness.decided", "Wed 11 Jun 2025", BEN, right="complain", accepted=False)),
        {},
        {"what": "points", "points": [{"words": "I was not let in."}], "stage": "", "accepted": False,
         "reasons": "As I found.", "last_on": day("Mon 28 Apr 2025")},
    ),
    (
        "standing",
        (received(complainant=A_CHILD),
         judged("standing.decided", "Fri 25 Apr 2025", LENA, accepted=True)),
        {}, {"accepted": True, "reasons": "As I found."},
    ),
    (
        "conference", FOLLOWED_UP, {},
        {"conferences": [{"label": "Reconvened conference", "for_on": day("Wed 3 Sep 2025"),
                          "chair": "Sol"}]},
    ),
    ("supporters", SENT_ELSEWHERE, {}, {"supporters": ("Jo",)}),
    ("supporters", START, {}, {"supporters": ()}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "road", "rule", "facts"), SAID, ids=[f"{n}-{row[0]}" for n, row in enumerate(SAID)]
)
def test_a_content_is_said_with_its_facts(
    content: str, road: Acts, rule: dict[str, Any], facts: dict[str, Any]
) -> None:
    assert say(content, road, **rule) == facts


MISSING: list[tuple[str, Acts, dict[str, Any], str]] = [
    ("points", START, {"covers": "none"}, "points"),
    ("answers", MET, {"stage": "stage-1", "covers": "stage"}, "answer:A"),
    ("answers", START, {"covers": "none"}, "answer:"),
    ("next-right", ANSWERED, {}, "right"),
    ("appointment", START, {"meeting": "stage-1-appointment"}, "meeting-date:stage-1-appointment"),
    (
        "appointment", (*AT_STAGE_1, declined("Fri 25 Apr 2025")),
        {"meeting": "stage-1-appointment"}, "meeting-date:stage-1-appointment",
    ),
    ("meeting", START, {"meeting": "stage-1-appointment"}, "meeting-held:stage-1-appointment"),
    ("meeting", AT_STAGE_1, {"meeting": "stage-1-appointment"}, "meeting-held:stage-1-appointment"),
    ("referred", (received(points=[THE_SCHOOL]),), {}, "referral:S"),
    ("criteria", ADJUDICATED, {"stage": "adjudication", "covers": "stage"}, "criteria:A"),
    ("criteria", START, {}, "criteria:"),
    ("criteria", FINAL_REVIEW, {"stage": "adjudication", "covers": "none"}, "criteria:"),
    ("gate", ADJUDICATION, {"stage": "adjudication", "covers": "stage"}, "criteria:A"),
    ("gate", NO_CRITERION_MET, {}, "criteria:"),
    ("gate", FINAL_REVIEW, {"stage": "final-review", "covers": "all"}, "criteria:"),
    ("gate", FINAL_REVIEW, {"stage": "adjudication", "covers": "none"}, "criteria:"),
    ("gate", CRITERION_MET, {"stage": "adjudication", "covers": "stage"}, "gate-decision"),
    ("no-local-step", FINAL_REVIEW, {"stage": "adjudication", "covers": "all"}, "last-step:A"),
    ("goes-on", NO_CRITERION_MET, {"stage": "adjudication"}, "not-going-on:A"),
    ("goes-on", CRITERION_MET, {"stage": "adjudication"}, "not-going-on:A"),
    ("goes-on", FINAL_REVIEW, {"stage": "adjudication", "covers": "none"}, "not-going-on:"),
    ("panel-decisions", SITTING, {"stage": "stage-3"}, "panel-decision"),
    ("panel-decisions", START, {}, "panel-decision"),
    ("adjournment", SUPPORTED, {"stage": "stage-3"}, "adjournment"),
    ("adjournment", START, {}, "adjournment"),
    ("results", PROCESS_TOLD, {}, "result:A"),
    ("results", START, {"covers": "none"}, "result:"),
    ("lateness", START, {}, "lateness-decision"),
    ("standing", START, {}, "standing-decision"),
    ("conference", SUPPORTED, {}, "conference-date"),
    ("words", START, {}, "words:words"),
    ("reasons", START, {}, "words:reasons"),
    ("delay", START, {}, "words:delay"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "road", "rule", "needs"),
    MISSING,
    ids=[f"{n}-{row[0]}" for n, row in enumerate(MISSING)],
)
def test_a_content_that_cannot_be_said_says_what_it_needs(
    content: str, road: Acts, rule: dict[str, Any], needs: str
) -> None:
    assert say(content, road, **rule) == needs


@pytest.mark.parametrize("content", ["delay", "reasons", "words"])
def test_words_are_written_for_the_letter(content: str) -> None:
    assert say(content, START, {content: " Because. "}) == {"text": "Because."}
    assert say(content, START, {content: "  "}) == f"words:{content}"


def test_a_letter_with_a_date_for_the_meeting_says_it() -> None:
    facts = say("appointment", AT_STAGE_1, meeting="stage-1-appointment")

    assert facts == {"for_on": day("Tue 6 May 2025"), "at": "", "place": ""}


AT_THE_LIBRARY = offered(
    "Tue 6 May 2025", "Thu 24 Apr 2025", named={"at": "14:30", "place": "The library"}
)
AT_THE_TOWN_HALL = {"for_on": day("Wed 7 May 2025"), "at": "09:30", "place": "The town hall"}


@pytest.mark.clauses("SP 3.6")
@pytest.mark.parametrize(
    ("acts", "told"),
    [
        ((), {"for_on": day("Tue 6 May 2025"), "at": "14:30", "place": "The library"}),
        (
            (
                corrected(
                    2,
                    "Fri 25 Apr 2025",
                    data={"meeting": "stage-1-appointment", **AT_THE_TOWN_HALL},
                ),
            ),
            AT_THE_TOWN_HALL,
        ),
        (
            (
                offered("Wed 7 May 2025", "Fri 25 Apr 2025", named={"at": "09:30"}),
                corrected(3, "Fri 25 Apr 2025", struck=True),
            ),
            {"for_on": day("Tue 6 May 2025"), "at": "14:30", "place": "The library"},
        ),
    ],
    ids=["as offered", "put right", "struck"],
)
def test_a_meeting_is_said_with_the_time_and_place_that_hold(
    acts: Acts, told: dict[str, Any]
) -> None:
    road = (*START, AT_THE_LIBRARY, *acts)

    assert say("appointment", road, meeting="stage-1-appointment") == told


def test_an_agreed_action_of_a_role_is_its() -> None:
    road = (*MET, answered(actions=[{"id": "x", "what": "Write", "owner": "line-manager"}]))
    (action,) = say("agreed-actions", road)["actions"]

    assert (action["role"], action["owner"]) == ("Chair's line manager", "")


def test_the_criteria_are_told_one_by_one() -> None:
    (point,) = say("criteria", CRITERION_MET, stage="adjudication", covers="stage")["points"]

    assert [one["is_met"] for one in point["outcomes"]] == [False, True, False]
    assert point["outcomes"][0]["label"].startswith("The agencies did not agree")


B = ON_THE_PLAN | {"id": "B"}
BOTH = ["A", "B"]
SAID_TWICE: Acts = (
    received(points=[ON_THE_PLAN, B]),
    *STAGE_1_TOLD[1:-1],
    answered(point="B"),
    STAGE_1_TOLD[-1],
    asked_for("stage-2", "Fri 6 Jun 2025", points=BOTH),
    met_again(),
    *(answered("stage-2", "Wed 2 Jul 2025", RHYS, point=point) for point in BOTH),
    letter("stage-2-outcome", "Wed 2 Jul 2025", RHYS),
    asked_for("stage-3", "Tue 29 Jul 2025", points=BOTH),
    *SITTING[len(AT_STAGE_3) :],
    put("support-decision", (INGRID, CARYS, PIOTR)),
    put("support-decision", (INGRID,), against=(CARYS, PIOTR), point="B"),
    replace(RECONVENING[-2], data=structs.replace(RECONVENING[-2].data, point="B")),
    rose(),
)


@pytest.mark.clauses("SP 5.9")
def test_points_in_the_same_words_are_told_each_with_its_own_decisions() -> None:
    subjects = say("panel-decisions", SAID_TWICE, stage="stage-3")["subjects"]

    assert [(one["point"], [d["is_carried"] for d in one["decisions"]]) for one in subjects] == [
        ("Kit should not be on a plan.", [True]),
        ("Kit should not be on a plan.", [False, True]),
    ]


def test_a_body_to_go_to_needs_its_website_and_phone() -> None:
    made = draft(START)

    for office in (
        replace(OFFICE, ombudsman=None),
        replace(OFFICE, ombudsman=replace(OFFICE.ombudsman, phone="")),  # type: ignore[type-var]
    ):
        found = SAY["further-challenge"](replace(made, office=office), "further-challenge")
        assert found == Missing("further-challenge", "ombudsman-contact")


def test_somewhere_to_write_to_is_an_address_or_an_email() -> None:
    made = draft(START, who_to_write_to="line-manager")

    for address in ("", " \n"):
        nowhere = replace(made, office=replace(OFFICE, address=address, email=""))
        assert SAY["who-to-write-to"](nowhere, "who-to-write-to") == Missing(
            "who-to-write-to", "office-contact"
        )
    by_email = replace(made, office=replace(OFFICE, address=""))
    assert isinstance(SAY["who-to-write-to"](by_email, "who-to-write-to"), Said)


def test_an_address_is_told_without_its_blank_lines() -> None:
    made = draft(START, who_to_write_to="line-manager")
    spaced = replace(OFFICE, address="1 Example Street \n\n  \nExampletown\n")
    found = SAY["who-to-write-to"](replace(made, office=spaced), "who-to-write-to")

    assert isinstance(found, Said)
    assert found.facts["address"] == "1 Example Street, Exampletown"


def test_without_anybody_named_one_writes_to_whoever_sent_it() -> None:
    assert say("who-to-write-to", START)["role"] == "Complaints officer"


def test_a_letter_is_composed_in_the_order_its_rule_demands() -> None:
    made = draft(START, says=("advocate", "words", "points", "standing"))
    said, missing = compose(made)

    assert [part.content for part in said] == ["advocate", "points"]
    assert [part.content for part in missing] == ["words", "standing"]


@pytest.mark.parametrize("content", sorted(MAY_BE_SILENT))
def test_what_may_come_to_nothing_is_no_gap_then(content: str) -> None:
    said, missing = compose(draft(ANSWERED, says=("answers", content), stage="stage-1"))

    assert not missing
    assert [part.content for part in said if not statements(part)] == [content]


def test_any_other_content_that_comes_to_nothing_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(SAY, "gate", lambda _draft, content: Said(content, {"points": []}))

    assert compose(draft(START, says=("gate",))) == ((), (Missing("gate", "nothing:gate"),))


OWN = {"words": "Thank you for coming."}


@pytest.mark.parametrize(
    ("says", "order"),
    [
        (("points", "advocate"), ["points", "words", "advocate"]),
        (("points",), ["points", "words"]),
        (("words", "points"), ["words", "points"]),
    ],
)
def test_words_that_are_added_stand_before_what_a_letter_ends_with(
    says: tuple[str, ...], order: list[str]
) -> None:
    said, missing = compose(draft(START, OWN, says=says))

    assert missing == ()
    assert [part.content for part in said] == order


def test_no_words_are_added_where_none_are_written() -> None:
    said, _ = compose(draft(START, {"words": "  "}, says=("points",)))

    assert [part.content for part in said] == ["points"]


class TestRightsRaised:
    def test_a_letter_that_gives_a_right_gives_its_day(self) -> None:
        story = given(*ANSWERED)
        made = replace(draft(ANSWERED), letter=story.definition.letter("stage-1-outcome"))

        assert [(rule.id, on) for rule, on in rights_raised(made)] == [
            ("ask-for-stage-2", day("Fri 6 Jun 2025"))
        ]

    def test_a_right_without_a_limit_has_no_day(self) -> None:
        story = given(*PROCESS_TOLD, under="ox-cpc/1")
        made = replace(draft(PROCESS_TOLD), letter=story.definition.letter("process-response"))

        assert [(rule.id, on) for rule, on in rights_raised(made)] == [
            ("ask-service-manager", None)
        ]
        facts = SAY["next-right"](made, "next-right")
        assert isinstance(facts, Said)
        assert facts.facts["rights"][0]["last_on"] is None

    def test_the_next_right_says_that_it_wants_writing(self) -> None:
        story = given(*STAGE_1_TOLD)
        made = replace(draft(STAGE_1_TOLD), letter=story.definition.letter("stage-2-outcome"))
        facts = SAY["next-right"](made, "next-right")

        assert isinstance(facts, Said)
        assert facts.facts["rights"][0]["is_written"] is True


def test_an_advocate_is_told_of_even_before_the_case_is_known() -> None:
    story = given(received())
    empty = replace(draft(START), case=fold(story.definition, []))

    assert SAY["advocate"](empty, "advocate") == Said(
        "advocate", {"advocacy": "Example Advocacy, 01632 960001"}
    )


def test_an_opened_gate_of_another_stage_says_nothing_of_this_one() -> None:
    road = (*CRITERION_MET, gate("open"), letter("acknowledgement", "Wed 4 Jun 2025", BEN))

    assert say("no-local-step", road[:-1], stage="final-review", covers="stage") == {
        "office": "Example council"
    }


def test_a_meeting_that_was_held_is_no_longer_an_appointment() -> None:
    assert say("appointment", (*AT_STAGE_1, met()), meeting="stage-1-appointment") == (
        "meeting-date:stage-1-appointment"
    )


INVITED = "stage-1-appointment"
A_DAY_LATER = act("supporter.named", on="Wed 7 May 2025", name="Jo", kind="advocate")


@pytest.mark.clauses("SP 3.6")
def test_a_meeting_is_offered_until_its_day_and_not_once_that_has_gone_by() -> None:
    on_its_day = replace(A_DAY_LATER, on=day("Tue 6 May 2025"))

    assert say("appointment", (*AT_STAGE_1, on_its_day), meeting=INVITED)["for_on"] == on_its_day.on
    assert say("appointment", (*AT_STAGE_1, A_DAY_LATER), meeting=INVITED) == (
        f"meeting-gone:{INVITED}"
    )


BRIEFED = act(
    "attendee.briefed", on="Mon 1 Sep 2025", conference="reconvened", person="father", how="read"
)


@pytest.mark.parametrize(
    ("later", "needs"),
    [
        (act("conference.held", on="Tue 2 Sep 2025", conference="reconvened"), "conference-date"),
        (replace(A_DAY_LATER, on=day("Thu 4 Sep 2025")), "conference-gone"),
    ],
    ids=["held before its day", "its day has gone by"],
)
def test_a_later_conference_is_told_only_while_it_is_to_come(later: Act, needs: str) -> None:
    ahead = (*FOLLOWED_UP, BRIEFED)

    assert say("conference", ahead)["conferences"][0]["for_on"] == day("Wed 3 Sep 2025")
    assert say("conference", (*ahead, later)) == needs


@pytest.mark.clauses("SP 1.2")
@pytest.mark.parametrize(
    ("due", "told"), [("Wed 7 May 2025", day("Wed 7 May 2025")), ("Tue 6 May 2025", None)]
)
def test_a_review_is_not_told_as_due_on_a_day_that_has_gone_by(due: str, told: date | None) -> None:
    road = (received(conference=a_conference(review_due_on=day(due))), A_DAY_LATER)

    assert say("decision-stands", road)["review_due_on"] == told


@pytest.mark.parametrize(
    ("sent", "since"),
    [("Fri 25 Apr 2025", None), ("Sat 26 Apr 2025", day("Fri 25 Apr 2025"))],
)
def test_a_letter_is_late_from_the_day_after_the_last_day_of_its_duty(
    sent: str, since: date | None
) -> None:
    story = given(*START).as_on(sent)
    made = story.definition.letter("acknowledgement")
    words: dict[str, str] = {}
    about = Draft(story.case, made, day(sent), ("A",), story.days, OFFICE, words)

    assert late_since(about) == since
    assert late_since(replace(about, letter=story.definition.letter("delay"))) is None


def test_what_was_agreed_with_an_answer_is_told_though_no_rule_asks_for_it() -> None:
    wrote = {"id": "x", "what": "Write to her", "owner": "line-manager"}
    says: dict[str, Any] = {
        "says": ("points", "answers", "advocate"),
        "stage": "stage-1",
        "covers": "stage",
    }
    agreed, none = ((*MET, answered(actions=actions)) for actions in ([wrote], []))

    said, missing = compose(draft(agreed, **says))
    told, _ = compose(draft(none, **says))

    assert not missing
    assert [part.content for part in said] == ["points", "answers", "agreed-actions", "advocate"]
    assert [one["what"] for one in said[2].facts["actions"]] == ["Write to her"]
    assert [part.content for part in told] == ["points", "answers", "advocate"]
