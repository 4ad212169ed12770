"""Every command of ours, made to fail in turn: it says so plainly, and nothing of why."""

import re
from argparse import Action
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.db import OperationalError

from reconvene.jobs.running import run
from tests.support.lines import kept_lines

WRITTEN = 'INSERT INTO ledger_entry VALUES (7), "Text first, never ring the house"'
NEVER = (*WRITTEN.split(", "), "ledger_entry", "Traceback", ".py", "line ")
OURS = sorted(name for name, app in get_commands().items() if app.startswith("reconvene."))
DAY = "2030-01-31"


def words_of(command: BaseCommand) -> Iterator[str]:
    """Yield words that a command accepts: something for all that it must be told."""
    parser = command.create_parser("manage.py", "one")
    groups = [one._group_actions[0] for one in parser._mutually_exclusive_groups if one.required]
    for action in [*groups, *(one for one in parser._actions if one.required)]:
        yield from action.option_strings[:1]
        yield _something(action)


def _something(action: Action) -> str:
    if action.choices:
        return str(next(iter(action.choices)))
    return DAY if "date" in getattr(action.type, "__qualname__", "") else "7"


def said(name: str, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return everything that a command says that has to end with it."""
    with pytest.raises(SystemExit) as ended:
        run(["manage.py", name, *words])
    shown = capsys.readouterr()
    return f"{ended.value.code}{shown.out}{shown.err}"


def test_these_are_all_there_are() -> None:
    assert len(OURS) > 25


@pytest.fixture(autouse=True)
def _is_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the log as the tests have it; a command would set it up for a process of its own."""
    monkeypatch.setattr("django.setup", lambda: None)


@pytest.mark.django_db
@pytest.mark.assures("OUT-4")
@pytest.mark.parametrize("name", OURS)
def test_a_fault_is_a_number_and_nothing_of_the_fault(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = load_command_class(get_commands()[name], name)

    def fails(*_given: Any, **_named: Any) -> None:
        raise OperationalError(WRITTEN)

    monkeypatch.setattr(type(command), "handle", fails)
    with kept_lines() as kept:
        told = said(name, capsys, *words_of(command))

    number = re.search(r"the fault under ([0-9a-f]{16})\.", told)
    assert number, told
    (line,) = [one for one in kept.said if one.get("request") == number[1]]
    assert line["fault"] == "django.db.utils.OperationalError"
    for never in NEVER:
        assert never not in told
        assert never not in str({**line, "passed": ""})


class Named(ValueError):
    """A fault that somebody here named."""

    __module__ = "reconvene.tests"


def test_a_fault_that_we_named_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_given: Any, **_named: Any) -> None:
        raise Named("Nothing was done: the file is away. Bring it back.")

    monkeypatch.setattr("reconvene.jobs.management.commands.rebuild.Command.handle", fails)

    assert said("rebuild", capsys) == "Named: Nothing was done: the file is away. Bring it back."


def test_whoever_develops_is_told_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: Any, **_named: Any) -> None:
        raise OperationalError(WRITTEN)

    monkeypatch.setattr("reconvene.jobs.management.commands.rebuild.Command.handle", fails)

    with pytest.raises(OperationalError):
        run(["manage.py", "rebuild", "--traceback"])
