"""A story file read: whatever is wrong with it is said with its line, and nothing is overlooked."""

import re
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from reconvene.core.workdays import CalendarExhausted, CalendarHistory
from reconvene.library.calendar_files import read_calendar_history
from reconvene.library.procedure_files import ProcedureUnknown, procedure
from reconvene.stories.reading import read_story
from reconvene.stories.story import Expected, StoryUnreadable
from reconvene.stories.telling import tell
from reconvene.stories.words import in_words
from tests.support.depth import tried
from tests.support.tree import ROOT

HEAD = """\
story: Short
procedure: sp-cpc/1
people: {ben: {role: complaints-officer}}
conference: {held_on: Thu 10 Apr 2025, kind: initial, children: [{id: kit}]}
complainant: {name: Ewa Example, capacity: parent}
happenings:
  - on: Fri 11 Apr 2025
    by: ben
    complaint.received: {points: [{id: A, words: Nobody told us., matter: process}]}
"""
LOOK = "  - on: Mon 14 Apr 2025\n"


def faults(text: str) -> list[str]:
    with pytest.raises(StoryUnreadable) as found:
        read_story(text)
    return [str(fault) for fault in found.value.faults]


def then(words: str) -> str:
    """Return a story whose last step, on line 10, says on line 11 what must then be so."""
    return f"{HEAD}{LOOK}    then: {words}\n"


def expected(words: str) -> Expected:
    step = read_story(then(words)).steps[-1]
    assert step.expected is not None
    return step.expected


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("nonsense", "'then' is a mapping of what must be so"),
        ("[owed]", "'then' is a mapping of what must be so"),
        ("", "'then' is a mapping of what must be so"),
        ("{owed: [acknowledge]}", "'owed' is a mapping"),
        ("{owed: 5}", "'owed' is a mapping"),
        ("{owed: }", "'owed' is a mapping"),
        ("{owed: {acknowledge: [a]}}", "The day could not be read"),
        ("{owed: {acknowledge: 2025-04-16 10:00:00}}", "The day could not be read"),
        ("{targets: {acknowledge: none stated}}", "The day could not be read"),
        ("{met: {acknowledge: x}}", "'met' is one word, or a list of words"),
        ("{met: [[acknowledge]]}", "'met' is one word, or a list of words"),
        ("{met: }", "'met' is one word, or a list of words"),
        ("{points: [A]}", "'points' is a mapping"),
        ("{points: {A: [stage-1]}}", "say of 'A' one thing"),
        ("{not_determined: [A]}", "'not_determined' is a mapping"),
        ("{can: 5}", "'can' is a list"),
        ("{can: [5]}", "write one act, such as {letter.sent: stage-1-outcome}"),
        ("{can: [{a: b, c: d}]}", "write one act"),
        ("{can: [{case.closed: , ground: duty-open}]}", "write one act"),
        ("{can: case.close}", "there is no act 'case.close', did you mean 'case.closed'?"),
        ("{cannot: [{ground: unknown}]}", "write one act, such as {letter.sent: stage-1-outcome, "),
        ("{cannot: [{letter.sent: [a]}]}", "'letter.sent' is a word"),
        ("{reviewed: soon}", "The day could not be read"),
    ],
)
def test_an_expectation_that_cannot_be_read_is_a_fault(words: str, fault: str) -> None:
    (said,) = faults(then(words))

    assert said.startswith(f"line 11: {fault}")


def test_one_act_may_stand_alone() -> None:
    assert expected("{can: case.closed}").can == (("case.closed", None),)
    assert expected("{can: {letter.sent: acknowledgement}}").can == (
        ("letter.sent", "acknowledgement"),
    )
    assert expected("{cannot: case.closed}").cannot == (("case.closed", None, ""),)
    assert expected("{cannot: {case.closed: , ground: duty-open}}").cannot == (
        ("case.closed", None, "duty-open"),
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("on: Fri 11 Apr 2025", "on: Fri 11 Apr 2025 25:99", "line 7: there is no such time of"),
        ("on: Fri 11 Apr 2025", "on: 5", "line 7: The day could not be read: found '5'"),
        ("by: ben", "by: [ben]", "line 8: 'by' is a word or a sentence"),
        ("by: ben", "by: ben\n    warned: {a: b}", "line 9: 'warned' is one word, or a list"),
        ("by: ben", "by: ben\n    refused: 5", "line 9: write refused as a ground, or"),
        ("by: ben", "by: ben\n    refused: {why: x}", "line 9: unknown key 'why'"),
        ("{ben: {role: complaints-officer}}", "[ben]", "line 3: 'people' is a mapping"),
        ("{ben: {role: complaints-officer}}", "ben", "line 3: 'people' is a mapping"),
        ("{role: complaints-officer}", "officer", "line 3: say of ben at least the role"),
        ("story: Short", "story: [Short]", "line 1: 'story' is a word or a sentence"),
        ("story: Short", "story: Short\nshows: 5", "line 2: 'shows' is one word, or a list"),
        ("{name: Ewa Example, capacity: parent}", "Ewa", "line 5: 'complainant' is a mapping"),
        ("{points: ", "[points, ", "line 9: this is not YAML"),
        ("kind: initial", "kind: 2025-02-30", "line 1: a value cannot be read"),
        ("Thu 10 Apr 2025", "Mon 10 Apr 2025", "line 4: The day could not be used"),
    ],
)
def test_whatever_else_is_odd_is_said_with_its_line(old: str, new: str, fault: str) -> None:
    assert old in HEAD

    assert faults(HEAD.replace(old, new, 1))[0].startswith(fault)


@pytest.mark.parametrize("odd", ["5", "abc", "{a: b}", ""])
def test_happenings_are_a_list(odd: str) -> None:
    text = HEAD[: HEAD.index("happenings:")] + f"happenings: {odd}\n"

    assert faults(text) == ["line 6: 'happenings' is a list"]


def test_each_happening_is_a_mapping() -> None:
    assert faults(f"{HEAD}  - soon\n") == [
        "line 10: each happening is a mapping that begins with 'on:'"
    ]


@pytest.mark.parametrize("key", ["refused", "warned"])
def test_where_nothing_happens_nothing_can_be_refused(key: str) -> None:
    (said,) = faults(f"{HEAD}{LOOK}    {key}: unknown\n")

    assert said == f"line 11: nothing happens here that could be {key}"


def test_a_part_that_holds_itself_is_not_followed() -> None:
    assert faults(f"{HEAD}{LOOK}    complaint.received: &b {{points: [*b]}}\n") == [
        "line 11: 'b' would hold itself; write this out in full"
    ]


def test_a_part_may_stand_in_several_places() -> None:
    looks = "  - {on: Mon 14 Apr 2025, then: &same {points: {A: stage-1}}}\n"
    again = "  - {on: Tue 15 Apr 2025, then: *same}\n"

    first, second = read_story(f"{HEAD}{looks}{again}").steps[1:]

    assert first.expected == second.expected
    assert second.expected is not None
    assert second.expected.points == {"A": "stage-1"}


def test_brackets_within_brackets_without_end_are_a_fault() -> None:
    assert "a value cannot be read" in faults(f"story: {'[' * 600}{']' * 600}\n")[0]


ODD = st.sampled_from(
    [
        *("", "x", "@x", "none stated", "Thu 10 Apr 2025", "2025-04-10", "9999-12-31"),
        *("2025-02-30", "2025-04-10 10:00:00", "Thu 10 Apr 2025 25:00", "1" * 5000, ".inf"),
        *("0", "-1", "true", "~", "[]", "[x]", "[[x]]", "{}", "{x: y}", "{x: {y: z}}", "[{id: x}]"),
        *("{? [a, b] : c}", "!!set {a, b}", "!odd x", "!!binary aGk=", '"\\0"', "{<<: {x: y}}"),
    ]
)


@pytest.fixture(scope="module")
def days() -> CalendarHistory:
    return read_calendar_history("england")


@pytest.fixture(scope="module")
def easter() -> str:
    """The first steps of a shipped story: enough for an entry of many kinds, and quickly told."""
    path = ROOT / "src/reconvene/library/stories/sp-cpc/easter.yaml"
    whole = path.read_text(encoding="utf-8")
    ends = [found.start() for found in re.finditer(r"^  - ", whole, re.MULTILINE)]
    return whole[: ends[8]]


@tried(usually=25, deeply=2000)
@given(data=st.data())
def test_whatever_is_put_in_any_place_is_told_or_explained(
    easter: str, days: CalendarHistory, data: st.DataObject
) -> None:
    plain = YAML(typ="safe", pure=True).load(easter)
    place: Any = plain
    while True:
        steps = list(place) if isinstance(place, dict) else list(range(len(place)))
        step = data.draw(st.sampled_from(steps))
        is_home = isinstance(place[step], dict | list) and bool(place[step])
        if not is_home or data.draw(st.integers(0, 3)) == 0:
            break
        place = place[step]
    place[step] = "PUT HERE"
    written = StringIO()
    YAML(typ="safe", pure=True).dump(plain, written)
    text = written.getvalue().replace("PUT HERE", data.draw(ODD))

    try:
        story = read_story(text)
        telling = tell(story, procedure(story.procedure), days)
    except (StoryUnreadable, ProcedureUnknown, CalendarExhausted) as fault:
        said = [str(fault)]
    else:
        said = in_words(telling)
    assert any(said)
