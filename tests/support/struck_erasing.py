"""The steps of erasing as operations that are struck: each is done or not done, and never half."""

from datetime import date
from pathlib import Path

from django.db import connection

from reconvene.desk import retention
from reconvene.desk.look import load
from reconvene.desk.retention import Erasure, Hold, HoldKind, State, Wanted
from reconvene.ledger.erasing import erased_cases, erased_code
from reconvene.ledger.models import SealedOff, StoredEntry
from reconvene.sealing.models import StoredKey
from reconvene.sealing.rotation import rotate
from reconvene.worklist.models import WorkRow
from tests.support.desk import Desk
from tests.support.erasing import LONG_AFTER, WEEK, Eraser, closed
from tests.support.operations import Operation

POLICE = Wanted(HoldKind.POLICE, "Asked by telephone", date(2032, 1, 31))


def erasing_operations(desk: Desk, folder: Path) -> list[Operation]:
    """Return each step from the second approval to the certificate, and a hold that comes between."""
    steps = Steps(desk, Eraser.of(desk, folder))
    return [
        Operation(
            "approval", steps.approved_once, steps.approve, halfway=half_erased, trouble=half_erased
        ),
        Operation(
            "sealing off", steps.approved, steps.seal_off, halfway=half_erased, trouble=half_erased
        ),
        Operation(
            "erasing",
            steps.sealed_off,
            steps.erase,
            adds=1,
            halfway=half_erased,
            trouble=steps.not_entered,
        ),
        Operation(
            "certifying",
            steps.erased,
            steps.certify,
            halfway=half_erased,
            trouble=steps.not_entered,
        ),
        Operation("hold", steps.sealed_off, steps.hold, halfway=half_erased, trouble=half_erased),
    ]


class Steps:
    """A case brought to each step in turn, and the step taken. Cases go by their reference."""

    def __init__(self, desk: Desk, eraser: Eraser) -> None:
        self.desk = desk
        self.eraser = eraser
        self.holds = 0

    def approved_once(self) -> str:
        reference = closed(self.desk).reference
        retention.propose(self.eraser.first, LONG_AFTER)
        retention.approve(self.eraser.first, reference, LONG_AFTER)
        return reference

    def approve(self, reference: str) -> str:
        if _erasure(reference).state == State.PROPOSED:
            retention.approve(self.eraser.second, reference, LONG_AFTER)
        assert _erasure(reference).state == State.APPROVED
        return "approved"

    def approved(self) -> str:
        reference = self.approved_once()
        self.approve(reference)
        return reference

    def seal_off(self, reference: str) -> str:
        self.eraser.carry_out(LONG_AFTER)
        assert _erasure(reference).state == State.SEALED_OFF
        return "sealed off"

    def sealed_off(self) -> str:
        reference = self.approved()
        self.seal_off(reference)
        return reference

    def erase(self, reference: str) -> str:
        self.eraser.carry_out(LONG_AFTER + WEEK)
        with connection.cursor() as cursor:
            return erased_code(cursor, _erasure(reference).case_id)

    def erased(self) -> str:
        reference = self.sealed_off()
        self.erase(reference)
        rotate(settle=lambda: None)
        return reference

    def certify(self, reference: str) -> str:
        self.eraser.carry_out(LONG_AFTER + 2 * WEEK)
        assert _erasure(reference).state == State.CERTIFIED
        return "certified"

    def hold(self, reference: str) -> str:
        key = reference.replace("-", "").ljust(13, "x")
        held = retention.hold(self.eraser.first, reference, POLICE, LONG_AFTER, key=key)
        assert Hold.objects.filter(case_id=held.case_id).count() == 1
        assert len(load(self.desk.people["ben"], held.case_id, LONG_AFTER.date()).events) == 5
        return held.id

    def not_entered(self) -> str:
        """Say which erasures the book has not, or has twice, or what is half erased."""
        entered = sorted(line.case_id for line in self.eraser.book.lines())
        with connection.cursor() as cursor:
            erased = sorted(erased_cases(cursor))
        return half_erased() or (
            "" if entered == erased else f"the book has {entered}, not {erased}"
        )


def half_erased() -> str:
    """Say which cases are neither whole nor gone: in keys, contents, rows, or who reads them."""
    with connection.cursor() as cursor:
        gone = set(erased_cases(cursor))
    keys = set(StoredKey.objects.exclude(compartment="stub").values_list("case_id", flat=True))
    said = StoredEntry.objects.exclude(kind="record.erased").exclude(sealed=b"")
    readable = set(said.values_list("case_id", flat=True))
    listed = set(WorkRow.objects.values_list("case_id", flat=True))
    unread = set(SealedOff.objects.values_list("case_id", flat=True))
    going = Erasure.objects.filter(state=State.SEALED_OFF).values_list("case_id", flat=True)
    done = Erasure.objects.filter(state__in=(State.DESTROYED, State.CERTIFIED))
    problems = {
        "gone, with keys": gone & keys,
        "gone, with contents": gone & readable,
        "whole, without keys": readable - keys,
        "read by nobody, and listed": unread & listed,
        "read by nobody, and neither going nor gone": unread ^ (set(going) | gone),
        "noted as erased, and not so": gone ^ set(done.values_list("case_id", flat=True)),
    }
    return "; ".join(f"{what}: {sorted(cases)}" for what, cases in problems.items() if cases)


def _erasure(reference: str) -> Erasure:
    return Erasure.objects.get(reference=reference)
