"""Back-ups: made while people write, opened by nobody here, and put back only when all is well."""

import io
import json
import subprocess
import tarfile
from base64 import b64decode
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as own
from django.core.management import CommandError, call_command
from django.db import connection
from msgspec.structs import replace
from pytest_django import Settings

from reconvene.access_log.reading import Read, Relation, Sight
from reconvene.access_log.writing import write
from reconvene.accounts.invitations import invite
from reconvene.accounts.models import OpenSession
from reconvene.backup import archive
from reconvene.backup.faults import BackupRefused, CopyFailed
from reconvene.backup.keys import back_up_keys
from reconvene.backup.making import back_up
from reconvene.backup.manifest import CaseEnd, Manifest, differences
from reconvene.desk.bringing import bring
from reconvene.desk.witnessing import checkpoint_looks
from reconvene.outbox import claiming
from reconvene.outbox.claiming import Wanted
from reconvene.sealing.for_somebody import IdentityUnusable, RecipientUnusable, seal_for
from reconvene.witness.comparing import cut_after
from reconvene.witness.recovering import mark_of
from reconvene.witness.verifier import read_log
from tests.support.backups import empty_copy, pair, programs_of_postgresql
from tests.support.brought_back import brought_back
from tests.support.copies import Copy, refusals
from tests.support.desk import Desk
from tests.support.erasing import LONG_AFTER, WEEK, Eraser, closed, give_up
from tests.support.lines import kept_lines
from tests.support.papers import spooled
from tests.support.witness import Witness

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2025, 11, 21, 12, tzinfo=UTC)
NAME = "Ewa Zielińska"


@pytest.fixture(autouse=True)
def _own_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", programs_of_postgresql())


def made(folder: Path, name: str = "backup") -> tuple[Path, Path, Manifest]:
    """Return a back-up of the tests' database, the key that opens it, and what is said of it."""
    identity, public = pair(folder, f"{name}-key")
    target = folder / name
    return target, identity, back_up(connection, target, [public], beside=folder, now=NOW)


def restored(
    copy: Copy, file: Path, identity: Path, *words: str
) -> subprocess.CompletedProcess[str]:
    return copy.manage("restore", str(file), "--identity", str(identity), *words)


ASK = """
from django.db import IntegrityError, connection
from reconvene.worklist.rebuilding import out_of_date
from datetime import date
from reconvene.accounts.models import Invitation, OpenSession
from reconvene.people.models import Person
print(out_of_date(date(2025, 11, 21)))
print(OpenSession.objects.count(), Invitation.objects.count(), Person.objects.exists())
from reconvene.outbox.models import Sending
print(*Sending.objects.values_list("progress", "why"))
from reconvene.papers.models import Chunk
from reconvene.papers.verifying import verify
print(Chunk.objects.count(), verify(connection.cursor()))
try:
    connection.cursor().execute("DELETE FROM ledger_entry")
except IntegrityError:
    print("guarded")
"""


@pytest.mark.assures("BK-2")
def test_all_of_it_comes_back_verified_and_guarded(tmp_path: Path) -> None:
    desk = Desk.at()
    case_id = desk.open(name=NAME).case_id
    desk.live(case_id)
    with closing(spooled(b"Dear Ben,\n" * 50_000)) as letter:
        bring(desk.people["ben"], case_id, letter, now=NOW)
    invite(desk.people["ben"], NOW)
    claiming.ask(
        Wanted(
            id="on its way", authority="partnership", case_id="one", entry=3, who="complainant",
            asked_by="ben", role="complaints-officer",
        ),
        NOW,
    )  # fmt: skip
    OpenSession.objects.create(
        session_key="a digest",
        person=desk.people["ben"],
        expire_date=NOW + timedelta(days=1),
        opened_at=NOW,
        seen_at=NOW,
    )
    witness = Witness.at(tmp_path)
    witness.checkpoint()
    file, identity, manifest = made(tmp_path)
    write(Read(reader="ben", authority="x", at=NOW, sight=Sight.CASE, relation=Relation.OWES))
    checkpoint_looks(witness.log, witness.key, now=NOW)

    with empty_copy(tmp_path / "elsewhere") as copy:
        said = restored(copy, file, identity, "--log", str(witness.log))
        asked = copy.must("shell", "--verbosity", "0", "-c", ASK)
        again = restored(copy, file, identity)

    assert said.returncode == 0, said.stderr
    assert f"{manifest.entries} entries in 1 cases" in said.stdout
    assert "No log" not in said.stdout
    assert "gone, of so many people: 1" in said.stdout
    assert f"--to ANOTHER --after {witness.log}" in said.stdout
    assert asked.splitlines() == ["()", "0 0 True", "('doubtful', 'restored')", "2 ()", "guarded"]
    assert f"are those of {manifest.made_at}" in said.stdout
    assert "sessions.ended, person.invited" in said.stdout
    assert "has tables already" in again.stderr
    assert events(again) == ["restore.refused"]


@pytest.mark.assures("BK-3", "CR-1")
def test_nobody_here_can_open_it_and_no_name_is_in_it(tmp_path: Path) -> None:
    Desk.at().open(name=NAME)
    file, identity, _ = made(tmp_path)
    stranger, _ = pair(tmp_path, "stranger")

    content = file.read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n")
    assert NAME.encode() not in content
    assert b"ledger_entry" not in content
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(BackupRefused, match="sealed for another key"):
        archive.read(file, stranger, tmp_path)
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == set()
    assert archive.read(file, identity, tmp_path)[0].entries == 1


@pytest.mark.assures("BK-3")
def test_a_changed_byte_anywhere_is_refused(tmp_path: Path) -> None:
    Desk.at().open()
    file, identity, _ = made(tmp_path)
    content = file.read_bytes()
    places = [0, 30, 100, 150, 200, len(content) // 2, len(content) - 17, len(content) - 1]

    for number, place in enumerate(places):
        broken = tmp_path / f"broken-{number}"
        broken.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(BackupRefused):
            archive.read(broken, identity, tmp_path)
    for length in (0, 10, 250, len(content) - 1):
        (tmp_path / f"cut-{length}").write_bytes(content[:length])
        with pytest.raises(BackupRefused):
            archive.read(tmp_path / f"cut-{length}", identity, tmp_path)


@pytest.mark.parametrize("said", [b"[]", b"1", b"null", b'{"form": "another"}', b"{"])
def test_a_file_that_says_something_else_of_itself_is_no_back_up(
    said: bytes, tmp_path: Path
) -> None:
    identity, public = pair(tmp_path)
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as parts:
        for name, content in (("manifest.json", said), ("database", b"")):
            part = tarfile.TarInfo(name)
            part.size = len(content)
            parts.addfile(part, io.BytesIO(content))
    tar.seek(0)
    with (tmp_path / "file").open("wb") as sealed:
        seal_for([public], tar, sealed)

    with pytest.raises(BackupRefused, match="no back-up that this release can read"):
        archive.read(tmp_path / "file", identity, tmp_path)


@pytest.mark.assures("BK-3", "LOG-3")
def test_one_older_than_the_newest_checkpoint_needs_a_declared_recovery(tmp_path: Path) -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    witness = Witness.at(tmp_path)
    file, identity, _ = made(tmp_path)
    desk.live(case_id, 1)
    witness.checkpoint()
    mark = mark_of(read_log(witness.log), [cut_after(case_id, 1)])

    with empty_copy(tmp_path / "elsewhere") as copy:
        log = ("--log", str(witness.log))
        refused = restored(copy, file, identity, *log)
        unexplained = restored(copy, file, identity, *log, "--recovery", mark)
        wrong = restored(copy, file, identity, *log, "--recovery", "x", "--reason", "lost")
        declared = restored(
            copy, file, identity, *log, "--recovery", mark, "--reason", "The disk burnt; A and B."
        )
        text = (copy.folder / "recoveries.jsonl").read_text("utf-8")
        written = [json.loads(line) for line in text.splitlines()]
        witnessed = {"RECONVENE_WITNESS": str(witness.log)}
        silent = copy.started(**witnessed)
        served = copy.started(**witnessed, RECONVENE_RECOVERY=f"{mark} The disk burnt; A and B.")

    assert f"the first is {case_id}" in refused.stderr
    assert f"--recovery {mark}" in refused.stderr
    assert events(refused) == ["restore.refused"]
    assert "--reason" in unexplained.stderr
    assert wrong.returncode == 1
    assert declared.returncode == 0, declared.stderr
    assert events(declared) == ["recovery.declared", "restore.done"]
    assert refusals(silent) == ["witness"]
    assert served.stdout == "serving\n", served.stderr
    assert [(line["is"], line["reason"]) for line in written] == [
        ("begun", "lost"),
        ("begun", "The disk burnt; A and B."),
        ("done", "The disk burnt; A and B."),
    ]


def events(said: subprocess.CompletedProcess[str]) -> list[str]:
    lines = [json.loads(line) for line in said.stderr.splitlines() if line.startswith("{")]
    return [line["event"] for line in lines if "event" in line]


SHORT: dict[str, Callable[[Manifest], Manifest]] = {
    "an entry": lambda said: replace(said, entries=said.entries + 1),
    "a case": lambda said: replace(said, cases=(*said.cases, CaseEnd("lost", 1, "00"))),
    "the end of a case": lambda said: replace(
        said, cases=tuple(replace(one, length=one.length + 1) for one in said.cases)
    ),
    "that one is too many": lambda said: replace(said, cases=()),
}


@pytest.mark.parametrize("lacks", SHORT)
def test_it_says_what_of_it_did_not_come_back(lacks: str, tmp_path: Path) -> None:
    Desk.at().open()
    _, _, found = made(tmp_path)

    assert differences(found, found) == []
    assert len(differences(SHORT[lacks](found), found)) == 1


@pytest.mark.assures("BK-2")
def test_one_of_which_not_all_came_back_is_refused(tmp_path: Path) -> None:
    Desk.at().open()
    file, identity, said = made(tmp_path)
    _, copied = archive.read(file, identity, tmp_path)
    short, (key, public) = tmp_path / "short", pair(tmp_path, "of the short one")
    archive.write(short, [public], SHORT["an entry"](said), copied)

    with empty_copy(tmp_path / "elsewhere") as copy:
        refused = restored(copy, short, key)

    assert refused.returncode == 1
    assert "What was put in must not be used" in refused.stderr
    assert "1 entries instead of 2" in refused.stderr
    assert events(refused) == ["restore.refused"]


def test_keys_are_not_in_it_and_come_back_from_their_own(tmp_path: Path) -> None:
    Desk.at().open()
    file, identity, manifest = made(tmp_path)
    keepers, public = pair(tmp_path, "keepers")
    held = Path(str(own.KEY_FILE))
    _, opened = archive.read(file, identity, tmp_path)
    back_up_keys(held, tmp_path / "keys", [public])

    with empty_copy(tmp_path / "bare") as bare:
        bare.environment["RECONVENE_KEY_FILE"] = str(tmp_path / "others.json")
        without = restored(bare, file, identity)
        back = tmp_path / "came-back.json"
        words = ("--identity", str(keepers), "--to", str(back))
        bare.must("restore_keys", str(tmp_path / "keys"), *words)
        bare.environment["RECONVENE_KEY_FILE"] = str(back)
        with_them = restored(bare, file, identity)

    content = opened.read_bytes()
    keys = json.loads(held.read_text("utf-8"))["epochs"].values()
    assert [key for key in keys if key.encode() in content or b64decode(key) in content] == []
    assert f"epoch {manifest.epochs[0]}" in without.stderr
    assert back.read_bytes() == held.read_bytes()
    assert back.stat().st_mode & 0o077 == 0
    assert with_them.returncode == 0, with_them.stderr


@pytest.mark.assures("LOG-3")
def test_the_command_makes_one_and_never_over_another(tmp_path: Path, settings: Settings) -> None:
    public = said_by("make_backup_key", str(tmp_path / "key")).strip()
    settings.BACKUP_TO = settings.KEYS_TO = [public]
    with kept_lines() as kept:
        first = said_by("backup", str(tmp_path / "file"))
        with pytest.raises(CommandError, match="not there yet"):
            call_command("backup", str(tmp_path / "file"))
    with pytest.raises(CommandError, match="Give each a pair of its own"):
        call_command("backup_keys", str(tmp_path / "keys"))
    settings.KEYS_TO = []
    with pytest.raises(CommandError, match="no public key was named"):
        call_command("backup_keys", str(tmp_path / "keys"))

    assert "0 entries in 0 cases" in first
    assert [line["event"] for line in kept.events] == ["backup.made"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "key"]


def said_by(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_anybody_with_the_key_can_open_it_without_reconvene(tmp_path: Path) -> None:
    Desk.at().open()
    file, identity, manifest = made(tmp_path)
    import pyrage

    key = pyrage.x25519.Identity.from_str(identity.read_text().splitlines()[-1])
    (tmp_path / "plain.tar").write_bytes(pyrage.decrypt(file.read_bytes(), [key]))
    listed = subprocess.run(
        ["tar", "-tvf", str(tmp_path / "plain.tar")], check=True, capture_output=True, text=True
    ).stdout

    assert [line.split()[-1] for line in listed.splitlines()] == ["manifest.json", "database"]
    assert manifest.entries == 1


@pytest.mark.parametrize("recipients", [[], ["age1nobody"]])
def test_it_is_sealed_for_somebody_or_not_made(recipients: list[str], tmp_path: Path) -> None:
    with pytest.raises(RecipientUnusable):
        back_up(connection, tmp_path / "file", recipients, beside=tmp_path, now=NOW)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (lambda path: path.unlink(), "is not there"),
        (lambda path: path.chmod(0o644), "can be read by others"),
        (lambda path: path.write_text("nothing"), "holds no private key"),
    ],
)
def test_a_private_key_that_is_of_no_use_is_refused(
    spoil: Callable[[Path], object], found: str, tmp_path: Path
) -> None:
    file, identity, _ = made(tmp_path)
    spoil(identity)

    with pytest.raises(IdentityUnusable, match=found):
        archive.read(file, identity, tmp_path)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="programs of PostgreSQL")
def test_a_machine_without_the_programs_is_told_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CopyFailed, match="pg_dump is not on this machine's PATH"):
        made(tmp_path)


@pytest.mark.assures("PR-2")
def test_it_is_held_against_the_book_of_erasures_before_anything_is_put_in(tmp_path: Path) -> None:
    desk = Desk.at()
    eraser = Eraser.of(desk, tmp_path)
    before, since = closed(desk), closed(desk)
    eraser.erased(before.reference)
    give_up(since.case_id)
    file, identity, _ = made(tmp_path)
    eraser.erased_unread(since.reference, "In no back-up.", LONG_AFTER + WEEK)
    lines = eraser.path.read_bytes().splitlines(keepends=True)
    older, lost = tmp_path / "older", tmp_path / "lost"
    older.write_bytes(b"")

    with empty_copy(tmp_path / "elsewhere") as copy:
        copy.environment["RECONVENE_ERASURES"] = str(lost)
        without = restored(copy, file, identity)
        copy.environment["RECONVENE_ERASURES"] = str(older)
        with_an_older = restored(copy, file, identity)
        copy.environment["RECONVENE_ERASURES"] = str(eraser.path)
        done = restored(copy, file, identity)
        refused = copy.started()
        replayed = copy.must("replay_erasures")
        verified = copy.must("verify")
        served = copy.started()

    assert len(lines) == 2
    assert "Nothing was restored" in without.stderr
    assert "it is not there" in without.stderr
    assert "the book of erasures lacks 1" in with_an_older.stderr
    assert events(without) == events(with_an_older) == ["restore.refused"]
    assert done.returncode == 0, done.stderr
    assert "Erased since, and back with it: 1" in done.stdout
    assert "Run `manage.py replay_erasures` first" in refused.stderr
    assert "Erased again: 1" in replayed
    assert f"Given up, and passed over: case {since.case_id}" in done.stdout
    assert "Given up" not in verified
    assert served.stdout == "serving\n", served.stderr


@pytest.mark.assures("BK-3", "AU-1")
def test_a_declared_recovery_gives_up_what_is_missing_and_nothing_that_was_rewritten(
    tmp_path: Path,
) -> None:
    desk = Desk.at()
    behind, rewritten = desk.open().case_id, desk.open().case_id
    witness = Witness.at(tmp_path)
    with brought_back():
        desk.live(behind, 1)
        desk.live(rewritten, 1)
        witness.checkpoint()
    desk.live(rewritten, 2)
    file, identity, _ = made(tmp_path)
    mark = mark_of(read_log(witness.log), [cut_after(behind, 1)])

    with empty_copy(tmp_path / "elsewhere") as copy:
        log = ("--log", str(witness.log))
        named = restored(copy, file, identity, *log)
        why = ("--recovery", mark, "--reason", "The disk burnt; A and B.")
        said = restored(copy, file, identity, *log, *why)
        tried = copy.started()

    assert f"1 cases are behind, the first is {behind}" in named.stderr
    assert said.returncode == 1
    assert "What was put in must not be used" in said.stderr
    assert f"case {rewritten}, entry 2: entry-differs; in all: 1" in said.stderr
    assert events(said) == ["restore.refused"]
    assert refusals(tried) == ["not-verified"]
