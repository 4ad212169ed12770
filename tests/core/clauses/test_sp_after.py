"""After the panel: who is told, the reconvened conference, further challenge (SP 5.9.g to 7)."""

from dataclasses import replace

import pytest

from reconvene.core.conduct.answer import Ground
from reconvene.core.kinds.office import ChallengeBody
from reconvene.core.record.exchange import LetterSent
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import confidentiality, letter, put, rose, sat, sent
from tests.support.core.cast import BEA, CARYS, FATHER, INGRID, PIOTR, SCHOOL, SOL
from tests.support.core.roads import RECONVENING, SITTING, SP_CLOSED, SUPPORTED
from tests.support.days import day
from tests.support.given import OFFICE, SP, Act, Story, act, given

EVERYBODY = {"complainant", "father", "school"}
PANEL_LETTER = letter("panel-decision-letter", "Wed 20 Aug 2025", INGRID)
LACKING = put(
    "not-enough-information",
    (INGRID, CARYS, PIOTR),
    details={"timescale": "Two weeks.", "further_on": day("Thu 4 Sep 2025"), "text": "A report."},
)


def arranged(*expected: object) -> Act:
    return act(
        "conference.arranged", on="Wed 20 Aug 2025", by=BEA, conference="reconvened",
        for_on=day("Wed 3 Sep 2025"), chair=SOL, expected=list(expected or (FATHER,)),
    )  # fmt: skip


def briefed(person: str, how: str = "read") -> Act:
    return act(
        "attendee.briefed", on="Tue 2 Sep 2025", by=SOL, conference="reconvened", person=person,
        how=how,
    )  # fmt: skip


def held(*present: str) -> Act:
    return act(
        "conference.held", on="Wed 3 Sep 2025", by=SOL, conference="reconvened", present=present
    )


DECIDED = confidentiality("Wed 20 Aug 2025", "kit", "father")
"""Nothing goes to a list before it is known whose details are kept from whom."""


def those_owed(story: Story, rule: str) -> set[str]:
    return {duty.person for duty in story.duties(rule) if duty.is_open}


@pytest.mark.clauses("SP 5.9.g")
def test_minutes_go_to_the_complainant_and_to_all_who_had_the_conferences() -> None:
    story = given(*SUPPORTED, *DECIDED)

    for to in ("complainant", "father", "school"):
        assert to in those_owed(story, "send-minutes")
        story = story.and_then(sent("panel-minutes", to, "Wed 27 Aug 2025"))
    assert not those_owed(story, "send-minutes")


@pytest.mark.clauses("SP 5.9.g")
def test_a_reconvened_conference_has_the_recommendations() -> None:
    story = given(*RECONVENING, *DECIDED, arranged())

    assert those_owed(story, "copy-reconvened-chair") == {"sol"}
    told = story.and_then(sent("panel-decision", "sol", "Thu 21 Aug 2025"))
    assert told.duty("copy-reconvened-chair").status == "met"


@pytest.mark.clauses("SP 5.11")
def test_the_written_decision_is_due_to_each_recipient_in_five_working_days() -> None:
    story = given(*SUPPORTED, *DECIDED)
    last_days = {duty.person: duty.last_on for duty in story.duties("send-decision")}

    assert last_days == dict.fromkeys(EVERYBODY, day("Thu 21 Aug 2025"))
    assert story.duty("panel-letter").last_on == day("Thu 21 Aug 2025")
    assert story.duty("panel-letter").owners == ("panel-chair",)
    to_one = story.and_then(sent("panel-decision", "father", "Thu 21 Aug 2025"))
    assert those_owed(to_one, "send-decision") == EVERYBODY - {"father"}


@pytest.mark.clauses("SP 5.11")
def test_nobody_outside_the_circulation_is_sent_anything() -> None:
    given(*SUPPORTED).when(sent("panel-decision", "gail", "Wed 20 Aug 2025")).then_refused(
        Ground.NOT_ELIGIBLE, "SP 5.11", recipient="gail"
    )


@pytest.mark.clauses("SP 5.11")
def test_a_document_may_be_withheld_from_somebody_with_a_reason() -> None:
    withheld = act(
        "document.withheld", on="Wed 20 Aug 2025", by=INGRID, document="panel-decision",
        recipient="father", reason="His address is not safe.", decided_by=INGRID,
    )  # fmt: skip
    duty = given(*SUPPORTED, withheld).duty("send-decision", "father")

    assert duty.status == "no longer owed"
    assert duty.why_not == "withheld:His address is not safe."


@pytest.mark.clauses("SP 5.11")
def test_a_sitting_that_lacked_information_is_told_of_and_the_limit_runs_afresh() -> None:
    adjourned = given(*SITTING, LACKING, rose())

    assert adjourned.duty("interim-letter").last_on == day("Thu 21 Aug 2025")
    assert those_owed(adjourned, "send-interim-notice") == EVERYBODY
    assert not adjourned.duties("send-decision")
    concluded = adjourned.and_then(
        sat(INGRID, CARYS, PIOTR, on="Thu 4 Sep 2025"),
        put("support-decision", (INGRID, CARYS, PIOTR), "Thu 4 Sep 2025"),
        rose("Thu 4 Sep 2025"),
    )
    assert {duty.last_on for duty in concluded.duties("send-decision")} == {day("Thu 11 Sep 2025")}


@pytest.mark.clauses("SP 5.11")
def test_a_copy_goes_to_the_chair_of_a_reconvened_conference_once_there_is_one() -> None:
    duty = given(*RECONVENING, arranged()).duty("copy-reconvened-chair")

    assert (duty.person, duty.last_on) == ("sol", day("Thu 28 Aug 2025"))


@pytest.mark.clauses("SP 6.1")
def test_everybody_at_a_reconvened_conference_has_read_or_been_told() -> None:
    story = given(*RECONVENING, arranged(FATHER, SCHOOL))

    assert those_owed(story, "brief-attendee") == {"father", "school"}
    one = story.and_then(briefed("father"))
    one.when(held()).then_refused(Ground.NOT_BRIEFED, "SP 6.1", people=("school",))
    both = one.and_then(briefed("school", "briefed"))
    assert not those_owed(both, "brief-attendee")
    both.when(held("father", "school")).then()
    both.when(held("father", "school", "latecomer")).then_refused(
        Ground.NOT_BRIEFED, "SP 6.1", people=("latecomer",)
    )


@pytest.mark.clauses("SP 6.1")
def test_holding_the_reconvened_conference_is_owed_on_its_day() -> None:
    story = given(*RECONVENING, arranged(FATHER), briefed("father"))

    assert story.duty("hold-reconvened").last_on == day("Wed 3 Sep 2025")
    assert story.duty("hold-reconvened").owners == ("reconvened-chair",)
    assert story.and_then(held()).duty("hold-reconvened").status == "met"


@pytest.mark.clauses("SP 6.2")
def test_the_reconvened_conferences_chair_has_the_minutes_too() -> None:
    before = given(*RECONVENING)
    after = before.and_then(arranged())

    assert those_owed(before, "send-minutes") == EVERYBODY
    assert those_owed(after, "send-minutes") == EVERYBODY | {"sol"}


@pytest.mark.clauses("SP 7.1")
@pytest.mark.parametrize(
    "name",
    ["late-decision", "standing-decision", "stage-1-outcome", "stage-2-outcome",
     "panel-decision-letter"],
)  # fmt: skip
def test_every_letter_that_may_be_the_last_says_where_to_go_next(name: str) -> None:
    assert "further-challenge" in procedure(SP).letter(name).says


@pytest.mark.clauses("SP 7.1")
def test_the_panels_letter_says_most_plainly_that_this_was_the_last_step() -> None:
    data = given(*SUPPORTED, PANEL_LETTER).events[-1].data

    assert isinstance(data, LetterSent)
    assert {"no-local-step", "further-challenge"} <= set(data.said)


@pytest.mark.clauses("SP 7.1")
@pytest.mark.parametrize("body", ["ombudsman", "judicial-review"])
def test_a_challenge_elsewhere_can_be_recorded_even_once_the_case_is_closed(body: str) -> None:
    raised = act("challenge.raised", on="Mon 15 Sep 2025", body=body)
    decided = act("challenge.decided", on="Mon 1 Dec 2025", body=body, outcome="Not upheld.")

    assert given(*SP_CLOSED, raised, decided).case.challenges == {body: "Not upheld."}


@pytest.mark.clauses("SP 7.2")
@pytest.mark.parametrize(
    "body",
    [None, ChallengeBody("The ombudsman", "", "0300"), ChallengeBody("The ombudsman", "x.org", "")],
)
def test_no_closing_letter_goes_without_the_ombudsmans_website_and_phone(
    body: ChallengeBody | None,
) -> None:
    office = replace(OFFICE, ombudsman=body)

    replace(given(*SUPPORTED), office=office).when(PANEL_LETTER).then_refused(
        Ground.LETTER_INCOMPLETE, "SP 7.1 and 7.2", needs=("ombudsman-contact",)
    )
