"""Urgent events on their way to whoever is on call: a real program is given each line."""

import json
import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reconvene.logs.alarms import Alarm
from reconvene.logs.events import Event
from reconvene.logs.lines import OneLine
from reconvene.logs.telling import SECURITY, tell
from tests.support.lines import kept_lines

KEEP = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read())"
WAIT = "import sys; open(sys.argv[1]).read()"


@contextmanager
def alarm(*program: str) -> Iterator[Alarm]:
    """Give a copy that sends its alarms to a program, as the settings would make it."""
    handler, logger = Alarm(program), logging.getLogger(SECURITY)
    handler.setFormatter(OneLine())
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)


@pytest.mark.assures("LOG-3")
def test_each_urgent_event_is_sent_on_once_and_no_other_is(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    with alarm(sys.executable, "-c", KEEP, str(inbox)) as handler:
        for event in (Event.SEAL_BROKEN, Event.SIGNED_IN, Event.RECORD_BROKEN):
            tell(event, reason="tried")
        handler.finish()

    sent = [json.loads(line) for line in inbox.read_text("utf-8").splitlines()]
    assert [line["event"] for line in sent] == ["seal.broken", "record.broken"]


@pytest.mark.parametrize(
    ("program", "why"),
    [((sys.executable, "-c", "raise SystemExit(3)"), "ended with 3"), (("/nowhere",), "NotFound")],
)
def test_that_an_alarm_was_not_sent_on_is_a_line_itself(program: tuple[str, ...], why: str) -> None:
    with kept_lines() as kept, alarm(*program) as handler:
        tell(Event.SEAL_BROKEN)
        handler.finish()

    assert [line["says"] for line in kept.said if why in line.get("says", "")] != []


def test_what_comes_too_fast_stands_in_the_log_only() -> None:
    with kept_lines() as kept, alarm(sys.executable, "-c", "") as handler:
        handler.lines.maxsize = 1
        handler._sender = threading.current_thread()  # which takes none of them
        tell(Event.SEAL_BROKEN)
        tell(Event.SEAL_BROKEN)

    assert [line for line in kept.said if "wait already" in line.get("says", "")] != []


def test_a_process_ends_though_a_program_does_not_take_its_alarm() -> None:
    with kept_lines() as kept, alarm(sys.executable, "-c", "") as handler:
        handler._sender = threading.current_thread()  # which takes none of them
        tell(Event.SEAL_BROKEN)
        handler.finish(patience=0.01)

    assert [line for line in kept.said if "were not sent on when" in line.get("says", "")] != []


def test_the_alarm_that_a_program_does_not_end_with_is_counted_too(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with kept_lines() as kept, alarm(sys.executable, "-c", WAIT, str(pipe)) as handler:
        tell(Event.SEAL_BROKEN)
        with pipe.open("w"):  # once the program has it
            handler.finish(patience=0.01)
        handler.finish()

    (said,) = [line for line in kept.said if "were not sent on when" in line.get("says", "")]
    assert said["says"].endswith(": 1.")


def test_a_copy_of_a_process_leaves_to_it_what_was_to_be_sent(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    with alarm(sys.executable, "-c", KEEP, str(inbox)) as handler:
        handler._sender = threading.current_thread()  # so that the line waits
        tell(Event.SEAL_BROKEN, reason="before")
        if (child := os.fork()) == 0:  # pragma: no cover  a process of its own
            try:
                tell(Event.SEAL_BROKEN, reason="child")
                handler.finish()
            finally:
                os._exit(0)
        os.waitpid(child, 0)

    sent = [json.loads(line) for line in inbox.read_text("utf-8").splitlines()]
    assert [line["reason"] for line in sent] == ["child"]


def test_a_copy_that_names_no_program_sends_nothing() -> None:
    with alarm() as handler:
        tell(Event.SEAL_BROKEN)

    assert handler.lines.empty()
