"""An erasure that is under way and does not come about is taken off its way, and kept as ended."""

from datetime import datetime

from reconvene.erasure.models import EndedErasure, Erasure, HowFar, Why


def end(erasure: Erasure, why: Why, now: datetime, *, by: str = "") -> None:
    """Take an erasure off its way, inside the transaction in which its case is held."""
    shared = HowFar._meta.fields  # noqa: SLF001  Django's own way to name them
    kept = {field.name: getattr(erasure, field.name) for field in shared}
    EndedErasure.objects.create(case_id=erasure.case_id, **kept, why=why, ended_by=by, ended_at=now)
    Erasure.objects.filter(case_id=erasure.case_id).delete()
