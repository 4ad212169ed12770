"""The worker that sends: what it does with faults, when it ends, and what it asks before it begins."""

from io import StringIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from reconvene.jobs import sending
from reconvene.outbox.carrier import Answer, Came, NotReached, Parcel
from reconvene.outbox.folder import Folder

PARCEL = Parcel("one", "letters@office.example", "ewa@mail.example", b"Here.\r\n")


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
    monkeypatch.setattr("reconvene.jobs.sending.connection.close", lambda: None)
    ended = Ended(4)
    sending.go_on_sending(Folder(Path()), ended)

    assert ended.pauses == [4, 8, 2, 4]
    assert answers == []


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

    def test_sends_nothing_without_a_mail_server(self, settings: Settings) -> None:
        settings.CARRIER = None

        with pytest.raises(CommandError, match="this copy has no mail server"):
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


def unfit() -> None:
    raise PermissionError


class TestAFolder:
    def test_keeps_each_message_once(self, tmp_path: Path) -> None:
        folder = Folder(tmp_path / "mail")
        assert folder.has("one") is False
        for _ in range(2):
            with folder.opened() as line:
                assert line.hand_over(PARCEL) == Came(Answer.TAKEN)

        assert folder.has("one") is True
        assert [one.read_bytes() for one in (tmp_path / "mail").iterdir()] == [PARCEL.content]

    def test_that_cannot_be_made_lets_nobody_in(self, tmp_path: Path) -> None:
        (tmp_path / "mail").write_text("a file")

        with pytest.raises(NotReached), Folder(tmp_path / "mail").opened():
            pass

    def test_that_went_away_has_nothing(self, tmp_path: Path) -> None:
        folder = Folder(tmp_path / "mail")
        with folder.opened() as line:
            (tmp_path / "mail").rmdir()
            assert line.hand_over(PARCEL) == Came(Answer.LATER, "not-reached")
