# ruff: noqa: S608  statements are made of our own names; values are always parameters
"""
The same steps in hand-written SQL with no framework: what there is to reach for.

One table each for state, audit and obligations; a step loads the case by reference, refuses what
does not come next, and commits the new state, an audit row and the obligations that changed. No
procedure as data, no points, no explained dates, no chain: only the same durable writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SCHEMA = """
    CREATE TABLE plain_case (
        id integer PRIMARY KEY, reference text UNIQUE, state integer, details text);
    CREATE TABLE plain_audit (
        case_id integer, number integer, kind text, actor text, happened_on text,
        recorded_at text, data text, PRIMARY KEY (case_id, number));
    CREATE TABLE plain_owed (
        case_id integer, key text, owner text, label text, last_on text, sort_on text,
        PRIMARY KEY (case_id, key, owner));
    CREATE INDEX plain_owed_by_owner ON plain_owed (owner, sort_on);
"""


@dataclass(frozen=True, slots=True)
class PlainStep:
    """One step with all it causes already worked out: what is no longer owed, and what now is."""

    number: int
    kind: str
    actor: str
    happened_on: str
    recorded_at: str
    data: str
    gone: Sequence[tuple[str, str]]
    owed: Sequence[tuple[str, str, str, str | None, str]]


class OutOfOrder(ValueError):
    """A step does not follow the one before it."""

    def __init__(self, *, number: int, state: int) -> None:
        super().__init__(
            f"Step {number} could not be taken: the case is at {state}. Take the next one."
        )


class Ceiling:
    """Takes cases through their steps on one bare connection."""

    def __init__(self, connection: Any, mark: str) -> None:
        self.connection = connection
        self.mark = mark
        for statement in SCHEMA.split(";"):
            if statement.strip():
                self._execute(statement)

    def take(self, case: int, step: PlainStep) -> None:
        """Take one step, durably, or refuse it."""
        self._execute("BEGIN" if self.mark == "%s" else "BEGIN IMMEDIATE")
        reference = f"SP-2025-{case:04}"
        if step.number == 1:
            self._execute("INSERT INTO plain_case VALUES (?, ?, 1, ?)", case, reference, step.data)
        else:
            lock = " FOR UPDATE" if self.mark == "%s" else ""
            found = self._execute(
                f"SELECT id, state FROM plain_case WHERE reference = ?{lock}", reference
            ).fetchone()
            if found[1] != step.number - 1:
                raise OutOfOrder(number=step.number, state=found[1])
            self._execute("UPDATE plain_case SET state = ? WHERE id = ?", step.number, case)
        self._execute(
            "INSERT INTO plain_audit VALUES (?, ?, ?, ?, ?, ?, ?)",
            case,
            step.number,
            step.kind,
            step.actor,
            step.happened_on,
            step.recorded_at,
            step.data,
        )
        if step.gone:
            either = " OR ".join(["(key = ? AND owner = ?)"] * len(step.gone))
            named = [value for pair in step.gone for value in pair]
            self._execute(f"DELETE FROM plain_owed WHERE case_id = ? AND ({either})", case, *named)
        if step.owed:
            rows = ", ".join(["(?, ?, ?, ?, ?, ?)"] * len(step.owed))
            values = [value for row in step.owed for value in (case, *row)]
            self._execute(f"INSERT INTO plain_owed VALUES {rows}", *values)
        self._execute("COMMIT")

    def counted(self) -> tuple[int, int]:
        """Return how many audit rows and obligations there are."""
        return tuple(
            self._execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]
            for name in ("plain_audit", "plain_owed")
        )

    def _execute(self, statement: str, *values: object) -> Any:
        return self.connection.execute(statement.replace("?", self.mark), values)
