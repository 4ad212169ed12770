"""The question of access, the condition of every list and the policies, asked of the same worlds."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import msgspec
import pytest
from django.db import connection

from reconvene.core.access.asking import Purpose, See, Sight, Viewer
from reconvene.core.access.matter import Matter, matter
from reconvene.core.access.parts import openings
from reconvene.core.access.reach import reach
from reconvene.core.casefile.fold import fold
from reconvene.core.duties.held import rights
from reconvene.core.duties.owed import open_duties
from reconvene.core.record.event import Event
from reconvene.core.record.interests import InterestDeclared
from reconvene.core.record.payload import Person
from reconvene.ledger import guards
from reconvene.ledger.models import CaseHead
from reconvene.scope.within import Purpose as Why
from reconvene.scope.within import Scope, within
from reconvene.worklist.admitting import Audience
from reconvene.worklist.buckets import DUTY_BUCKETS, Span
from reconvene.worklist.finding import cases_named
from reconvene.worklist.keeping import keep
from reconvene.worklist.models import Shelf
from reconvene.worklist.queries import (
    COUNTED_TO,
    agreed,
    case_by_reference,
    cases,
    counts,
    latest,
    my_duties,
)
from reconvene.worklist.reaching import case_there
from reconvene.worklist.rows import NO_DAY, Row, Which, name_rows, rows
from tests.laws.histories import walk
from tests.support.given import Story
from tests.support.sealing import kept_rows
from tests.support.sizes import sized

WORLDS = sized(60, 10_000, "random worlds")
VIEWERS = sized(40, 400, "people who ask for each list")
TODAY = date(2025, 9, 1)
EVERY = 100_000
HERE, THERE = "here", "there"
FOLLOWED = (Shelf.AGREED, Shelf.DONE, Shelf.LEARNT)
"""What is followed up across cases; each world has a row of each, whatever happened in it."""
CAST = "amina ben carys dev lena sol rhys bea ingrid piotr hugh cole mina quinn tess".split()


def tied(story: Story, chance: Random) -> tuple[Event, ...]:
    """Return a story's entries; in one of three somebody of the cast has a tie, or says not."""
    if chance.random() < 2 / 3:
        return story.events
    last = story.events[-1]
    tie: Any = chance.choice(["none", "friend", "party", "manages the case"])
    said = InterestDeclared(person=Person(id=chance.choice(CAST)), tie=tie, reason="So.")
    event = msgspec.structs.replace(
        last, kind="interest.declared", data=said, number=last.number + 1, happened_at=None
    )
    return (*story.events, event)


def world(number: int, chance: Random) -> tuple[str, Matter, tuple[Row, ...]]:
    story = walk(chance.choice, 6)
    events = tied(story, chance)
    case = fold(story.definition, events)
    owed = open_duties(case, story.days, story.today)
    authority = THERE if number % 7 == 0 else HERE
    it = matter(authority, case, events, lambda: owed)
    which = Which(authority, f"case{number:05}", f"SP-2025-{number:05}")
    made = rows(which, case, owed, rights(case, story.days, story.today), openings(it))
    followed = (msgspec.structs.replace(made[0], shelf=one.value, key="one") for one in FOLLOWED)
    return which.case_id, it, (*made, *followed, *name_rows(which, case))


@pytest.mark.django_db
@pytest.mark.assures("AZ-4", size=WORLDS)
def test_the_question_the_lists_and_the_database_never_disagree() -> None:
    chance = Random(4)  # noqa: S311  the same worlds each time
    worlds: dict[str, Matter] = {}
    guards.take_down(connection)  # heads are told of that have no entries
    for number in range(WORLDS):
        case_id, it, made = world(number, chance)
        worlds[case_id] = it
        head = {"year": 2025, "serial": 0, "opened_at": "", "length": 1}
        reference = case_id.replace("case", "SP-2025-")
        CaseHead.objects.create(id=case_id, authority=it.authority, reference=reference, **head)
        with connection.cursor() as cursor:
            keep(cursor, kept_rows(cursor, made))
        if number % 200 == 0:
            let_sizes_be_known()
    let_sizes_be_known()
    every_role = sorted({role for it in worlds.values() for role in it.definition.by_id["roles"]})
    seen = 0
    for _ in range(VIEWERS):
        held = frozenset(chance.sample(every_role, chance.randint(0, 4)))
        viewer = Viewer(chance.choice(CAST), HERE, held)
        who = Audience(HERE, viewer.id, held)
        story = {name for name, it in worlds.items() if reach(viewer, it, See(Sight.STORY))}
        there = {name for name, it in worlds.items() if reach(viewer, it, See(Sight.CASE))}
        seen += len(story)

        if connection.vendor == "postgresql":
            assert given_out(who, "sealing_key") == there, viewer
            assert given_out(who, "worklist_row WHERE shelf IN ('case', 'closed')") == story, viewer
        listed = [row for closed in (False, True) for row in listed_cases(who, is_closed=closed)]
        assert {row.case_id for row in listed} == story, viewer
        for shelf in FOLLOWED:
            assert {row.case_id for row in listed_on(who, shelf)} == story, (viewer, shelf)
        assert {row.case_id for row in cases_named(who, "Ewa", size=EVERY).rows} <= story
        owed = my_duties(who, TODAY, size=EVERY).rows
        assert {row.case_id for row in owed} <= there, viewer
        assert all(row.owner == viewer.id for row in owed if row.case_id not in story)
        counted = counts(who, TODAY)
        assert sum(counted[one] for one in DUTY_BUCKETS) <= len(owed) <= EVERY
        for name in chance.sample(sorted(worlds), 5):
            reference = name.replace("case", "SP-2025-")
            assert (case_by_reference(who, reference) is not None) == (name in story), viewer
            assert called(who.scope, reference) == (name if name in there else ""), viewer
            opens = reach(viewer, worlds[name], See(Sight.CASE), Purpose.BREAK_GLASS)
            glass = replace(who.scope, purpose=Why.EMERGENCY)
            assert called(glass, reference) == (name if opens else ""), viewer
    assert 0 < seen < WORLDS * VIEWERS
    assert COUNTED_TO < EVERY


def let_sizes_be_known() -> None:
    """Let PostgreSQL know how long its tables are, as it finds out by itself where they are kept."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE worklist_row, sealing_key, ledger_case")


def given_out(who: Audience, rows: str) -> set[str]:
    """Return the cases of which the database itself gives somebody such rows."""
    with within(who.scope) as cursor:
        cursor.execute(f"SELECT DISTINCT case_id FROM {rows}")  # noqa: S608  own names
        return {case_id for (case_id,) in cursor.fetchall()}


def called(who: Scope, reference: str) -> str:
    with within(who) as cursor:
        return case_there(cursor, who, reference)


def listed_cases(who: Audience, *, is_closed: bool) -> tuple[Row, ...]:
    return cases(who, is_closed=is_closed, size=EVERY).rows


def listed_on(who: Audience, shelf: Shelf) -> tuple[Row, ...]:
    """Return what is listed for somebody of what is followed up."""
    if shelf is Shelf.AGREED:
        return agreed(who, size=EVERY).rows
    return latest(who, Span(shelf, date.min, NO_DAY), size=EVERY).rows
