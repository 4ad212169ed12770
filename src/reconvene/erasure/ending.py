"""An erasure that is under way and does not come about is taken off its way, and kept as ended."""

from datetime import datetime

from reconvene.erasure.models import EndedErasure, Erasure, Why

_KEPT = (
    "case_id", "authority", "reference", "state", "rule", "kept_until", "proposed_by",
    "proposed_at", "first_by", "first_at", "second_by", "second_at", "sealed_off_at",
)  # fmt: skip


def end(erasure: Erasure, why: Why, now: datetime, *, by: str = "") -> None:
    """Take an erasure off its way, inside the transaction in which its case is held."""
    kept = {name: getattr(erasure, name) for name in _KEPT}
    EndedErasure.objects.create(**kept, why=why, ended_by=by, ended_at=now)
    erasure.delete()
