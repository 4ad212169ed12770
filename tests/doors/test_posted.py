"""Letters of a run are marked as posted: each on the record for itself, once, as it was printed."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from reconvene.access_log.reading import Sight
from reconvene.core.record.leaving import LetterLeft
from reconvene.desk import act, posting
from reconvene.desk.enclosing import letters_in
from reconvene.desk.look import Look, load_referred_to
from reconvene.ledger.models import StoredEntry
from reconvene.web.acts.todays_post import fitness
from tests.doors.test_todays_post import clock, down_at, office
from tests.support.sp_life import noon
from tests.support.todays_post import ON, TODAY, Family, Office, plain

__all__ = ["clock", "office"]

pytestmark = pytest.mark.django_db


def left(office: Office, of: Family) -> list[LetterLeft]:
    """Return what the record of a family has of letters that left."""
    look = load_referred_to(office.desk.people["ben"], of.reference, ON)
    return [one.data for one in look.events if isinstance(one.data, LetterLeft)]


class TestAsked:
    def test_ticks_none_beforehand_and_offers_today(self, office: Office) -> None:
        families = office.three()
        letters = office.listed()
        shown = office.ask(letters)

        assert " checked" not in shown
        assert "All of these" in shown
        assert 'value="24"' in shown
        for number, family in enumerate(families, 1):
            assert f"{number}. Acknowledgement, to {family.name}" in shown
            assert f"{family.reference}, code {letters[number - 1].split('~')[-1][:4]}" in shown

    def test_names_the_run_as_the_page_and_the_sheet_do(self, office: Office) -> None:
        office.three()
        code = office.page().partition('class="rc-code">')[2].partition("<")[0]

        assert f'Run <span class="rc-code">{code}</span>' in office.ask(office.listed())

    def test_leads_to_the_post_of_the_day_where_it_was_opened_by_itself(
        self, office: Office
    ) -> None:
        shown = office.page("/post/posted")

        assert "There is no letter here to mark." in shown
        assert "Record that these left" not in shown

    @pytest.mark.parametrize(
        ("left", "on", "problem"),
        [
            ((), "24", "Tick the letters that you put into the post"),
            (("all",), "", "The day they left must include a day"),
            (("all",), "25", "The day they left must be Thursday 24 April 2025 or earlier"),
            (("all",), "23", "The day they left must be Thursday 24 April 2025 or later"),
        ],
    )
    def test_says_what_is_wrong_and_records_nothing(
        self, office: Office, left: tuple[str, ...], on: str, problem: str
    ) -> None:
        office.three()
        before = StoredEntry.objects.count()
        answer = office.mark(office.listed(), *left, on=on)

        assert answer.status_code == 422
        assert problem in plain(answer)
        assert ('value="all" checked' in plain(answer)) == bool(left)
        assert StoredEntry.objects.count() == before

    def test_offers_none_that_changed_and_says_why(self, office: Office) -> None:
        first, second, third = office.three()
        letters = office.listed()
        office.noted(first, safe="unsafe")
        office.moved(second)
        shown = office.ask(letters)
        said = shown.partition("Not to be marked here")[2]

        assert "where their letters go is not safe" in said
        assert fitness.CHANGED in said
        assert f'value="{letters[2]}"' in shown.partition("Which did you")[2]
        assert f"3. Acknowledgement, to {third.name}" in shown
        assert f'value="{letters[0]}"' not in shown.partition("Which did you")[2]

    def test_says_nothing_of_what_is_not_theirs(self, office: Office) -> None:
        office.three()
        letters = office.listed()
        office.be("amina")
        shown = office.ask(letters)

        assert fitness.NOT_YOURS in shown
        assert "Ewa" not in shown
        assert "Record that these left" not in shown

    def test_shows_nothing_while_nobody_can_write_down_who_looks(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        office.three()
        letters = office.listed()
        before = StoredEntry.objects.count()
        down_at(monkeypatch, Sight.LETTER)

        assert office.mark(letters, "all").status_code == 503
        assert StoredEntry.objects.count() == before


class TestRecorded:
    @pytest.mark.clauses("SP 3.5")
    def test_is_what_the_act_would_record_of_each_that_was_ticked(self, office: Office) -> None:
        first, second, third = office.three()
        letters = office.listed()
        answer = office.mark(letters, letters[0], letters[2])
        shown = plain(answer)

        assert answer.status_code == 200
        for one in (first, third):
            (entry,) = left(office, one)
            assert (entry.sent, entry.how, entry.letter) == (one.letter, "post", "acknowledgement")
            assert entry.contact == one.letter + 1
        assert left(office, second) == []
        assert "on record as having left by post on Thursday 24 April 2025" in shown
        assert f"2. Acknowledgement, to {second.name}" in shown.partition("Not ticked")[2]
        assert "1 letter can go by post today" in office.page()

    def test_takes_all_of_them_by_one_tick(self, office: Office) -> None:
        families = office.three()
        office.mark(office.listed(), "all")

        assert [len(left(office, one)) for one in families] == [1, 1, 1]
        assert "No letter is still to go." in office.page()

    def test_takes_two_letters_of_one_family(self, office: Office) -> None:
        ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP")
        office.done(
            ewa.case_id, "amina", "letter.sent", {"letter": "acknowledgement", "waits": True}
        )
        office.mark(office.listed(), "all")

        assert len(left(office, ewa)) == 2

    @pytest.mark.assures("ID-3")
    def test_is_done_once_however_often_it_is_sent(self, office: Office) -> None:
        first, *_ = office.three()
        letters = office.listed()
        answers = [office.mark(letters, letters[0]) for _ in range(3)]
        everything = [office.mark(letters, "all") for _ in range(2)]

        assert len({plain(one).partition("Run")[2] for one in answers}) == 1
        assert {one.status_code for one in (*answers, *everything)} == {200}
        assert all("Not on record" not in plain(one) for one in everything)
        assert len(left(office, first)) == 1

    def test_says_that_one_is_on_record_where_the_page_is_gone_back_to(
        self, office: Office
    ) -> None:
        first, *_ = office.three()
        letters = office.listed()
        told = re.search(r"entry \d+, code <[^>]*>[^<]*<", plain(office.mark(letters, letters[0])))
        shown = office.ask(letters)

        assert told
        assert told[0] in shown
        assert f"1. Acknowledgement, to {first.name}" in shown.partition("On record already")[2]
        assert f"/case/{first.reference}/entry/{first.letter + 2}" in shown
        assert f'value="{letters[0]}"' not in shown.partition("Which did you")[2]

    def test_is_not_done_again_for_another_day(
        self, office: Office, clock: time_machine.Traveller
    ) -> None:
        first, *_ = office.three()
        letters = office.listed()
        office.mark(letters, letters[0])
        clock.move_to(noon(ON) + timedelta(days=1))
        office.be("ben")
        answer = office.mark(letters, letters[0], on="25")

        assert answer.status_code == 409
        assert "It left on another day, as the record has it." in plain(answer)
        assert len(left(office, first)) == 1

    def test_can_be_done_on_a_later_day_for_the_day_of_the_run(
        self, office: Office, clock: time_machine.Traveller
    ) -> None:
        first, *_ = office.three()
        letters = office.listed()
        clock.move_to(noon(ON) + timedelta(days=3))
        office.be("ben")

        assert office.mark(letters, "all").status_code == 200
        assert len(left(office, first)) == 1

    def test_of_others_is_done_where_one_is_refused(self, office: Office) -> None:
        first, second, third = office.three()
        letters = office.listed()
        office.noted(second, safe="unsafe")
        answer = office.mark(letters, "all")
        refused = plain(answer).partition("Not on record")[2]

        assert answer.status_code == 200
        assert [len(left(office, one)) for one in (first, second, third)] == [1, 0, 1]
        assert f"2. Acknowledgement, to {second.name}" in refused
        assert "The letter cannot go now: it is not safe for them there." in refused

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            (
                lambda office, ewa: office.moved(ewa),
                "something was recorded since it was listed",
            ),
            (
                lambda office, ewa: (office.noted(ewa, safe="unsafe"), office.noted(ewa)),
                "something was recorded since it was listed",
            ),
            (
                lambda office, ewa: office.put_right(ewa, ewa.letter),
                "what was recorded of it was put right since it was written",
            ),
            (
                lambda office, ewa: office.done(
                    ewa.case_id, "ben", "letter.left",
                    {"sent": ewa.letter, "how": "hand", "note": "At the office."},
                ),
                "It does not wait any more.",
            ),
        ],
        ids=["another address", "changed back", "struck", "gone by hand"],
    )  # fmt: skip
    def test_is_nothing_that_is_not_as_it_was_printed(
        self, office: Office, change: Any, why: str
    ) -> None:
        ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP")
        letters = office.listed()
        change(office, ewa)
        before = StoredEntry.objects.count()
        answer = office.mark(letters, "all", letters[0])

        assert answer.status_code == 409
        assert "Nothing was recorded" in plain(answer)
        assert why in plain(answer)
        assert StoredEntry.objects.count() == before

    def test_is_nothing_of_a_letter_that_is_noted_to_be_wrong_as_it_is_marked(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Between the look at the letter and the record, with the case not yet held."""
        ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP")
        letters = office.listed()

        def record(*given: Any, **named: Any) -> Any:
            monkeypatch.undo()
            office.moved(ewa)
            return act.record(*given, **named)

        monkeypatch.setattr(posting, "record", record)
        with time_machine.travel(noon(ON), tick=False):
            answer = office.mark(letters, letters[0])

        assert answer.status_code == 409
        assert left(office, ewa) == []

    def test_is_nothing_of_what_whoever_is_complained_of_sends(self, office: Office) -> None:
        office.three()
        letters = office.listed()
        before = StoredEntry.objects.count()
        office.be("amina")

        assert office.mark(letters, "all").status_code == 409
        assert StoredEntry.objects.count() == before

    def test_is_nothing_of_what_somebody_else_was_shown(self, office: Office) -> None:
        office.three()
        letters = office.listed()
        before = StoredEntry.objects.count()
        office.another_officer()
        answer = office.mark(letters, "all")

        assert answer.status_code == 409
        assert StoredEntry.objects.count() == before

    def test_is_done_again_for_one_that_came_back(self, office: Office) -> None:
        ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP")
        office.mark(office.listed(), "all")
        office.done(ewa.case_id, "ben", "letter.came-back", {"sent": ewa.letter}, TODAY)
        office.confirmed(ewa)
        answer = office.mark(office.listed(), "all")

        assert answer.status_code == 200
        assert len(left(office, ewa)) == 2


def test_a_mark_is_another_for_other_words(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters from before their words were kept are written out again, in the words of today."""
    ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP")
    look = load_referred_to(office.desk.people["ben"], ewa.reference, ON)
    before = posting.mark_of(look, ewa.letter, ON)

    def said_again(look: Look, entry: int) -> Any:
        return letters_in(look, entry) * 2

    monkeypatch.setattr(posting, "letters_in", said_again)
    assert posting.mark_of(look, ewa.letter, ON) != before
    assert len(before) == 32
