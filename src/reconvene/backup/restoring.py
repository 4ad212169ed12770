"""The way back: a back-up into an empty database, and only if all of it is what it should be."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from reconvene.accounts.invitations import withdraw_all
from reconvene.accounts.sessions import end_every_session
from reconvene.backup import archive, postgresql, sqlite
from reconvene.backup.catalogue import NOTHING_LISTED, Catalogue
from reconvene.backup.faults import (
    BackupRefused,
    DatabaseNotEmpty,
    KeysGone,
    NotToBeUsed,
    OlderThanWitnessed,
    OtherThanWitnessed,
)
from reconvene.backup.manifest import Manifest, differences, manifest_of
from reconvene.backup.own_folder import own_folder
from reconvene.backup.tables import bring_forward, demand_known
from reconvene.backup.unverified import unmark
from reconvene.outbox.claiming import doubt_all
from reconvene.sealing.keys import provider
from reconvene.witness.comparing import Difference, Fault, cut_after, gone_from
from reconvene.witness.recovering import mark_of
from reconvene.witness.verifier import Log, read_log
from reconvene.witness.whole import problems
from reconvene.worklist.rebuilding import rebuild


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    What is restored, with which key, held against which log, and whether a loss is accepted.

    `in_book` are the cases that the book of erasures says were erased. `listed` are the back-ups
    known here, for advice on which to take instead.
    """

    file: Path
    identity: Path
    in_book: Collection[str]
    log: Path | None = None
    recovery: str = ""
    listed: Catalogue = NOTHING_LISTED


def restore(
    connection: BaseDatabaseWrapper,
    wanted: Wanted,
    *,
    beside: Path,
    today: date,
    migrate: Callable[[], object],
) -> Manifest:
    """
    Return what is said of the back-up that was put into an empty database.

    1. It is opened, and held against its own manifest and what this program knows.
    2. It is held against what was witnessed and erased, before anything is written.
    3. It is put in, with a mark with which no server starts. Its tables are made those of this
       program, and every entry of it is verified, contents too, and compared with what was
       witnessed once more, but for what is given up.
    4. The worklist is made anew. Sessions and invitations of the time are ended: some were ended or
       used since. Of letters that were on their way nobody can tell any more whether they went: none
       is sent again by itself. The mark is taken off.

    Args:
        connection: On the database it goes into, without a table.
        wanted: Which back-up, and what it is held against.
        beside: A folder for the opened copy meanwhile.
        today: The London day, for the worklist.
        migrate: Makes the tables in the database those of this program.

    Raises:
        BackupRefused: It must not be used, for a reason that is said.
        NotToBeUsed: That was only seen once it was put in. It is there still, with its mark.
        CopyFailed: It could not be put in.
        IdentityUnusable: There is no key to open it with.
    """
    if connection.introspection.table_names():
        raise DatabaseNotEmpty
    with own_folder("restore-", beside) as folder:
        manifest, copied = archive.read(wanted.file, wanted.identity, folder)
        _demand_kind(manifest, connection)
        demand_known(manifest.migrations, release=manifest.release)
        _demand_keys(manifest, wanted.listed)
        _demand_newest_book(manifest, wanted.in_book)
        given_up = _given_up(manifest, wanted)
        (postgresql if connection.vendor == "postgresql" else sqlite).put(connection, copied)
    bring_forward(migrate, release=manifest.release)
    with connection.cursor() as cursor:
        _demand_all_came_back(cursor, manifest)
        _demand_sound(cursor, wanted.log, given_up)
    rebuild(today)
    end_every_session()
    withdraw_all()
    doubt_all("restored")
    unmark(connection)
    return manifest


def _demand_kind(manifest: Manifest, connection: BaseDatabaseWrapper) -> None:
    if manifest.database != connection.vendor:
        raise BackupRefused(
            "other-database",
            found=f"the back-up is one of {manifest.database}, and the database here is "
            f"{connection.vendor}",
            remedy=f"Name a {manifest.database} database in RECONVENE_DATABASE_URL",
        )


def _demand_keys(manifest: Manifest, listed: Catalogue) -> None:
    held = provider().epochs()
    missing = sorted(set(manifest.epochs) - set(held))
    if not missing:
        return
    if ended := listed.end_of(missing):
        instead = [f"{one.name} of {one.made_at}" for one in reversed(listed.opening(held))]
        raise KeysGone(made_at=manifest.made_at, ended=ended, instead=instead)
    raise BackupRefused(
        "keys-missing",
        found=f"what it holds is sealed under keys that are not here: epoch {missing[0]}. It is of "
        f"{manifest.made_at}; either keys were changed since, or this machine has others",
        remedy="Take a back-up that was made after the newest `manage.py rotate_keys`, which says "
        "so as it is made; or bring the keys of this copy: `manage.py restore_keys` for a key "
        "file, the token itself otherwise",
    )


def _demand_newest_book(manifest: Manifest, in_book: Collection[str]) -> None:
    lacking = set(manifest.erased) - set(in_book)
    if lacking:
        raise BackupRefused(
            "book-behind",
            found=f"the book of erasures lacks {len(lacking)} that this back-up knows, so it is "
            "not the newest and may lack others, which would come back",
            remedy="Bring back the newest copy of the book",
        )


def _given_up(manifest: Manifest, wanted: Wanted) -> tuple[Difference, ...]:
    """Return what is missing and was given up; refuse what was not, and what never can be."""
    if wanted.log is None:
        return ()
    log = read_log(wanted.log)
    differences = tuple(_behind(manifest, log))
    changed = [each for each in differences if not each.is_older]
    if changed:
        raise OtherThanWitnessed(found=f"first {changed[0]}; in all: {len(changed)}")
    mark = mark_of(log, differences)
    if wanted.recovery != mark and differences:
        raise OlderThanWitnessed(behind=[each.case_id for each in differences], mark=mark)
    return differences


def _behind(manifest: Manifest, log: Log) -> Iterator[Difference]:
    """Yield how a back-up's cases differ from the log, as far as their ends tell, in order."""
    held = {one.case: one for one in manifest.cases}
    for case, seen in sorted(log.cases.items()):
        here = held.get(case)
        if here is None:
            yield gone_from(case)
        elif here.length < seen.number:
            yield cut_after(case, here.length)
        elif here.length == seen.number and here.link != seen.link.hex():
            yield Difference(case, 0, Fault.CHANGED)


def _demand_all_came_back(cursor: CursorWrapper, manifest: Manifest) -> None:
    found = manifest_of(cursor, database=manifest.database, made_at="", sha256="")
    if wrong := differences(manifest, found):
        raise NotToBeUsed(
            "not-all-came-back",
            found=f"what was put in is not what the back-up speaks of: {wrong[0]}",
            remedy="Begin again with an empty database",
        )


def _demand_sound(
    cursor: CursorWrapper, log: Path | None, given_up: Collection[Difference]
) -> None:
    if found := problems(cursor, log, given_up):
        raise NotToBeUsed(
            "record-broken",
            found=f"the record in it is not what was written: {found[0]}; in all: {len(found)}",
            remedy="Take an older back-up, and find out what happened",
        )
