"""Acts at the edges of a day: midnight, both clock changes, and 29 February, as the desk takes them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from reconvene.core.conduct.answer import Refused
from reconvene.core.duties.held import rights
from reconvene.core.record.exchange import NoticeGiven
from reconvene.core.workdays import london_day
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import STEPS

pytestmark = [pytest.mark.assures("TM-4"), pytest.mark.django_db]

ASKED = next(number for number, step in enumerate(STEPS) if step.kind == "stage.requested")
SECOND = timedelta(seconds=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def told(desk: Desk, case_id: str, at: datetime, *, happened_on: str = "") -> Receipt | Refused:
    """Return the answer to a notice that is recorded at an instant, on its London day."""
    data = NoticeGiven(notice="tell-officer-received", note=at.isoformat())
    on = day(happened_on) if happened_on else london_day(at)
    answer = record(
        desk.people["ben"], case_id, "notice.given", data, happened_on=on, key=str(at), now=at
    )
    assert isinstance(answer, Receipt | Refused)
    return answer


def stored(case_id: str) -> list[tuple[str, str]]:
    """Return day and instant of each notice, as they are kept."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT happened_on, recorded_at FROM ledger_entry "
            "WHERE case_id = %s AND kind = 'notice.given' ORDER BY number",
            (case_id,),
        )
        return list(cursor.fetchall())


@pytest.mark.parametrize(
    ("at", "on"),
    [
        ("2026-06-30 23:30", "2026-07-01"),  # 00:30 in London, yesterday in Greenwich
        ("2026-10-25 00:30", "2026-10-25"),  # 01:30 for the first time
        ("2026-10-25 01:30", "2026-10-25"),  # 01:30 again
        ("2026-03-29 00:59:59", "2026-03-29"),  # the last second of winter time
        ("2026-03-29 01:00", "2026-03-29"),  # 02:00
        ("2028-02-29 12:00", "2028-02-29"),
    ],
)
def test_an_entry_stands_on_its_london_day_with_its_instant_beside_it(at: str, on: str) -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    instant = utc(at)

    assert isinstance(told(desk, case_id, instant), Receipt)

    ((kept_on, kept_at),) = stored(case_id)
    assert kept_on == on
    assert datetime.fromisoformat(kept_at) == instant
    assert kept_at.endswith("Z")


def test_the_hour_that_comes_twice_keeps_its_order() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    first, second = utc("2026-10-25 00:30"), utc("2026-10-25 01:30")

    told(desk, case_id, first)
    told(desk, case_id, second)

    instants = [datetime.fromisoformat(at) for _, at in stored(case_id)]
    assert instants == [first, second]


def test_tomorrow_in_london_is_refused_until_it_is_there() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    midnight = utc("2026-06-30 23:00")

    early = told(desk, case_id, midnight - SECOND, happened_on="Wed 1 Jul 2026")
    in_time = told(desk, case_id, midnight, happened_on="Wed 1 Jul 2026")

    assert isinstance(early, Refused)
    assert isinstance(in_time, Receipt)


@pytest.mark.parametrize(
    ("at", "status"), [("2025-06-06 22:59:59", "used"), ("2025-06-06 23:00:00", "used late")]
)
def test_a_family_has_until_the_last_second_of_the_day_that_its_letter_named(
    at: str, status: str
) -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, ASKED)
    asking, instant = STEPS[ASKED], utc(at)

    record(
        desk.people[asking.by],
        case_id,
        asking.kind,
        asking.data(desk.named),
        happened_on=london_day(instant),
        key="asked",
        now=instant,
    )

    look = load(desk.people["ben"], case_id, london_day(instant))
    held = rights(look.context.case, look.context.days, london_day(instant))
    (right,) = [one for one in held if one.rule.id == "ask-for-stage-2"]
    assert right.last_on == day("Fri 6 Jun 2025")
    assert right.status == status
