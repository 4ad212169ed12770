"""
In: days, limits, calendars and the versions of them that were known.
Out: last days, the way they were reached, and whether something came in time.
"""

from reconvene.core.workdays.calendar import (
    CalendarExhausted,
    CalendarImpossible,
    WorkingCalendar,
)
from reconvene.core.workdays.counting import (
    LimitNeedsTime,
    LimitNotStated,
    Roll,
    act_by,
    last_day,
    working_days_between,
)
from reconvene.core.workdays.derivation import DayCounted, Derivation, derive
from reconvene.core.workdays.explain import explain
from reconvene.core.workdays.history import CalendarHistory, HistoryBroken
from reconvene.core.workdays.moments import (
    LONDON,
    InstantNaive,
    LimitNeedsDays,
    end_of,
    is_in_time,
    last_moment,
    london_day,
)
from reconvene.core.workdays.pauses import PauseReversed, Span

__all__ = [
    "LONDON",
    "CalendarExhausted",
    "CalendarHistory",
    "CalendarImpossible",
    "DayCounted",
    "Derivation",
    "HistoryBroken",
    "InstantNaive",
    "LimitNeedsDays",
    "LimitNeedsTime",
    "LimitNotStated",
    "PauseReversed",
    "Roll",
    "Span",
    "WorkingCalendar",
    "act_by",
    "derive",
    "end_of",
    "explain",
    "is_in_time",
    "last_day",
    "last_moment",
    "london_day",
    "working_days_between",
]
