"""What must not slip through: a sibling, a date, a right used twice, a vote that should not count."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused
from reconvene.core.conduct.decide import decide
from reconvene.core.record.event import Entry, Event, payload
from reconvene.core.record.payload import Person
from tests.support.days import day
from tests.support.tellings import told

PANEL = "appeal-panel"
ALL = ["ingrid", "carys", "edie"]
SIBLINGS = "sp-cpc/adjourned-and-reconvened"


class Going:
    """A shipped story told to a day, and gone on with by hand."""

    def __init__(self, story: str, until: str) -> None:
        self.telling = told(story, until=day(until)).telling

    def answer(self, kind: str, on: str, by: str = "ingrid:panel-chair", **details: Any) -> Answer:
        name, _, role = by.partition(":")
        actor = Person(id=name, role=role)
        entry = Entry(kind=kind, happened_on=day(on), data=payload(kind, details))
        answer = decide(self.telling.context(self.today(entry.happened_on), actor), entry)
        if isinstance(answer, Allowed):
            self._record(answer.entries[0], actor)
        return answer

    def today(self, on: date) -> date:
        self.telling.today = max(on, self.telling.today or on)
        return self.telling.today

    def _record(self, entry: Entry, actor: Person) -> None:
        assert self.telling.today is not None
        self.telling.events.append(
            Event(
                kind=entry.kind,
                happened_on=entry.happened_on,
                data=entry.data,
                number=len(self.telling.events) + 1,
                recorded_at=datetime.combine(self.telling.today, time(12), tzinfo=UTC),
                actor=actor.id,
                role=actor.role,
            )
        )

    def sit(self, on: str, present: list[str]) -> Answer:
        return self.answer(
            "sitting.opened",
            on,
            "bea:business-manager",
            panel=PANEL,
            present=present,
            minute_taker={"id": "mina", "role": "minute-taker"},
        )

    def put(self, decision: str, on: str, votes_for: list[str], **more: Any) -> Answer:
        return self.answer(
            "decision.put", on, panel=PANEL, decision=decision, votes_for=votes_for, **more
        )


@pytest.fixture
def adjourned() -> Going:
    """Point A is supported; B, about Kit and Wren, was put off to Thursday 12 February."""
    return Going(SIBLINGS, "Wed 11 Feb 2026")


def refused(answer: Answer, ground: Ground) -> bool:
    return isinstance(answer, Refused) and answer.ground is ground


@pytest.mark.clauses("SP 5.9")
def test_a_sitting_does_not_end_while_one_sibling_is_undecided(adjourned: Going) -> None:
    on = "Thu 12 Feb 2026"
    assert adjourned.sit(on, ALL)
    assert adjourned.put("support-decision", on, ALL, point="B", child="kit")

    assert refused(adjourned.answer("sitting.closed", on, panel=PANEL), Ground.POINT_UNANSWERED)
    assert adjourned.put("support-decision", on, ALL, point="B", child="wren")
    assert adjourned.answer("sitting.closed", on, panel=PANEL)


@pytest.mark.clauses("SP 5.9.e")
def test_a_further_sitting_has_to_decide_what_was_put_off(adjourned: Going) -> None:
    on = "Thu 12 Feb 2026"
    assert adjourned.sit(on, ALL)

    assert refused(adjourned.answer("sitting.closed", on, panel=PANEL), Ground.POINT_UNANSWERED)


@pytest.mark.clauses("SP 5.7")
def test_somebody_named_twice_makes_no_quorum(adjourned: Going) -> None:
    twice = adjourned.sit("Thu 12 Feb 2026", ["ingrid", "carys", "carys"])

    assert refused(twice, Ground.CONTRADICTS)


@pytest.mark.clauses("SP 5.4")
def test_a_vote_of_somebody_who_may_not_sit_is_put_again(adjourned: Going) -> None:
    on = "Thu 12 Feb 2026"
    assert adjourned.sit(on, ALL)
    assert adjourned.put("support-decision", on, ALL, point="B")
    assert adjourned.answer(
        "panelist.removed", on, panel=PANEL, person="edie", reason="She managed it.",
        bar="line-management",
    )  # fmt: skip

    assert adjourned.answer("sitting.closed", on, panel=PANEL), "two of them are no quorum"
    panel = adjourned.telling.context(day(on)).case.panels[PANEL]
    assert not panel.is_concluded
    assert all(made.is_void for made in panel.made if made.put.votes_for == tuple(ALL))


@pytest.mark.clauses("SP 5.9.e")
def test_each_date_a_point_was_put_off_to_is_owed() -> None:
    going = Going(SIBLINGS, "Wed 28 Jan 2026")
    on = "Thu 29 Jan 2026"
    assert going.sit(on, ALL)
    for point, further_on in (("A", "Thu 5 Feb 2026"), ("B", "Thu 5 Mar 2026")):
        details = {"timescale": "To hear from the school", "further_on": day(further_on)}
        assert going.put("not-enough-information", on, ALL, point=point, details=details)
    assert going.answer("sitting.closed", on, panel=PANEL)

    owed = going.telling.context(day(on)).duties
    assert {(duty.points, duty.last_on) for duty in owed if duty.rule.id == "sit-again"} == {
        (("A",), day("Thu 5 Feb 2026")),
        (("B",), day("Thu 5 Mar 2026")),
    }


@pytest.mark.clauses("SP 3.9", "SP 4.6")
@pytest.mark.parametrize(
    ("letter", "by"),
    [("stage-1-outcome", "lena:line-manager"), ("stage-2-outcome", "rhys:reviewing-manager")],
)
def test_a_letter_does_not_give_a_used_right_again(adjourned: Going, letter: str, by: str) -> None:
    again = adjourned.answer("letter.sent", "Wed 11 Feb 2026", by, letter=letter)

    assert refused(again, Ground.ALREADY_DONE)


def test_nobody_asks_before_the_letter_that_lets_them() -> None:
    going = Going(SIBLINGS, "Tue 28 Oct 2025")

    early = going.answer("stage.requested", "Mon 27 Oct 2025", stage="stage-2", points=["A", "B"])

    assert refused(early, Ground.DATE_OUT_OF_ORDER)


def test_nothing_happens_at_a_stage_before_it_opened() -> None:
    going = Going(SIBLINGS, "Tue 25 Nov 2025")

    early = going.answer(
        "meeting.held", "Mon 24 Nov 2025", "rhys:reviewing-manager", meeting="stage-2-meeting",
        present=[{"id": "rhys", "role": "reviewing-manager"}, {"id": "i", "role": "complainant"}],
        considered=["conference-minutes", "conference-reports", "stage-1-correspondence"],
    )  # fmt: skip

    assert refused(early, Ground.DATE_OUT_OF_ORDER)


@pytest.mark.clauses("SP 6.1")
def test_a_conference_to_be_briefed_names_whom_it_expects() -> None:
    going = Going(SIBLINGS, "Tue 24 Feb 2026")

    unnamed = going.answer(
        "conference.arranged", "Wed 25 Feb 2026", "bea:business-manager", conference="reconvened",
        for_on=day("Thu 12 Mar 2026"), chair={"id": "nia", "role": "reconvened-chair"},
    )  # fmt: skip

    assert refused(unnamed, Ground.DETAIL_MISSING)


@pytest.mark.clauses("OX 1d.2")
def test_a_point_has_one_end_result_for_each_child() -> None:
    going = Going("ox-cpc/mixed-points", "Fri 31 Oct 2025")
    by = "amina:conference-chair"
    result = {"point": "A", "reasons": "As told."}
    assert going.answer(
        "result.recorded", "Fri 31 Oct 2025", by, result="conference-reconvened", child="kit", **result
    )  # fmt: skip

    both = going.answer("result.recorded", "Fri 31 Oct 2025", by, result="status-quo", **result)

    assert isinstance(both, Refused)
