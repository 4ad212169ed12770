"""A back-up from before an erasure brings the case back: it is not served until that is undone."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection

from reconvene.desk import erasing, retention
from reconvene.desk.look import CaseUnknown, load
from reconvene.erasure.book import Book, BookUnusable
from reconvene.erasure.holding import Wanted
from reconvene.erasure.models import Erasure, Hold, HoldKind, KeptFigure, State
from reconvene.erasure.replaying import BookBehind, BookMissing, ErasuresUndone, demand_replayed
from reconvene.ledger import guards
from reconvene.ledger.chain import BEFORE_THE_FIRST, link
from reconvene.ledger.verifying import verify
from reconvene.sealing.models import StoredKey
from reconvene.sealing.rotation import rotate
from reconvene.witness.heads import load_entries, load_heads
from reconvene.witness.starting import NotAsWitnessed, Recovery, demand_witnessed
from reconvene.worklist.models import WorkRow
from tests.support.brought_back import brought_back
from tests.support.desk import Desk
from tests.support.erasing import (
    LONG_AFTER,
    WEEK,
    Copy,
    Eraser,
    closed,
    desk,
    eraser,
    keys_of_our_own,
)
from tests.support.lines import kept_lines
from tests.support.tree import ROOT
from tests.support.witness import Witness

__all__ = ["desk", "eraser", "keys_of_our_own"]


@pytest.mark.assures("PR-2")
def test_a_restored_copy_is_not_served_until_what_was_erased_is_erased_again(
    desk: Desk, eraser: Eraser, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ERASURES = eraser.path
    gone, there = closed(desk, words="token-zqx"), closed(desk)
    with brought_back():
        eraser.erased(gone.reference)
        demand_replayed(eraser.path)
        figures = erasing.figures_of(desk.people["ben"].authority)
    assert len(load(desk.people["ben"], gone.case_id, LONG_AFTER.date()).events) == 5

    with pytest.raises(ErasuresUndone, match="should not: 1"):
        demand_replayed(eraser.path)
    call_command("replay_erasures")

    demand_replayed(eraser.path)
    assert "Erased again: 1" in capsys.readouterr().out
    assert b"token-zqx" not in Copy.taken().opened()
    with pytest.raises(CaseUnknown):
        load(desk.people["ben"], gone.case_id, LONG_AFTER.date())
    assert len(load(desk.people["ben"], there.case_id, LONG_AFTER.date()).events) == 5
    assert erasing.figures_of(desk.people["ben"].authority) == figures
    assert len(eraser.book.lines()) == 1
    assert eraser.carry_out(LONG_AFTER).certified == ()
    rotate(settle=lambda: None)
    assert eraser.carry_out(LONG_AFTER).certified == (gone.reference,)
    with connection.cursor() as cursor:
        assert verify(cursor) == ()


def test_a_server_refuses_a_copy_that_was_restored_in_words(
    desk: Desk, eraser: Eraser, tmp_path: Path, settings: LazySettings
) -> None:
    gone = closed(desk)
    with brought_back():
        eraser.erased(gone.reference)

    from tests.support.processes import address

    said = subprocess.run(
        [sys.executable, "-c", "import reconvene.config.wsgi"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "reconvene.config.settings",
            "RECONVENE_DEMO": "1",
            "RECONVENE_VAR": str(tmp_path / "var"),
            "RECONVENE_KEY_FILE": str(settings.KEY_FILE),
            "RECONVENE_ERASURES": str(eraser.path),
            "RECONVENE_DATABASE_URL": address(),
        },
        check=False,
        capture_output=True,
        text=True,
    )

    assert said.returncode != 0
    assert "Run `manage.py replay_erasures` first" in said.stderr


def test_a_case_whose_keys_are_destroyed_alarms_nobody_as_it_is_erased_again(
    desk: Desk, eraser: Eraser
) -> None:
    gone = closed(desk)
    with brought_back():
        eraser.erased(gone.reference)
    StoredKey.objects.filter(case_id=gone.case_id).update(epoch="2020-01")

    with kept_lines() as kept:
        assert erasing.replay_erasures(eraser.path, LONG_AFTER) == 1

    assert [one["event"] for one in kept.events] == ["case.erased"]
    assert "counted in no figure" in str(kept.said)
    assert not KeptFigure.objects.exists()


@pytest.mark.assures("AU-1", "PR-2")
def test_a_recovery_declared_for_a_copy_from_before_an_erasure_stands_once_it_is_made_anew(
    desk: Desk, eraser: Eraser, tmp_path: Path
) -> None:
    gone, lost = closed(desk), desk.open()
    witness = Witness.at(tmp_path)
    with brought_back():
        eraser.erased(gone.reference)
        desk.live(lost.case_id, 1)
        witness.checkpoint()
    declared = Recovery(refused(witness).mark, "The disk burnt; A and B.")
    assert demand_witnessed(witness.log, declared)

    erasing.replay_erasures(eraser.path, LONG_AFTER)

    assert demand_witnessed(witness.log, declared)
    assert f"{gone.case_id}, entry 6: entry-missing" in " ".join(witness.problems())
    desk.live(lost.case_id, 2)
    assert refused(witness, declared).mark == ""


@pytest.mark.assures("AU-1")
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_entry SET actor = 'x' WHERE case_id = %s AND number = 2",
        "UPDATE ledger_entry SET kind = 'x' WHERE case_id = %s AND number = 6",
        "UPDATE ledger_entry SET sealed = 'x' WHERE case_id = %s AND number = 3",
        "UPDATE ledger_case SET length = 7 WHERE id = %s",
    ],
    ids=["another changed", "another at its end", "another not blank", "another end"],
)
def test_an_erasure_made_anew_excuses_nothing_else_in_its_case(
    change: str, desk: Desk, eraser: Eraser, tmp_path: Path
) -> None:
    gone = closed(desk)
    witness = Witness.at(tmp_path)
    with brought_back():
        eraser.erased(gone.reference)
        witness.checkpoint()
    erasing.replay_erasures(eraser.path, LONG_AFTER)
    assert refused(witness).mark

    guards.take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(change, (gone.case_id,))
    linked_anew(gone.case_id)

    assert refused(witness).mark == ""


def linked_anew(case_id: str) -> None:
    """As whoever owns the database: compute every link of a case anew, and its end."""
    with connection.cursor() as cursor:
        head = next(one for one in load_heads(cursor) if one.case == case_id)
        before = BEFORE_THE_FIRST
        for one in load_entries(cursor, head):
            before = link(before, one.header, one.commitment)
            cursor.execute(
                "UPDATE ledger_entry SET link = %s WHERE case_id = %s AND number = %s",
                (before, case_id, one.header.number),
            )
        cursor.execute("UPDATE ledger_case SET link = %s WHERE id = %s", (before, case_id))


def refused(witness: Witness, recovery: Recovery | None = None) -> NotAsWitnessed:
    """Return why a server does not start."""
    with pytest.raises(NotAsWitnessed) as found:
        demand_witnessed(witness.log, recovery or Recovery("", ""))
    return found.value


def test_a_hold_that_only_the_restored_copy_still_knows_does_not_keep_it(
    desk: Desk, eraser: Eraser
) -> None:
    gone = closed(desk)
    held = retention.hold(
        eraser.first,
        gone.reference,
        Wanted(HoldKind.POLICE, "Asked by telephone", LONG_AFTER.date() + WEEK),
        LONG_AFTER,
    )
    with brought_back():
        retention.lift_hold(eraser.first, held.id, "It ended", LONG_AFTER)
        retention.lift_hold(eraser.second, held.id, "It ended", LONG_AFTER)
        eraser.erased(gone.reference)

    assert erasing.replay_erasures(eraser.path, LONG_AFTER) == 1
    assert Hold.objects.get().lifted_by == eraser.second.id


def test_one_whose_keys_went_with_their_epoch_is_erased_all_the_same(
    desk: Desk, eraser: Eraser
) -> None:
    gone = closed(desk)
    with brought_back():
        eraser.erased(gone.reference)
        rotate(settle=lambda: None)

    assert erasing.replay_erasures(eraser.path, LONG_AFTER) == 1
    assert not KeptFigure.objects.exists()
    assert not StoredKey.objects.exclude(compartment="stub").exists()


@pytest.mark.assures("PR-2")
def test_one_erased_again_stays_closed_to_whom_a_wall_shut_out(desk: Desk, eraser: Eraser) -> None:
    gone = closed(desk)
    shut = WorkRow.objects.filter(case_id=gone.case_id, shelf="shut")
    walled = sorted(shut.values_list("owner", flat=True).distinct())
    with brought_back():
        eraser.erased(gone.reference)

    assert erasing.replay_erasures(eraser.path, LONG_AFTER) == 1

    erasure = Erasure.objects.get()
    assert walled
    assert erasure.shut_out == " ".join(walled)
    assert not erasure.shuts_out(desk.people["ben"].id)


def test_a_case_of_the_book_that_a_copy_never_had_is_passed_over(
    desk: Desk, eraser: Eraser
) -> None:
    with brought_back():
        eraser.erased(closed(desk).reference)

    demand_replayed(eraser.path)
    assert erasing.replay_erasures(eraser.path, LONG_AFTER) == 0


@pytest.mark.assures("PR-2")
def test_without_its_book_no_copy_is_served_whether_or_not_it_knows_of_an_erasure(
    desk: Desk, eraser: Eraser
) -> None:
    gone = closed(desk)
    with brought_back():
        eraser.erased(gone.reference)
        eraser.path.rename(eraser.path.with_name("lost"))
        with pytest.raises(BookUnusable, match="it is not there"):
            demand_replayed(eraser.path)

    with pytest.raises(BookUnusable, match="it is not there"):
        demand_replayed(eraser.path)
    with pytest.raises(BookUnusable, match="it is not there"):
        erasing.carry_out(eraser.path, LONG_AFTER)
    with pytest.raises(BookMissing):
        demand_replayed(None)


@pytest.mark.assures("PR-2")
def test_a_book_older_than_the_database_is_refused(desk: Desk, eraser: Eraser) -> None:
    first, second = closed(desk), closed(desk)
    eraser.erased(first.reference)
    eraser.erased(second.reference, now=LONG_AFTER + WEEK)
    whole = eraser.path.read_bytes()

    eraser.path.write_bytes(b"")
    with pytest.raises(BookBehind, match="made here: 2"):
        demand_replayed(eraser.path)
    eraser.path.write_bytes(whole.splitlines(keepends=True)[0])
    demand_replayed(eraser.path)  # as a run leaves it that was killed before the line of the last

    Erasure.objects.filter(case_id=second.case_id).update(destroyed_at=LONG_AFTER)
    with pytest.raises(BookBehind, match="made here: 1"):
        demand_replayed(eraser.path)


def test_a_book_is_made_once_with_what_was_erased_here(
    desk: Desk, eraser: Eraser, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    eraser.erased(closed(desk).reference)
    settings.ERASURES = eraser.path
    whole = eraser.path.read_bytes()

    with pytest.raises(CommandError, match=r"No book was made.*at .* already\. It stays as it is"):
        call_command("make_erasures_book")
    eraser.path.unlink()
    call_command("make_erasures_book")

    assert eraser.path.read_bytes() == whole
    assert "begun, with 1 cases" in capsys.readouterr().out
    settings.ERASURES = None
    with pytest.raises(CommandError, match="RECONVENE_ERASURES is not set"):
        call_command("make_erasures_book")


def test_a_book_that_lacks_an_erasure_is_told_of_and_mended(
    desk: Desk, eraser: Eraser, caplog: pytest.LogCaptureFixture
) -> None:
    eraser.erased(closed(desk).reference)
    (line,) = eraser.book.lines()
    eraser.path.write_bytes(b"")

    demand_replayed(eraser.path)

    assert "the book of erasures lacks the newest" in caplog.text
    assert erasing.replay_erasures(eraser.path, LONG_AFTER) == 0
    assert eraser.book.lines() == (line,)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (b'"rule":"default', b'"rule":"another', "line 2 was changed or cut"),
        (b'"number":1', b'"number":3', "line 1 is missing"),
        (b'{"authority"', b'["authority"', "line 1 is unreadable"),
    ],
)
def test_a_book_that_was_changed_is_refused(
    before: bytes, after: bytes, found: str, desk: Desk, eraser: Eraser
) -> None:
    eraser.erased(closed(desk).reference, closed(desk).reference)
    eraser.path.write_bytes(eraser.path.read_bytes().replace(before, after, 1))

    with pytest.raises(BookUnusable, match=found):
        demand_replayed(eraser.path)


@pytest.mark.parametrize("letters", [3, 3000], ids=["shorter than a line", "longer than a line"])
def test_half_a_line_that_a_crash_left_does_not_count_and_is_written_over(
    letters: int, desk: Desk, eraser: Eraser
) -> None:
    first, second = closed(desk), closed(desk)
    eraser.erased(first.reference)
    sound = eraser.path.read_bytes()
    eraser.path.write_bytes(sound + b'{"authority":"' + letters * b"p")
    assert len(eraser.book.lines()) == 1

    eraser.erased(second.reference)

    assert [line.reference for line in eraser.book.lines()] == [first.reference, second.reference]
    assert eraser.path.read_bytes().count(b"p" * letters) == 0
    assert eraser.path.read_bytes().endswith(b"}\n")
    assert eraser.path.stat().st_mode & 0o077 == 0


def test_nothing_is_erased_where_there_is_no_book(
    desk: Desk, eraser: Eraser, tmp_path: Path, settings: LazySettings
) -> None:
    case = closed(desk)
    eraser.approved(case.reference)
    settings.ERASURES = None

    with pytest.raises(CommandError, match="RECONVENE_ERASURES is not set"):
        call_command("erase")
    with pytest.raises(CommandError, match="RECONVENE_ERASURES is not set"):
        call_command("replay_erasures")
    with pytest.raises(BookUnusable, match="its folder is not there"):
        erasing.carry_out(tmp_path / "nowhere" / "book", LONG_AFTER)
    with pytest.raises(BookUnusable, match="it cannot be read"):
        erasing.carry_out(tmp_path, LONG_AFTER)
    (tmp_path / "link").symlink_to(eraser.path)
    with pytest.raises(BookUnusable, match="it cannot be written"):
        erasing.carry_out(tmp_path / "link", LONG_AFTER)
    with pytest.raises(BookUnusable, match="it cannot be written"):
        Book(Path("/proc/book")).begin()
    assert Erasure.objects.get().state == State.APPROVED
    assert eraser.carry_out(LONG_AFTER + timedelta(days=1)).sealed_off == 1
