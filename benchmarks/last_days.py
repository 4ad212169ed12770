"""
Time the tenth working day after a date, beside the ways others find it.

Every way is first shown to give the same answer for every day from 2020 to 2030. Only the
ratios mean anything: all ways are timed in turn, in one run, and the median round is shown.
"""

from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from time import perf_counter_ns

import holidays
import numpy as np

from reconvene.core.kinds.limit import Limit
from reconvene.core.workdays import WorkingCalendar, derive, last_day
from reconvene.library.calendar_files import read_calendar_history

FIRST_ON, LAST_ON = date(2020, 1, 1), date(2030, 12, 31)
AMOUNT = 10
ROUNDS = 9
ONE_DAY = timedelta(days=1)

Way = Callable[[date], date]


def main() -> None:
    """Prove that all ways agree, time each, and print them from the fastest."""
    starts = [FIRST_ON + n * ONE_DAY for n in range((LAST_ON - FIRST_ON).days + 1)]
    calendar = read_calendar_history("england").latest
    ways = _ways(calendar)
    _prove_equal(ways, starts)
    _print(_timed(ways, starts), len(starts))


def _ways(calendar: WorkingCalendar) -> dict[str, Way]:
    limit = Limit.read(f"{AMOUNT} working days")
    package = holidays.country_holidays("GB", subdiv="ENG", years=range(2012, 2032))
    busdays = np.busdaycalendar(holidays=list(package))
    closed = frozenset(package)

    def by_numpy(start: date) -> date:
        found = np.busday_offset(np.datetime64(start), AMOUNT, roll="backward", busdaycal=busdays)
        on = found.item()
        assert isinstance(on, date)
        return on

    def by_walking(start: date) -> date:
        counted = 0
        while counted < AMOUNT:
            start += ONE_DAY
            counted += start.weekday() < 5 and start not in closed
        return start

    return {
        "bare table, two look-ups (the floor)": _floor(closed),
        "reconvene last_day": lambda start: last_day(start, limit, calendar),
        "reconvene derive, every day listed": lambda start: derive(start, limit, calendar).last_day,
        "walking with a set": by_walking,
        "numpy.busday_offset": by_numpy,
        "holidays.get_nth_working_day": lambda start: package.get_nth_working_day(start, AMOUNT),
    }


def _floor(closed: frozenset[date]) -> Way:
    """Return the least that can be done: no limit to read, nothing checked, nothing refused."""
    worked: list[date] = []
    through: list[int] = []
    day = base_on = date(2012, 1, 1)
    while day <= date(2031, 12, 31):
        if day.weekday() < 5 and day not in closed:
            worked.append(day)
        through.append(len(worked))
        day += ONE_DAY
    base = base_on.toordinal()
    ahead = AMOUNT - 1

    def look_up(start: date) -> date:
        return worked[through[start.toordinal() - base] + ahead]

    return look_up


def _prove_equal(ways: dict[str, Way], starts: list[date]) -> None:
    reference_name, *others = ways
    reference = [ways[reference_name](start) for start in starts]
    for name in others:
        differing = [s for s, on in zip(starts, reference, strict=True) if ways[name](s) != on]
        if differing:
            raise SystemExit(f"{name} differs on {len(differing)} days, first {differing[0]}.")


def _timed(ways: dict[str, Way], starts: list[date]) -> dict[str, float]:
    """Return nanoseconds a call: the median of rounds, each way taking its turn in every one."""
    rounds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            began = perf_counter_ns()
            for start in starts:
                way(start)
            rounds[name].append((perf_counter_ns() - began) / len(starts))
    return {name: median(found) for name, found in rounds.items()}


def _print(timings: dict[str, float], compared: int) -> None:
    floor = next(iter(timings.values()))
    print(f"Working day {AMOUNT} after each of {compared:,} days; all ways agree on every one.\n")
    print(f"{'way':<38}{'ns a call':>10}{'x floor':>9}")
    for name, each in sorted(timings.items(), key=lambda timing: timing[1]):
        print(f"{name:<38}{each:>10,.0f}{each / floor:>9.1f}")


if __name__ == "__main__":
    main()
