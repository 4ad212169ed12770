"""Keeping, holding and erasing as somebody does it at a terminal, with what they are told."""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command, get_commands

from reconvene.desk.retention import approve
from reconvene.erasure.holding import open_holds
from reconvene.erasure.models import Erasure, Hold, State
from reconvene.people.models import Person
from tests.support.desk import Desk
from tests.support.erasing import LONG_AFTER, WEEK, closed, damage, overseers
from tests.support.lines import kept_lines

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Desk:
    settings.ERASURES = tmp_path / "book.jsonl"
    call_command("make_erasures_book")
    set_clock(monkeypatch, LONG_AFTER)
    here = Desk.at()
    overseers(here)
    return here


def set_clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def approved(reference: str) -> None:
    """Have two people approve, as they do on the page."""
    for name in ("iris.partnership", "ivo.partnership"):
        approve(Person.objects.get(username=name), reference, LONG_AFTER)


@pytest.mark.assures("PR-3")
def test_nobody_gives_leave_in_the_name_of_somebody_else() -> None:
    theirs = {"approve_erasure", "lift_hold"}
    assert not theirs & set(get_commands())


def test_a_case_goes_all_the_way(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    case = closed(desk, name="Petra Hollow")

    call_command("propose_erasures", "--by", "iris.partnership")
    assert not Erasure.objects.exists()
    call_command("propose_erasures", "--by", "iris.partnership", "--propose")
    approved(case.reference)
    call_command("erase")
    set_clock(monkeypatch, LONG_AFTER + WEEK)
    call_command("erase")
    call_command("certificate", case.reference, "--by", "iris.partnership")
    paper = tmp_path / "certificate.txt"
    call_command("certificate", case.reference, "--by", "iris.partnership", "--to", str(paper))

    said = capsys.readouterr().out
    assert f"{case.reference}  kept until Thursday 24 April 2031  by default/complaint" in said
    assert "Proposed: 1." in said
    assert "Two people approve each, signed in as themselves." in said
    assert "Sealed off: 1. Keys destroyed: 0." in said
    assert "Sealed off: 0. Keys destroyed: 1." in said
    assert "Run `manage.py rotate_keys` by Friday 30 May 2031" in said
    assert "After Friday 6 June 2031 at the latest no copy" in said
    assert paper.read_text("utf-8") in said
    assert "Hollow" not in said
    with pytest.raises(CommandError, match="there is a file of that name"):
        call_command("certificate", case.reference, "--by", "iris.partnership", "--to", str(paper))


@pytest.mark.assures("PR-3")
@pytest.mark.parametrize("sealed_off_before", [True, False])
def test_one_case_that_does_not_open_holds_up_no_other(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    sealed_off_before: bool,
) -> None:
    damaged, sound = closed(desk), closed(desk)
    call_command("propose_erasures", "--by", "iris.partnership", "--propose")
    for case in (damaged, sound):
        approved(case.reference)
    if not sealed_off_before:
        damage(damaged.case_id)
        with pytest.raises(CommandError, match=f"does not open: {damaged.reference}. Everything"):
            call_command("erase")
        assert "Sealed off: 1." in capsys.readouterr().out
    else:
        call_command("erase")
        damage(damaged.case_id)

    set_clock(monkeypatch, LONG_AFTER + WEEK)
    with (
        kept_lines() as lines,
        pytest.raises(CommandError, match=f"does not open: {damaged.reference}. Everything"),
    ):
        call_command("erase")

    assert "Keys destroyed: 1." in capsys.readouterr().out
    told = [one for one in lines.events if one.get("reason") == "not-erased"]
    assert [one["case"] for one in told] == [damaged.case_id]
    left = State.SEALED_OFF if sealed_off_before else State.APPROVED
    assert dict(Erasure.objects.values_list("case_id", "state")) == {
        damaged.case_id: left,
        sound.case_id: State.DESTROYED,
    }


def test_what_is_certified_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = closed(desk)
    call_command("propose_erasures", "--propose", "--by", "iris.partnership")
    approved(case.reference)
    call_command("erase")
    set_clock(monkeypatch, LONG_AFTER + WEEK)
    call_command("erase")
    Erasure.objects.update(epochs="1-of-the-time")

    call_command("erase")

    assert f"{case.reference}: no copy opens it any more" in capsys.readouterr().out
    assert Erasure.objects.get().state == State.CERTIFIED


def test_a_case_is_held(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    case = closed(desk)
    why = ["--for", "court", "--why", "A claim", "--review", "2031-10-01"]

    call_command("hold", case.reference, *why, "--by", "iris.partnership")
    call_command("propose_erasures", "--by", "ivo.partnership", "--propose")
    hold = Hold.objects.get()

    said = capsys.readouterr().out
    assert f"{case.reference} is held. Two people lift it" in said
    assert "by default/complaint  held" in said
    assert f"Hold {hold.id}: {case.reference}  A court case  look again by" in said
    assert "Proposed: 0." in said
    assert "A claim" not in said
    assert open_holds("partnership") == [hold]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("hold", ["SP-1999-0001", "--for", "own", "--why", "x", "--review", "2040-01-01"]),
        ("certificate", ["SP-2025-0001"]),
    ],
)
def test_what_may_not_be_done_is_refused_in_words(
    command: str, words: list[str], desk: Desk
) -> None:
    closed(desk)

    with pytest.raises(CommandError, match=r"(No hold|There is no).*: .*\. .*"):
        call_command(command, *words, "--by", "iris.partnership")
    with pytest.raises(CommandError, match="nobody who works here signs in by that name"):
        call_command(command, *words, "--by", "nobody")


def test_what_does_not_open_is_named_to_those_for_whom_it_is(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = closed(desk)
    damage(damaged.case_id)

    call_command("propose_erasures", "--by", "iris.partnership", "--propose")
    said = capsys.readouterr().out
    call_command("propose_erasures", "--by", "ben.partnership")

    assert "Kept long enough: 0." in said
    assert f"{damaged.reference}  does not open, kept until Thursday 24 April 2031" in said
    assert damaged.reference not in capsys.readouterr().out
