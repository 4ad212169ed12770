"""A line of the log: one line, whatever went into it, and never what people wrote."""

import json
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconvene.logs.about import answering
from reconvene.logs.events import Event
from reconvene.logs.lines import LONGEST, OneLine
from reconvene.logs.telling import tell
from tests.support.depth import tried
from tests.support.lines import kept_lines

NASTY = [
    "\r\n", "\x1b[2J\x1b[31m", '{"event":"record.broken"}', '"}\n{"level":"critical"}',
    "\u2028\u2029\x85\x0b\x0c", "\x00\x07", "a" * 1_000_000, "\U0001f9ff" * 5000, "\ud800",
]  # fmt: skip
NASTY_TEXT = st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=200))
WRITTEN = "never ring the house 4f9c2a"


def record(name: str, message: object, *args: object, fault: bool = False) -> logging.LogRecord:
    found = sys.exc_info() if fault else None
    return logging.LogRecord(name, logging.ERROR, __file__, 7, message, args, found)


def failing(depth: int, text: str) -> None:
    secret = WRITTEN + text  # a local of every frame, as a case's words would be
    if depth:
        failing(depth - 1, text)
    try:
        int(secret)
    except ValueError as first:
        raise RuntimeError(text) from first


@pytest.mark.assures("LOG-2")
@tried(60, deeply=2000)
@given(text=NASTY_TEXT, depth=st.integers(0, 60))
def test_whatever_goes_in_one_line_comes_out_that_nobody_forged(text: str, depth: int) -> None:
    try:
        failing(depth, text)
    except RuntimeError:
        lines = [
            OneLine().format(record("reconvene.x", "The fault of %s", text, fault=True)),
            OneLine().format(record("reconvene.x", text)),
            OneLine().format(record("some.library", text, fault=True)),
        ]

    for line in lines:
        assert line.isascii()
        assert line.isprintable()
        assert len(line) <= LONGEST
        assert {"at", "level", "from"} <= json.loads(line).keys()
        assert json.loads(line)["level"] == "error"


@pytest.mark.assures("LOG-1", "CR-6")
@tried(60, deeply=2000)
@given(text=st.text(min_size=1, max_size=50))
def test_a_fault_is_told_by_kind_and_place_without_words_and_values(text: str) -> None:
    try:
        failing(3, WRITTEN + text)
    except RuntimeError:
        line = OneLine().format(record("django.request", WRITTEN, fault=True))

    said = json.loads(line)
    assert said["fault"] == "builtins.RuntimeError"
    assert said["passed"][-1].endswith(" failing")
    assert WRITTEN not in line


@pytest.mark.assures("LOG-1")
@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("Not Found: %s", (f"/cases/{WRITTEN}",)),
        (f"Invalid HTTP_HOST header: {WRITTEN}", ()),
        (ValueError(WRITTEN), ()),
    ],
)
def test_what_a_library_says_is_left_out(message: object, args: tuple[object, ...]) -> None:
    said = json.loads(OneLine().format(record("a.library", message, *args)))

    assert said.keys() == {"at", "level", "from", "place"}
    assert said["place"] == "test_lines:7"


def test_a_line_says_which_request_it_belongs_to_and_who_made_it() -> None:
    with kept_lines() as kept, answering("4f9c", lambda: "k3d8"):
        tell(Event.LIMIT_HIT, reason="sign-in")
        tell(Event.LIMIT_HIT, reason="sign-in", actor="somebody-else")
    with kept_lines() as after:
        tell(Event.LIMIT_HIT, reason="sign-in")

    first, second = kept.events
    assert (first["request"], first["actor"], first["reason"]) == ("4f9c", "k3d8", "sign-in")
    assert second["actor"] == "somebody-else"
    assert after.events[0].keys() == {"at", "level", "from", "event", "reason"}


@pytest.mark.assures("LOG-2")
@tried(60, deeply=2000)
@given(text=st.text(alphabet=st.characters(exclude_characters="")).filter(lambda text: text != ""))
def test_only_codes_get_into_the_line_of_an_event(text: str) -> None:
    with kept_lines() as kept:
        tell(Event.ACCESS_REFUSED, reason=text, case=f"{text} of Ewa", count=3)

    (said,) = kept.events
    assert said["case"] == "left-out"
    assert said["reason"] in (text, "left-out")
    assert said["count"] == 3
