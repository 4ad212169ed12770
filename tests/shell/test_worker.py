"""The worker that sends: what it does with faults, when it ends, and what it asks before it begins."""

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from reconvene.jobs import sending
from reconvene.jobs.management.commands import send
from reconvene.outbox.carrier import Answer, Came, NotReached, Parcel, Sought
from reconvene.outbox.folder import Folder
from tests.support.notify import SENDER, notify_stand_in
from tests.support.post_office import post_office

PARCEL = Parcel("one", "letters@office.example", "ewa@mail.example", b"Here.\r\n")
BEGAN = datetime(2025, 4, 24, 12, tzinfo=UTC)
SOUGHT = Sought("one", "", "", timedelta())


class Ended(Event):
    """Is told to end after so many pauses, and keeps how long each was to be."""

    def __init__(self, pauses: int) -> None:
        super().__init__()
        self.left, self.pauses = pauses, list[float]()

    def wait(self, timeout: float | None = None) -> bool:
        self.pauses.append(timeout or 0)
        if len(self.pauses) == self.left:
            self.set()
        return self.is_set()


@pytest.mark.django_db
def test_goes_on_after_any_fault_with_pauses_that_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Any] = [LookupError, LookupError, None, LookupError]

    def send_next(*_: Any) -> None:
        answer = answers.pop(0)
        if answer is not None:
            raise answer

    monkeypatch.setattr(sending, "send_next", send_next)
    monkeypatch.setattr("reconvene.jobs.working.connection.close", lambda: None)
    ended = Ended(4)
    sending.go_on_sending(Folder(Path()), ended)

    assert ended.pauses == [4, 8, 2, 4]
    assert answers == []


class Knows(Folder):
    """A carrier that knows what was delivered."""

    knows_delivery = True


@pytest.mark.assures("JB-4")
def test_asks_every_two_minutes_what_was_delivered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[datetime] = []
    monkeypatch.setattr(sending, "ask_what_was_delivered", lambda _, now: asked.append(now))
    monkeypatch.setattr("reconvene.jobs.working.connection.close", lambda: None)
    ended = Ended(3)
    with time_machine.travel(BEGAN, tick=False):
        sending.go_on_asking(Knows(tmp_path), ended)

    assert asked == [BEGAN] * 3
    assert ended.pauses == [120.0] * 3


@pytest.mark.assures("JB-4")
def test_no_letter_waits_until_it_is_told_what_was_delivered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ended, asked, sent = Event(), Event(), Event()

    def asks(*_: Any) -> int:
        asked.set()
        if not sent.wait(10):
            ended.set()
        return 0

    def sends(*_: Any) -> None:
        if asked.wait(10):
            sent.set()
        ended.set()

    monkeypatch.setattr(sending, "ask_what_was_delivered", asks)
    monkeypatch.setattr(sending, "send_next", sends)
    monkeypatch.setattr("reconvene.jobs.working.connection.close", lambda: None)
    sending.send_and_ask(Knows(tmp_path), ended)

    assert sent.is_set()


def test_asks_nothing_of_whoever_does_not_know_what_was_delivered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    threads: list[Any] = []
    monkeypatch.setattr(sending, "beside", lambda *said: threads.append(said))
    monkeypatch.setattr(sending, "go_on_sending", lambda *_: None)
    sending.send_and_ask(Folder(tmp_path), Event())

    assert threads == []


def test_tells_once_that_it_cannot_be_asked_until_it_can_and_goes_on_after_any_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    away = NotReached("not-reached")
    answers: list[Any] = [away, away, NotReached("busy"), LookupError(), None, away, away]

    def asks(*_: Any) -> int:
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        return 0

    monkeypatch.setattr(sending, "ask_what_was_delivered", asks)
    monkeypatch.setattr("reconvene.jobs.working.connection.close", lambda: None)
    with caplog.at_level(logging.INFO, "reconvene.security"):
        sending.go_on_asking(Knows(tmp_path), Ended(7))

    told = [one.said["reason"] for one in caplog.records if one.msg == "mail.not-reached"]  # type: ignore[attr-defined]
    assert told == ["not-reached", "busy", "not-reached"]


def test_ends_between_two_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    ended, seen_to = Event(), list[int]()

    def send_next(*_: Any) -> object:
        seen_to.append(1)
        ended.set()
        return object()

    monkeypatch.setattr(sending, "send_next", send_next)

    assert sending.send_all(Folder(Path()), ended) == 1
    assert seen_to == [1]


@pytest.mark.django_db
class TestTheCommand:
    def test_says_how_many_it_saw_to(self, settings: Settings, tmp_path: Path) -> None:
        settings.CARRIER, settings.FIT_TO_SERVE = Folder(tmp_path), "builtins.dict"
        said = StringIO()
        call_command("send", "--once", stdout=said)

        assert said.getvalue() == "Letters seen to: 0.\n"

    def test_says_how_many_were_not_delivered(
        self, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.CARRIER, settings.FIT_TO_SERVE = Folder(tmp_path), "builtins.dict"
        monkeypatch.setattr(f"{send.__name__}.ask_what_was_delivered", lambda *_: 2)
        said = StringIO()
        call_command("send", "--once", stdout=said)

        assert "Letters found not to have been delivered: 2.\n" in said.getvalue()

    def test_says_that_what_was_delivered_cannot_be_asked(
        self, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.CARRIER, settings.FIT_TO_SERVE = Folder(tmp_path), "builtins.dict"

        def away(*_: Any) -> int:
            raise NotReached("not-reached")

        monkeypatch.setattr(f"{send.__name__}.ask_what_was_delivered", away)
        with pytest.raises(CommandError, match="the mail service could not be reached"):
            call_command("send", "--once", stdout=StringIO())

    def test_sends_nothing_without_a_mail_server(self, settings: Settings) -> None:
        settings.CARRIER = None

        with pytest.raises(CommandError, match="nothing carries email"):
            call_command("send", "--once")

    def test_sends_nothing_from_a_copy_that_may_not_serve(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.FIT_TO_SERVE = "tests.shell.test_worker.unfit"
        asked: list[int] = []
        monkeypatch.setattr(sending, "send_next", lambda *_: asked.append(1))

        with pytest.raises(PermissionError):
            call_command("send", "--once")
        assert asked == []

    def test_asks_what_a_server_asks(self, settings: Settings) -> None:
        assert settings.FIT_TO_SERVE == "reconvene.config.starting.demand_fit_to_serve"


class TestTryingIt:
    """The command that asks what carries email whether a letter could go, and sends none."""

    def tried(self, settings: Settings, carrier: Any) -> str:
        settings.CARRIER, settings.MAIL_FROM = carrier, SENDER
        said = StringIO()
        call_command("try_mail", stdout=said)
        return said.getvalue()

    def test_says_that_one_could(self, settings: Settings, tmp_path: Path) -> None:
        with notify_stand_in(tmp_path) as notify:
            said = self.tried(settings, notify.carrier)
            assert notify.taken == []
        assert said == "A letter could go by email now.\n"
        with post_office() as office:
            assert self.tried(settings, office.server) == said
        assert office.taken == []

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"subject": "Your complaint"}, "says something of its own"),
            ({"body": "((text))"}, "has no place for them"),
        ],
        ids=str,
    )
    def test_says_what_is_amiss_with_the_message(
        self, settings: Settings, tmp_path: Path, changed: dict[str, str], says: str
    ) -> None:
        with notify_stand_in(tmp_path) as notify:
            notify.template.update(changed)
            with pytest.raises(CommandError, match=says):
                self.tried(settings, notify.carrier)

    def test_says_that_it_would_come_from_another_address(
        self, settings: Settings, tmp_path: Path
    ) -> None:
        with notify_stand_in(tmp_path) as notify:
            notify.from_email = "child.protection@notify.example"
            with pytest.raises(CommandError, match="from another address than it has"):
                self.tried(settings, notify.carrier)

    def test_says_where_files_cannot_be_sent(self, settings: Settings, tmp_path: Path) -> None:
        with notify_stand_in(tmp_path) as notify:
            notify.says["rehearse"] = 400
            with pytest.raises(CommandError, match="did not take the message"):
                self.tried(settings, notify.carrier)

    def test_says_where_nothing_carries_email(self, settings: Settings) -> None:
        with pytest.raises(CommandError, match="RECONVENE_MAIL is not set"):
            self.tried(settings, None)


def unfit() -> None:
    raise PermissionError


class TestAFolder:
    def test_keeps_each_message_once(self, tmp_path: Path) -> None:
        folder = Folder(tmp_path / "mail")
        assert folder.has(SOUGHT) is False
        for _ in range(2):
            with folder.opened() as line:
                assert line.hand_over(PARCEL, lambda: True) == Came(Answer.TAKEN)

        assert folder.has(SOUGHT) is True
        assert folder.has(replace(SOUGHT, by=folder.known_as)) is True
        assert folder.has(replace(SOUGHT, by="another")) is None
        assert [one.read_bytes() for one in (tmp_path / "mail").iterdir()] == [PARCEL.content]

    def test_that_cannot_be_made_lets_nobody_in(self, tmp_path: Path) -> None:
        (tmp_path / "mail").write_text("a file")

        with pytest.raises(NotReached), Folder(tmp_path / "mail").opened():
            pass

    def test_that_went_away_has_nothing(self, tmp_path: Path) -> None:
        folder = Folder(tmp_path / "mail")
        with folder.opened() as line:
            (tmp_path / "mail").rmdir()
            assert line.hand_over(PARCEL, lambda: True) == Came(Answer.LATER, "not-reached")
            assert line.hand_over(PARCEL, lambda: False) == Came(Answer.LATER, "too-slow")
