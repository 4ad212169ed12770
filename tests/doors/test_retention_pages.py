"""What is kept, held and erased, on pages for those alone who look after it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from reconvene.desk import erasing, retention
from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.retention import Erasure, Hold, HoldKind, State, Wanted
from reconvene.desk.unread import propose_unread
from reconvene.erasure.book import Book
from reconvene.erasure.models import Erasure as Stored
from reconvene.ledger.models import CaseHead
from reconvene.people.models import Person
from tests.support.cast import authority, person
from tests.support.desk import Desk
from tests.support.erasing import (
    CLOSED_ON,
    LONG_AFTER,
    WEEK,
    closed,
    damage,
    give_up,
    overseers,
)
from tests.support.filling import day
from tests.support.lines import kept_lines
from tests.support.looks import kept
from tests.support.sp_life import Step

pytestmark = [pytest.mark.django_db, pytest.mark.assures("PR-3")]

APPROVE = {"step": "confirm", "as": "first"}
APPROVE_LAST = {"step": "confirm", "as": "last"}
SECRETS = ("Hollow", "token-zqx")
REVIEW_ON = date(2032, 1, 30)
COURT = Wanted(HoldKind.COURT, "Claim 7 in the county court", REVIEW_ON)


class Clock:
    """What every page reads, on a day of the test's choosing."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now: datetime = LONG_AFTER
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def desk(clock: Clock, settings: Settings, tmp_path: Path) -> Desk:
    settings.ERASURES = tmp_path / "book.jsonl"
    Book(settings.ERASURES).begin()
    here = Desk.at()
    here.people |= overseers(here)
    return here


@pytest.fixture
def case(desk: Desk) -> str:
    return closed(desk, name="Petra Hollow", words="token-zqx").reference


@pytest.fixture
def iris(desk: Desk, client: Client) -> Client:
    return signed_in(desk.people["iris"])


@pytest.fixture
def ivo(desk: Desk) -> Client:
    return signed_in(desk.people["ivo"])


def signed_in(somebody: Person) -> Client:
    client = Client()
    client.force_login(somebody)
    return client


def said(answer: Any) -> str:
    text = unescape(answer.content.decode())
    assert not any(secret in text for secret in SECRETS), "a page shows what a case says"
    return text


def hold_form(case: str, **changed: str) -> Mapping[str, str]:
    typed = {"reference": case, "kind": "court", "reason": COURT.reason}
    return {**typed, **day("review_on", REVIEW_ON), "key": "4f7k3pq2xw9ab", **changed}


def approved_by_both(case: str, desk: Desk) -> None:
    retention.propose(desk.people["iris"], LONG_AFTER)
    for name in ("iris", "ivo"):
        retention.approve(desk.people[name], case, LONG_AFTER)


class TestThosePages:
    def test_are_nowhere_for_everybody_else_and_for_other_authorities(
        self, case: str, desk: Desk, iris: Client
    ) -> None:
        held = retention.hold(desk.people["iris"], case, COURT, LONG_AFTER)
        retention.lift_hold(desk.people["iris"], held.id, "It ended", LONG_AFTER)
        retention.lift_hold(desk.people["ivo"], held.id, "It ended", LONG_AFTER)
        retention.propose(desk.people["iris"], LONG_AFTER)
        of_one = [f"/erasures/case/{case}", f"/holds/{held.id}"]
        everything = ["/erasures", "/erasures/due", "/erasures/book", "/holds/new", *of_one]
        gail = signed_in(
            person(authority("elsewhere", prefix="EL"), "Gail Osei", "information-governance")
        )

        assert {iris.get(where).status_code for where in everything} == {200}
        ben = signed_in(desk.people["ben"])
        assert {ben.get(where).status_code for where in everything} == {404}
        assert {gail.get(where).status_code for where in of_one} == {404}
        assert case not in said(gail.get("/erasures"))
        assert gail.post(of_one[0]).status_code == 404
        assert Erasure.objects.get().first_by == ""

    def test_say_so_where_there_is_nothing(self, iris: Client) -> None:
        assert "No erasure waits for approval" in said(iris.get("/erasures"))
        assert "No case is held" in said(iris.get("/erasures"))
        assert "Nothing has been kept longer" in said(iris.get("/erasures/due"))
        assert "Nothing has been erased yet" in said(iris.get("/erasures/book"))

    def test_say_so_where_there_is_no_book(self, iris: Client, settings: Settings) -> None:
        settings.ERASURES = None

        assert "There is no book of erasures" in said(iris.get("/erasures"))
        assert "The book is not there" in said(iris.get("/erasures/book"))

    def test_that_decide_something_want_to_know_again_who_it_is(self, iris: Client) -> None:
        session = iris.session
        session["proven_at"] = (LONG_AFTER - WEEK).isoformat()
        session.save()

        assert iris.get("/erasures").status_code == 200
        answer = iris.get("/holds/new?case=SP-2025-0001")

        assert answer["Location"] == "/prove-it?next=/holds/new%3Fcase%3DSP-2025-0001"


class TestWhatIsDue:
    def test_is_shown_first_and_proposed_as_far_as_it_is_chosen(
        self, case: str, desk: Desk, iris: Client
    ) -> None:
        left, held = closed(desk).reference, closed(desk).reference
        retention.hold(desk.people["ivo"], held, COURT, LONG_AFTER)

        page = said(iris.get("/erasures/due"))
        assert not Erasure.objects.exists()
        assert page.count("kept until Thursday 24 April 2031") == 3
        assert f'value="{case}" checked' in page
        assert f'value="{held}"' not in page
        nothing = iris.post("/erasures/due", {})
        assert (nothing.status_code, Erasure.objects.count()) == (422, 0)
        assert "Choose at least one case" in said(nothing)
        not_due = iris.post("/erasures/due", {"references": [case, held]})
        assert not_due.status_code == 422

        answer = iris.post("/erasures/due", {"references": [case]})

        assert answer["Location"] == "/erasures?told=proposed"
        assert [one.reference for one in Erasure.objects.all()] == [case]
        assert left in said(iris.get("/erasures/due"))

    def test_tells_who_looked(self, case: str, desk: Desk, iris: Client) -> None:
        retention.propose(desk.people["iris"], LONG_AFTER)
        iris.get("/erasures/due")
        iris.get(f"/erasures/case/{case}")

        every, one = [look for look in kept() if look.reader == desk.people["iris"].id]
        assert (every.sight, every.purpose, every.case_id) == ("erasures", "retention", "")
        assert one.case_id == Erasure.objects.get().case_id


class TestApproving:
    def test_takes_two_different_people(
        self, case: str, desk: Desk, iris: Client, ivo: Client
    ) -> None:
        retention.propose(desk.people["iris"], LONG_AFTER)
        where = f"/erasures/case/{case}"
        assert "1 erasure to approve" in said(ivo.get("/"))
        assert "After 7 calendar days its keys are destroyed" in said(iris.get(where))

        assert iris.post(where, APPROVE).status_code == 302
        again = iris.post(where, APPROVE)

        assert again.status_code == 409
        assert "it takes two different people" in said(again)
        assert "You approved it. Somebody else has to as well" in said(iris.get("/erasures"))
        assert "Check and approve" not in said(iris.get(where))
        assert "Iris Kaur approved it" in said(ivo.get("/erasures"))
        assert ivo.post(where, APPROVE_LAST).status_code == 302
        assert Erasure.objects.get().state == State.APPROVED
        assert "does not wait for approval any more" in said(ivo.post(where, APPROVE))
        assert "Approved by two people" in said(iris.get("/erasures"))
        assert "1 erasure" not in said(ivo.get("/"))

    def test_is_checked_first_and_that_approves_nothing(
        self, case: str, desk: Desk, iris: Client, ivo: Client
    ) -> None:
        retention.propose(desk.people["iris"], LONG_AFTER)
        where = f"/erasures/case/{case}"

        first = said(iris.post(where))
        assert ("Check before you approve" in first, Stored.objects.get().first_by) == (True, "")
        assert "somebody else has to approve as well" in first
        assert "Nobody is known to want it kept" in first
        assert "its keys are destroyed" not in first
        iris.post(where, APPROVE)
        second = said(ivo.post(where))

        assert "Iris Kaur approved it already: yours is the second, and is enough." in second
        assert "After 7 calendar days its keys are destroyed" in second
        assert Stored.objects.get().second_by == ""
        assert "Check before you approve" not in said(iris.post(where))

    def test_is_not_the_last_for_whoever_was_shown_that_theirs_is_the_first(
        self, case: str, desk: Desk, iris: Client, ivo: Client
    ) -> None:
        retention.propose(desk.people["iris"], LONG_AFTER)
        where = f"/erasures/case/{case}"
        assert 'name="as" value="first"' in said(ivo.post(where))
        retention.approve(desk.people["iris"], case, LONG_AFTER)

        for told in (APPROVE, {"step": "confirm"}):
            answer = ivo.post(where, told)
            assert answer.status_code == 409
            assert Stored.objects.get().second_by == ""
        again = said(answer)
        assert "Somebody approved it, or it was proposed anew, while this page was open." in again
        assert "yours is the second, and is enough" in again
        assert 'name="as" value="last"' in again

        assert ivo.post(where, APPROVE_LAST).status_code == 302
        assert Stored.objects.get().state == State.APPROVED

    def test_is_not_the_first_for_whoever_was_shown_that_theirs_is_the_last(
        self, case: str, desk: Desk, iris: Client
    ) -> None:
        retention.propose(desk.people["iris"], LONG_AFTER)

        answer = iris.post(f"/erasures/case/{case}", APPROVE_LAST)

        assert answer.status_code == 409
        assert Stored.objects.get().first_by == ""
        assert "yours is the first approval" in said(answer)

    def test_is_not_for_whom_the_case_is_closed_to(self, case: str, desk: Desk) -> None:
        retention.propose(desk.people["iris"], LONG_AFTER)
        amina = desk.people["amina"]
        amina.roles_held.create(role="information-governance", from_on=date(2020, 1, 1))

        client = signed_in(amina)
        answers = (
            client.post(f"/erasures/case/{case}", APPROVE),
            client.get(f"/erasures/case/{case}"),
        )

        assert [one.status_code for one in answers] == [404, 404]
        assert Stored.objects.get().first_by == ""

    def test_names_a_rule_that_the_schedule_has_lost(
        self, case: str, desk: Desk, iris: Client
    ) -> None:
        retention.propose(desk.people["iris"], LONG_AFTER)
        Stored.objects.update(rule="own/complaint", proposed_by="gone")

        page = said(iris.get(f"/erasures/case/{case}"))

        assert "A rule that the schedule does not have any more" in page
        assert "Somebody who is not here any more" in page


class TestAHold:
    def test_is_placed_with_what_was_typed_kept_until_it_is_whole(
        self, case: str, desk: Desk, iris: Client
    ) -> None:
        assert f'value="{case}"' in said(iris.get(f"/holds/new?case={case}"))
        for wrong, problem in (
            ({"reason": ""}, "Say why it is held"),
            ({"kind": ""}, "Choose what it is held for"),
            (day("review_on", LONG_AFTER.date()), "must be Saturday 26 April 2031 or later"),
            (day("review_on", date(2932, 1, 30)), "must be Monday 25 April 2033 or earlier"),
            ({"reference": "SP-1999-0001"}, "There is no case of this reference"),
        ):
            answer = iris.post("/holds/new", hold_form(case, **wrong))
            page = said(answer)
            assert (answer.status_code, problem in page) == (422, True), problem
            assert "There is a problem" in page
            assert COURT.reason in page or "reason" in wrong
        assert not Hold.objects.exists()

        answer = iris.post("/holds/new", hold_form(case.lower()))
        again = iris.post("/holds/new", hold_form(case))

        (held,) = Hold.objects.all()
        assert answer["Location"] == again["Location"] == f"/holds/{held.id}?told=case-held"
        page = said(iris.get(f"/holds/{held.id}"))
        assert "A court case" in page
        assert COURT.reason in page
        other = iris.post("/holds/new", hold_form(case, reason="Another"))
        assert other.status_code == 409
        assert "This page was used before" in said(other)

    def test_is_called_by_nothing_that_somebody_typed(self, case: str, iris: Client) -> None:
        for key in ("", "x", "4f7k3pq2xw9ab or more"):
            iris.post("/holds/new", hold_form(case, key=key))

        assert {len(held.id) for held in Hold.objects.all()} == {26, 32}
        assert Hold.objects.count() == 3

    def test_is_lifted_by_two_people(
        self, case: str, desk: Desk, iris: Client, ivo: Client, clock: Clock
    ) -> None:
        held = retention.hold(desk.people["iris"], case, COURT, LONG_AFTER)
        where = f"/holds/{held.id}"
        asked = said(iris.get(where))
        assert "Ask that it be lifted" in asked
        assert "Why it need not be held any more" in asked
        unsaid = iris.post(where, {"reason": " "})
        assert (unsaid.status_code, Hold.objects.get().asked_by) == (422, "")
        assert "Say why it need not be held any more" in said(unsaid)

        assert iris.post(where, {"reason": "The claim ended."}).status_code == 302
        again = iris.post(where, {"reason": "The claim ended."})
        assert again.status_code == 409
        assert "it takes two different people" in said(again)
        assert "You asked that it be lifted" in said(iris.get(where))
        assert "You asked that it be lifted" in said(iris.get("/erasures"))
        assert "1 hold to agree to lift" in said(ivo.get("/"))
        assert "hold to look at again" not in said(ivo.get("/"))
        listed = said(ivo.get("/erasures"))
        assert listed.index("To agree to") < listed.index("Iris Kaur asked that it be lifted")
        assert "To agree to" not in said(iris.get("/erasures"))
        assert "The claim ended." in said(ivo.get(where))
        assert ivo.post(where).status_code == 422
        assert Hold.objects.get().lifted_by == ""
        assert ivo.post(where, {"reason": "The court wrote."}).status_code == 302

        page = said(ivo.get(where))
        assert "Was held" in page
        assert "by you<br>The court wrote." in page
        assert "by Iris Kaur<br>The claim ended." in page
        late = iris.post(where, {"reason": "The claim was struck out."})
        assert "This hold is lifted already" in said(late)
        sent, _, of_the_hold = said(late).partition('<h2 class="govuk-heading-m">The hold</h2>')
        assert "The claim was struck out." in sent
        assert "The court wrote." in of_the_hold
        too_long = iris.post(where, {"reason": "The claim was dropped. " * 99})
        assert too_long.status_code == 409
        assert "The claim was dropped." in said(too_long)

    def test_is_to_be_looked_at_again_on_its_day(
        self, case: str, desk: Desk, iris: Client, clock: Clock
    ) -> None:
        held = retention.hold(desk.people["iris"], case, COURT, LONG_AFTER)
        assert "Look again now" not in said(iris.get("/erasures"))

        clock.now = datetime.combine(REVIEW_ON, LONG_AFTER.timetz())
        iris.force_login(desk.people["iris"])

        assert "Look again now" in said(iris.get("/erasures"))
        assert "Look again now" in said(iris.get(f"/holds/{held.id}"))

    def test_that_was_looked_at_again_stays_and_says_who_looked(
        self, case: str, desk: Desk, ivo: Client, clock: Clock
    ) -> None:
        held = retention.hold(desk.people["iris"], case, COURT, LONG_AFTER)
        retention.lift_hold(desk.people["iris"], held.id, "It ended", LONG_AFTER)
        where = f"/holds/{held.id}/again"
        clock.now = datetime.combine(REVIEW_ON, LONG_AFTER.timetz())
        ivo.force_login(desk.people["ivo"])
        assert f'href="{where}"' in said(ivo.get(f"/holds/{held.id}"))
        asked = said(ivo.get(where))
        assert "Iris Kaur asked that it be lifted. If you keep it held" in asked
        typed = {"reason": "It goes on", **day("until_on", REVIEW_ON + WEEK)}
        for wrong, problem in (
            ({"reason": ""}, "Say why it stays held"),
            (day("until_on", REVIEW_ON), "must be Saturday 31 January 2032 or later"),
            (day("until_on", date(2932, 1, 30)), "must be Monday 30 January 2034 or earlier"),
        ):
            answer = ivo.post(where, {**typed, **wrong})
            assert (answer.status_code, problem in said(answer)) == (422, True), problem

        assert ivo.post(where, typed)["Location"] == f"/holds/{held.id}?told=stays-held"

        page = " ".join(said(ivo.get(f"/holds/{held.id}")).split())
        assert "Look again now" not in page
        assert "You, Fri 30 Jan 2032, 12pm, though Iris Kaur had asked" in page
        assert "looks again by Friday 6 February 2032.<br>It goes on" in page
        assert "<br>Why it was to be lifted: It ended" in page
        assert "hold to look at again" not in said(ivo.get("/"))
        sooner = ivo.post(where, {**typed, **day("until_on", REVIEW_ON + timedelta(days=2))})
        assert (sooner.status_code, Hold.objects.get().review_on) == (422, REVIEW_ON + WEEK)
        assert "must be after Friday 6 February 2032" in said(sooner)

    def test_that_is_lifted_is_not_kept_from_its_page(
        self, case: str, desk: Desk, iris: Client
    ) -> None:
        held = retention.hold(desk.people["iris"], case, COURT, LONG_AFTER)
        for name in ("iris", "ivo"):
            retention.lift_hold(desk.people[name], held.id, "It ended", LONG_AFTER)

        assert "look again later" not in said(iris.get(f"/holds/{held.id}"))
        typed = {"reason": "It goes on", **day("until_on", REVIEW_ON + WEEK)}
        answer = iris.post(f"/holds/{held.id}/again", typed)

        assert answer.status_code == 409
        assert "This hold is lifted already" in said(answer)
        assert "It goes on" in said(answer)
        assert "It stays held" not in said(answer)
        _, _, of_the_hold = said(answer).partition('<h2 class="govuk-heading-m">The hold</h2>')
        assert "by Ivo" in of_the_hold.partition(">Lifted<")[2]
        assert "It ended" in of_the_hold.partition(">Lifted<")[2]
        assert "placed by you" in of_the_hold
        assert "When somebody looks at it again" in said(answer)
        unsound = iris.post(f"/holds/{held.id}/again", {"reason": "It goes on"})
        assert (unsound.status_code, "It goes on" in said(unsound)) == (409, True)
        for unasked in (iris.get(f"/holds/{held.id}/again"), iris.post(f"/holds/{held.id}/again")):
            assert unasked["Location"] == f"/holds/{held.id}"

    def test_that_is_held_for_long_offers_nothing_that_would_be_refused(
        self, case: str, desk: Desk, iris: Client
    ) -> None:
        held = retention.hold(desk.people["iris"], case, COURT, LONG_AFTER)
        Hold.objects.update(review_on=date(2090, 1, 31))  # from before the first day was bounded

        page = said(iris.get(f"/holds/{held.id}/again"))

        assert "two people lift the hold" in page
        assert "Keep it held" not in page

    def test_is_nowhere_for_whom_the_case_is_closed_to(
        self, case: str, desk: Desk, iris: Client
    ) -> None:
        held = retention.hold(desk.people["iris"], case, COURT, LONG_AFTER)
        amina = desk.people["amina"]
        amina.roles_held.create(role="information-governance", from_on=date(2020, 1, 1))
        client = signed_in(Person.objects.get(pk=amina.pk))

        assert client.get(f"/holds/{held.id}").status_code == 404
        assert client.post(f"/holds/{held.id}", {"reason": "So"}).status_code == 404
        again = {"reason": "It goes on", **day("until_on", REVIEW_ON + WEEK)}
        assert client.get(f"/holds/{held.id}/again").status_code == 404
        assert client.post(f"/holds/{held.id}/again", again).status_code == 404
        assert Hold.objects.get().review_on == REVIEW_ON
        assert Hold.objects.get().asked_by == ""
        placing = client.post("/holds/new", hold_form(case, key=""))
        assert "There is no case of this reference that you can hold" in said(placing)

    def test_cannot_bring_an_erased_case_back(
        self, case: str, desk: Desk, iris: Client, settings: Settings
    ) -> None:
        approved_by_both(case, desk)
        book = Book(settings.ERASURES)
        erasing.go_on(book, LONG_AFTER)
        erasing.go_on(book, LONG_AFTER + WEEK)

        answer = iris.post("/holds/new", hold_form(case))

        assert "nothing can bring it back" in said(answer)


class TestAnErasureThatEnded:
    def test_is_listed_with_why_and_who_had_given_leave(
        self, case: str, desk: Desk, iris: Client
    ) -> None:
        assert "Not erased after all" not in said(iris.get("/erasures"))
        retention.propose(desk.people["iris"], LONG_AFTER)
        retention.approve(desk.people["ivo"], case, LONG_AFTER)
        retention.hold(desk.people["ivo"], case, COURT, LONG_AFTER)

        text = " ".join(said(iris.get("/erasures")).split())
        assert f"{case}</span></strong>, on Friday 25 April 2031: it was held." in text
        assert "Ivo Brand had approved it." in text

    def test_is_not_listed_for_whom_the_case_is_closed_to(
        self, case: str, desk: Desk, iris: Client
    ) -> None:
        retention.propose(desk.people["ivo"], LONG_AFTER)
        retention.hold(desk.people["ivo"], case, COURT, LONG_AFTER)
        amina = desk.people["amina"]
        amina.roles_held.create(role="information-governance", from_on=date(2020, 1, 1))
        subject = signed_in(Person.objects.get(pk=amina.pk))

        assert "Not erased after all" in said(iris.get("/erasures"))
        assert "Not erased after all" not in said(subject.get("/erasures"))

    def test_is_listed_also_where_all_the_later_ones_are_closed_to_them(
        self, case: str, desk: Desk, iris: Client, ivo: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("reconvene.desk.retained.SHOWN", 1)
        them = desk.people["iris"]
        tied = {"person": {"id": them.id, "name": them.name}, "tie": "friend", "reason": "So."}
        later = closed(desk, besides=[Step("ben", CLOSED_ON, "interest.declared", tied)]).reference
        retention.propose(desk.people["ivo"], LONG_AFTER)
        for hours, reference in enumerate((case, later)):
            retention.hold(
                desk.people["ivo"], reference, COURT, LONG_AFTER + timedelta(hours=hours)
            )

        to_ivo, to_iris = (said(one.get("/erasures")) for one in (ivo, iris))

        listed = "{}</span></strong>, on Friday 25 April 2031"
        assert listed.format(later) in to_ivo
        assert listed.format(case) not in to_ivo
        assert "These are the latest 1. There are earlier ones." in to_ivo
        assert listed.format(case) in to_iris
        assert later not in to_iris
        assert "There are earlier ones" not in to_iris

    def test_is_not_listed_once_the_case_is_erased_after_all(
        self, case: str, desk: Desk, iris: Client, settings: Settings
    ) -> None:
        retention.propose(desk.people["iris"], LONG_AFTER)
        held = retention.hold(desk.people["iris"], case, COURT, LONG_AFTER)
        for name in ("iris", "ivo"):
            retention.lift_hold(desk.people[name], held.id, "It ended", LONG_AFTER)
        approved_by_both(case, desk)
        book = Book(settings.ERASURES)
        erasing.go_on(book, LONG_AFTER)
        assert "Not erased after all" in said(iris.get("/erasures"))
        erasing.go_on(book, LONG_AFTER + WEEK)

        page = said(iris.get("/erasures"))

        assert "Not erased after all" not in page
        assert case in page


class TestACaseThatDoesNotOpen:
    def test_is_closed_to_everybody_where_nobody_kept_whom_it_was_closed_to(
        self, case: str, desk: Desk, iris: Client, settings: Settings
    ) -> None:
        other = closed(desk)
        approved_by_both(case, desk)
        retention.approve(desk.people["iris"], other.reference, LONG_AFTER)
        erasing.go_on(Book(settings.ERASURES), LONG_AFTER)
        damage(Erasure.objects.get(reference=case).case_id)
        Stored.objects.filter(reference=case).update(shut_out=None)

        page = said(iris.get("/erasures"))
        assert other.reference in page
        assert case not in page
        assert "The record of 1 case does not open" in page
        assert iris.get(f"/erasures/case/{case}").status_code == 404
        placing = iris.post("/holds/new", hold_form(case))
        assert "There is no case of this reference that you can hold" in said(placing)
        assert Stored.objects.get(reference=case).state == State.SEALED_OFF

    def test_is_held_and_its_hold_says_where_why_cannot_be_read(
        self, case: str, desk: Desk, iris: Client, ivo: Client
    ) -> None:
        before = retention.hold(desk.people["iris"], case, COURT, LONG_AFTER)
        damage(before.case_id)

        where = iris.post("/holds/new", hold_form(case, reason="The police rang"))["Location"]

        assert "The police rang" in said(ivo.get(where))
        unread = said(ivo.get(f"/holds/{before.id}"))
        assert "It cannot be read any more: its key does not open." in unread
        assert "It cannot be read any more" in said(ivo.get(f"/holds/{before.id}/again"))
        assert ivo.post(f"/holds/{before.id}", {"reason": "So"}).status_code == 302
        assert iris.post(f"/holds/{before.id}", {"reason": "So"}).status_code == 302
        assert "Was held" in said(ivo.get(f"/holds/{before.id}"))

    def test_is_listed_and_proposed_by_what_is_known_of_it(
        self, case: str, desk: Desk, iris: Client, ivo: Client, settings: Settings
    ) -> None:
        damage(CaseHead.objects.get(reference=case).id)
        where = f"/erasures/unread/{case}"

        listed = said(iris.get("/erasures"))
        assert "Kept long enough, and do not open" in listed
        assert f'href="{where}"' in listed
        page = said(iris.get(where))
        assert "Thursday 24 April 2025" in page
        assert "nobody knows what it says or how its complaint ended" in page
        assert (iris.post(where, {}).status_code, Stored.objects.count()) == (422, 0)
        proposed = iris.post(where, {"reason": "No back-up has its key"})

        assert proposed["Location"] == f"/erasures/case/{case}?told=proposed"
        waiting = said(ivo.get(proposed["Location"]))
        assert "No back-up has its key" in waiting
        assert "When it was closed is known from what stands in clear" in waiting
        assert "Kept long enough, and do not open" not in said(iris.get("/erasures"))
        assert "see how far it is" in said(iris.get(where))
        again = ivo.post(where, {"reason": "Another"})
        assert (again.status_code, Stored.objects.count()) == (409, 1)
        assert "Its erasure was proposed already" in said(again)
        assert "No back-up has what its record needs to open" in said(
            ivo.post(proposed["Location"])
        )
        iris.post(proposed["Location"], APPROVE)
        ivo.post(proposed["Location"], APPROVE_LAST)
        assert Stored.objects.get().state == State.APPROVED

    def test_says_where_its_closing_is_not_known(self, desk: Desk, iris: Client) -> None:
        begun = desk.open()
        damage(begun.case_id)

        page = said(iris.get(f"/erasures/unread/{begun.reference}"))

        assert "When it was closed cannot be read, nor whether it was" in page
        assert "Not known" in page

    def test_is_held_instead_and_says_so(self, case: str, desk: Desk, iris: Client) -> None:
        damage(CaseHead.objects.get(reference=case).id)
        iris.post("/holds/new", hold_form(case))

        page = said(iris.get(f"/erasures/unread/{case}"))

        assert "It stays until two people have lifted each hold." in page
        assert "Propose that it is erased" not in page
        answer = iris.post(f"/erasures/unread/{case}", {"reason": "No back-up has its key"})
        assert answer.status_code == 409
        assert "It is held." in said(answer)
        assert "It is held." in said(iris.get("/erasures"))

    def test_that_was_on_its_way_says_that_it_goes_no_further(
        self, case: str, desk: Desk, iris: Client, settings: Settings
    ) -> None:
        approved_by_both(case, desk)
        erasing.go_on(Book(settings.ERASURES), LONG_AFTER)
        damage(Stored.objects.get().case_id)

        assert "so it goes no further. See below." in said(iris.get("/erasures"))
        page = said(iris.get(f"/erasures/unread/{case}"))
        assert "Proposing it anew ends that." in page
        iris.post(f"/erasures/unread/{case}", {"reason": "No back-up has its key"})

        assert "so it was proposed anew" in said(iris.get("/erasures"))
        assert Stored.objects.get().state == State.PROPOSED

    def test_is_nowhere_for_whom_it_is_closed_to_and_where_it_opens(
        self, case: str, desk: Desk, iris: Client
    ) -> None:
        other = closed(desk).reference
        damage(CaseHead.objects.get(reference=case).id)
        amina = desk.people["amina"]
        amina.roles_held.create(role="information-governance", from_on=date(2020, 1, 1))
        walled = signed_in(amina)
        form = {"reason": "No back-up has its key"}

        assert case not in said(walled.get("/erasures"))
        for client, reference in ((walled, case), (iris, other), (iris, "SP-1999-0001")):
            where = f"/erasures/unread/{reference}"
            assert client.get(where).status_code == client.post(where, form).status_code == 404
        assert signed_in(desk.people["ben"]).get(f"/erasures/unread/{case}").status_code == 404
        assert not Stored.objects.exists()

    def test_is_told_of_once_each_time_somebody_looks_until_it_is_known(
        self, desk: Desk, iris: Client
    ) -> None:
        """Whoever is on call hears of a new one, and not for ever of what two people decided on."""
        given_up, proposed, new = (closed(desk) for _ in range(3))
        give_up(given_up.case_id)
        for one in (proposed, new):
            damage(one.case_id)
        iris.post(f"/erasures/unread/{proposed.reference}", {"reason": "No back-up has its key"})

        for path in ("/erasures", "/erasures", "/erasures/due"):
            with kept_lines() as lines:
                page = said(iris.get(path))
            told = [one["case"] for one in lines.events if one["event"] == "seal.broken"]
            assert told == [new.case_id], path
            listed = {one.reference for one in (given_up, proposed, new) if one.reference in page}
            assert len(listed) == (3 if path == "/erasures" else 0)

    def test_is_told_of_once_however_often_one_look_meets_it(
        self, case: str, desk: Desk, iris: Client, settings: Settings
    ) -> None:
        approved_by_both(case, desk)
        erasing.go_on(Book(settings.ERASURES), LONG_AFTER)
        damage(Stored.objects.get().case_id)
        for path in ("/erasures", f"/erasures/unread/{case}"):
            with kept_lines() as lines:
                iris.get(path)
            assert [one["event"] for one in lines.events] == ["seal.broken"], path

    def test_is_in_the_book_and_on_its_certificate_as_what_it_was(
        self, case: str, desk: Desk, iris: Client, clock: Clock, settings: Settings
    ) -> None:
        damage(CaseHead.objects.get(reference=case).id)
        propose_unread(desk.people["iris"], case, "No back-up has its key", LONG_AFTER)
        for name in ("iris", "ivo"):
            retention.approve(desk.people[name], case, LONG_AFTER)
        for _ in range(2):
            erasing.go_on(Book(settings.ERASURES), clock.now)
            clock.now += WEEK
        iris.force_login(desk.people["iris"])

        assert "Its record did not open" in said(iris.get("/erasures/book"))
        assert "so nobody could read it" in said(iris.get(f"/erasures/case/{case}/certificate"))
        assert "It went with the case." in said(iris.get(f"/erasures/case/{case}"))

    def test_is_not_spoken_of_where_all_open(
        self, case: str, desk: Desk, iris: Client, settings: Settings
    ) -> None:
        approved_by_both(case, desk)
        erasing.go_on(Book(settings.ERASURES), LONG_AFTER)

        page = said(iris.get("/erasures"))
        assert case in page
        assert "not open" not in page


@pytest.mark.django_db(transaction=True)
class TestWhatIsErased:
    def test_has_a_certificate_and_a_line_in_the_book(
        self, case: str, desk: Desk, clock: Clock, settings: Settings
    ) -> None:
        book = settings.ERASURES
        iris = signed_in(desk.people["iris"])
        held = retention.hold(desk.people["iris"], case, COURT, LONG_AFTER)
        for name in ("iris", "ivo"):
            retention.lift_hold(desk.people[name], held.id, "It ended", LONG_AFTER)
        approved_by_both(case, desk)
        erasing.carry_out(book, LONG_AFTER)
        assert "Its keys are destroyed from Friday 2 May 2031 on" in said(iris.get("/erasures"))
        assert iris.get(f"/erasures/case/{case}/certificate").status_code == 404
        erasing.carry_out(book, LONG_AFTER + WEEK)

        assert "That has to be done by Friday 30 May 2031" in said(iris.get("/erasures"))
        paper = said(iris.get(f"/erasures/case/{case}/certificate"))
        assert "After Friday 6 June 2031 at the latest no copy" in paper
        assert "Iris Kaur and Ivo Brand approved" in paper
        assert "not final yet" in paper
        assert "See and print its certificate" in said(iris.get(f"/erasures/case/{case}"))
        assert "After Friday 6 June 2031 at the latest" in said(iris.get("/erasures/book"))
        assert "It went with the case" in said(iris.get(f"/holds/{held.id}"))

        clock.now = LONG_AFTER + 7 * WEEK
        iris = signed_in(desk.people["iris"])
        late = said(iris.get("/erasures"))
        assert "That should have been done by Friday 30 May 2031" in late
        assert "No copy was to open it after Friday 6 June 2031" in late
        assert "promised for Friday 6 June 2031" in said(iris.get("/erasures/book"))
        assert "keys have to be changed now" in said(iris.get(f"/erasures/case/{case}/certificate"))

        Stored.objects.update(epochs="1-of-the-time")
        assert erasing.carry_out(book, LONG_AFTER + WEEK).certified == (case,)
        assert "Since Friday 2 May 2031" in said(iris.get("/erasures/book"))
        assert "not final" not in said(iris.get(f"/erasures/case/{case}/certificate"))
        assert case not in said(iris.get("/erasures"))

    def test_leaves_what_was_to_be_looked_into_without_its_reason(
        self, case: str, desk: Desk, settings: Settings
    ) -> None:
        opened = open_in_emergency(desk.people["rhys"], case, "A child may be hurt.", LONG_AFTER)
        assert opened is not None
        iris = signed_in(desk.people["iris"])
        assert "A child may be hurt." in said(iris.get(f"/looks/{opened.review}"))
        approved_by_both(case, desk)
        erasing.go_on(Book(settings.ERASURES), LONG_AFTER)
        erasing.go_on(Book(settings.ERASURES), LONG_AFTER + WEEK)

        answer = iris.get(f"/looks/{opened.review}")

        assert answer.status_code == 200
        assert "A child may be hurt." not in said(answer)

    def test_stands_in_the_book_also_where_the_database_does_not_know(
        self, case: str, desk: Desk, settings: Settings
    ) -> None:
        approved_by_both(case, desk)
        erasing.carry_out(settings.ERASURES, LONG_AFTER)
        erasing.carry_out(settings.ERASURES, LONG_AFTER + WEEK)
        Stored.objects.all().delete()

        page = said(signed_in(desk.people["iris"]).get("/erasures/book"))

        assert case in page
        assert "This database does not know" in page
