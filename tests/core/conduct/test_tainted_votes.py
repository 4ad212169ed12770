"""A vote in which somebody took part who may not sit, found while the panel works: it decides nothing."""

from typing import Any

import pytest

from reconvene.core.conduct.answer import Ground
from reconvene.core.conduct.exchange import draft_of
from reconvene.core.letters.contents import compose
from tests.support.core.acts import appointed, letter, put, rose, sat
from tests.support.core.cast import BEA, CARYS, COLE, DEV, FATHER, HUGH, INGRID, PIOTR, SOL, TESS
from tests.support.core.roads import OX_PANEL, OX_SITTING, PANEL_NAMED
from tests.support.days import day
from tests.support.given import OX, Act, Story, act, given

PANEL = "appeal-panel"
ON = "Thu 14 Aug 2025"
FOUR = (INGRID, CARYS, PIOTR, HUGH)
REST = (INGRID, PIOTR, HUGH)
RECONVENE = put(
    "recommend-reconvening",
    FOUR,
    details={"chair": "different", "recommendation": "Think again."},
)
LEARNING = put("learning-points", FOUR, details={"agency": "health", "text": "Ask."})
SUPPORT = put("support-decision", REST)
LETTER = letter("panel-decision-letter", "Wed 20 Aug 2025", INGRID)
ARRANGED = act(
    "conference.arranged",
    on="Tue 19 Aug 2025",
    by=BEA,
    conference="reconvened",
    for_on=day("Wed 3 Sep 2025"),
    chair=SOL,
    expected=[FATHER],
)


def barred(on: str = ON, person: str = "carys") -> Act:
    return act(
        "panelist.removed",
        on=on,
        by=BEA,
        panel=PANEL,
        person=person,
        reason="She once managed the team.",
        bar="line-management",
    )


def sitting(*acts: Act) -> Story:
    """Four people sit, of whom any three are a quorum."""
    return given(*PANEL_NAMED, appointed(HUGH), sat(*FOUR), *acts)


def said(story: Story, content: str) -> dict[str, Any]:
    """Return what the panel's letter says under one of its headings."""
    found, missing = compose(draft_of(story.context(by=INGRID), LETTER.entry, LETTER.data))  # type: ignore[arg-type]
    assert not missing
    return next(dict(one.facts) for one in found if one.content == content)


def decisions(story: Story) -> list[dict[str, Any]]:
    """Return the decisions that the panel's letter tells of, all about one point."""
    (subject,) = said(story, "panel-decisions")["subjects"]
    return list(subject["decisions"])


AFTERWARDS = (RECONVENE, LEARNING, barred(), SUPPORT, rose())


@pytest.mark.clauses("SP 5.4", "SP 5.9")
def test_the_letter_tells_only_what_was_decided_in_its_place() -> None:
    story = sitting(*AFTERWARDS)

    assert [one["label"] for one in decisions(story)] == [
        "Support the original conference decision"
    ]
    assert said(story, "recommendations") == {"recommendations": []}


@pytest.mark.clauses("SP 5.9.d", "SP 5.9.f")
def test_nothing_that_it_had_called_for_is_owed_or_may_be_done() -> None:
    before, after = sitting(RECONVENE, LEARNING), sitting(*AFTERWARDS)

    for rule in ("arrange-reconvened", "communicate-concerns"):
        assert before.is_owed(rule)
        assert not after.is_owed(rule)
    after.when(ARRANGED).then_refused(
        Ground.NOT_CALLED_FOR, "SP 5.9.d and 6.1", conference="reconvened"
    )


@pytest.mark.clauses("OX 1d.2")
def test_no_end_result_is_called_for_by_it() -> None:
    on, later = "Mon 23 Jun 2025", "Tue 24 Jun 2025"
    there = (DEV, HUGH, COLE)
    reconvene = put(
        "reconvene",
        (CARYS, HUGH, COLE),
        on,
        panel=OX_PANEL,
        details={"recommendation": "Think again."},
    )
    gone = act(
        "panelist.removed",
        on=on,
        by=TESS,
        panel=OX_PANEL,
        person="carys",
        reason="She adjudicated.",
        bar="adjudicated",
    )
    story = given(*OX_SITTING, reconvene, gone, rose(on, OX_PANEL), under=OX).and_then(
        appointed(DEV, "police", later, panel=OX_PANEL),
        sat(*there, on=later, panel=OX_PANEL),
        put("no-change", there, later, panel=OX_PANEL),
        rose(later, OX_PANEL),
    )
    result: dict[str, Any] = {
        "point": "A",
        "reasons": "The panel found so.",
        "on": later,
        "by": TESS,
    }

    story.when(act("result.recorded", result="status-quo", **result)).then()
    story.when(act("result.recorded", result="conference-reconvened", **result)).then_refused(
        Ground.CONTRADICTS, "OX 1d.2", other="status-quo"
    )


@pytest.mark.clauses("SP 5.9")
def test_it_decides_nothing_at_a_later_sitting_either() -> None:
    further = {"timescale": "Two weeks", "further_on": day("Thu 28 Aug 2025")}
    put_off = put("not-enough-information", FOUR, details=further)
    on = "Thu 28 Aug 2025"
    story = sitting(put_off, rose(), sat(*FOUR, on=on))
    decided = story.and_then(put("support-decision", FOUR, on), barred(on))

    decided.when(rose(on)).then_refused(Ground.POINT_UNANSWERED, "SP 5.3", points=("A",))


@pytest.mark.clauses("SP 5.9.e")
def test_a_point_is_not_put_off_by_it() -> None:
    further = {"timescale": "Two weeks", "further_on": day("Thu 28 Aug 2025")}
    put_off = put("not-enough-information", FOUR, details=further)

    sitting(put_off, barred()).when(rose()).then_refused(
        Ground.POINT_UNANSWERED, "SP 5.3", points=("A",)
    )
    assert sitting(put_off, barred(), SUPPORT, rose()).case.panels[PANEL].is_concluded


@pytest.mark.clauses("SP 5.9")
def test_a_lost_vote_of_theirs_is_not_told_once_it_was_taken_again() -> None:
    lost = put("support-decision", (INGRID,), against=(CARYS, PIOTR, HUGH))
    again = sitting(lost, SUPPORT, rose())

    assert [one["is_carried"] for one in decisions(again)] == [True]


@pytest.mark.clauses("SP 5.9")
def test_a_vote_that_was_lost_and_not_taken_again_is_told() -> None:
    lost = put("procedures-followed", (INGRID,), against=(CARYS, PIOTR, HUGH))
    story = sitting(lost, SUPPORT, rose())

    assert [one["is_carried"] for one in decisions(story)] == [
        False,
        True,
    ]


@pytest.mark.clauses("SP 5.9")
def test_one_found_when_the_panel_has_ended_its_work_stands_and_is_marked() -> None:
    supported = put("support-decision", FOUR)
    story = sitting(supported, rose(), barred("Fri 15 Aug 2025"))
    (made,) = story.case.panels[PANEL].made

    assert made.tainted_by == ("carys",)
    assert story.case.panels[PANEL].standing() == (made,)
    assert story.is_owed("panel-letter")


@pytest.mark.clauses("SP 5.4")
def test_whoever_was_found_barred_is_not_appointed_again_whatever_they_declare() -> None:
    story = sitting(barred())

    story.when(appointed(CARYS, on=ON)).then_refused(
        Ground.NOT_INDEPENDENT, "SP 5.4", bar="line-management"
    )


@pytest.mark.clauses("SP 5.2", "SP 5.4")
def test_a_member_named_as_chair_who_is_found_barred_is_no_longer_chair() -> None:
    chair = act("role.assigned", on=ON, by=BEA, role="panel-chair", person=CARYS)
    story = sitting(chair)

    assert story.case.roles["panel-chair"] == CARYS
    assert "panel-chair" not in story.and_then(barred()).case.roles
    assert story.and_then(barred(person="ingrid")).case.roles["panel-chair"] == CARYS
