"""Back-ups that other programs made: an older one comes back up to date, a newer one is refused."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import msgspec
import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from msgspec.structs import replace

from reconvene.backup import archive
from reconvene.backup.faults import NotToBeUsed
from reconvene.backup.manifest import Manifest, decoded, encoded
from reconvene.backup.tables import bring_forward
from tests.shell.test_backup import events, made, restored
from tests.support.backups import empty_copy, pair, programs_of_postgresql
from tests.support.desk import Desk

pytestmark = [pytest.mark.assures("BK-2"), pytest.mark.django_db(transaction=True)]

KEYS_GIVEN_UP_ARE_KNOWN = ("sealing", "0004_keys_given_up")
HOLDS_ARE_LOOKED_AT_AGAIN = ("erasure", "0007_looked_again")
EMERGENCIES_ARE_GIVEN_BACK = ("access_log", "0005_given_back")
WITH_NONE_AFTER_IT = ("sessions", "0001_initial")
OF_TOMORROW = "sealing.9999_of_tomorrow"


@pytest.fixture(autouse=True)
def _own_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", programs_of_postgresql())


@contextmanager
def as_it_was_before(migration: tuple[str, str]) -> Iterator[None]:
    """Let the tests' database have the tables of an older program for a while."""
    graph = MigrationLoader(connection).graph
    (before,) = (one.key for one in graph.node_map[migration].parents if one.key[0] == migration[0])
    try:
        with suppress(ProgrammingError):  # rights are then given to a column that is gone
            call_command("migrate", *before, verbosity=0)
        yield
    finally:
        call_command("migrate", verbosity=0)


def made_anew(file: Path, identity: Path, folder: Path, said: Manifest) -> tuple[Path, Path]:
    """Return a back-up of what is in another, that says something else of itself, and its key."""
    opened = folder / "opened"
    opened.mkdir()
    _, copied = archive.read(file, identity, opened)
    key, public = pair(folder, "of the one made anew")
    archive.write(folder / "made anew", [public], said, copied)
    return folder / "made anew", key


def test_one_from_before_the_newest_migration_is_migrated_and_served(tmp_path: Path) -> None:
    desk = Desk.at()
    desk.live(desk.open().case_id, 1)
    with as_it_was_before(HOLDS_ARE_LOOKED_AT_AGAIN):
        file, identity, manifest = made(tmp_path)
    newer = replace(manifest, migrations=(*manifest.migrations, OF_TOMORROW))

    with empty_copy(tmp_path / "elsewhere") as copy:
        refused = restored(copy, *made_anew(file, identity, tmp_path, newer))
        said = restored(copy, file, identity)
        served = copy.started()

    assert ".".join(HOLDS_ARE_LOOKED_AT_AGAIN) not in manifest.migrations
    assert refused.returncode == 1
    assert (
        f"Nothing was restored: the program that made it (release {manifest.release}) is newer"
        in (refused.stderr)
    )
    assert f"knows nothing of its migration {OF_TOMORROW}" in refused.stderr
    assert events(refused) == ["restore.refused"]
    assert said.returncode == 0, said.stderr
    assert f"{manifest.entries} entries in 1 cases" in said.stdout
    assert served.stdout == "serving\n", served.stderr


@pytest.mark.parametrize("migration", [KEYS_GIVEN_UP_ARE_KNOWN, EMERGENCIES_ARE_GIVEN_BACK])
def test_one_from_before_it_said_what_it_has_is_migrated_too(
    tmp_path: Path, migration: tuple[str, str]
) -> None:
    Desk.at().open()
    with as_it_was_before(migration):
        file, identity, manifest = made(tmp_path)
    before = made_anew(file, identity, tmp_path, replace(manifest, migrations=()))

    with empty_copy(tmp_path / "elsewhere") as copy:
        said = restored(copy, *before)

    assert said.returncode == 0, said.stderr
    assert "Restored: 1 entries in 1 cases" in said.stdout


def test_what_an_older_back_up_says_of_itself_is_read(tmp_path: Path) -> None:
    _, _, manifest = made(tmp_path)
    older = msgspec.json.decode(encoded(manifest))
    assert ".".join(HOLDS_ARE_LOOKED_AT_AGAIN) in older.pop("migrations")

    assert decoded(msgspec.json.encode(older)) == replace(manifest, migrations=())


@pytest.mark.parametrize("undone", [WITH_NONE_AFTER_IT, KEYS_GIVEN_UP_ARE_KNOWN])
def test_one_whose_tables_cannot_be_made_ours_is_not_used(undone: tuple[str, str]) -> None:
    """What a migration makes is there, and nothing says that it was done."""
    done = MigrationRecorder(connection)
    done.record_unapplied(*undone)
    try:
        with pytest.raises(NotToBeUsed, match="could not be made those of this release") as refused:
            bring_forward(partial(call_command, "migrate", verbosity=0), release="0.0.9")
    finally:
        done.record_applied(*undone)

    assert refused.value.code == "not-migrated"
    assert "the release that made it, 0.0.9" in str(refused.value)
