"""What always holds of limits, last days and the calendars they are counted against."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reconvene.core.kinds.limit import Limit, Unit
from reconvene.core.workdays import (
    Roll,
    Span,
    WorkingCalendar,
    act_by,
    derive,
    end_of,
    explain,
    is_in_time,
    last_day,
    london_day,
    working_days_between,
)
from tests.support.depth import tried

law = tried(usually=30, deeply=2000)

FIRST_COVERED, LAST_COVERED = date(2018, 1, 1), date(2032, 12, 31)
DAY_UNITS = (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS)
DATE_UNITS = (*DAY_UNITS, Unit.MONTHS, Unit.YEARS)
AT_MOST = {
    Unit.WORKING_DAYS: 60,
    Unit.CALENDAR_DAYS: 90,
    Unit.WEEKS: 12,
    Unit.MONTHS: 12,
    Unit.YEARS: 2,
}

starts = st.dates(date(2024, 1, 1), date(2026, 12, 31))
closed_days = st.dates(date(2023, 1, 1), date(2029, 12, 31))
rolls = st.sampled_from(Roll)


def _calendar(closed: set[date]) -> WorkingCalendar:
    return WorkingCalendar(
        name="exampleshire",
        version="2020-01",
        known_from=FIRST_COVERED,
        first_day=FIRST_COVERED,
        last_day=LAST_COVERED,
        closures=dict.fromkeys(closed, "Closed"),
    )


def _spans(days: list[tuple[date, int]]) -> list[Span]:
    return [(paused_on, paused_on + timedelta(days=length)) for paused_on, length in days]


calendars = st.sets(closed_days, max_size=60).map(_calendar)
pauses = st.lists(st.tuples(starts, st.integers(0, 40)), max_size=4).map(_spans)


@st.composite
def limits(
    draw: st.DrawFn, units: tuple[Unit, ...] = DATE_UNITS, *, before: bool | None = None
) -> Limit:
    """Draw a limit that can be counted in days."""
    unit = draw(st.sampled_from(units))
    is_before = draw(st.booleans()) if before is None else before
    return Limit(draw(st.integers(0, AT_MOST[unit])), unit, is_before)


@law
@given(starts, limits(), calendars, rolls, pauses)
def test_a_derivation_ends_on_the_last_day(
    start: date, limit: Limit, calendar: WorkingCalendar, roll: Roll, paused: list[Span]
) -> None:
    last_on = last_day(start, limit, calendar, roll=roll, paused=paused)
    derivation = derive(start, limit, calendar, roll=roll, paused=paused)

    assert derivation.last_day == last_on
    assert derivation.act_by == act_by(last_on, calendar)
    assert (derivation.days[-1].on if derivation.days else start) == last_on


@law
@given(starts, limits(), calendars, rolls, pauses)
def test_the_days_counted_are_numbered_from_one_to_the_limit(
    start: date, limit: Limit, calendar: WorkingCalendar, roll: Roll, paused: list[Span]
) -> None:
    derivation = derive(start, limit, calendar, roll=roll, paused=paused)
    numbers = [step.number for step in derivation.days if step.number is not None]
    wanted = limit.amount * (7 if limit.unit is Unit.WEEKS else 1)

    assert numbers == list(range(1, wanted + 1))


@law
@given(starts, limits(DAY_UNITS), calendars, pauses)
def test_a_derivation_lists_every_day_from_the_one_after_the_start_and_no_other(
    start: date, limit: Limit, calendar: WorkingCalendar, paused: list[Span]
) -> None:
    derivation = derive(start, limit, calendar, paused=paused)
    step = -1 if limit.is_before else 1
    distance = abs((derivation.last_day - start).days)

    assert [listed.on for listed in derivation.days] == [
        start + timedelta(days=step * n) for n in range(1, distance + 1)
    ]


@law
@given(starts, limits(), calendars, rolls, pauses)
def test_every_last_day_can_be_explained(
    start: date, limit: Limit, calendar: WorkingCalendar, roll: Roll, paused: list[Span]
) -> None:
    sentences = explain(derive(start, limit, calendar, roll=roll, paused=paused))

    assert all(sentence.endswith(".") for sentence in sentences)
    last_on = last_day(start, limit, calendar, roll=roll, paused=paused)
    assert f"{last_on.day} " in sentences[-1]
    assert f"{last_on.year}" in sentences[-1]


@law
@given(starts, limits(before=False), st.sets(closed_days, max_size=60), closed_days)
def test_one_more_closure_never_makes_a_last_day_earlier(
    start: date, limit: Limit, closed: set[date], one_more: date
) -> None:
    for roll in (Roll.NONE, Roll.FORWARD):
        without = last_day(start, limit, _calendar(closed), roll=roll)
        assert last_day(start, limit, _calendar(closed | {one_more}), roll=roll) >= without


@law
@given(starts, st.integers(0, 60), limits(), calendars, rolls)
def test_a_later_start_never_gives_an_earlier_last_day(
    start: date, days: int, limit: Limit, calendar: WorkingCalendar, roll: Roll
) -> None:
    later = start + timedelta(days=days)

    assert last_day(start, limit, calendar, roll=roll) <= last_day(
        later, limit, calendar, roll=roll
    )


@law
@given(starts, st.integers(0, 60), limits(DAY_UNITS, before=False), calendars, pauses)
def test_nor_does_it_when_time_is_paused(
    start: date, days: int, limit: Limit, calendar: WorkingCalendar, paused: list[Span]
) -> None:
    later = start + timedelta(days=days)

    assert last_day(start, limit, calendar, paused=paused) <= last_day(
        later, limit, calendar, paused=paused
    )


@law
@given(starts, limits(), st.integers(0, 3), calendars, rolls, pauses)
def test_a_longer_limit_never_ends_nearer_the_event(
    start: date,
    limit: Limit,
    more: int,
    calendar: WorkingCalendar,
    roll: Roll,
    paused: list[Span],
) -> None:
    longer = Limit(limit.amount + more, limit.unit, limit.is_before)

    ends_on = last_day(start, limit, calendar, roll=roll, paused=paused)
    longer_ends_on = last_day(start, longer, calendar, roll=roll, paused=paused)

    assert longer_ends_on <= ends_on if limit.is_before else longer_ends_on >= ends_on


@law
@given(starts, st.integers(0, 60), calendars)
def test_counting_back_undoes_counting_on_between_working_days(
    start: date, amount: int, calendar: WorkingCalendar
) -> None:
    working_start = act_by(start, calendar)
    after, before = (Limit(amount, Unit.WORKING_DAYS, is_before) for is_before in (False, True))

    reached = last_day(working_start, after, calendar)

    assert last_day(reached, before, calendar) == working_start
    assert working_days_between(working_start, reached, calendar) == amount
    assert working_days_between(reached, working_start, calendar) == -amount


@law
@given(starts, limits((Unit.CALENDAR_DAYS, Unit.WEEKS), before=False), calendars)
def test_counting_back_undoes_counting_on_for_calendar_days(
    start: date, limit: Limit, calendar: WorkingCalendar
) -> None:
    reached = last_day(start, limit, calendar)

    assert last_day(reached, Limit(limit.amount, limit.unit, is_before=True), calendar) == start


@law
@given(starts, limits(), calendars, pauses, pauses)
def test_a_pause_never_shortens_a_limit(
    start: date,
    limit: Limit,
    calendar: WorkingCalendar,
    paused: list[Span],
    paused_too: list[Span],
) -> None:
    unpaused_on = last_day(start, limit, calendar)
    paused_on = last_day(start, limit, calendar, paused=paused)

    assert unpaused_on <= paused_on
    assert paused_on <= last_day(start, limit, calendar, paused=[*paused, *paused_too])


@law
@given(starts, limits(), calendars)
def test_a_day_that_moves_lands_on_the_nearest_working_day_that_way(
    start: date, limit: Limit, calendar: WorkingCalendar
) -> None:
    back, stays, forward = (
        last_day(start, limit, calendar, roll=roll) for roll in (Roll.BACK, Roll.NONE, Roll.FORWARD)
    )

    assert back <= stays <= forward
    assert calendar.is_working(back)
    assert calendar.is_working(forward)
    assert working_days_between(back, forward, calendar) == (0 if calendar.is_working(stays) else 1)


@law
@given(st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)), starts)  # noqa: DTZ001  bounds are naive, values UTC
def test_an_instant_is_in_time_for_its_own_london_day_and_later_ones_only(
    at: datetime, another_day: date
) -> None:
    on = london_day(at)

    assert end_of(on - timedelta(days=1)) <= at < end_of(on)
    assert is_in_time(at, another_day) is (on <= another_day)


@law
@given(
    st.integers(0, 10_000),
    st.sampled_from([u for u in Unit if u is not Unit.NONE_STATED]),
    st.booleans(),
)
def test_a_limit_written_down_is_read_back_the_same(
    amount: int,
    unit: Unit,
    is_before: bool,
) -> None:
    limit = Limit(amount, unit, is_before)

    assert Limit.read(str(limit)) == limit
