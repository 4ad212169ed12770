"""Days as tests write them: with the weekday, so that a person can check them."""

from reconvene.core.kinds.written_days import WeekdayMismatch, day, written

__all__ = ["WeekdayMismatch", "day", "written"]
