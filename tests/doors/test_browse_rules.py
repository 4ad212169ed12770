"""The procedure and the calendar as pages."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from reconvene.library.calendar_files import read_calendar_history
from reconvene.library.procedure_files import load_procedures
from reconvene.web.browse.calendar.views import year_asked
from reconvene.web.browse.calendar.year import closed_days
from reconvene.web.browse.procedure import rules
from reconvene.web.browse.procedure.readings import read_titles
from reconvene.web.browse.procedure.sight import CASES, NO, YES, sights
from tests.doors.test_browse_case import words
from tests.support.cast import authority, person

SP, OX = "sp-cpc/1", "ox-cpc/1"


@pytest.fixture
def ben(client: Client, db: None) -> Client:
    client.force_login(person(authority(), "Ben Ode", "complaints-officer"))
    return client


class TestProcedure:
    def test_says_each_duty_with_its_limit_and_its_clause(self, ben: Client) -> None:
        said = words(ben, "/procedure")

        assert (
            "The conference chair must acknowledge the complaint in writing within 3 working days "
            "after the complaint is received." in said
        )
        assert "The family may ask for stage 2 within 28 calendar days after the letter" in said
        assert "No time limit is stated. Our own target is 5 working days." in said
        assert (
            "Whoever was named when an action is agreed must carry out what was agreed by" in said
        )
        assert "and never to change what the conference decided" in said
        assert '<a class="govuk-link" href="#R-007">' in said
        assert 'id="R-007"' in said

    def test_shows_an_earlier_version_when_asked(self, ben: Client) -> None:
        assert "version 1" in words(ben, "/procedure/1")
        assert ben.get("/procedure/99").status_code == 404

    @pytest.mark.parametrize("reference", [SP, OX])
    def test_puts_every_rule_somewhere(self, reference: str) -> None:
        definition = load_procedures()[reference]
        stages = rules.stages(definition)

        assert sum(len(stage.duties) for stage in stages) == len(definition.duties)
        assert sum(len(stage.rights) for stage in stages) == len(definition.rights) + 1
        assert sum(len(stage.letters) for stage in stages) == len(definition.letters)

    @pytest.mark.parametrize("reference", [SP, OX])
    def test_draws_what_every_role_sees(self, reference: str) -> None:
        definition = load_procedures()[reference]
        drawn = {row.who: row for row in sights(definition)}

        assert len(drawn) == len(definition.roles) + len(definition.panels)
        for role in definition.roles:
            row, parts = drawn[role.label], role.sees.parts
            assert row.cases == CASES[role.reaches]
            assert (row.contact == YES) == ("contact" in parts)
            if role.id != "conference-chair":
                assert (row.story == YES) == ("story" in parts)
        chair = drawn["Conference chair"]
        assert chair.story.startswith("The points put to them and their own entries, once ")
        weighing = {who for who, row in drawn.items() if row.weighed != NO}
        assert weighing == (
            {"Panel chair", "Whoever sits on the complaint and appeal panel, advises or minutes it"}
            if reference == SP
            else {
                "Service manager for quality assurance",
                "Whoever sits on the inter-agency panel, advises or minutes it",
            }
        )

    def test_shows_who_sees_what_as_a_table(self, ben: Client) -> None:
        said = words(ben, "/procedure")

        assert '<h2 class="govuk-heading-m govuk-!-margin-bottom-1" id="sees">' in said
        assert "Every case of the authority" in said

    @pytest.mark.parametrize("reference", [SP, OX])
    def test_lists_every_clause_once(self, reference: str) -> None:
        definition = load_procedures()[reference]
        shown = rules.clauses(definition)

        assert [clause.cited.partition(" ")[2] for clause in shown] == list(definition.clauses)

    def test_states_no_limit_where_there_is_none(self) -> None:
        stages = rules.stages(load_procedures()[OX])
        said = " ".join(
            line.words for stage in stages for line in stage.duties if line.source != "Law"
        )

        assert " within " not in said
        assert "No time limit is stated." in said

    def test_titles_of_readings_come_from_their_files(self, tmp_path: Path) -> None:
        (tmp_path / "R-001.md").write_text("# R-001: When it came\n\nMore.\n", encoding="utf-8")

        assert read_titles(tmp_path) == {"R-001": "When it came"}
        assert read_titles(tmp_path / "nowhere") == {}


class TestCalendar:
    def test_lists_the_closed_days_of_a_year(self, ben: Client) -> None:
        said = words(ben, "/calendar?year=2022")

        assert "Monday 19 September 2022" in said
        assert "Saturday 10 September 2022" in said
        assert 'href="?year=2021"' in said

    def test_counts_a_last_day_with_its_reasons(self, ben: Client) -> None:
        asked = "amount=10&unit=working+days&roll=stay&start-day=22&start-month=4&start-year=2025"
        said = words(ben, f"/calendar?year=2025&{asked}")

        assert "10 working days after Tuesday 22 April 2025" in said
        assert "The last day is Wednesday 7 May 2025" in said
        assert "Overdue" not in said

    @pytest.mark.parametrize(
        ("amount", "problem"),
        [
            ("", "Enter a whole number"),
            ("x", "Enter a whole number"),
            ("401", "Enter a whole number"),
        ],
    )
    def test_says_what_a_number_is(self, ben: Client, amount: str, problem: str) -> None:
        asked = "unit=working+days&roll=stay&start-day=22&start-month=4&start-year=2025"
        answer = ben.get(f"/calendar?amount={amount}&{asked}")

        assert answer.status_code == 422
        assert problem in answer.content.decode()

    def test_does_not_guess_beyond_what_is_known(self, ben: Client) -> None:
        last = read_calendar_history().latest.last_day
        asked = f"start-day={last.day}&start-month={last.month}&start-year={last.year}"
        answer = ben.get(f"/calendar?amount=3&unit=working+days&roll=stay&{asked}")

        assert answer.status_code == 422
        assert "The calendar does not reach that far." in answer.content.decode()

    def test_stays_within_the_years_it_covers(self) -> None:
        days = read_calendar_history()
        first, last = days.latest.first_day.year, days.latest.last_day.year

        assert year_asked("1066", days, date(2025, 1, 1)) == first
        assert year_asked("9999", days, date(2025, 1, 1)) == last
        assert year_asked("x", days, date(2025, 1, 1)) == 2025
        assert closed_days(days, 1066) == ()
