"""What is to be learnt from a case, from the panel's words to the agency's answer."""

from typing import Any

import pytest

from reconvene.core.duties.learning import learning
from tests.support.core.acts import put
from tests.support.core.cast import BEA, CARYS, INGRID, PIOTR
from tests.support.core.roads import SITTING
from tests.support.days import day
from tests.support.given import Act, Story, act, given

ALL = (INGRID, CARYS, PIOTR)
TO_HEALTH = put(
    "learning-points", ALL, details={"agency": "health", "text": "Send reports in time."}
)
REMEDY = put("procedures-not-followed", ALL, details={"remedy": "Give families the reports."})


def told(text: str = "Send reports in time.", **more: Any) -> Act:
    return act(
        "concern.communicated", on="Mon 18 Aug 2025", by=INGRID, agency="health",
        to={"id": "director", "name": "Dilys"}, text=text, **more,
    )  # fmt: skip


ANSWERED = act(
    "learning.acknowledged", on="Mon 1 Sep 2025", agency="health", does="A new form.",
    named={"by": "Dilys"},
)  # fmt: skip
# by whom it is recorded stands apart from who answered
ANSWERED_BY_BEA = Act(kind=ANSWERED.kind, data=ANSWERED.data, on=ANSWERED.on, by=BEA)


def learnt(story: Story) -> list[tuple[str, str, str, bool]]:
    ctx = story.context()
    return [
        (one.kind, one.agency, one.text, one.is_acknowledged)
        for one in learning(ctx.case, ctx.duties)
    ]


@pytest.mark.clauses("SP 5.9.f", "SP 5.8")
def test_a_learning_point_goes_from_the_panel_to_the_agency_and_comes_back_answered() -> None:
    put_ = given(*SITTING, TO_HEALTH)
    sent = put_.and_then(told(theme="reports"))
    done = sent.and_then(ANSWERED_BY_BEA)

    (new,), (out,), (back,) = (
        learning(one.context().case, one.context().duties) for one in (put_, sent, done)
    )
    assert (new.told, new.theme, new.chased_on, new.is_acknowledged) == (None, "", None, False)
    assert (out.theme, out.chased_on, out.is_acknowledged) == (
        "reports",
        day("Tue 16 Sep 2025"),
        False,
    )
    assert out.told is not None
    assert (out.told.to.name, out.told.on) == ("Dilys", day("Mon 18 Aug 2025"))
    assert (back.chased_on, back.is_acknowledged) == (None, True)
    assert back.told is not None
    assert (back.told.by, back.told.does) == ("Dilys", "A new form.")


@pytest.mark.clauses("SP 5.8", "SP 5.9.h")
def test_what_is_told_beside_a_learning_point_stands_alone() -> None:
    story = given(*SITTING, TO_HEALTH, told(), told("And keep to them."))

    assert learnt(story) == [
        ("learning point", "health", "Send reports in time.", False),
        ("concern", "health", "And keep to them.", False),
    ]


def test_a_recommendation_of_the_panel_is_nobodys_in_particular() -> None:
    assert learnt(given(*SITTING, REMEDY)) == [
        ("recommendation", "", "Give families the reports.", False)
    ]


def test_what_says_nothing_of_practice_is_not_learning() -> None:
    assert not learnt(given(*SITTING, put("support-decision", ALL)))


def test_an_answer_is_to_all_that_was_told_and_not_answered_before() -> None:
    story = given(*SITTING, TO_HEALTH, told(), ANSWERED_BY_BEA, told("Something else."))

    assert [one[-1] for one in learnt(story)] == [True, False]


@pytest.mark.clauses("SP 5.9.f")
def test_a_later_answer_leaves_what_was_answered_before() -> None:
    later = act(
        "learning.acknowledged", on="Mon 15 Sep 2025", agency="health", does="A new list.",
        named={"by": "Hal"},
    )  # fmt: skip
    again = Act(
        kind="concern.communicated", data=told("And keep to them.").data, on=day("Mon 8 Sep 2025"),
        by=INGRID,
    )  # fmt: skip

    story = given(
        *SITTING, TO_HEALTH, told(), ANSWERED_BY_BEA, again,
        Act(kind=later.kind, data=later.data, on=later.on, by=BEA),
    )  # fmt: skip

    concerns = story.context().case.concerns
    assert [(one.by, one.does) for one in concerns] == [
        ("Dilys", "A new form."), ("Hal", "A new list."),
    ]  # fmt: skip
