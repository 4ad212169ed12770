"""The parts of a case's page, made from told stories without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest
from msgspec import structs

from reconvene.core.access.asking import Viewer
from reconvene.core.casefile.case import AnswerGiven, Choice
from reconvene.core.conduct.context import Context
from reconvene.core.record.after import CaseSuspended
from reconvene.core.record.event import Event
from reconvene.core.record.payload import Payload, Person
from reconvene.core.workdays import working_days_between
from reconvene.desk.look import Look
from reconvene.library.procedure_files import load_procedures
from reconvene.people.models import Person as Staff
from reconvene.web.browse.case.answered import answers
from reconvene.web.browse.case.entry import entry_page
from reconvene.web.browse.case.heading import notices
from reconvene.web.browse.case.page import CasePage, case_page
from reconvene.web.browse.case.where import way, where
from reconvene.web.browse.happens import waits_for
from reconvene.web.browse.names import Names
from reconvene.web.browse.owed import duty_days, right_day, row_day
from reconvene.web.components.shown import Standing
from reconvene.worklist.rows import Row
from tests.support.tellings import shipped_stories, told

NOW = datetime(2025, 9, 1, 9, tzinfo=UTC)
OX_MIXED, SP_SIBLINGS = "ox-cpc/mixed-points", "sp-cpc/adjourned-and-reconvened"


@cache
def days_of(story: str) -> tuple[date, ...]:
    """Return every day on which something was recorded in a story."""
    events = told(story).telling.events
    return tuple(sorted({event.recorded_at.date() for event in events}))


def look(ctx: Context) -> Look:
    codes = {event.number: f"{event.number}-TEST-CODE" for event in ctx.events}
    roles = ("complaints-officer",)
    ben = Viewer("ben", "", frozenset(ctx.definition.by_id["roles"]))
    return Look("case", "SP-2025-0001", ctx, roles, codes, Staff(id="ben"), ctx, ben)


def shown(ctx: Context) -> CasePage:
    return case_page(look(ctx), {}, NOW)


def names(ctx: Context) -> Names:
    return Names.of(ctx.case, ctx.events, {})


def begun(story: str = "sp-cpc/easter", until: date | None = None) -> Context:
    """Return a case of its own, that a test may change."""
    return told(story, until=until or days_of(story)[0]).context()


def event(ctx: Context, kind: str, data: Payload) -> Event:
    return Event(
        kind=kind,
        happened_on=ctx.today,
        data=data,
        number=len(ctx.events) + 1,
        recorded_at=datetime(2025, 4, 23, tzinfo=UTC),
        actor="ben",
        role="complaints-officer",
    )


@pytest.mark.parametrize("story", shipped_stories())
def test_a_case_has_its_page_on_every_day_of_its_life(story: str) -> None:
    for day in days_of(story):
        ctx = told(story, until=day).context()
        page = shown(ctx)

        rows = [row for table in page.answers for row in table.rows]
        assert [row.words for row in rows if row.number == 1] == [
            next(iter(ctx.case.points.values())).words
        ]
        assert len(rows) == len(ctx.case.points)
        assert all(
            len(row.answers) == len(table.stages) for table in page.answers for row in table.rows
        )
        assert len(page.next) + len(page.later) <= len([d for d in ctx.duties if d.is_open])
        assert bool(page.next) == any(duty.is_open for duty in ctx.duties)
        assert len(page.record) == len(ctx.events)
        assert page.where
        assert all(sentence.endswith(".") for sentence in page.where)
        entry = entry_page(look(ctx), {}, len(ctx.events))
        assert entry is not None
        assert entry.later_href == ""


def test_criteria_results_and_the_panel_are_answers_too() -> None:
    page = shown(told(OX_MIXED).context())
    said = " ".join(
        f"{answer.words} {answer.detail}"
        for table in page.answers
        for row in table.rows
        for answer in row.answers
        if answer
    )

    assert "The way on was opened." in said
    assert "The review conference should be brought forward" in said
    assert "Things stay as they are" in said
    assert "Answered by another process, not here" in said
    assert [line.label for line in page.lines] == ["Management and process", "Decision or category"]


def test_siblings_who_got_different_answers_each_have_their_own() -> None:
    ctx = begun(SP_SIBLINGS)
    point = next(iter(ctx.case.points.values()))
    for child, finding in (("kit", "upheld"), ("wren", "not upheld")):
        point.answers.append(
            AnswerGiven("stage-1", ctx.today, f"About {child}.", finding, child, (), 2, "lena")
        )

    answer = answers(names(ctx))[0].rows[0].answers[0]

    assert answer is not None
    assert answer.words == "Kit: Upheld; Wren: Not upheld"
    assert "Kit: “About kit.”" in answer.detail


def test_points_in_different_places_are_each_said_where() -> None:
    ctx = begun(SP_SIBLINGS)
    first, *rest = ctx.case.points.values()
    first.status, first.ended_on = "withdrawn", ctx.today

    assert where(names(ctx))[0].startswith("Point 1 was withdrawn on ")
    assert bool(rest) == (len(where(names(ctx))) > 1)
    first.status, first.stage = "live", None
    assert "is not at any stage of this procedure." in where(names(ctx))[0]


def test_ways_follow_rights_and_gates() -> None:
    sp, ox = load_procedures()["sp-cpc/1"], load_procedures()["ox-cpc/1"]

    assert way(sp, "stage-1") == ("stage-1", "stage-2", "stage-3")
    assert way(ox, "decision-chair") == ("decision-chair", "adjudication", "final-review")


class TestNotices:
    def test_say_that_work_is_paused_and_when_it_goes_on(self) -> None:
        ctx = begun()
        ctx.case.paused.append((ctx.today, None))
        pause = CaseSuspended(reason="A court case.", ends_when="The court has decided")
        ctx = replace(ctx, events=(*ctx.events, event(ctx, "case.suspended", pause)))

        assert " ".join(notices(ctx, names(ctx))) == (
            "Work on this case is paused since Tuesday 22 April 2025. A court case. "
            "It goes on when: the court has decided."
        )

    def test_say_who_cannot_use_the_procedure(self) -> None:
        ctx = begun()
        lena = Person(id="lena", name="Lena", role="line-manager")
        ctx.case.standing = Choice(accepted=False, on=ctx.today, by=lena, reasons="Too young")

        said = " ".join(notices(ctx, names(ctx)))
        assert said == (
            "Lena (chair's line manager) decided that Ewa Example cannot use this procedure. "
            "Too young."
        )

    def test_say_that_a_late_complaint_waits_and_then_what_was_decided(self) -> None:
        ctx = told(
            "sp-cpc/late-child-and-outside", until=days_of("sp-cpc/late-child-and-outside")[0]
        )
        late = ctx.context()
        ben = Person(id="ben", name="Ben", role="complaints-officer")

        assert any(
            "Somebody has to decide whether it is taken on." in n
            for n in notices(late, names(late))
        )
        late.case.lateness[late.definition.lodging.id] = Choice(
            accepted=False, on=late.today, by=ben, reasons="Far too late"
        )
        assert "The complaint came late and was not taken on. Far too late." in notices(
            late, names(late)
        )

    def test_say_that_a_panel_met_without_a_quorum(self) -> None:
        ctx = told("sp-cpc/easter").context()
        panel = ctx.case.panels["appeal-panel"]
        panel.sittings[-1].is_quorate = False

        assert any(
            "without a quorum, so it could decide nothing" in n for n in notices(ctx, names(ctx))
        )

    def test_name_the_decisions_that_somebody_barred_had_voted_on(self) -> None:
        ctx = told("sp-cpc/easter").again().context()
        panel = ctx.case.panels["appeal-panel"]
        gone = panel.appointed.pop("edie")
        panel.removed.append((gone, ctx.today, "Told us late", "line-management"))
        panel.made[0].tainted_by = ("edie",)

        said = " ".join(notices(ctx, names(ctx)))
        assert "They had voted on: support the original conference decision." in said
        page = shown(ctx)
        assert page.panels[0].verdict == "As it now is, it could not decide."
        assert any(
            "1 more member" in reason or "member" in reason for reason in page.panels[0].reasons
        )


class TestLastDays:
    def test_of_duties_that_are_no_more_owed_say_why(self) -> None:
        ctx = begun()
        calendar = ctx.days.as_known_on(ctx.today)
        duty = ctx.duties[0]
        for code, words in (
            ("own-letter", "they wrote the letter themselves"),
            ("withheld:Not safe", "it is not sent: Not safe"),
            ("not-known-here", "not known here"),
        ):
            gone = structs.replace(duty, status="no longer owed", why_not=code)
            last = duty_days(gone, ctx.definition, ctx.today, calendar).last
            assert (last.standing, last.beside) == (Standing.NO_LONGER_OWED, words)

    def test_that_cannot_be_told_say_what_they_wait_for(self) -> None:
        ctx = begun()
        calendar = ctx.days.as_known_on(ctx.today)
        waiting = structs.replace(
            ctx.duties[0], status="not determined", needs="sitting.booked: appeal-panel"
        )
        last = duty_days(waiting, ctx.definition, ctx.today, calendar).last

        assert last.standing is Standing.NOT_YET_DETERMINED
        assert "a day is set for the complaint and appeal panel" in last.beside
        assert "the hour" in waits_for(ctx.definition, "hour")
        assert ", or work goes on" in waits_for(ctx.definition, "case.closed or case.resumed")

    def test_of_a_right_are_what_a_letter_promised_where_that_is_later(self) -> None:
        ctx = begun(until=date(2025, 5, 9))
        calendar = ctx.days.as_known_on(ctx.today)
        right = next(right for right in ctx.rights if right.rule.id == "ask-for-stage-2")
        later = structs.replace(right, last_on=date(2025, 6, 9), promised_on=date(2025, 6, 9))
        left = working_days_between(ctx.today, date(2025, 6, 9), calendar)

        assert right_day(right, ctx.definition, ctx.today, calendar).on == date(2025, 6, 6)
        assert right_day(later, ctx.definition, ctx.today, calendar).beside == (
            f"the day our letter gave, {left}\u00a0working\u00a0days\u00a0left"
        )
        unknown = structs.replace(right, needs="case.resumed")
        standing = right_day(unknown, ctx.definition, ctx.today, calendar).standing
        assert standing is Standing.NOT_YET_DETERMINED
        endless = structs.replace(right, last_on=None)
        shown = right_day(endless, ctx.definition, ctx.today, calendar)
        assert (shown.standing, shown.beside) == (Standing.NONE_STATED, "")

    def test_of_rows_say_none_stated_target_or_what_is_needed(self) -> None:
        ctx = begun()
        calendar = ctx.days.as_known_on(ctx.today)
        row = Row("c", "a", "R", "F", "sp-cpc/1", "undated")

        def said(**given: object) -> tuple[Standing, str]:
            filled = Row("c", "a", "R", "F", "sp-cpc/1", "undated", **given)  # type: ignore[arg-type]
            day = row_day(filled, ctx.definition, ctx.today, calendar)
            return day.standing, day.beside

        assert row_day(row, ctx.definition, ctx.today, calendar).beside == ""
        assert said(target_on=date(2025, 4, 25)) == (
            Standing.NONE_STATED,
            "Our own target is Friday 25 April 2025, 3\u00a0working\u00a0days\u00a0away",
        )
        assert said(needs="hour")[0] is Standing.NOT_YET_DETERMINED
