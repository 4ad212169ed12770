"""Who looked is witnessed: whoever owns the database and makes its whole chain anew is found out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copy

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from reconvene.access_log.chain import BEFORE_THE_FIRST, body, link
from reconvene.access_log.guards import put_up, take_down
from reconvene.access_log.reading import Read, Relation, Sight
from reconvene.access_log.verifying import broken, newest
from reconvene.access_log.writing import write
from reconvene.desk.witnessing import beside, looks_differing
from reconvene.jobs.management.commands.restore import of_looks
from reconvene.witness import verifier
from reconvene.witness.starting import demand_witnessed
from tests.support.lines import kept_lines
from tests.support.witness import Witness, stranger

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AU-4")]

NOON = datetime(2025, 4, 22, 12, tzinfo=UTC)
LOOK = Read(
    reader="ben", authority="partnership", at=NOON, sight=Sight.CASE, relation=Relation.OWES,
    case_id="4f7k3pq2xw9ab",
)  # fmt: skip
_COLUMNS = "reader, authority, at, sight, purpose, relation, outcome, case_id, entry, about"


@pytest.fixture
def witness(tmp_path: Path, settings: LazySettings) -> Witness:
    """Give a witness who has seen four looks of Ben's, in two turns, and one of Amina's."""
    witness = Witness.at(tmp_path)
    settings.CHECKPOINT_KEY, settings.WITNESS = witness.key, witness.log
    for turn in range(2):
        look(hours=2 * turn)
        look(hours=2 * turn + 1)
        checkpoint(witness)
    look(reader="amina", hours=5)
    checkpoint(witness)
    return witness


def look(reader: str = "ben", hours: int = 0) -> None:
    write(replace(LOOK, reader=reader, at=NOON + timedelta(hours=hours)))


def checkpoint(witness: Witness) -> None:
    call_command("checkpoint", "--to", str(witness.log))


def made_anew(change: str) -> None:
    """As whoever owns the database: change looks, and make the chain of every reader anew."""
    take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(change)
        cursor.execute(f"SELECT number, {_COLUMNS} FROM access_log_read ORDER BY reader, number")  # noqa: S608  own columns
        of, before = "", BEFORE_THE_FIRST
        for number, *kept in cursor.fetchall():
            of, before = kept[0], before if kept[0] == of else BEFORE_THE_FIRST
            before = link(before, number, body(kept))
            cursor.execute(
                "UPDATE access_log_read SET link = %s WHERE reader = %s AND number = %s",
                (before, of, number),
            )
    put_up(connection)


def seen(witness: Witness) -> list[tuple[str, int]]:
    """Return whose looks are not what was witnessed, and from which number on."""
    return [(one.reader, one.since) for one in looks_differing(witness.log)]


@pytest.mark.parametrize(
    ("change", "since"),
    [
        ("UPDATE access_log_read SET case_id = 'another' WHERE reader = 'ben' AND number = 2", 1),
        ("UPDATE access_log_read SET case_id = 'another' WHERE reader = 'ben' AND number = 3", 3),
        ("DELETE FROM access_log_read WHERE reader = 'ben' AND number = 4", 3),
        ("DELETE FROM access_log_read WHERE reader = 'ben'", 1),
    ],
)
def test_looks_made_anew_as_a_whole_are_found_and_whose_they_are(
    change: str, since: int, witness: Witness
) -> None:
    assert seen(witness) == []
    made_anew(change)
    look(hours=7)

    assert list(broken()) == []
    assert seen(witness) == [("ben", since)]
    for command in (["verify_access_log"], ["checkpoint", "--to", str(witness.log)]):
        with (
            kept_lines() as kept,
            pytest.raises(CommandError, match=f"looks of ben: .* from number {since} on"),
        ):
            call_command(*command)
        assert [(one["event"], one["reason"]) for one in kept.events] == [
            ("witness.differs", "looks")
        ]


def test_looks_that_only_grow_differ_in_nothing_and_a_stranger_can_check_their_log(
    witness: Witness, capsys: pytest.CaptureFixture[str]
) -> None:
    look(hours=8)
    look(reader="carys", hours=9)
    assert seen(witness) == []
    call_command("verify_access_log")
    assert "No log" not in capsys.readouterr().err
    checkpoint(witness)
    assert "Of looks: 8. Readers: 3." in capsys.readouterr().out

    kept = str(witness.folder / "kept-looks")
    said = stranger("check", str(beside(witness.log)), "--kept", kept)
    assert said.stdout.startswith("Sound. Lines: 8. Cases: 3.")
    look(hours=10)
    checkpoint(witness)
    assert stranger("check", str(beside(witness.log)), "--kept", kept).returncode == 0


def test_a_log_of_looks_made_anew_is_refused_by_whoever_kept_a_checkpoint(witness: Witness) -> None:
    kept = str(witness.folder / "kept-looks")
    assert stranger("check", str(beside(witness.log)), "--kept", kept).returncode == 0
    made_anew("UPDATE access_log_read SET case_id = 'another' WHERE number = 1")
    for path in beside(witness.log).iterdir():
        path.unlink()
    checkpoint(witness)

    assert seen(witness) == []
    said = stranger("check", str(beside(witness.log)), "--kept", kept)
    assert said.stderr.startswith("Refused: the log is empty, rewritten or cut")


def test_after_a_restore_that_lost_looks_alone_another_log_follows_and_goes_on(
    witness: Witness, tmp_path: Path
) -> None:
    made_anew("DELETE FROM access_log_read WHERE reader = 'ben' AND number = 4")
    assert [one.is_older for one in looks_differing(witness.log)] == [True]
    assert not demand_witnessed(witness.log)
    look(hours=7)
    with pytest.raises(CommandError, match="begin a log in another folder with --after"):
        checkpoint(witness)

    another = tmp_path / "another"
    call_command("checkpoint", "--to", str(another), "--after", str(witness.log))
    look(hours=8)
    call_command("checkpoint", "--to", str(another))

    call_command("verify_access_log", "--log", str(another))
    first, old = (min(beside(each).glob("*1.checkpoint")) for each in (another, witness.log))
    follows = [each.read_text("utf-8").split("\n")[3] for each in (first, old)]
    assert follows[0] != follows[1]


@pytest.mark.parametrize(
    ("change", "is_older"),
    [
        ("DELETE FROM access_log_read WHERE reader = 'ben'", True),
        ("DELETE FROM access_log_read WHERE reader = 'ben' AND number > 2", True),
        ("DELETE FROM access_log_read WHERE reader = 'ben' AND number = 2", False),
        ("UPDATE access_log_read SET case_id = 'x' WHERE reader = 'ben' AND number = 4", False),
    ],
)
def test_looks_that_were_changed_are_not_taken_for_an_older_copy(
    change: str, is_older: bool, witness: Witness
) -> None:
    made_anew(change)

    assert [one.is_older for one in looks_differing(witness.log)] == [is_older]
    with kept_lines() as kept:
        said = of_looks(witness.log)
    assert ("begin another" in said) is is_older
    assert len([one for one in kept.events if one["event"] == "witness.differs"]) == (not is_older)


def test_a_log_of_looks_that_does_not_hold_together_is_refused_in_words(witness: Witness) -> None:
    entries = min(beside(witness.log).glob("*.entries"))
    entries.write_text(entries.read_text("ascii").replace(" 1 ", " 2 ", 1), "ascii")

    with pytest.raises(CommandError, match="The log of who looked is not sound"):
        call_command("verify_access_log")
    with pytest.raises(CommandError, match="Who looked"):
        checkpoint(witness)


@pytest.mark.parametrize("is_there", [True, False], ids=["without looks", "not there"])
def test_a_log_that_is_named_and_is_not_there_is_not_taken_for_an_empty_one(
    is_there: bool, witness: Witness, tmp_path: Path
) -> None:
    made_anew("UPDATE access_log_read SET case_id = 'another' WHERE number = 1")
    named = tmp_path / "copied"
    if is_there:
        named.mkdir()
        for path in witness.log.glob("*.*"):
            copy(path, named)
        verifier.read_log(named)  # the record's is whole

    with pytest.raises(CommandError, match=f"the log is empty.* It lies in {beside(named)}:"):
        call_command("verify_access_log", "--log", str(named))


def test_nothing_that_anybody_looked_at_is_in_the_log(witness: Witness) -> None:
    files = [each.read_text("utf-8") for each in beside(witness.log).iterdir()]

    assert not any(LOOK.case_id in each for each in files)
    assert any(newest()[0].link.hex() in each for each in files)
