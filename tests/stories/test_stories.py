"""Every shipped story, told against the core; and proof that a wrong one is found out."""

from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from reconvene.core.workdays import CalendarHistory
from reconvene.library.calendar_files import read_calendar_history
from reconvene.library.procedure_files import procedure
from reconvene.stories.reading import read_story
from reconvene.stories.story import Story
from reconvene.stories.telling import Telling, tell


@pytest.fixture(scope="module")
def days() -> CalendarHistory:
    return read_calendar_history("england")


def told(story: Story, days: CalendarHistory) -> Telling:
    return tell(story, procedure(story.procedure), days)


ROOT = Path(str(files("reconvene.library"))) / "stories"
STORIES = {
    path.relative_to(ROOT).with_suffix("").as_posix(): read_story(
        path.read_text(encoding="utf-8"), path.name
    )
    for path in sorted(ROOT.rglob("*.yaml"))
}


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(story, id=name, marks=pytest.mark.clauses(*story.shows))
        for name, story in STORIES.items()
    ],
)
def test_a_story_holds(story: Story, days: CalendarHistory) -> None:
    telling = told(story, days)

    assert [
        f"line {one.step.line}: {failure}" for one in telling.told for failure in one.failures
    ] == []


EASTER = STORIES["sp-cpc/easter"]


def spoilt(**changes: object) -> Story:
    """The Easter story with other expectations of its first step."""
    first = EASTER.steps[0]
    assert first.expected is not None
    wrong = replace(first, expected=replace(first.expected, **changes))  # type: ignore[arg-type]
    return replace(EASTER, steps=(wrong, *EASTER.steps[1:]))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"owed": {"acknowledge": None}}, "acknowledge: expected owed by none stated"),
        ({"targets": {"acknowledge": EASTER.steps[0].on}}, "acknowledge: expected local target"),
        ({"met": ("acknowledge",)}, "acknowledge: expected met"),
        ({"met_late": ("acknowledge",)}, "acknowledge: expected met late"),
        ({"overdue": ("acknowledge",)}, "acknowledge: expected overdue"),
        ({"not_owed": ("acknowledge",)}, "acknowledge: expected no longer owed"),
        ({"not_determined": {"acknowledge": "hour"}}, "acknowledge: expected to need hour"),
        ({"only_owed": ("acknowledge",)}, "expected only ['acknowledge'] owed"),
        ({"owed": {"acknowlege": None}}, "the procedure has no duty called acknowlege"),
        ({"may": {"ask-for-stage-2": None}}, "ask-for-stage-2: expected open until"),
        ({"lapsed": ("ask-for-stage-2",)}, "ask-for-stage-2: expected lapsed"),
        ({"can": (("point.answered", "stage-1"),)}, "point.answered stage-1: expected open"),
        ({"cannot": (("point.added", None, ""),)}, "point.added : expected not open"),
        (
            {"cannot": (("case.closed", None, "duty-open"),)},
            "case.closed : expected duty-open, found point-unanswered",
        ),
        ({"points": {"A": "stage-2"}}, "point A: expected stage-2, found stage-1"),
        ({"points": {"B": "stage-1"}}, "point B: expected stage-1, found unknown"),
        ({"reviewed_on": EASTER.steps[0].on}, "expected reviewed on Tue 22 Apr 2025"),
    ],
)
def test_a_wrong_expectation_is_found_out(
    changes: dict[str, object], says: str, days: CalendarHistory
) -> None:
    failures = told(spoilt(**changes), days).told[0].failures

    assert any(failure.startswith(says) for failure in failures), failures


def only(failures: tuple[str, ...]) -> str:
    (failure,) = failures
    return failure


def test_an_act_that_is_refused_unexpectedly_fails_its_step(days: CalendarHistory) -> None:
    letters = [step for step in EASTER.steps if step.details.get("letter") == "stage-1-outcome"]
    too_soon = replace(letters[-1], expected=None)
    story = replace(EASTER, steps=(EASTER.steps[0], too_soon))

    assert only(told(story, days).told[1].failures).startswith(
        "letter.sent was refused: point-unanswered (SP 3.8"
    )


def test_an_act_that_should_have_been_refused_fails_its_step(days: CalendarHistory) -> None:
    story = replace(
        EASTER, steps=(replace(EASTER.steps[0], refused=("unknown", ""), expected=None),)
    )

    assert only(told(story, days).told[0].failures) == (
        "expected to be refused (unknown), but it was allowed"
    )


@pytest.mark.parametrize("refused", [("unknown", ""), ("", "SP 9.9")])
def test_a_refusal_on_another_ground_or_clause_fails_its_step(
    refused: tuple[str, str], days: CalendarHistory
) -> None:
    at = next(i for i, step in enumerate(EASTER.steps) if step.refused)
    wrong = replace(EASTER.steps[at], refused=refused)
    story = replace(EASTER, steps=(*EASTER.steps[:at], wrong))

    assert only(told(story, days).told[-1].failures).startswith("expected to be refused as")


def test_a_warning_that_does_not_come_fails_its_step(days: CalendarHistory) -> None:
    story = replace(EASTER, steps=(replace(EASTER.steps[0], warned=("complaint-late",)),))

    assert "expected the warning complaint-late, found []" in told(story, days).told[0].failures


def test_details_that_cannot_be_read_fail_their_step(days: CalendarHistory) -> None:
    story = replace(EASTER, steps=(replace(EASTER.steps[0], details={}, expected=None),))

    assert "could not be read" in only(told(story, days).told[0].failures)


def test_a_story_can_be_told_up_to_a_day(days: CalendarHistory) -> None:
    until = EASTER.steps[0].on + timedelta(days=1)
    telling = tell(EASTER, procedure(EASTER.procedure), days, until=until)

    assert telling.today == until
    assert all(one.step.on <= until for one in telling.told)
    assert telling.holds
