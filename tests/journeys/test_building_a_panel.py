"""A panel is built from the pool, one of it found barred and replaced; it sits, votes and closes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.journeys.three_stages.stage_3 import BARS
from tests.support.journeys import THE_SAME_ON_BOTH, Walk, the_whole_demo, walking

FAMILY = "Sinead Exampleby"
INGRID = "Ingrid Demo, Health (integrated care board)"
HEDDA, CARYS, TARIQ = "Hedda Demo, Education", "Carys Demo, Police", "Tariq Demo, NHS trust"
MINUTES = ["Somebody is there to take the minutes"]


@pytest.fixture
def plain_demo_walk(
    chromium: Browser, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Walk]:
    """Give somebody in the whole demo whose browser runs no scripts."""
    the_whole_demo(monkeypatch)
    yield from walking(chromium, live_server.url, has_scripts=False)


def test_a_panel_is_built_and_decides(demo_walk: Walk) -> None:
    given_that_bea_builds_it(demo_walk)
    when_somebody_who_was_at_the_conference_is_thought_of(demo_walk)
    when_somebody_else_takes_their_place(demo_walk)
    when_each_is_asked_and_appointed(demo_walk)
    when_it_sits(demo_walk)
    then_it_decides_and_rises(demo_walk)


@THE_SAME_ON_BOTH
def test_it_is_built_without_scripts(plain_demo_walk: Walk) -> None:
    given_that_bea_builds_it(plain_demo_walk)
    when_somebody_who_was_at_the_conference_is_thought_of(plain_demo_walk)
    when_somebody_else_takes_their_place(plain_demo_walk)
    when_each_is_asked_and_appointed(plain_demo_walk)


def given_that_bea_builds_it(walk: Walk) -> None:
    walk.family = FAMILY
    walk.become_on_the_case("Bea")
    walk.note_the_reference()
    walk.press("The panel’s own page")
    walk.press("Build the panel")
    walk.sees("This panel could not decide yet. Why:", "It still needs the chair.")


def when_somebody_who_was_at_the_conference_is_thought_of(walk: Walk) -> None:
    check(walk, chair=INGRID, member_1=HEDDA, member_2=CARYS)
    walk.sees(
        "This panel cannot be appointed like this. Why:",
        "Hedda Demo: The record shows that this is somebody who attended the conference.",
        "It still needs one more member.",
    )
    walk.look_again()


def when_somebody_else_takes_their_place(walk: Walk) -> None:
    check(walk, member_1=TARIQ, has_minutes=True)
    walk.sees(
        "This panel could decide, and nothing on record speaks against anybody on it.",
        "3 people have to be asked whether they are independent.",
        "Every seat that is needed is filled.",
    )


def check(walk: Walk, *, has_minutes: bool = False, **seats: str) -> None:
    """Choose people for seats, and have the panel checked."""
    labels = {"chair": "Chair", "member_1": "Member 1", "member_2": "Member 2"}
    walk.answer({labels[seat]: name for seat, name in seats.items()})
    walk.answer({"Minutes": MINUTES} if has_minutes else {})
    walk.press("Check this panel")


def when_each_is_asked_and_appointed(walk: Walk) -> None:
    for name in ("Ingrid Demo", "Carys Demo", "Tariq Demo"):
        appoint(walk, name)
    walk.sees(
        "This panel could decide, and everybody on it is independent.",
        "They said that nothing bars them",
    )


def appoint(walk: Walk, name: str) -> None:
    """Ask somebody what the procedure asks, and go on building."""
    walk.press(f"Ask and appoint {name}")
    walk.go_on_with({f"Is this somebody who {bar}?": "No" for bar in BARS})
    walk.confirm()
    walk.press("go on building it")
    walk.sees(name)


def when_it_sits(walk: Walk) -> None:
    walk.press("The panel’s own page")
    walk.sees("the panel cannot decide. Still missing:", "somebody to take the minutes")
    walk.press("Open a sitting")
    walk.go_on_with(
        {
            "Who is here?": [
                "Ingrid Demo, panel chair",
                "Carys Demo, member",
                "Tariq Demo, member",
            ],
            "Who takes the minutes?": "Mina Demo",
        }
    )
    walk.confirm()
    walk.press("Go to the panel")
    walk.sees("The people here can decide.")


def then_it_decides_and_rises(walk: Walk) -> None:
    walk.become_on_the_case("Ingrid")
    walk.press("The panel’s own page")
    decision = walk.page.get_by_role("link", name="Support the original conference decision")
    decision.first.click()
    walk.look()
    walk.go_on_with(
        {
            "How did Ingrid Demo vote?": "For",
            "How did Carys Demo vote?": "For",
            "How did Tariq Demo vote?": "Against",
        }
    )
    walk.confirm()
    walk.press("Go to the panel")
    walk.sees("carried, 2 for, 1 against")
    walk.press("Close the sitting")
    walk.go_on_with({})
    walk.confirm()
    walk.press("Go to the panel")
    walk.sees("The panel finished on Tuesday 24 November 2026.")
