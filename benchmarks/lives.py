"""Complaints taken through their life at the desk, for measuring."""

from dataclasses import replace
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.ceiling import PlainStep
from reconvene.core.record.event import encode
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.opening import receive_complaint
from reconvene.ledger.history import load
from reconvene.ledger.verifying import verify
from reconvene.worklist.rebuilding import rows_of
from tests.support.cast import SP_ROLES, partnership
from tests.support.days import day
from tests.support.sp_life import RECEIVED_ON, STEPS, complaint, noon

BEGIN_AND_END = ("BEGIN", "COMMIT")
Owed = tuple[str, str, str, str | None, str]


class Lives:
    """One authority's people, and what they do, made ready so that only the desk is timed."""

    def __init__(self) -> None:
        self.people = partnership()
        named = {
            key: Named(id=person.id, name=person.name, role=SP_ROLES[key][1])
            for key, person in self.people.items()
        }
        self.complaint = complaint(named["amina"])
        self.steps = [(step, step.data(named), step.now) for step in STEPS]

    def live(self, name: str) -> list[float]:
        """Return the moments before the first and after each of the 29 steps of a new case."""
        on = day(RECEIVED_ON)
        moments = [perf_counter()]
        answer = receive_complaint(
            self.people["ben"], self.complaint, happened_on=on, key=name, now=noon(on)
        )
        moments.append(perf_counter())
        assert isinstance(answer, Receipt), answer
        case_id = answer.case_id
        for number, (step, data, now) in enumerate(self.steps):
            answer = record(
                self.people[step.by],
                case_id,
                step.kind,
                data,
                happened_on=step.happened_on,
                key=f"{name}-{number}",
                now=now,
            )
            moments.append(perf_counter())
            assert isinstance(answer, Receipt), answer
        return moments

    def statements(self) -> str:
        """Return how many statements a step takes, besides its beginning and end."""
        with CaptureQueriesContext(connection) as asked:
            self.live("counted")
        made = [q["sql"].strip() for q in asked.captured_queries]
        counted = [sql for sql in made if not sql.startswith(BEGIN_AND_END)]
        return f"{len(counted) / (len(self.steps) + 1):.1f}"

    def plain_steps(self) -> list[PlainStep]:
        """Return the same steps with everything they cause worked out by a first life."""
        found: list[PlainStep] = []
        before: dict[tuple[str, str], Owed] = {}
        self.live("worked out")
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM ledger_case")
            (case_id,) = cursor.fetchone()
        for number, owed in enumerate(self._owed_after_each_step(case_id), start=1):
            step, data, now = self.steps[max(number - 2, 0)]
            payload = self.complaint if number == 1 else data
            found.append(
                PlainStep(
                    number=number,
                    kind="complaint.received" if number == 1 else step.kind,
                    actor=self.people[step.by].id,
                    happened_on=step.happened_on.isoformat(),
                    recorded_at=now.isoformat(),
                    data=encode(payload).decode(),
                    gone=[key for key in before if key not in owed],
                    owed=[row for key, row in owed.items() if key not in before],
                )
            )
            before = owed
        return found

    def _owed_after_each_step(self, case_id: str) -> list[dict[tuple[str, str], Owed]]:
        ben = self.people["ben"]
        with connection.cursor() as cursor:
            history = load(cursor, ben.authority_id, case_id)
        found = []
        for length in range(1, len(history.events) + 1):
            events = history.events[:length]
            partly = replace(history, rows=history.rows[:length], events=events)
            rows = rows_of(partly, ben.authority.days, events[-1].happened_on)
            found.append(
                {
                    (row.key, row.owner): (
                        row.key,
                        row.owner,
                        row.label,
                        row.last_on.isoformat() if row.last_on else None,
                        row.sort_on.isoformat(),
                    )
                    for row in rows
                    if row.key
                }
            )
        return found

    def prove(self, cases: int) -> None:
        """Make sure that all cases are there, whole, each with all its steps."""
        with connection.cursor() as cursor:
            assert verify(cursor) == ()
            cursor.execute("SELECT COUNT(*), MIN(length), MAX(length) FROM ledger_case")
            assert cursor.fetchone() == (cases, len(self.steps) + 1, len(self.steps) + 1)
