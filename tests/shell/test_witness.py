"""A log of links kept elsewhere: made, checked by a stranger, and held against the database."""

import fcntl
import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection

from reconvene.ledger import guards
from reconvene.witness import verifier
from reconvene.witness.checkpointing import HistoryDiffers, _held, _write_once, checkpoint
from reconvene.witness.signing import SigningKeyUnusable, public_key
from reconvene.witness.starting import NotAsWitnessed, Recovery, demand_witnessed
from tests.support.desk import Desk
from tests.support.references import called
from tests.support.sp_life import STEPS
from tests.support.witness import NOW, Witness, stranger

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    """Three cases of one to five entries."""
    desk = Desk.at()
    for steps in (0, 2, 4):
        desk.live(desk.open().case_id, steps)
    return desk


@pytest.fixture
def witness(desk: Desk, tmp_path: Path) -> Witness:
    """The log of those cases, with one checkpoint that its witness has seen."""
    witness = Witness.at(tmp_path)
    witness.checkpoint()
    assert witness.check().returncode == 0
    return witness


def newest_case() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledger_case WHERE reference = %s", [called(3)])
        return str(cursor.fetchone()[0])


def cut(case_id: str, number: int) -> None:
    """Take the end of a case away as the owner of the database can: nothing inside it tells."""
    guards.take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM ledger_entry WHERE case_id = %s AND number > %s", (case_id, number)
        )
        cursor.execute(
            "UPDATE ledger_case SET length = %s, link = (SELECT link FROM ledger_entry "
            "WHERE case_id = %s AND number = %s) WHERE id = %s",
            (number, case_id, number, case_id),
        )
    guards.put_up(connection)


def test_a_log_that_grew_is_accepted_and_kept(desk: Desk, witness: Witness) -> None:
    before = (witness.folder / "kept").read_text()
    desk.live(desk.open().case_id, 3)
    made = witness.checkpoint()

    said = witness.check()

    assert said.stdout == (
        f"Sound. Lines: {made.size}. Cases: 4. As they were at 2025-11-21T12:00:00.000000Z.\n"
    )
    assert (witness.folder / "kept").read_text() != before
    assert (witness.folder / "kept").read_text() == witness.newest.read_text()


def test_a_checkpoint_with_nothing_new_still_says_so(witness: Witness) -> None:
    first = verifier.Checkpoint.read(witness.newest)
    again = witness.checkpoint()

    assert (again.size, again.root, again.heads) == (first.size, first.root, first.heads)
    assert again.before != first.before
    assert witness.check().returncode == 0


def test_the_signature_is_checked_against_the_key_that_is_known(
    witness: Witness, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    origin = verifier.Checkpoint.read(witness.newest).origin
    right = public_key(witness.key, origin)
    wrong = public_key(Witness.at(other).key, origin)
    (witness.folder / "kept").unlink()

    assert "is not signed with the key" in witness.check(key=wrong).stderr
    assert not (witness.folder / "kept").exists()
    assert witness.check(key=right).returncode == 0


def test_a_changed_text_is_not_what_was_signed(witness: Witness) -> None:
    key = public_key(witness.key, verifier.Checkpoint.read(witness.newest).origin)
    changed = witness.newest.read_text().replace("2025-11-21T12", "2025-11-21T13")
    witness.newest.write_text(changed)
    (witness.folder / "kept").unlink()

    assert "is not signed with the key" in witness.check(key=key).stderr


def test_a_key_that_others_may_read_does_not_sign(desk: Desk, tmp_path: Path) -> None:
    witness = Witness.at(tmp_path)
    witness.key.chmod(0o644)

    with pytest.raises(SigningKeyUnusable, match="can be read by others"):
        witness.checkpoint()
    witness.key.unlink()
    with pytest.raises(SigningKeyUnusable, match="is not there"):
        witness.checkpoint()
    witness.key.write_text("nothing")
    witness.key.chmod(0o600)
    with pytest.raises(SigningKeyUnusable, match="is no key"):
        witness.checkpoint()
    assert not list(witness.log.glob("*.checkpoint"))


def test_what_was_never_finished_is_passed_over(desk: Desk, witness: Witness) -> None:
    (witness.log / "00000002.entries").write_text("half a li")
    desk.open()
    witness.checkpoint()

    assert witness.newest.name == "00000003.checkpoint"
    assert witness.check().returncode == 0


# AU-2: the owner of the database, with our code and the signing key


@pytest.mark.assures("AU-2")
def test_no_checkpoint_is_made_of_a_database_that_lost_its_newest_entry(
    witness: Witness,
) -> None:
    case_id = newest_case()
    cut(case_id, 4)

    with pytest.raises(HistoryDiffers, match=f"case {case_id}, entry 5: entry-missing"):
        witness.checkpoint()


@pytest.mark.assures("AU-2")
def test_the_witness_refuses_a_log_made_anew_without_the_newest_entry(
    witness: Witness, desk: Desk
) -> None:
    cut(newest_case(), 4)
    shutil.rmtree(witness.log)
    witness.checkpoint()

    said = witness.check()

    assert (said.returncode, said.stdout) == (1, "")
    assert "rewritten or cut" in said.stderr


@pytest.mark.assures("AU-2")
def test_the_witness_refuses_a_log_made_anew_and_longer(witness: Witness, desk: Desk) -> None:
    origin = verifier.Checkpoint.read(witness.newest).origin
    cut(newest_case(), 4)
    for _ in range(3):
        desk.open()
    forged = witness.log.with_name("forged")
    shutil.move(witness.log, forged)
    made = witness.checkpoint()
    witness.newest.write_text(made.text.replace(made.origin, origin) + "\n")

    assert "rewritten or cut" in witness.check().stderr


@pytest.mark.assures("AU-2")
def test_the_witness_refuses_a_log_whose_newest_checkpoint_was_taken_away(
    witness: Witness, desk: Desk
) -> None:
    desk.open()
    witness.checkpoint()
    assert witness.check().returncode == 0
    witness.newest.unlink()

    assert "rewritten or cut" in witness.check().stderr


@pytest.mark.parametrize("line", range(8))
def test_a_line_taken_out_of_the_log_is_found(line: int, witness: Witness) -> None:
    entries = witness.newest.with_suffix(".entries")
    lines = entries.read_text().splitlines(keepends=True)
    assert len(lines) == 12
    entries.write_text("".join([*lines[:line], *lines[line + 1 :]]))

    assert witness.check().returncode == 1


def test_a_case_given_a_second_history_in_the_log_is_found(witness: Witness) -> None:
    """Its tree may be right: no tree forbids to log the same entry twice."""
    log = verifier.read_log(witness.log)
    case_id = min(log.cases)

    with pytest.raises(verifier.Refused, match="has it twice"):
        log.take(f"{case_id} {log.cases[case_id].number} {'00' * 32} {'00' * 32}")


FORGED = {
    "the number of cases": ("cases 3", "cases 4", "was not made of these cases"),
    "the tree of cases": ("cases 3 ", "cases 3 AAAA", "was not made of these cases"),
    "the number of lines": ("\n13\n", "\n14\n", "was not made of these entries"),
    "what went before": ("before ", "before AAAA", "does not follow the one before"),
    "whose log it is": ("reconvene/", "elsewhere/", "does not follow the one before"),
}


@pytest.mark.parametrize(("old", "new", "said"), FORGED.values(), ids=FORGED)
def test_a_checkpoint_that_does_not_fit_its_log_is_refused(
    old: str, new: str, said: str, witness: Witness, desk: Desk
) -> None:
    desk.act(newest_case(), STEPS[4])
    witness.checkpoint()
    text = witness.newest.read_text()
    assert old in text
    witness.newest.write_text(text.replace(old, new, 1))

    assert said in witness.check().stderr


def test_a_file_of_the_log_is_written_once(tmp_path: Path) -> None:
    _write_once(tmp_path / "one", ["first"])

    with pytest.raises(FileExistsError):
        _write_once(tmp_path / "one", ["second"])
    assert (tmp_path / "one").read_text() == "first\n"
    assert list(tmp_path.iterdir()) == [tmp_path / "one"]


def test_two_checkpoints_are_never_made_at_once(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as another:
        with _held(tmp_path), pytest.raises(BlockingIOError):
            fcntl.flock(another, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(another, fcntl.LOCK_EX | fcntl.LOCK_NB)


# A record given away


def test_a_record_is_what_the_checkpoint_saw(desk: Desk, witness: Witness) -> None:
    desk.open()  # since then

    said = stranger("verify", str(witness.record()), "--checkpoint", str(witness.newest))

    assert said.stdout.startswith("Sound. Entries: 10. Cases: 4, as they were at 2025")


def test_a_single_case_can_be_shown_by_itself(desk: Desk, witness: Witness) -> None:
    case_id = newest_case()
    desk.act(case_id, STEPS[4])  # since then

    said = stranger("verify", str(witness.record(case_id)), "--checkpoint", str(witness.newest))

    assert said.stdout.startswith("Sound. Entries: 6. Cases: 1, as they were at 2025")


def test_a_case_opened_since_is_not_passed_off_as_witnessed(desk: Desk, witness: Witness) -> None:
    record = str(witness.record(desk.open().case_id))

    assert stranger("verify", record).returncode == 0
    said = stranger("verify", record, "--checkpoint", str(witness.newest))
    assert "the checkpoint does not know the case" in said.stderr


def test_a_record_without_its_end_is_refused_even_where_all_of_it_holds_together(
    witness: Witness,
) -> None:
    case_id = newest_case()
    path = witness.record(case_id)
    first, head, *entries = path.read_text().splitlines()
    shorter = {**json.loads(head), "length": 4, "link": json.loads(entries[3])["link"]}
    path.write_text("\n".join([first, json.dumps(shorter), *entries[:4], ""]))

    assert stranger("verify", str(path)).returncode == 0  # nothing inside it tells
    said = stranger("verify", str(path), "--checkpoint", str(witness.newest))
    assert said.returncode == 1


def test_a_record_of_all_cases_that_lacks_one_is_refused(witness: Witness) -> None:
    path = witness.record()
    case_id = newest_case()
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if f'"case":"{case_id}"' not in line))

    assert stranger("verify", str(path)).returncode == 0
    said = stranger("verify", str(path), "--checkpoint", str(witness.newest))
    assert "2 of the checkpoint's 3 cases are here" in said.stderr


FIELDS = [name for name in verifier.HEADER if name != "case"]  # a line of another case is apart


@pytest.mark.parametrize("field", [*FIELDS, "request", "body", "commitment", "link"])
def test_a_changed_field_of_a_record_is_named(field: str, witness: Witness) -> None:
    case_id = newest_case()
    path = witness.record(case_id)
    lines = path.read_text().splitlines()
    entry = json.loads(lines[4])
    old = entry[field]
    changed = old + 1 if isinstance(old, int) else ("0" if (old or "1")[0] != "0" else "1") * 2
    lines[4] = json.dumps({**entry, field: changed})
    path.write_text("\n".join([*lines, ""]))

    said = stranger("verify", str(path))

    assert f"case {case_id}, entry 3: it is not what was written" in said.stderr


def test_a_case_given_away_twice_is_refused(witness: Witness) -> None:
    path = witness.record()
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([lines[0], *lines[1:], *lines[1:]]))

    assert "here twice" in stranger("verify", str(path)).stderr


@pytest.mark.parametrize("field", ["reference", "year", "serial", "opened_at"])
def test_a_case_under_another_name_is_not_what_the_checkpoint_saw(
    field: str, witness: Witness
) -> None:
    path = witness.record(newest_case())
    first, head, *entries = path.read_text().splitlines()
    renamed = json.dumps({**json.loads(head), field: 1999})
    path.write_text("\n".join([first, renamed, *entries, ""]))

    said = stranger("verify", str(path), "--checkpoint", str(witness.newest))
    assert "it is not what the checkpoint saw" in said.stderr


def test_a_case_of_another_authority_is_refused_by_its_entries(witness: Witness) -> None:
    path = witness.record(newest_case())
    first, head, *entries = path.read_text().splitlines()
    given = json.dumps({**json.loads(head), "authority": "elsewhere"})
    path.write_text("\n".join([first, given, *entries, ""]))

    assert "entry 1: it is not what was written" in stranger("verify", str(path)).stderr


def test_a_record_says_nothing_of_what_was_said(witness: Witness) -> None:
    text = witness.record().read_text() + (witness.log / "00000001.entries").read_text()

    assert "Ewa" not in text
    assert "Kit" not in text


# At the start


def test_a_server_starts_where_its_witness_agrees(desk: Desk, witness: Witness) -> None:
    desk.open()
    demand_witnessed(witness.log)


def test_a_server_does_not_start_behind_its_witness(
    witness: Witness, caplog: pytest.LogCaptureFixture
) -> None:
    cut(newest_case(), 2)

    with pytest.raises(NotAsWitnessed, match="entry 3: entry-missing") as refused:
        demand_witnessed(witness.log)
    with pytest.raises(NotAsWitnessed):
        demand_witnessed(witness.log, Recovery("of something else", "The disk burnt."))
    with pytest.raises(NotAsWitnessed, match="why, and who decided it"):
        demand_witnessed(witness.log, Recovery(refused.value.mark, ""))
    assert "recovery.declared" not in caplog.text
    assert demand_witnessed(witness.log, Recovery(refused.value.mark, "The disk burnt."))

    assert "recovery.declared" in caplog.text


@pytest.mark.assures("AU-1")
def test_a_declared_recovery_stands_for_what_was_missing_then_and_no_more(
    desk: Desk, witness: Witness
) -> None:
    case_id, other = newest_case(), desk.open().case_id
    desk.live(other, 2)
    witness.checkpoint()
    cut(case_id, 3)
    declared = Recovery(refused_at(witness).mark, "The disk burnt.")
    assert demand_witnessed(witness.log, declared)

    cut(other, 2)

    found = refused_at(witness, declared)
    assert found.mark not in ("", declared.mark)
    assert "in all: 2" in found.found


@pytest.mark.assures("AU-1")
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_case SET length = length + 1 WHERE id = %s",
        "UPDATE ledger_case SET serial = 99 WHERE id = %s",
        "DELETE FROM ledger_entry WHERE case_id = %s AND number = 2",
        "DELETE FROM ledger_entry WHERE case_id = %s AND number > 2",
    ],
    ids=["another end", "renamed", "taken out of the middle", "taken off the end alone"],
)
def test_what_is_not_as_in_an_older_copy_is_given_up_by_no_recovery(
    change: str, desk: Desk, witness: Witness
) -> None:
    case_id, other = newest_case(), desk.open().case_id
    desk.live(other, 2)
    witness.checkpoint()
    cut(other, 2)
    declared = Recovery(refused_at(witness).mark, "The disk burnt.")

    guards.take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(change, (case_id,))

    found = refused_at(witness, declared)
    assert found.mark == ""
    assert "nothing can be declared" in str(found)
    assert "RECONVENE_RECOVERY" not in str(found)


def refused_at(witness: Witness, recovery: Recovery | None = None) -> NotAsWitnessed:
    """Return why a server does not start."""
    with pytest.raises(NotAsWitnessed) as refused:
        demand_witnessed(witness.log, recovery or Recovery("", ""))
    return refused.value


def test_a_server_does_not_take_an_empty_folder_for_a_witness(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(verifier.Refused, match="empty"):
        demand_witnessed(tmp_path)


def test_a_log_after_a_restore_names_the_one_before(witness: Witness, tmp_path: Path) -> None:
    cut(newest_case(), 4)
    old = witness.log
    new = tmp_path / "new"
    with connection.cursor() as cursor:
        made = checkpoint(cursor, new, witness.key, now=NOW, after=old)

    last = verifier.read_log(old).checkpoints[-1]
    assert made.before == sha256(last.text.encode()).digest()
    assert made.origin != last.origin
    assert verifier.read_log(new).checkpoints == [made]


# Commands


def test_the_commands_make_a_log_a_record_and_a_verdict(
    desk: Desk, tmp_path: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    witness = Witness.at(tmp_path)
    settings.CHECKPOINT_KEY = witness.key
    call_command("checkpoint", "--to", str(witness.log))
    key, key_of_looks = (line.split()[-1] for line in capsys.readouterr().out.splitlines())
    assert (
        stranger(
            "check",
            str(witness.log / "looks"),
            "--kept",
            str(tmp_path / "kept"),
            "--key",
            key_of_looks,
        ).returncode
        == 0
    )
    call_command("verify", "--log", str(witness.log))
    record = tmp_path / "all"
    call_command("export_record", "--all", "--to", str(record), "--log", str(witness.log))

    assert "The record is what was written.\n" in capsys.readouterr().out
    said = stranger("verify", str(record), "--checkpoint", str(witness.newest), "--key", key)
    assert said.returncode == 0, said.stderr
    with pytest.raises(CommandError, match="there is a file of that name"):
        call_command("export_record", "--all", "--to", str(record))
    with pytest.raises(CommandError, match="so many cases: 0"):
        call_command("export_record", "--case", "SP-1999-0001", "--to", str(tmp_path / "none"))
    assert not (tmp_path / "none").exists()


def test_the_commands_say_what_is_wrong(
    witness: Witness, settings: LazySettings, tmp_path: Path
) -> None:
    cut(newest_case(), 4)
    with pytest.raises(CommandError, match="there is no key"):
        call_command("checkpoint", "--to", str(witness.log))
    settings.CHECKPOINT_KEY = witness.key
    with pytest.raises(CommandError, match=r"No checkpoint was made\. .* in all: 1"):
        call_command("checkpoint", "--to", str(witness.log))
    with pytest.raises(CommandError, match="entry 5: entry-missing"):
        call_command("verify", "--log", str(witness.log))
    with pytest.raises(CommandError, match="The log is not sound"):
        call_command("verify", "--log", str(tmp_path))


def test_without_a_log_the_verdict_says_so(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify")

    assert "No log was compared" in capsys.readouterr().out
