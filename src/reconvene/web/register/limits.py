"""How often one person may use what the register limits."""

from datetime import datetime

from django.utils.crypto import salted_hmac

from reconvene.people.guesses import Mark, begin_try
from reconvene.web.register.rows import Bucket


def free_at(bucket: Bucket, person: str, now: datetime) -> datetime | None:
    """Count one use, and return None if it may be; else from when on one may be."""
    if not bucket.free:
        return None
    name = salted_hmac("reconvene.web.limits", f"{bucket.name}/{person}", algorithm="sha256")
    mark = Mark(name.hexdigest(), bucket.free, bucket.each)
    return begin_try((mark,), now, reason=bucket.name.lower())
