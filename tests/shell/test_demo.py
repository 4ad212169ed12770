"""The demo: made through the desk on any day, with something of everything in it."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import StringIO
from secrets import randbelow

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase
from pytest_django.fixtures import Settings

from reconvene.core.conduct.opening import late_rights
from reconvene.core.duties.owed import Duty
from reconvene.core.kinds.reference import MANY, reference
from reconvene.core.workdays import WorkingCalendar, london_day
from reconvene.desk.look import Look
from reconvene.desk.retention import Hold, due
from reconvene.jobs.demo.building import build
from reconvene.jobs.demo.days import ToldDays
from reconvene.jobs.demo.stories import stories
from reconvene.jobs.demo.telling import DemoRefused, tell
from reconvene.ledger.verifying import verify
from reconvene.library.calendar_files import read_calendar_history
from reconvene.library.demo.files import House, read_cast
from reconvene.library.procedure_files import procedure
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Authority, Person
from reconvene.stories.story import Story
from reconvene.stories.telling import compare
from reconvene.worklist.admitting import Audience
from reconvene.worklist.buckets import Bucket, span
from reconvene.worklist.finding import cases_named
from reconvene.worklist.models import WorkRow
from reconvene.worklist.queries import my_duties
from reconvene.worklist.rebuilding import rebuild
from tests.support.days import day
from tests.support.references import drawing
from tests.support.storied import whole_look
from tests.support.tree import ROOT

A_TUESDAY = datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
AWKWARD = {
    "Maundy Thursday": datetime(2026, 4, 2, 9, 0, tzinfo=UTC),
    "New Year's Eve": datetime(2026, 12, 31, 16, 0, tzinfo=UTC),
    "a Sunday": datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
    "29 February": datetime(2028, 2, 29, 10, 0, tzinfo=UTC),
    "the clocks gone forward": datetime(2026, 3, 29, 1, 5, tzinfo=UTC),
    "the clocks going back": datetime(2026, 10, 25, 0, 55, tzinfo=UTC),
}
IS_ON_POSTGRESQL = os.environ.get("RECONVENE_DATABASE") == "postgres"
EXAMPLESHIRE, EXAMPLEBURY = read_cast().houses


def calendar(on: date) -> WorkingCalendar:
    return read_calendar_history().as_known_on(on)


def told(house: House, now: datetime) -> list[Story]:
    today = london_day(now)
    return stories(house, ToldDays(today, calendar(today)))


def looks(house: House, now: datetime) -> dict[str, Look]:
    """Return every case of an authority by the complainant's name."""
    at = Authority.objects.get(slug=house.slug)
    cases = WorkRow.objects.filter(authority=house.slug, shelf__in=["case", "closed"])
    found = [whole_look(at, row.case_id, london_day(now)) for row in cases]
    return {look.case.received.complainant.name: look for look in found if look.case.received}


def family(story: Story) -> str:
    name: str = story.steps[0].details["complainant"]["name"]
    return name


def unlike(house: House, now: datetime) -> Iterator[str]:
    """Yield whatever a case of an authority says of itself and is not so."""
    found = looks(house, now)
    for story in told(house, now):
        ctx = found[family(story)].context
        for step in story.steps:
            if step.expected is not None:
                yield from (f"{story.title}: {one}" for one in compare(ctx, step.expected))


def rows() -> list[tuple[object, ...]]:
    return list(WorkRow.objects.order_by("case_id", "shelf", "key", "owner").values_list())


def is_anything_in(bucket: Bucket, today: date) -> bool:
    where = span(bucket, today)
    between = (where.from_on, where.to_on)
    return WorkRow.objects.filter(shelf=where.shelf, sort_on__range=between).exists()


@pytest.mark.django_db
@pytest.mark.skipif(IS_ON_POSTGRESQL, reason="days are no business of the database")
@pytest.mark.parametrize("now", AWKWARD.values(), ids=AWKWARD)
def test_it_is_whole_and_as_it_says_on_whatever_day_it_is_made(now: datetime) -> None:
    built = build(now)

    assert built.cases == WorkRow.objects.filter(shelf__in=["case", "closed"]).count()
    check_whole(now)


def check_whole(now: datetime) -> None:
    """What each case says holds; there is work of every kind; the records are sound."""
    today = london_day(now)
    assert list(unlike(EXAMPLESHIRE, now)) == []
    assert list(unlike(EXAMPLEBURY, now)) == []
    is_day_off = not calendar(today).is_working(today)
    empty = {bucket for bucket in Bucket if not is_anything_in(bucket, today)}
    # no family of the demo has anything left to ask for once closed; its panels have no bundle yet
    nobodys = {Bucket.CLOSED, Bucket.TO_READ}
    assert empty == nobodys | ({Bucket.TODAY} if is_day_off else set())
    iris = Person.objects.get(username="iris").id
    assert list(Hold.objects.values_list("placed_by", "review_on")) == [(iris, today)]
    here = Authority.objects.get(slug=EXAMPLESHIRE.slug)
    references = {name: look.reference for name, look in looks(EXAMPLESHIRE, now).items()}
    of_old = [one.reference for one in due(here, now, settings.RETENTION)]
    assert of_old == [references["Hester Testerfield"]], "Iris and Ivo have something to erase"
    with connection.cursor() as cursor:
        assert verify(cursor) == ()
    live = rows()
    rebuild(today)
    assert rows() == live


def duty(look: Look, rule: str) -> Duty | None:
    return next((one for one in look.duties if one.rule.id == rule and one.is_open), None)


def is_overtaken(look: Look) -> bool:
    return bool(look.case.reviewed_on) and not look.case.closed_on and bool(look.case.live_points())


def waits_for_lateness(look: Look) -> bool:
    return "complain" in late_rights(look.context)


def differs_by_child(look: Look) -> bool:
    return any(
        len({answer.finding for answer in point.answers if answer.child}) > 1
        for point in look.case.points.values()
    )


def is_short(look: Look) -> bool:
    panel = look.case.panels.get("appeal-panel")
    return bool(panel and panel.planned_on and len(panel.appointed) == 2)


def conflict(look: Look) -> bool:
    return any(bar for p in look.case.panels.values() for *_, bar in p.removed)


def is_briefed(look: Look) -> bool:
    later = look.case.conferences.get("reconvened")
    return bool(later and later.expected and len(later.briefed) == len(later.expected))


def statuses(look: Look) -> set[str]:
    return {point.status for point in look.case.points.values()}


def out_of_order(look: Look) -> bool:
    days = [event.happened_on for event in look.events]
    return days != sorted(days) and not any(e.kind == "entry.corrected" for e in look.events)


def at_gate(look: Look) -> bool:
    return duty(look, "decide-on-panel") is not None


SHOWN: dict[str, Callable[[Look], bool]] = {
    "adjourned": lambda look: duty(look, "sit-again") is not None,
    "a conflict found late": conflict,
    "a vote marked by a conflict": lambda look: any(
        made.tainted_by for panel in look.case.panels.values() for made in panel.made
    ),
    "overtaken by the review": is_overtaken,
    "reconvened and briefed": is_briefed,
    "with the ombudsman": lambda look: "ombudsman" in look.case.challenges,
    "late, waiting for a decision": waits_for_lateness,
    "a request that came late": lambda look: bool(look.case.pending),
    "late, and not taken on": lambda look: statuses(look) == {"not taken on"},
    "a child with an advocate": lambda look: "advocate" in look.case.supporters.values(),
    "understanding to be judged": lambda look: duty(look, "judge-understanding") is not None,
    "siblings, different answers": differs_by_child,
    "siblings, different decisions": lambda look: any(
        made.put.child for panel in look.case.panels.values() for made in panel.made
    ),
    "a point withdrawn": lambda look: "withdrawn" in statuses(look),
    "a point referred": lambda look: "referred" in statuses(look),
    "a point settled": lambda look: "settled" in statuses(look),
    "closed": lambda look: look.case.closed_on is not None,
    "a corrected entry": lambda look: any(e.kind == "entry.corrected" for e in look.events),
    "recorded late and out of order": out_of_order,
    "a panel short of a member": is_short,
    "a copy withheld": lambda look: bool(look.case.withheld),
    "a date declined": lambda look: any(m.declined_on for m in look.case.meetings.values()),
    "a learning point": lambda look: duty(look, "chase-learning") is not None,
    "three points on three routes": lambda look: (
        {point.stage for point in look.case.points.values()}
        == {"process-manager", "adjudication", None}
    ),
    "a panel without one of its seats": lambda look: (
        duty(look, "hold-panel") is not None
        and len(look.case.panels["inter-agency-panel"].appointed) == 2
    ),
    "a gate waiting for a decision": at_gate,
    "a gate declined": lambda look: any(
        gate.decision == "decline" for p in look.case.points.values() for gate in p.gates.values()
    ),
    "a review brought forward": lambda look: any(
        result.result == "review-brought-forward"
        for point in look.case.points.values()
        for result in point.results.values()
    ),
    "passed on by the chair": lambda look: any(e.kind == "stage.passed-on" for e in look.events),
    "a limit in law, extended": lambda look: bool(look.case.extended),
}


OWED = [
    ("amina", "acknowledge", Bucket.TODAY),
    ("amina", "acknowledge", Bucket.OVERDUE),
    ("nia", "hold-reconvened", Bucket.WEEK),
    ("lena", "hold-appointment", Bucket.OVERDUE),
    ("lena", "judge-understanding", Bucket.UNDATED),
    ("rhys", "hold-meeting", Bucket.WEEK),
    ("rhys", "hold-meeting", Bucket.OVERDUE),
    ("sam", "hold-meeting", Bucket.OVERDUE),
    ("bea", "convene-panel", Bucket.WEEK),
    ("ingrid", "send-decision", Bucket.TODAY),
    ("ingrid", "sit-again", Bucket.LATER),
    ("aoife", "acknowledge", Bucket.AIM_PASSED),
    ("sunita", "decide-on-panel", Bucket.UNDATED),
    ("cora", "statutory-answer", Bucket.WEEK),
]


class TestOnATuesday(TestCase):
    """The demo made once, and looked at from all sides."""

    @classmethod
    def setUpTestData(cls) -> None:
        build(A_TUESDAY)

    def test_it_is_whole_and_as_it_says(self) -> None:
        check_whole(A_TUESDAY)

    def test_something_of_everything_is_in_it(self) -> None:
        cases = [*looks(EXAMPLESHIRE, A_TUESDAY).values(), *looks(EXAMPLEBURY, A_TUESDAY).values()]
        assert [what for what, shows in SHOWN.items() if not any(map(shows, cases))] == []
        stages = {stage.id for look in cases for stage in look.definition.stages}
        reached = {p.stage for look in cases for p in look.case.points.values() if p.is_live}
        assert stages - reached == set()

    def test_everybody_has_the_work_they_are_said_to_have(self) -> None:
        today = london_day(A_TUESDAY)

        def is_owed(name: str, rule: str, bucket: Bucket) -> bool:
            person = Person.objects.get(username=name)
            who = Audience(person.authority_id, person.id, person.roles_on(today))
            return rule in {row.rule for row in my_duties(who, today, bucket).rows}

        assert [one for one in OWED if not is_owed(*one)] == []

    def test_cases_are_there_for_whom_they_are_said_to_be(self) -> None:
        today = london_day(A_TUESDAY)

        def is_there(name: str, family: str) -> bool:
            person = Person.objects.get(username=name)
            who = Audience(person.authority_id, person.id, person.roles_on(today))
            return bool(cases_named(who, family).rows)

        assert is_there("ben", "Ronan Fictionby")
        assert is_there("lena", "Stefan Exampleham")
        assert not is_there("dev", "Ronan Fictionby")
        assert not is_there("rhys", "Joseph Sampleford")
        assert not is_there("iris", "Joseph Sampleford")
        assert not is_there("gail", "Joseph Sampleford")

    def test_every_act_is_recorded_on_its_own_day_and_never_in_the_future(self) -> None:
        for house in (EXAMPLESHIRE, EXAMPLEBURY):
            found = looks(house, A_TUESDAY)
            for story in told(house, A_TUESDAY):
                acts = [step for step in story.steps if step.kind]
                events = found[family(story)].events
                wanted = [step.recorded_on or step.on for step in acts]
                assert [london_day(event.recorded_at) for event in events] == wanted
                instants = [event.recorded_at for event in events]
                assert instants == sorted(instants)
                assert instants[-1] <= A_TUESDAY

    def test_cases_are_called_the_same_whenever_it_is_made(self) -> None:
        draw = drawing(EXAMPLESHIRE.slug)
        drawn = {reference("EXS", draw(MANY)) for _ in told(EXAMPLESHIRE, A_TUESDAY)}
        assert {look.reference for look in looks(EXAMPLESHIRE, A_TUESDAY).values()} == drawn

    def test_everybody_can_sign_in_with_the_one_password_of_the_demo(self) -> None:
        assert Person.objects.get(username="gail").check_password(read_cast().password)
        assert set(Authority.objects.values_list("slug", "is_demo")) == {
            ("exampleshire", True),
            ("examplebury", True),
        }

    def test_an_act_that_is_refused_stops_it_and_names_the_case(self) -> None:
        people = {
            person.username: person for person in Person.objects.filter(authority="exampleshire")
        }
        story = next(one for one in told(EXAMPLESHIRE, A_TUESDAY) if one.name == "sp-cpc/settled")
        steps = tuple(step for step in story.steps if step.kind != "point.answered")
        broken = Story(story.name, "Left unanswered", story.procedure, (), steps)

        with pytest.raises(
            DemoRefused, match=r"sp-cpc/settled \(Left unanswered\) could not be told"
        ):
            tell(broken, people, A_TUESDAY, randbelow)


@pytest.mark.parametrize("house", [EXAMPLESHIRE, EXAMPLEBURY], ids=["SP", "OX"])
def test_each_role_is_held_by_somebody_each_with_a_sentence_on_why(house: House) -> None:
    roles = {role.id for role in procedure(f"{house.procedure}/1").roles}
    held = {role for member in house.members for role in member.roles}

    assert held - {INFORMATION_GOVERNANCE} == roles  # that one is the house's own
    assert 8 <= len(house.members) <= 15
    assert all(read_cast().why(member.name) == member.why for member in house.members)
    assert all(member.why.endswith(".") for member in house.members)
    assert read_cast().why("somebody.else") == ""


@pytest.mark.parametrize("house", [EXAMPLESHIRE, EXAMPLEBURY], ids=["SP", "OX"])
def test_no_two_cases_have_the_same_family_or_title(house: House) -> None:
    found = told(house, A_TUESDAY)

    assert len({family(story) for story in found}) == len(found)
    assert len({story.title for story in found}) == len(found)


def test_the_families_to_look_for_are_there() -> None:
    page = (ROOT / "docs" / "how-to" / "run-the-demo.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\*\*(\w+ \w+)\*\*", page))
    there = {family(s) for house in read_cast().houses for s in told(house, A_TUESDAY)}

    assert len(named) > 20
    assert named - there == set()


@pytest.mark.django_db
def test_the_command_makes_it_once_and_then_says_how_to_start_over() -> None:
    first, again = StringIO(), StringIO()

    call_command("demo", stdout=first, skip_checks=True)
    cases = WorkRow.objects.filter(shelf__in=["case", "closed"]).count()
    call_command("demo", stdout=again, skip_checks=True)

    assert f"Made {cases} cases and 24 people of 2 authorities" in first.getvalue()
    assert again.getvalue().startswith("The demo is here already. To start over, stop it,")
    assert WorkRow.objects.filter(shelf__in=["case", "closed"]).count() == cases


@pytest.mark.django_db
def test_a_demo_that_was_broken_off_is_not_taken_for_whole() -> None:
    Authority.objects.create(slug="exampleshire", name="Exampleshire (demo)", procedure="sp-cpc")

    with pytest.raises(CommandError, match=r"only half made: it was broken off\. To start over"):
        call_command("demo", skip_checks=True)


@pytest.mark.django_db
def test_a_real_system_gets_no_made_up_cases(settings: Settings) -> None:
    settings.IS_DEMO = False

    with pytest.raises(CommandError, match="this copy is not a demo"):
        call_command("demo", skip_checks=True)

    assert not Authority.objects.exists()


class TestToldDays:
    days = ToldDays(day("Sun 22 Nov 2026"), calendar(day("Sun 22 Nov 2026")))

    @pytest.mark.parametrize(
        ("text", "on"),
        [
            ("today", "Sun 22 Nov 2026"),
            ("+0 wd", "Mon 23 Nov 2026"),
            ("-1 wd", "Fri 20 Nov 2026"),
            ("+1 wd", "Tue 24 Nov 2026"),
            ("-1 d", "Fri 20 Nov 2026"),
            ("+6 d", "Mon 30 Nov 2026"),
            ("-1 cd", "Sat 21 Nov 2026"),
            ("-1 wd +2 wd", "Tue 24 Nov 2026"),
            ("today -14 y", "Thu 22 Nov 2012"),
        ],
    )
    def test_a_day_is_told_in_steps_from_today(self, text: str, on: str) -> None:
        assert self.days.is_told(text)
        assert self.days.on(text) == day(on)

    def test_a_day_in_a_sentence_is_written_in_full(self) -> None:
        said = self.days.in_prose("We now offer <+3 wd>.")

        assert said == "We now offer Thursday 26 November 2026."

    @pytest.mark.parametrize("text", ["3 wd", "+3", "yesterday", "+3 wd and more"])
    def test_anything_else_is_no_day(self, text: str) -> None:
        assert not self.days.is_told(text)
