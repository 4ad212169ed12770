"""The page of a case: five questions answered, and everything unusual said in plain words."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import msgspec
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import encode
from reconvene.core.record.panels import SittingClosed
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.look import load_referred_to
from reconvene.people.models import Authority, Person, RoleHeld
from reconvene.web.browse.case.possible import not_possible
from reconvene.web.browse.names import Names
from reconvene.worklist.queries import case_by_reference
from tests.support.audience import everybody
from tests.support.cast import authority, person
from tests.support.statements import statements
from tests.support.storied import live
from tests.support.tellings import told

pytestmark = pytest.mark.django_db

QUESTIONS = (
    "Where it is",
    "What must happen next",
    "What the family may do",
    "What they complain of, and what was answered",
    "Who is who",
)


@pytest.fixture
def at() -> Authority:
    return authority()


def on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every view read this day from the clock, at noon."""
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)


def as_(client: Client, who: str) -> Client:
    client.force_login(Person.objects.get(id=who))
    return client


def words(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@dataclass
class Reading:
    """One case of an authority, lived up to a day, and read on a day of the test's choosing."""

    at: Authority
    client: Client
    clock: pytest.MonkeyPatch
    reference: str = ""

    def said_to(self, who: str, *, until: date | None = None, read_on: date | None = None) -> str:
        """Return what its page says to somebody; without a day the case stays as it was."""
        if until is not None:
            self.reference = live("sp-cpc/easter", self.at, until=until)
            on(read_on or until, self.clock)
        return words(as_(self.client, who), f"/case/{self.reference}")


@pytest.fixture
def case(at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch) -> Reading:
    return Reading(at, client, monkeypatch)


class TestPage:
    def test_answers_five_questions_in_their_order(self, case: Reading) -> None:
        said = case.said_to("lena", until=date(2025, 5, 9), read_on=date(2025, 5, 12))
        places = [said.index(question) for question in QUESTIONS]

        assert places == sorted(places)

    @pytest.mark.parametrize("until", [date(2025, 4, 24), date(2025, 5, 9), date(2025, 7, 8)])
    def test_says_to_whoever_is_complained_of_nothing_that_may_have_come_after(
        self, case: Reading, until: date
    ) -> None:
        said = case.said_to("amina", until=until, read_on=date(2025, 7, 9))

        once = "You see what was put to you and what you recorded. What came after is not shown"
        assert said.count(once) == 1
        assert said.index(once) < said.index("Where it is")
        for one in (
            "Not reached",
            "Has not come here",
            "What the family may do",
            "Nothing has been",
        ):
            assert one not in said, one
        assert "Offer an appointment" not in said
        assert "Nothing is for you to do now." in said
        assert "Acknowledge the complaint in writing" in said

    def test_says_when_what_was_done_was_done_and_whether_in_time(self, case: Reading) -> None:
        said = case.said_to("lena", until=date(2025, 5, 9), read_on=date(2025, 5, 12))
        done = said.partition("What was done, and when it was due")[2].partition("The record<")[0]

        acknowledged = done.partition("Acknowledge the complaint in writing")[2]
        assert re.search(
            r'by <time [^>]*>Friday 25 April 2025</time>\. <span class="[\w-]+">'
            "Met on Thursday 24 April 2025, in time</span>",
            acknowledged.partition("<strong>")[0],
        ), acknowledged[:600]

    def test_says_to_whoever_is_complained_of_what_they_owe(self, case: Reading) -> None:
        said = case.said_to("amina", until=date(2025, 4, 22), read_on=date(2025, 4, 23))

        assert "Acknowledge the complaint in writing" in said.partition("What they complain of")[0]
        assert "Hold the appointment" not in said

    def test_says_that_the_decision_stands_until_it_is_reviewed(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = live("sp-cpc/easter", at, until=date(2025, 7, 2))
        after = live("sp-cpc/easter", at, until=date(2025, 7, 8))
        on(date(2025, 7, 9), monkeypatch)
        lena = as_(client, "lena")

        assert (
            "The conference’s decision of Thursday 10 April 2025 stands until a conference reviews it."
            in words(lena, f"/case/{before}")
        )
        said = words(lena, f"/case/{after}")
        assert (
            "A review conference looked at the decision of Thursday 10 April 2025 again on "
            "Tuesday 8 July 2025." in said
        )
        assert "1 point is still to be seen through here." in said

    def test_gives_the_last_day_of_a_duty_with_its_reason_and_its_act(self, case: Reading) -> None:
        said = case.said_to("amina", until=date(2025, 4, 22), read_on=date(2025, 4, 23))

        assert (
            'Friday 25 April 2025</time>, <span class="rc-last-day__beside">2 working days left'
            in said
        )
        assert '<a class="govuk-link" href="/procedure/1#clause-3.5">SP 3.5</a>, reading' in said
        assert '<a class="govuk-link" href="/procedure/1#R-007">R-007</a>' in said
        assert f"/case/{case.reference}/do/letter.sent/acknowledgement" in said
        said = case.said_to("ben")
        assert "1 more thing to do" in said

    def test_shows_a_target_as_a_target(self, case: Reading) -> None:
        said = case.said_to("lena", until=date(2025, 5, 6), read_on=date(2025, 6, 1))

        assert "Our own target:" in said
        assert "gone by" in said
        assert "It is our own target: no rule sets it, and nothing is late after it." in said

    def test_explains_until_when_the_family_could_complain(self, case: Reading) -> None:
        _, came, after = case.said_to("lena", until=date(2025, 4, 24)).partition(
            "The complaint came "
        )

        assert came
        assert after.partition("<section")[0].count("Why this day?") == 1

    def test_says_until_when_the_family_may_ask(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 5, 9))
        lena = as_(client, "lena")

        on(date(2025, 6, 6), monkeypatch)
        assert 'until the end of <time class="rc-last-day__on" datetime="2025-06-06">' in words(
            lena, f"/case/{reference}"
        )
        on(date(2025, 6, 7), monkeypatch)
        said = words(lena, f"/case/{reference}")
        assert "They may still ask late; somebody then decides." in said
        assert "Overdue" not in said

    def test_shows_what_cannot_be_done_with_its_clause(self, case: Reading) -> None:
        said = case.said_to("lena", until=date(2025, 4, 24))

        not_now = said.split("Not possible now")[1]
        assert '<a class="govuk-link" href="/procedure/1#clause-5.3">SP 5.3</a>' in not_now

    def test_gathers_what_cannot_be_done_by_what_stands_in_the_way(self, case: Reading) -> None:
        not_now = case.said_to("lena", until=date(2025, 4, 24)).split("Not possible now")[1]
        lines = re.findall(r"<summary>(.+?) <span class=\"rc-source\">\((\d+) act", not_now)
        counts = [int(count) for _, count in lines]

        assert {"Nothing calls for it at present"} <= dict(lines).keys()
        assert len({words for words, _ in lines}) == len(lines) < 15
        assert counts == sorted(counts, reverse=True)

    def test_leaves_no_refusal_without_its_ground(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 4, 24))
        on(date(2025, 4, 24), monkeypatch)
        look = load_referred_to(Person.objects.get(id="lena"), reference, date(2025, 4, 24))
        names = Names.of(look.case, look.events, {})

        refusals = [
            refusal
            for because in not_possible(look.context, look.offers, names)
            for refusal in because.refusals
        ]

        sources = [
            (one.act, source)
            for one in refusals
            for source in ([source for _, source in one.things] or [one.source])
        ]
        assert len(sources) > 60
        assert [act for act, source in sources if not source] == []

    def test_says_once_of_all_that_cannot_be_extended_why_with_the_clause_of_each(
        self, case: Reading
    ) -> None:
        said = case.said_to("lena", until=date(2025, 4, 24))

        assert said.count("The procedure gives no way to extend this.") == 1
        assert said.count("Extend the limit to") == 1
        assert "<li>acknowledge the complaint in writing <span" in said

    def test_names_what_cannot_be_done_before_it_says_why(self, case: Reading) -> None:
        said = case.said_to("lena", until=date(2025, 4, 24))

        assert "<strong>Tell somebody …</strong>: " in said
        assert "All of these" not in said

    def test_says_of_no_act_that_it_is_for_whoever_reads_it(self, case: Reading) -> None:
        said = case.said_to("ben", until=date(2025, 4, 24))

        assert "Open a sitting of the complaint and appeal panel</strong>: You hold no role" in said
        assert "for somebody else to do: the complaints officer" not in said

    @pytest.mark.parametrize(
        ("story", "until"),
        [
            ("sp-cpc/easter", date(2025, 4, 24)),
            ("sp-cpc/easter", date(2025, 5, 9)),
            ("sp-cpc/easter", date(2025, 7, 2)),
            ("sp-cpc/easter", date(2025, 8, 4)),
            ("ox-cpc/mixed-points", None),
        ],
    )
    def test_offers_nothing_that_leads_nowhere(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, story: str, until: date | None
    ) -> None:
        at = authority(procedure=story.partition("/")[0])
        reference = live(story, at, until=until)
        on(until or date(2026, 6, 1), monkeypatch)
        actor = RoleHeld.objects.order_by("person_id").first()
        assert actor
        somebody = as_(client, actor.person_id)
        offered = re.findall(
            rf'href="(/case/{reference}/do/[^"]+)"',
            words(somebody, f"/case/{reference}").split("What can be recorded now")[1],
        )

        assert offered
        for path in offered:
            assert "This cannot be done now" not in words(somebody, path), path

    def test_passes_no_concern_on_where_the_procedure_has_none(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        at = authority(procedure="ox-cpc")
        reference = live("ox-cpc/mixed-points", at)
        on(date(2026, 6, 1), monkeypatch)
        reader = RoleHeld.objects.order_by("person_id").first()
        assert reader
        said = words(as_(client, reader.person_id), f"/case/{reference}")
        can, cannot = said.split("What can be recorded now")[1].split("Not possible now")

        assert "Pass a concern" not in can
        assert "Pass a concern to" in cannot

    def test_offers_no_other_version_where_there_is_none(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 5, 9))
        on(date(2025, 5, 9), monkeypatch)
        said = words(as_(client, "lena"), f"/case/{reference}")
        can, cannot = said.split("What can be recorded now")[1].split("Not possible now")

        for act, why in (
            ("Move the case to another version", "There is no other version of this procedure."),
            ("Write: points sent to another process", "belongs to another process."),
            ("Answer points: stage 1: informal", "Every point at this stage has its answer."),
        ):
            assert act not in can
            assert act in cannot
            assert why in cannot

    def test_says_that_it_is_closed(self, at: Authority, client: Client) -> None:
        reference = live("sp-cpc/easter", at)

        said = words(as_(client, "ben"), f"/case/{reference}")

        assert "This case was closed on Thursday 28 August 2025. The procedure is done." in said
        assert "Nothing is owed. Everything that had to be done is done." in said

    def test_says_that_a_panel_adjourned_and_when_it_sits_again(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = "sp-cpc/adjourned-and-reconvened"
        reference, adjourned_on = adjourned(name, at)
        on(adjourned_on, monkeypatch)

        said = words(as_(client, "bea"), f"/case/{reference}")

        assert "adjourned on" in said
        assert "It sits again on" in said

    def test_keeps_the_trace_of_a_conflict_found_late(self, at: Authority, client: Client) -> None:
        reference = live("sp-cpc/conflict-found-late", at)

        said = words(as_(client, "ben"), f"/case/{reference}")

        assert "Dev stood down from the panel on Wednesday 25 March 2026." in said
        assert "They had voted on nothing." in said
        assert "Adviser, without a vote" in said

    def test_an_entry_shows_the_code_that_holds_the_record_to_it(
        self, at: Authority, client: Client
    ) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 4, 22))
        look = load_referred_to(Person.objects.get(id="amina"), reference, date(2025, 4, 22))

        assert look.codes[1] in words(as_(client, "amina"), f"/case/{reference}/entry/1")

    def test_needs_few_statements_however_long_the_record(
        self, at: Authority, client: Client
    ) -> None:
        short = live("sp-cpc/easter", at, until=date(2025, 4, 22))
        long = live("sp-cpc/easter", at)
        amina = as_(client, "amina")

        asked = []
        for reference in (short, long):
            with CaptureQueriesContext(connection) as queries:
                amina.get(f"/case/{reference}")
            asked.append(len(statements(queries)))

        assert asked == [7, 7]  # one asks whether it is there for her, one notes that she looks


def adjourned(story: str, at: Authority) -> tuple[str, date]:
    """Return a case lived up to the day its panel adjourned, and that day."""
    events = told(story).telling.events
    day = next(e.happened_on for e in events if isinstance(e.data, SittingClosed))
    return live(story, at, until=day), day


class TestOfOtherAuthorities:
    def test_is_the_same_as_no_case_at_all(self, at: Authority, client: Client) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 4, 22))
        gail = person(authority("elsewhere", prefix="EL", name="Elsewhere"), "Gail Ford")
        client.force_login(gail)

        theirs, nowhere = client.get(f"/case/{reference}"), client.get("/case/SP-2025-9999")

        assert theirs.status_code == nowhere.status_code == 404
        assert theirs.content == nowhere.content
        assert client.get(f"/case/{reference}/entry/1").status_code == 404

    def test_asks_a_stranger_to_sign_in(self, client: Client) -> None:
        response = client.get("/case/SP-2025-0001")

        assert response.status_code == 302
        assert response["Location"] == "/sign-in?next=/case/SP-2025-0001"


class TestEntry:
    def test_says_what_was_recorded_and_leads_to_its_letter(
        self, at: Authority, client: Client
    ) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 5, 9))
        lena = as_(client, "lena")

        said = words(lena, f"/case/{reference}/entry/7")
        assert '<div class="govuk-details__text"> <dl class="govuk-summary-list">' in said
        assert '<details class="govuk-details rc-off-paper">' in said
        before = said.partition(">The entry before<")[0]
        assert before.rpartition("<p ")[2].startswith('class="govuk-body rc-off-paper"')

        assert "sent the letter “Outcome of stage 1”" in said
        assert "Ask for stage 2" in said or "ask for stage 2: Friday 6 June 2025" in said
        assert f"/case/{reference}/letter/7" in said
        assert f"/case/{reference}/do/entry.corrected/7" in said
        assert lena.get(f"/case/{reference}/entry/99").status_code == 404

    def test_is_in_words_for_people_with_the_record_s_own_names_folded_up(
        self, at: Authority, client: Client
    ) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 5, 9))

        said = words(as_(client, "lena"), f"/case/{reference}/entry/6")
        told, _, folded = said.partition("What these are called in the record itself")

        value = '</dt> <dd class="govuk-summary-list__value">'
        assert f"What was found{value}Not upheld</dd>" in told
        assert "point.answered" not in told
        assert f"Kind of entry{value}<code>point.answered</code>" in folded
        assert f"What was found{value}<code>finding</code>" in folded

    def test_gives_each_of_several_things_its_own_lines(
        self, at: Authority, client: Client
    ) -> None:
        reference = live("sp-cpc/late-child-and-outside", at)

        said = words(as_(client, "ben"), f"/case/{reference}/entry/1")
        points = said.partition(">Points<")[2].partition("</dd>")[0]

        assert points.count("<li>") > 1
        assert points.count("<li>In their own words: ") == points.count("<li>")
        assert points.count("<br>What it is about: ") == points.count("<li>")

    def test_of_a_correction_says_in_words_what_holds_instead(
        self, at: Authority, client: Client
    ) -> None:
        day = date(2025, 4, 24)
        reference = live("sp-cpc/easter", at, until=day)
        look = load_referred_to(Person.objects.get(id="ben"), reference, day)
        data = msgspec.json.decode(encode(look.events[0].data))
        data["points"][0]["words"] = "Nobody asked my sister."
        corrected = record(
            Person.objects.get(id="ben"),
            look.case_id,
            "entry.corrected",
            EntryCorrected(entry=1, reason="Misheard.", data=data),
            happened_on=day,
            key="correct",
            now=datetime(2025, 4, 24, 12, tzinfo=UTC),
        )
        assert isinstance(corrected, Receipt), corrected

        said = words(as_(client, "ben"), f"/case/{reference}/entry/{corrected.number}")
        instead = said.partition(">What holds instead<")[2].partition("</dd>")[0]

        assert "In their own words: Nobody asked my sister." in instead
        assert "Conference: Held on: Thursday 10 April 2025" in instead
        assert "held_on" not in instead
        assert "{" not in instead

    def test_points_at_the_entry_that_corrected_it(self, at: Authority, client: Client) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 4, 24))
        row = case_by_reference(everybody(at.slug), reference)
        assert row is not None
        corrected = record(
            Person.objects.get(id="ben"),
            row.case_id,
            "entry.corrected",
            EntryCorrected(entry=2, reason="Told a day later.", happened_on=date(2025, 4, 23)),
            happened_on=date(2025, 4, 24),
            key="correct",
            now=datetime(2025, 4, 24, 12, tzinfo=UTC),
        )
        assert isinstance(corrected, Receipt), corrected
        ben = as_(client, "ben")

        assert f'Corrected by <a class="govuk-link" href="/case/{reference}/entry/5">' in words(
            ben, f"/case/{reference}/entry/2"
        )
        said = words(ben, f"/case/{reference}")
        assert (
            "Entry 2 was put right. Told a day later. The day it happened: now Wednesday "
            "23 April 2025, before Tuesday 22 April 2025." in said
        )
        assert f'It corrects <a class="govuk-link" href="/case/{reference}/entry/2">' in said
