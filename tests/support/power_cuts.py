"""A SQLite file as it may lie on the disk after a power cut at any call, as a process of its own.

    python -m tests.support.power_cuts FOLDER ACTS CUTS

A writer opens cases and acts in them, and every call by which it writes is traced. Then the power
is cut after each of those calls: what was synced is there, and of the rest nothing, some of it, the
last of it, all but a torn end, or everything. CUTS of these disks are tried, or every one where
CUTS is 0. Each has to be whole and to hold every act that had been told of. What is wrong is
printed as JSON.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random

import django

django.setup()

from django.core.management import call_command  # noqa: E402  needs the set-up above
from django.db import connection  # noqa: E402
from django.db.backends.sqlite3.base import DatabaseWrapper  # noqa: E402

from reconvene.desk.answers import Receipt  # noqa: E402
from reconvene.ledger.chain import short_code  # noqa: E402
from reconvene.ledger.verifying import verify  # noqa: E402
from reconvene.library.procedure_files import load_procedures  # noqa: E402
from tests.support.desk import Desk  # noqa: E402
from tests.support.disk import Call, File, calls, reached  # noqa: E402
from tests.support.sp_life import STEPS  # noqa: E402
from tests.support.tracing import traced  # noqa: E402

WRITING = "write,pwrite64,ftruncate,fsync,fdatasync,?unlink,unlinkat"
Disk = dict[str, bytes | None]
Cut = tuple[str, Callable[[], Disk], tuple[str, ...]]
"""What one would call it, what then lies on the disk, and what had been told."""


def main(folder: Path, acts: int, limit: int) -> None:
    """Trace a writer, cut the power after every call, and print what was found."""
    call_command("migrate", verbosity=0)
    load_procedures()
    desk = Desk.at()
    assert desk.people["ben"].authority.days.versions
    connection.close()
    database, told = Path(connection.settings_dict["NAME"]), folder / "told"
    begun = database.read_bytes()
    words = ("-y", "-xx", "-s", str(1 << 20))
    ended = traced(lambda: _work(desk, acts, told), folder / "trace", *words, calls=WRITING)
    assert ended.code == 0, "the writer did not end well"
    seen = list(calls((folder / "trace").read_text("ascii")))

    def disks() -> Iterator[Cut]:
        files = {str(database): File(begun), f"{database}-wal": File()}
        return _disks(seen, files, str(told))

    count = sum(1 for _ in disks())
    some = Random(acts).sample(range(count), min(limit, count))  # noqa: S311  the same each time
    chosen = set(some) if limit else set(range(count))
    wrong = [
        f"{name}: {said}"
        for number, (name, disk, lines) in enumerate(disks())
        if number in chosen and (said := _trouble(disk(), lines, folder / "after"))
    ]
    print(json.dumps({"cuts": len(chosen), "of": count, "wrong": wrong}))  # noqa: T201


def _work(desk: Desk, acts: int, told: Path) -> str:
    """Open cases and act in them; each receipt is told by writing it down once it is there."""
    telling = os.open(told, os.O_WRONLY | os.O_CREAT)
    case_id = ""
    for number in range(acts):
        step = number % 5
        receipt = desk.act(case_id, STEPS[step - 1]) if step else desk.open()
        assert isinstance(receipt, Receipt)
        case_id = receipt.case_id
        line = f"{receipt.case_id} {receipt.number} {receipt.code}\n"
        os.write(telling, line.encode())
    connection.close()
    return "done"


def _disks(seen: list[Call], files: Mapping[str, File], told: str) -> Iterator[Cut]:
    """Yield each disk there may be after each call; to be looked at before the next is asked for."""
    chance = Random(len(seen))  # noqa: S311  which writes are lost
    lines: tuple[str, ...] = ()
    for number, call in enumerate(seen):
        if call.path == told and call.data is not None:
            lines = (*lines, call.data.decode().strip())
        elif call.path in files:
            files[call.path].take(call)
        else:
            continue
        ways = {path: reached(file.pending, chance) for path, file in files.items()}
        for way in dict.fromkeys(name for found in ways.values() for name in found):
            reach = {path: found.get(way, ()) for path, found in ways.items()}
            yield f"call {number} ({call.name}), {way}", partial(_disk, files, reach), lines


def _disk(files: Mapping[str, File], reach: Mapping[str, Sequence[Call]]) -> Disk:
    return {path: file.after(reach[path]) for path, file in files.items()}


def _trouble(disk: Disk, lines: tuple[str, ...], folder: Path) -> str:
    """Say what is wrong with a disk; nothing where it is whole and holds all that was told of."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path, content in disk.items():
        if content is not None:
            (folder / Path(path).name).write_bytes(content)
    first = folder / Path(next(iter(disk))).name
    opened = DatabaseWrapper({**connection.settings_dict, "NAME": first}, "after")
    try:
        with opened.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            if (said := cursor.fetchone()) != ("ok",):
                return f"the file is not whole: {said}"
            if wrong := verify(cursor):
                return f"the record is not whole: {wrong[0]}"
            cursor.execute("SELECT case_id, number, link FROM ledger_entry")
            kept = {f"{case} {number} {short_code(number, link)}" for case, number, link in cursor}
    finally:
        opened.close()
    lost = [line for line in lines if line not in kept]
    return f"told of and lost: {len(lost)}" if lost else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
