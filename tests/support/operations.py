"""What a running copy does that must be done or not done: how each is set up, done and judged."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from reconvene.desk.answers import Receipt
from reconvene.ledger.verifying import verify
from reconvene.sealing.keys import provider
from reconvene.sealing.rotation import rotate
from reconvene.worklist.rebuilding import out_of_date, rebuild
from tests.support.desk import Desk
from tests.support.sp_life import STEPS, Step
from tests.support.witness import Witness

TODAY = date(2025, 12, 1)
CORRECTED = Step(
    "ben", "Tue 22 Apr 2025", "entry.corrected", {"entry": 2, "reason": "Not so.", "struck": True}
)


@dataclass
class Operation:
    """
    One thing that is done. `prepare` says what to, `work` does it and returns what is told.

    `adds` is how many entries it puts on the record; `trouble` is asked after it was done anew, and
    `halfway` as soon as it was struck.
    """

    name: str
    prepare: Callable[[], Any]
    work: Callable[[Any], str]
    adds: int = 0
    trouble: Callable[[], str] = lambda: ""
    halfway: Callable[[], str] = lambda: ""
    before: int = field(default=0)


def operations(desk: Desk, folder: Path) -> list[Operation]:
    """Return every operation, on the cast of a desk; files go into a folder."""
    count = iter(range(10**9))
    witness = Witness.at(folder)

    def key() -> str:
        return f"struck-{next(count)}"

    def act(name: str, after: int, step: Step) -> Operation:
        def at() -> tuple[str, str]:
            case_id = desk.open(key=key()).case_id
            for one in STEPS[:after]:
                assert desk.act(case_id, one, key=key())
            return case_id, key()

        def done(place: tuple[str, str]) -> str:
            answer = desk.act(place[0], step, key=place[1])
            assert isinstance(answer, Receipt), answer
            return answer.code

        return Operation(name, at, done, adds=1)

    return [
        Operation("complaint", key, lambda one: desk.open(key=one).code, adds=1),
        act("notice", 0, STEPS[0]),
        act("letter", 1, STEPS[1]),
        act("decision", 4, STEPS[4]),
        act("correction", 1, CORRECTED),
        Operation("rotation", str, lambda _: _rotated(), trouble=_epochs),
        Operation("checkpoint", str, lambda _: witness.checkpoint().at, trouble=_seen_by(witness)),
        Operation("rebuild", str, lambda _: str(rebuild(TODAY).cases), trouble=_rows),
        Operation("migration", _unmigrated, _migrated, trouble=_unapplied),
    ]


def entries() -> int:
    """Return how many entries there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM ledger_entry")
        (count,) = cursor.fetchone()
    return int(count)


def record_trouble() -> str:
    """Say what is wrong with the record, or with what is made from it; nothing where it is whole."""
    with connection.cursor() as cursor:
        wrong = verify(cursor)
    return "; ".join(map(str, wrong)) or _rows()


def _rows() -> str:
    stale = out_of_date(TODAY)
    return f"rows are out of date: {stale}" if stale else ""


def _rotated() -> str:
    return str(rotate(settle=lambda: None))


def _epochs() -> str:
    """Say where a change of keys that was run again is still not done."""
    epochs = provider().epochs()
    return "" if len(epochs) == 1 else f"there are epochs {epochs}"


def _seen_by(witness: Witness) -> Callable[[], str]:
    def trouble() -> str:
        said = witness.check()
        return "; ".join(witness.problems()) or ("" if said.returncode == 0 else said.stderr)

    return trouble


def _unmigrated() -> str:
    call_command("migrate", "people", "0001", verbosity=0)
    return ""


def _migrated(_: str) -> str:
    call_command("migrate", verbosity=0)
    return "migrated"


def _unapplied() -> str:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"not applied: {plan}" if plan else ""
