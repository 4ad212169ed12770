"""The worklist, thrown away and made again from the record, is the worklist there was."""

import time
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from msgspec import to_builtins

from reconvene.desk.answers import Receipt
from reconvene.desk.look import CaseUnknown, load
from reconvene.people.models import RoleHeld
from reconvene.worklist.models import WorkRow
from reconvene.worklist.rebuilding import out_of_date, rebuild
from tests.support import cast
from tests.support.days import day, written
from tests.support.desk import Desk
from tests.support.references import called
from tests.support.sizes import sized
from tests.support.sp_life import RECEIVED_ON, STEPS, Step

WALKS = sized(48, 3400, "walks, in full of 100,000 entries")
SECONDS = 300.0
POSTS = {"lena": "line-manager", "rhys": "reviewing-manager", "ben": "complaints-officer"}
TODAY = day("Mon 1 Dec 2025")


def everything() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM worklist_row")
        return sorted(cursor.fetchall(), key=str)


def emptied_and_rebuilt(today: date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM worklist_row")
    rebuild(today)
    return everything()


def asides(chance: Random, on: date, length: int) -> list[Step]:
    """Return what may happen besides the usual steps, some of it never allowed."""
    point = {"id": f"P{length}", "words": "One more.", "matter": "process"}
    who, role = chance.choice(list(POSTS)), chance.choice(list(POSTS.values()))
    person = {"id": who, "name": who, "role": role}
    entry = chance.randint(2, max(2, length))
    sooner = on - timedelta(days=chance.randint(0, 9))
    return [
        Step("ben", written(on), "supporter.named", {"name": "Ada", "kind": "advocate"}),
        Step("ben", written(on), "role.assigned", {"role": POSTS[who], "person": f"@{who}"}),
        Step("ben", written(on), "point.added", {"point": point}),
        Step("ben", written(on), "point.withdrawn", {"point": f"P{length - 1}"}),
        Step("lena", written(on), "meeting.declined", {"meeting": "stage-1-appointment"}),
        Step(
            "ben",
            written(on),
            "entry.corrected",
            {"entry": entry, "reason": "Not so.", "struck": True},
        ),
        Step(
            "ben",
            written(on),
            "entry.corrected",
            {"entry": entry, "reason": "It was sooner.", "happened_on": sooner},
        ),
        Step("ben", written(on), "case.closed", {"reason": "Done."}),
        Step("ben", written(on), "case.reopened", {"reason": "Not done after all."}),
        Step(
            "bea",
            written(on),
            "standing.decided",
            {"accepted": True, "decided_by": person, "reasons": "She may."},
        ),
    ]


def walk(desk: Desk, chance: Random) -> tuple[int, set[str]]:
    """Return how long a record came of a walk of the usual steps with others between."""
    case_id = desk.open().case_id
    length, on, kinds = 1, day(RECEIVED_ON), set()
    for usual in STEPS[: chance.randint(4, len(STEPS))]:
        on = max(on, usual.happened_on)
        steps = [usual]
        if chance.random() < 0.5:
            steps.append(chance.choice(asides(chance, on, length)))
        for step in steps:
            with suppress(CaseUnknown):  # it may not be there for them, or not any more
                if isinstance(desk.act(case_id, step), Receipt):
                    length += 1
                    kinds.add(step.kind)
    assert length == len(load(desk.people["ben"], case_id, on).events)
    return length, kinds


@pytest.mark.assures("AU-5", size=WALKS)
@pytest.mark.django_db
def test_after_walks_of_every_sort_it_is_the_same_row_for_row() -> None:
    desk, chance = Desk.at(), Random(1)  # noqa: S311  walks, not secrets
    walked = [walk(desk, chance) for _ in range(WALKS)]
    live = everything()

    began = time.perf_counter()
    assert emptied_and_rebuilt(TODAY) == live
    assert time.perf_counter() - began < SECONDS
    assert {row[1] for row in live} >= {"case", "dated", "undated", "right", "name"}
    assert set().union(*(kinds for _, kinds in walked)) >= {
        "role.assigned",
        "point.added",
        "entry.corrected",
    }


@pytest.mark.django_db
def test_it_is_the_same_after_every_step_of_a_life() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    for step in STEPS:
        desk.act(case_id, step)
        live = everything()
        assert emptied_and_rebuilt(step.happened_on) == live


@pytest.mark.assures("AU-5")
@pytest.mark.django_db
@pytest.mark.parametrize("how", ["name", "child", "day"])
def test_a_name_that_was_corrected_is_found_as_it_is_now(how: str) -> None:
    desk = Desk.at()
    case_id = desk.open(name="Ewa Zielińska").case_id
    said = to_builtins(load(desk.people["ben"], case_id, day(RECEIVED_ON)).events[0].data)
    said["complainant"]["name"] = "Ewa Nowak" if how == "name" else "Ewa Zielińska"
    said["conference"]["children"][0]["name"] = "Iga" if how == "child" else "Kit"
    moved = {"happened_on": day(RECEIVED_ON) - timedelta(days=1)} if how == "day" else {}
    wrong = {"entry": 1, "reason": "Misheard.", "data": said, **moved}
    before = named(case_id)

    answer = desk.act(case_id, Step("ben", "Thu 24 Apr 2025", "entry.corrected", wrong))

    assert isinstance(answer, Receipt), answer
    assert named(case_id) != before
    live = everything()
    assert emptied_and_rebuilt(day("Thu 24 Apr 2025")) == live


@pytest.mark.django_db
def test_a_step_that_changes_no_name_leaves_what_it_is_found_by_alone() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    WorkRow.objects.filter(shelf="name").update(family="as it lay")

    desk.live(case_id, 3)

    assert {row["family"] for row in named(case_id)} == {"as it lay"}


def named(case_id: str) -> list[dict[str, Any]]:
    """Return the rows a case is found by, as they lie."""
    found = WorkRow.objects.filter(case_id=case_id, shelf="name").order_by("owner")
    return [dict(row) for row in found.values()]


@pytest.mark.django_db
def test_a_duty_that_several_may_do_has_a_row_for_each_but_one_for_whoever_is_bound_to_all() -> (
    None
):
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, 9)
    assert owners("hold-meeting") == {"reviewing-manager", "safeguarding-manager"}

    RoleHeld.objects.create(
        person=desk.people["rhys"], role="safeguarding-manager", from_on=cast.SINCE
    )
    for role in ("reviewing-manager", "safeguarding-manager"):
        details = {"role": role, "person": "@rhys"}
        desk.act(case_id, Step("ben", "Mon 9 Jun 2025", "role.assigned", details))

    assert owners("hold-meeting") == {desk.people["rhys"].id}


def owners(rule: str) -> set[str]:
    return set(WorkRow.objects.filter(rule=rule).values_list("owner", flat=True))


@pytest.mark.django_db
def test_whatever_was_wrong_with_it_is_put_right() -> None:
    desk = Desk.at()
    for steps in (0, 3, 9):
        desk.live(desk.open().case_id, steps)
    right = everything()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE worklist_row SET sort_on = '2031-01-01', label = 'Nothing'")
        cursor.execute("UPDATE worklist_row SET key = 'stray' WHERE shelf = 'undated'")
        cursor.execute("UPDATE worklist_row SET case_id = 'gone' WHERE reference = %s", [called(2)])

    assert rebuild(TODAY).cases == 3
    assert everything() == right
    assert rebuild(TODAY).cases == 3
    assert everything() == right


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("harm", "which"),
    [
        ("UPDATE worklist_row SET sort_on = '2031-01-01' WHERE shelf = 'case'", (0, 1)),
        (f"DELETE FROM worklist_row WHERE reference = '{called(2)}'", (1,)),  # noqa: S608  ours
        (f"UPDATE worklist_row SET key = key || 'x' WHERE reference = '{called(1)}'", (0,)),  # noqa: S608  ours
    ],
)
def test_it_can_be_asked_what_is_out_of_date_and_put_right_by_a_command(
    harm: str, which: tuple[int, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk.at()
    cases = [desk.open().case_id for _ in range(2)]
    desk.live(cases[1], 3)
    call_command("rebuild", "--check")
    with connection.cursor() as cursor:
        cursor.execute(harm)
    harmed = everything()

    with pytest.raises(CommandError) as fault:
        call_command("rebuild", "--check")
    assert everything() == harmed
    call_command("rebuild")
    call_command("rebuild", "--check")

    named = str(fault.value).split(": ")[1].split(". ")[0].split(", ")
    assert sorted(named) == sorted(cases[place] for place in which)
    assert capsys.readouterr().out.splitlines() == [
        "The worklist says what the record says.",
        "The worklist was made again: 2 cases.",
        "The worklist says what the record says.",
    ]


@pytest.mark.django_db
def test_rows_of_a_case_that_is_not_there_are_out_of_date() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    with connection.cursor() as cursor:
        cursor.execute("UPDATE worklist_row SET case_id = 'gone' WHERE shelf = 'undated'")

    assert set(out_of_date(TODAY)) == {case_id, "gone"}


@pytest.mark.django_db
def test_nothing_is_made_of_nothing() -> None:
    assert rebuild(TODAY).cases == 0
    assert everything() == []
