"""How long something may take, as a procedure writes it."""

import pytest

from reconvene.core.kinds.limit import NONE_STATED, Limit, LimitImpossible, LimitUnreadable, Unit

READABLE = {
    "10 working days": Limit(10, Unit.WORKING_DAYS),
    "1 working day": Limit(1, Unit.WORKING_DAYS),
    "0 working days": Limit(0, Unit.WORKING_DAYS),
    "28 calendar days": Limit(28, Unit.CALENDAR_DAYS),
    "1 calendar day": Limit(1, Unit.CALENDAR_DAYS),
    "4 weeks": Limit(4, Unit.WEEKS),
    "1 week": Limit(1, Unit.WEEKS),
    "3 months": Limit(3, Unit.MONTHS),
    "1 year": Limit(1, Unit.YEARS),
    "48 hours": Limit(48, Unit.HOURS),
    "20 minutes before": Limit(20, Unit.MINUTES, is_before=True),
    "2 working days before": Limit(2, Unit.WORKING_DAYS, is_before=True),
    "1 working day before": Limit(1, Unit.WORKING_DAYS, is_before=True),
    "none stated": NONE_STATED,
}


@pytest.mark.parametrize(("text", "limit"), READABLE.items())
def test_a_limit_is_read_as_it_is_written_and_written_as_it_was_read(
    text: str, limit: Limit
) -> None:
    assert Limit.read(text) == limit
    assert str(limit) == text


def test_every_unit_has_an_example_here() -> None:
    assert {limit.unit for limit in READABLE.values()} == set(Unit)


@pytest.mark.parametrize("text", ["28 days", "1 day", "28 Days", "3 days before"])
def test_plain_days_are_refused_and_the_two_kinds_named(text: str) -> None:
    with pytest.raises(LimitUnreadable, match="'calendar days' or 'working days'") as fault:
        Limit.read(text)

    assert fault.value.text == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10 working day", "10 working days"),
        ("1 weeks", "1 week"),
        ("010 working days", "10 working days"),
        ("10  Working Days", "10 working days"),
        (" 4 weeks", "4 weeks"),
        ("2 working days  before", "2 working days before"),
    ],
)
def test_a_limit_nearly_right_is_refused_with_the_exact_wording(text: str, meant: str) -> None:
    with pytest.raises(LimitUnreadable, match=f"Write it as '{meant}'"):
        Limit.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ten working days",
        "-3 working days",
        "3",
        "3 moons",
        "1.5 weeks",
        "none",
        "4 none stated",
    ],
)
def test_what_is_no_limit_is_refused_with_every_unit_named(text: str) -> None:
    with pytest.raises(LimitUnreadable) as fault:
        Limit.read(text)

    assert f"found '{text}'" in str(fault.value)
    assert all(f"{unit}" in str(fault.value) for unit in Unit)


def test_silence_is_not_a_limit_of_zero() -> None:
    assert not NONE_STATED.is_stated
    assert Limit(0, Unit.WORKING_DAYS).is_stated
    assert Limit(0, Unit.WORKING_DAYS) != NONE_STATED


@pytest.mark.parametrize(
    ("amount", "unit", "is_before"),
    [
        (-1, Unit.WORKING_DAYS, False),
        (1, Unit.NONE_STATED, False),
        (0, Unit.NONE_STATED, True),
    ],
)
def test_a_limit_that_contradicts_itself_is_not_made(
    amount: int,
    unit: Unit,
    is_before: bool,
) -> None:
    with pytest.raises(LimitImpossible, match="could not be made") as fault:
        Limit(amount, unit, is_before)

    assert (fault.value.amount, fault.value.unit, fault.value.is_before) == (
        amount,
        unit,
        is_before,
    )


@pytest.mark.parametrize("digits", [7, 5000])
def test_an_amount_longer_than_any_limit_has_is_refused_without_repeating_it(digits: int) -> None:
    with pytest.raises(LimitUnreadable, match="at most 6 digits") as fault:
        Limit.read(f"{'1' * digits} calendar days")

    assert len(str(fault.value)) < 120


def test_the_longest_amount_is_read() -> None:
    assert Limit.read("999999 minutes") == Limit(999_999, Unit.MINUTES)
