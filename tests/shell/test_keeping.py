"""Any mixture of schedules, holds and approvals: nothing is erased early, nothing is forgotten."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import integers, sampled_from

from reconvene.desk import erasing, retention
from reconvene.erasure.book import Book
from reconvene.erasure.holding import Wanted
from reconvene.erasure.models import Hold, HoldKind
from reconvene.erasure.refusing import ErasureRefused
from reconvene.ledger.models import SealedOff
from reconvene.people.models import Person
from reconvene.sealing.models import StoredKey
from reconvene.worklist.models import WorkRow
from tests.support.desk import Desk
from tests.support.erasing import OVERSEERS, closed, overseers
from tests.support.sizes import sized

MIXES = sized(60, 5000, "mixtures of schedules, holds and approvals")
STEPS = 30
CLOSED_ON = date(2025, 4, 24)
SHIPPED = (files("reconvene.library") / "retention" / "default.yaml").read_text("utf-8")
NAMES = tuple(OVERSEERS)


@dataclass
class Told:
    """What should be so of a case, told by nothing but these few lines."""

    holds: dict[str, str] = field(default_factory=dict)
    approved_by: list[str] | None = None
    sealed_off_on: date | None = None
    is_gone: bool = False

    def held(self, hold: str) -> None:
        self.holds[hold] = ""
        self.approved_by, self.sealed_off_on = None, None


class Keeping(RuleBasedStateMachine):
    """Three cases closed on one day, three people, a clock and a schedule that may change."""

    people: dict[str, Person]
    cases: dict[str, str]  # id by reference
    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2025, 5, 1, 12, tzinfo=UTC)
        self.told = {reference: Told() for reference in self.cases}
        self.undone: Any = transaction.atomic()
        self.undone.__enter__()
        self.book = Book(self.folder / "book")
        self.book.path.unlink(missing_ok=True)
        self.book.begin()
        self.change_years(6)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @property
    def is_over(self) -> bool:
        return self.now.date() > CLOSED_ON.replace(year=CLOSED_ON.year + self.years)

    @rule(days=sampled_from([1, 3, 7, 30, 364, 365, 366, 900]))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(years=integers(1, 12))
    def change_years(self, years: int) -> None:
        self.years = years
        own = SHIPPED.replace("id: default", "id: own").replace("6 years", _written(years))
        (self.folder / "partnership.yaml").write_text(own, "utf-8")

    @rule(name=sampled_from(NAMES), kind=sampled_from(HoldKind), number=integers(0, 2))
    def hold(self, name: str, kind: HoldKind, number: int) -> None:
        reference = list(self.cases)[number]
        wanted = Wanted(kind, "Somebody asked.", self.now.date() + timedelta(days=90))
        try:
            placed = retention.hold(self.people[name], reference, wanted, self.now)
        except ErasureRefused:
            assert self.told[reference].is_gone
        else:
            assert not self.told[reference].is_gone
            self.told[reference].held(placed.id)

    @precondition(lambda self: any(told.holds for told in self.told.values()))
    @rule(name=sampled_from(NAMES), number=integers(0, 100))
    def lift(self, name: str, number: int) -> None:
        open_now = [(told, hold) for told in self.told.values() for hold in told.holds]
        told, hold = open_now[number % len(open_now)]
        asked_by = told.holds[hold]
        try:
            retention.lift_hold(self.people[name], hold, "It ended", self.now)
        except ErasureRefused:
            assert asked_by == name
        else:
            assert asked_by != name
            told.holds[hold] = name
            if asked_by:
                del told.holds[hold]

    @precondition(lambda self: any(told.holds for told in self.told.values()))
    @rule(name=sampled_from(NAMES), number=integers(0, 100))
    def keep_held(self, name: str, number: int) -> None:
        open_now = [(told, hold) for told in self.told.values() for hold in told.holds]
        told, hold = open_now[number % len(open_now)]
        looked_at_on = Hold.objects.get(id=hold).review_on
        later = max(looked_at_on, self.now.date()) + timedelta(days=1)
        retention.keep_held(self.people[name], hold, later, "It goes on.", self.now)
        told.holds[hold] = ""

    @rule(name=sampled_from(NAMES))
    def propose(self, name: str) -> None:
        made = {
            one.reference for one in retention.propose(self.people[name], self.now, self.folder)
        }
        may = {
            reference
            for reference, told in self.told.items()
            if self.is_over and not told.holds and told.approved_by is None and not told.is_gone
        }
        assert made == may
        for reference in made:
            self.told[reference].approved_by = []

    @rule(name=sampled_from(NAMES), number=integers(0, 2))
    def approve(self, name: str, number: int) -> None:
        reference = list(self.cases)[number]
        by = self.told[reference].approved_by
        may = by is not None and len(by) < 2 and name not in by and not self.told[reference].is_gone
        try:
            retention.approve(self.people[name], reference, self.now)
        except ErasureRefused:
            assert not may
        else:
            assert may
            self.told[reference].approved_by = [*(by or []), name]

    @precondition(lambda self: self.is_over)
    @rule()
    def agree(self) -> None:
        """Have all that is due proposed, and approved by two: else chance seldom gets so far."""
        self.propose(NAMES[0])
        for number in range(len(self.cases)):
            self.approve(NAMES[0], number)
            self.approve(NAMES[1], number)

    @rule()
    def go_on(self) -> None:
        erasing.go_on(self.book, self.now, self.folder)
        for told in self.told.values():
            self._gone_on(told)
        keys = set(StoredKey.objects.exclude(compartment="stub").values_list("case_id", flat=True))
        unread = set(SealedOff.objects.values_list("case_id", flat=True))
        listed = set(WorkRow.objects.values_list("case_id", flat=True))
        for reference, case_id in self.cases.items():
            told = self.told[reference]
            assert (case_id not in keys) == told.is_gone, reference
            assert (case_id in unread) == (told.is_gone or told.sealed_off_on is not None)
            assert (case_id in listed) == (case_id not in unread)

    def _gone_on(self, told: Told) -> None:
        """Take a case as far as it should have come: one step or two, if it may."""
        if told.is_gone or told.approved_by is None or len(told.approved_by) < 2:
            return
        today = self.now.date()
        if told.sealed_off_on is None and self.is_over:
            told.sealed_off_on = today
        elif told.sealed_off_on is None:
            told.approved_by = None
            return
        if today >= told.sealed_off_on + timedelta(days=7):
            if self.is_over:
                told.is_gone = True
            else:
                told.approved_by, told.sealed_off_on = None, None

    @precondition(lambda self: self.now.year > 2060)
    @rule()
    def nothing_is_forgotten(self) -> None:
        """Once all holds are lifted and time has passed, every case that was closed can go."""
        for told in self.told.values():
            for hold, asked_by in list(told.holds.items()):
                others = [name for name in NAMES if name != asked_by]
                retention.lift_hold(self.people[others[0]], hold, "It ended", self.now)
                if not asked_by:
                    retention.lift_hold(self.people[others[1]], hold, "It ended", self.now)
                del told.holds[hold]
        self.propose(NAMES[0])
        for number in range(len(self.cases)):
            for name in NAMES:
                self.approve(name, number)
        self.go_on()
        self.wait(7)
        self.go_on()
        assert all(told.is_gone for told in self.told.values())

    @initialize(years=integers(0, 40))
    def begin(self, years: int) -> None:
        self.now = self.now.replace(year=self.now.year + years)


def _written(years: int) -> str:
    return "1 year" if years == 1 else f"{years} years"


@pytest.mark.django_db
@pytest.mark.assures("PR-3", size=MIXES)
def test_nothing_is_erased_early_or_under_a_hold_and_nothing_is_forgotten(tmp_path: Path) -> None:
    desk = Desk.at()
    made = [closed(desk) for _ in range(3)]

    class Here(Keeping):
        people = overseers(desk)
        cases = {receipt.reference: receipt.case_id for receipt in made}  # noqa: RUF012
        folder = tmp_path

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=MIXES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
