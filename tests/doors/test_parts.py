"""The shared parts of pages: what they say, and that they never say it by colour alone."""

import re
from datetime import date

import pytest
from django.template import engines

from reconvene.web.components import gallery_matter as matter
from reconvene.web.components.shown import LastDay, Refusal, Standing, StripDay


def part(call: str, source: str, **shown: object) -> str:
    """Return one macro's answer with white space made plain."""
    name = call.partition("(")[0]
    template = f'{{% from "parts/{source}.html" import {name} %}}{{{{ {call} }}}}'
    return " ".join(engines["jinja2"].from_string(template).render(shown).split())


@pytest.mark.parametrize("standing", Standing)
def test_a_tag_says_its_standing_in_words(standing: Standing) -> None:
    tag = part("standing_tag(it)", "last_day", it=standing)

    assert f">{standing.value}</strong>" in tag
    assert f"rc-tag--{standing.slug}" in tag


class TestLastDay:
    def test_puts_the_date_first_and_the_count_beside_it(self) -> None:
        said = part('last_day(it, prefix="by")', "last_day", it=matter.OFFER)

        assert "by <time" in said
        assert said.index("Friday 25 April 2025") < said.index("1 working day left")

    def test_numbers_each_counted_day_and_gives_the_reason_for_each_other(self) -> None:
        said = part("last_day(it)", "last_day", it=matter.OFFER)

        assert "Thursday 10 April 2025: day 1<" in said
        assert "Friday 18 April 2025: not counted, Good Friday<" in said
        assert "Friday 25 April 2025: day 10, the last day<" in said
        assert said.count("<li") == len(matter.OFFER.strip)

    def test_begins_its_strip_under_the_right_weekday(self) -> None:
        said = part("last_day(it)", "last_day", it=matter.OFFER)

        assert said.count("rc-strip__day--first-") == 1
        assert "rc-strip__day--first-4" in said

    def test_offers_no_why_where_there_is_nothing_to_explain(self) -> None:
        assert "<details" not in part("last_day(it)", "last_day", it=matter.LATER)

    @pytest.mark.parametrize("it", [matter.UNKNOWN, matter.SILENT])
    def test_says_that_there_is_no_date_and_why(self, it: LastDay) -> None:
        said = part("last_day(it)", "last_day", it=it)

        assert "<time" not in said
        assert it.standing.value in said
        assert it.beside in said

    def test_can_stand_open(self) -> None:
        assert '<details class="rc-why" open>' in part(
            "last_day(it, is_open=true)", "last_day", it=matter.OFFER
        )

    def test_shows_where_a_last_day_was_moved_to(self) -> None:
        moved_to = date(2025, 4, 22)
        days = (
            StripDay(date(2025, 4, 21), 1, "Easter Monday"),
            StripDay(moved_to, None, "working day"),
        )
        said = part("last_day(it)", "last_day", it=LastDay(moved_to, Standing.OPEN, strip=days))

        assert "Tuesday 22 April 2025: moved to here, the last day<" in said
        assert "not counted" not in said

    def test_explains_a_day_by_its_strip_alone(self) -> None:
        on = date(2025, 4, 10)
        it = LastDay(on, Standing.OPEN, strip=(StripDay(on, 1, "working day"),))

        assert "day 1, the last day" in part("last_day(it)", "last_day", it=it)


class TestDuties:
    def test_are_rows_with_one_act_each(self) -> None:
        said = part('duties(rows, "My work")', "tables", rows=matter.DUTIES)

        assert said.count("<tr") == len(matter.DUTIES) + 1
        assert said.count('class="govuk-button') == sum(
            row.act is not None for row in matter.DUTIES
        )

    def test_name_the_family_in_the_button_for_those_who_only_hear_it(self) -> None:
        said = part('duties(rows, "My work")', "tables", rows=matter.DUTIES)

        assert ": Okonkwo-Hale</span>" in said

    def test_keep_being_a_table_when_laid_out_as_cards(self) -> None:
        said = part('duties(rows, "My work", true)', "tables", rows=matter.DUTIES)

        assert '<table class="rc-table" role="table">' in said
        assert said.count('role="cell"') == 4 * len(matter.DUTIES)
        assert '<caption class="govuk-visually-hidden">' in said

    def test_mark_what_is_overdue(self) -> None:
        said = part('duties(rows, "My work")', "tables", rows=matter.DUTIES)

        assert said.count("rc-table--overdue") == 1


def test_points_have_a_cell_for_every_stage() -> None:
    said = part(
        'points(rows, stages, "Points")', "tables", rows=matter.POINTS, stages=matter.STAGES
    )

    assert said.count("<td") == len(matter.POINTS) * len(matter.STAGES)
    assert said.count("No answer yet") == 5
    assert "1. The report was given to us" in said
    answered = [one for row in matter.POINTS for one in row.answers if one and one.detail]
    assert answered
    for answer in answered:
        assert re.search(rf">\s*{re.escape(answer.words)}(</a>)?\s+<span", said), answer.words


def test_the_record_gathers_sentences_under_their_days() -> None:
    said = part("record(happenings)", "record", happenings=matter.RECORD)

    assert said.count("rc-record__on") == 2
    assert said.index("Wednesday 16 April 2025") < said.index("Wednesday 9 April 2025")


class TestPanels:
    def test_a_refusal_gives_its_reason_its_clause_and_a_way_on(self) -> None:
        said = part("refusal(it)", "panels", it=matter.REFUSAL)

        assert matter.REFUSAL.reason in said
        assert matter.REFUSAL.source in said
        assert said.count("<li>") == 2

    def test_a_bare_refusal_promises_nothing(self) -> None:
        said = part("refusal(it)", "panels", it=Refusal("Not now", "It is too early."))

        assert "What can be done" not in said

    def test_an_empty_list_says_so(self) -> None:
        said = part('empty("Nothing is waiting for you.")', "panels")

        assert "Nothing is waiting for you." in said
        assert said.count("<p>") == 1

    def test_what_follows_is_a_list_with_its_days(self) -> None:
        said = part("follows(items)", "panels", items=matter.FOLLOWING)

        assert said.count("<li>") == 3
        assert "by <time" in said

    def test_a_case_heading_says_that_the_decision_stands(self) -> None:
        said = part('case_heading("Quill", "RC-1", "The decision stands.")', "panels")

        assert "<h1" in said
        assert '<p class="rc-stands">The decision stands.</p>' in said

    def test_a_chosen_filter_leads_to_the_list_without_it(self) -> None:
        said = part("chosen_filters(chosen)", "panels", chosen=matter.CHOSEN)

        assert said.count('href="/gallery"') == 2
        assert "Remove </span>Overdue" in said
