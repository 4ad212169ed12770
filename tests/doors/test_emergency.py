"""A case opened in an emergency: with a reason, for an hour, looked into, and through no wall."""

import csv
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import StringIO

import msgspec
import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from reconvene.access_log.models import Review
from reconvene.access_log.reading import Read, Sight
from reconvene.access_log.reasons import NoteNotKept, open_note, open_reason
from reconvene.access_log.reviews import OPEN_FOR, Kind, Verdict, begin_spread, emergency_of
from reconvene.access_log.writing import write
from reconvene.core.record.after import EntryCorrected
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.emergency import ReasonMissing, open_in_emergency
from reconvene.desk.look import load_referred_to
from reconvene.desk.oversight import SHOWN, say, to_look_into
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Authority, Person
from reconvene.scope.within import the_house, within
from reconvene.sealing.provider import KeysRefused
from reconvene.stories.telling import OFFICE
from reconvene.web.components.downloads import attachment, inert
from tests.support.cast import authority, person
from tests.support.erasing import damage
from tests.support.filling import day
from tests.support.lines import kept_lines
from tests.support.looks import kept
from tests.support.state import state
from tests.support.storied import live

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-8")]

TUESDAY = datetime(2025, 4, 22, 9, tzinfo=UTC)
NOTE = "The line manager was in all day.\r\nIris speaks with Sol."
REASON = "A neighbour rang: shouting, and the boy is alone with him."


class Clock:
    """What every page reads, on a day of the test's choosing."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = TUESDAY
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def at() -> Authority:
    return authority()


@pytest.fixture
def reference(at: Authority, clock: Clock) -> str:
    return live("sp-cpc/easter", at, until=date(2025, 4, 22))


@pytest.fixture
def sol(at: Authority) -> Person:
    return person(at, "Sol Adeyemi", "service-manager")


@pytest.fixture
def iris(at: Authority) -> Person:
    return person(at, "Iris Kaur", INFORMATION_GOVERNANCE)


def how_to_reach(reference: str, words: str) -> None:
    """Put on the record, by a correction, how the family is reached safely."""
    ben = Person.objects.get(id="ben")
    look = load_referred_to(ben, reference, TUESDAY.date())
    changed = msgspec.to_builtins(look.case.received) | {"safe_contact": words}
    corrected = EntryCorrected(entry=1, reason="They told us.", data=changed)
    on = TUESDAY.date()
    answer = record(
        ben, look.case_id, "entry.corrected", corrected, happened_on=on, key="c", now=TUESDAY
    )
    assert isinstance(answer, Receipt), answer


def asked(client: Client, who: Person, reference: str, reason: str = REASON) -> int:
    client.force_login(who)
    return client.post("/emergency", {"reference": reference, "reason": reason}).status_code


class TestThePages:
    def test_say_before_all_else_whom_to_ring(self, client: Client, sol: Person) -> None:
        client.force_login(sol)

        said = client.get("/emergency").content.decode()

        ring = said.index("If a child is in danger now, ring 999.")
        assert said.index("<h1") < ring < said.index("<form method", said.index("<main"))

    @pytest.mark.parametrize("page", ["", "/entry/1"])
    def test_of_the_case_say_until_when_it_is_open_to_whom_it_was_opened(
        self, client: Client, reference: str, sol: Person, at: Authority, page: str
    ) -> None:
        asked(client, sol, reference)
        open_until = "It stays open to you until Tue 22 Apr 2025, 11am."

        assert open_until in client.get(f"/case/{reference}{page}").content.decode()
        assert open_until not in client.get("/cases").content.decode()
        client.force_login(person(at, "Cara Pike", "complaints-officer"))
        assert "in an emergency" not in client.get(f"/case/{reference}{page}").content.decode()


class TestReading:
    def test_offers_nothing_that_would_be_refused_and_says_once_that_it_is_only_read(
        self, client: Client, reference: str, sol: Person, at: Authority
    ) -> None:
        asked(client, sol, reference)

        for page in ("", "/entry/1", "/panel/appeal-panel"):
            said = client.get(f"/case/{reference}{page}").content.decode()
            assert said.count("you can read it, and record nothing") == 1, page
            assert f"/case/{reference}/do/" not in said, page
            assert "What can be" not in said, page
            assert "Not possible now" not in said, page
        client.force_login(person(at, "Cara Pike", "complaints-officer"))
        said = client.get(f"/case/{reference}").content.decode()
        assert f"/case/{reference}/do/" in said
        assert "What can be recorded now" in said

    @pytest.mark.parametrize("said_before", ["", "Ring-after-nine"])
    def test_tells_to_ask_before_anybody_contacts_the_family_whatever_they_said(
        self, client: Client, reference: str, sol: Person, said_before: str
    ) -> None:
        if said_before:
            how_to_reach(reference, said_before)
        asked(client, sol, reference)

        said = " ".join(client.get(f"/case/{reference}").content.decode().split())

        assert "Before you contact them: how that is safe is not shown in an emergency" in said
        assert f"Ask the complaints officer, on {OFFICE.phone}, first." in said
        assert "Ring-after-nine" not in said


class TestOpening:
    @pytest.mark.parametrize("reason", ["", "   ", "\t\n"])
    def test_wants_a_reason(self, client: Client, reference: str, sol: Person, reason: str) -> None:
        assert asked(client, sol, reference, reason) == 422
        with pytest.raises(ReasonMissing):
            open_in_emergency(sol, reference, reason, TUESDAY)

        assert Review.objects.count() == 0

    def test_is_one_event_and_at_once_something_to_look_into(
        self, client: Client, reference: str, sol: Person, iris: Person
    ) -> None:
        with kept_lines() as lines:
            assert asked(client, sol, reference) == 302

        (told,) = [one for one in lines.events if one["event"] == "glass.broken"]
        assert told["urgent"] is True
        assert REASON not in "".join(lines.lines)
        (found,) = Review.objects.all()
        assert (found.kind, found.reader) == (Kind.EMERGENCY, sol.id)
        assert found.due_on == date(2025, 4, 24)
        client.force_login(iris)
        said = client.get("/").content.decode()
        assert "1 thing to look into, the first by Thursday 24 April 2025" in said

    def test_again_while_it_is_open_adds_nothing(
        self, client: Client, reference: str, sol: Person, clock: Clock
    ) -> None:
        asked(client, sol, reference)
        clock.now += timedelta(minutes=30)
        asked(client, sol, reference)

        (found,) = Review.objects.all()
        assert found.ends_at == TUESDAY + OPEN_FOR

    def test_again_while_it_is_open_is_not_told_again(self, reference: str, sol: Person) -> None:
        open_in_emergency(sol, reference, REASON, TUESDAY)
        with kept_lines() as lines:
            again = open_in_emergency(sol, reference, REASON, TUESDAY + timedelta(minutes=5))

        assert again is not None
        assert [one for one in lines.events if one["event"] == "glass.broken"] == []

    def test_takes_the_reference_however_it_is_typed_and_whatever_the_prefix_is_by_now(
        self, client: Client, reference: str, sol: Person, at: Authority
    ) -> None:
        at.reference_prefix = "EXN"
        at.save()
        client.force_login(sol)
        typed = reference.replace("-", " ").lower()

        answer = client.post("/emergency", {"reference": typed, "reason": REASON})

        assert answer["Location"] == f"/case/{reference}"

    def test_seals_the_reason_under_the_case(
        self, client: Client, reference: str, sol: Person
    ) -> None:
        asked(client, sol, reference)

        found = Review.objects.get()
        assert REASON.encode() not in bytes(found.reason or b"")

    def test_is_no_answer_to_a_wall_nor_to_no_case_and_both_look_alike(
        self, client: Client, reference: str
    ) -> None:
        complained_of = Person.objects.filter(id="amina").first()
        amina = complained_of or Person.objects.create_person(
            username="amina", name="Amina Example", authority=Authority.objects.get()
        )
        client.force_login(amina)
        answers = [
            client.post("/emergency", {"reference": one, "reason": REASON})
            for one in (reference, "SP-2025-0999")
        ]

        assert [one.status_code for one in answers] == [409, 409]
        walled, nowhere = (
            _without_token(one.content.decode().replace(given, ""))
            for one, given in zip(answers, (reference, "SP-2025-0999"), strict=True)
        )
        assert walled == nowhere
        assert Review.objects.count() == 0
        assert [one.outcome for one in kept()] == ["refused", "refused"]


def _without_token(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


class TestTheHour:
    def test_is_needed_and_ends_by_itself(
        self, client: Client, reference: str, sol: Person, clock: Clock
    ) -> None:
        client.force_login(sol)
        assert client.get(f"/case/{reference}").status_code == 404
        asked(client, sol, reference)
        case_id = Review.objects.get().case_id
        shown = {}
        for after in (timedelta(), OPEN_FOR, OPEN_FOR + timedelta(seconds=1)):
            clock.now = TUESDAY + after
            client.force_login(sol)  # an hour later nobody is signed in any more
            shown[after] = client.get(f"/case/{reference}").status_code

        assert list(shown.values()) == [200, 200, 404]
        assert emergency_of(sol.id, case_id, TUESDAY + OPEN_FOR)
        assert emergency_of(sol.id, case_id, TUESDAY + OPEN_FOR + timedelta(seconds=1)) is None
        assert emergency_of(sol.id, case_id, TUESDAY - timedelta(seconds=1)) is None
        assert emergency_of("somebody-else", case_id, TUESDAY) is None

    def test_lets_nothing_be_recorded(self, client: Client, reference: str, sol: Person) -> None:
        asked(client, sol, reference)
        before = state()["storedentry"]

        client.post(
            f"/case/{reference}/do/supporter.named/-",
            {**day("happened_on", date(2025, 4, 22)), "name": "Gus", "kind": "friend",
             "key": "k", "step": "confirm"},
        )  # fmt: skip

        assert state()["storedentry"] == before

    def test_has_every_look_under_it_in_what_is_looked_into(
        self, client: Client, reference: str, sol: Person, iris: Person
    ) -> None:
        asked(client, sol, reference)
        for where in ("", "/entry/1", "/entry/1"):
            client.get(f"/case/{reference}{where}")
        under = [one for one in kept() if one.purpose == "emergency"]

        found = to_look_into(iris, Review.objects.get().id, at=TUESDAY)

        assert found is not None
        assert sorted(one.number for one in found.looks) == [one.number for one in under]

    def test_is_not_hidden_by_whatever_else_was_read_in_it(
        self, client: Client, reference: str, sol: Person, iris: Person
    ) -> None:
        asked(client, sol, reference)
        under = [one.number for one in kept()]
        listed = Read(reader=sol.id, authority=sol.authority_id, at=TUESDAY, sight=Sight.LIST)
        for _ in range(SHOWN + 1):
            write(listed)

        found = to_look_into(iris, Review.objects.get().id, at=TUESDAY)

        assert found is not None
        assert [one.number for one in found.looks] == under
        assert found.is_whole

    def test_longer_than_can_be_listed_says_so(
        self, client: Client, reference: str, sol: Person, iris: Person
    ) -> None:
        asked(client, sol, reference)
        (glass,) = kept()
        again = Read(
            reader=sol.id, authority=sol.authority_id, at=TUESDAY, sight=Sight.CASE,
            case_id=glass.case_id,
        )  # fmt: skip
        for _ in range(SHOWN):
            write(again)
        client.force_login(iris)

        said = client.get(f"/looks/{Review.objects.get().id}").content.decode()

        assert f"These are the latest {SHOWN}. There are earlier ones." in said


class TestGivingBack:
    def test_closes_the_case_at_the_next_request(
        self, client: Client, reference: str, sol: Person, clock: Clock
    ) -> None:
        asked(client, sol, reference)
        shown = client.get(f"/case/{reference}").content.decode()
        own = f"/emergency/{Review.objects.get().id}"
        assert f'action="{own}"' in shown
        clock.now += timedelta(minutes=5)

        answer = client.post(own)

        assert answer["Location"] == f"{own}?told=given-back"
        for page in ("", "/entry/1", "/panel/appeal-panel"):
            assert client.get(f"/case/{reference}{page}").status_code == 404, page
        assert "gave it back on Tue 22 Apr 2025, 10:05am" in client.get(own).content.decode()
        assert emergency_of(sol.id, Review.objects.get().case_id, clock.now) is None

    def test_is_one_line_of_the_log_however_often_it_is_done(
        self, client: Client, reference: str, sol: Person, clock: Clock
    ) -> None:
        asked(client, sol, reference)
        review = Review.objects.get()
        with kept_lines() as lines:
            for _ in range(2):
                client.post(f"/emergency/{review.id}")
                clock.now += timedelta(minutes=5)

        told = [one for one in lines.events if one["event"] == "glass.given-back"]
        assert [(one["actor"], one["case"]) for one in told] == [(sol.id, review.case_id)]
        assert Review.objects.get().given_back_at == TUESDAY

    def test_after_the_hour_changes_nothing(
        self, client: Client, reference: str, sol: Person, clock: Clock
    ) -> None:
        asked(client, sol, reference)
        clock.now += OPEN_FOR + timedelta(seconds=1)
        client.force_login(sol)
        own = f"/emergency/{Review.objects.get().id}"

        said = client.post(own, follow=True).content.decode()

        assert "It was open to you until Tue 22 Apr 2025, 11am." in said
        assert Review.objects.get().given_back_at is None

    def test_is_for_whoever_opened_it_and_for_nobody_else(
        self, client: Client, reference: str, sol: Person, iris: Person
    ) -> None:
        asked(client, sol, reference)
        own = f"/emergency/{Review.objects.get().id}"
        client.force_login(iris)

        assert [client.get(own).status_code, client.post(own).status_code] == [404, 404]
        assert Review.objects.get().given_back_at is None
        client.force_login(sol)
        assert client.get(f"/case/{reference}").status_code == 200

    def test_ends_nothing_but_an_emergency(self, client: Client, sol: Person) -> None:
        begin_spread(authority=sol.authority_id, reader=sol.id, now=TUESDAY, due_on=TUESDAY.date())
        client.force_login(sol)

        assert client.post(f"/emergency/{Review.objects.get().id}").status_code == 404

    def test_leaves_it_to_be_opened_again_and_each_to_be_looked_into_by_itself(
        self, client: Client, reference: str, sol: Person, iris: Person, clock: Clock
    ) -> None:
        asked(client, sol, reference)
        client.get(f"/case/{reference}")
        clock.now += timedelta(minutes=5)
        client.post(f"/emergency/{Review.objects.get().id}")
        clock.now += timedelta(minutes=5)
        asked(client, sol, reference)
        client.get(f"/case/{reference}/entry/1")

        earlier, later = Review.objects.order_by("began_at")
        read = {
            one.id: [look.sight for look in looked_into.looks]
            for one in (earlier, later)
            if (looked_into := to_look_into(iris, one.id, at=clock.now))
        }

        assert read == {earlier.id: ["case", "glass"], later.id: ["entry", "glass"]}
        client.force_login(iris)
        said = client.get(f"/looks/{earlier.id}").content.decode()
        assert "They gave it back on Tue 22 Apr 2025, 10:05am, before its hour was over." in said
        assert "gave it back" not in client.get(f"/looks/{later.id}").content.decode()


class TestLookingInto:
    def test_shows_the_reason_and_everything_that_was_read_under_it(
        self, client: Client, reference: str, sol: Person, iris: Person, clock: Clock
    ) -> None:
        asked(client, sol, reference)
        clock.now += timedelta(minutes=10)
        client.get(f"/case/{reference}/entry/1")
        clock.now += timedelta(minutes=10)
        client.force_login(iris)

        said = client.get(f"/looks/{Review.objects.get().id}").content.decode()

        assert REASON in said
        assert "Entry 1 of the record" in said
        assert "Opened in an emergency" in said
        assert reference in said

    def test_is_done_by_somebody_else_once(
        self, client: Client, reference: str, sol: Person, iris: Person, clock: Clock
    ) -> None:
        asked(client, sol, reference)
        where = f"/looks/{Review.objects.get().id}"
        client.force_login(iris)
        assert client.post(where, {"verdict": "needed"}).status_code == 302

        done = Review.objects.get()
        assert (done.reviewed_by, done.verdict) == (iris.id, "needed")
        assert "It was needed" in client.get("/looks").content.decode()
        assert client.post(where, {"verdict": "not-needed"}).status_code == 409
        assert Review.objects.get().verdict == "needed"

    def test_says_who_found_what_and_when_and_what_they_noted(
        self, client: Client, reference: str, sol: Person, iris: Person, clock: Clock
    ) -> None:
        asked(client, sol, reference)
        where = f"/looks/{Review.objects.get().id}"
        clock.now += timedelta(days=1)
        client.force_login(iris)
        assert 'name="note"' in client.get(where).content.decode()

        client.post(where, {"verdict": "not-needed", "note": NOTE})

        said = client.get(where).content.decode()
        assert "Looked into by Iris Kaur on Wednesday 23 April 2025." in said
        assert "It was not needed" in said
        assert "The line manager was in all day.<br>Iris speaks with Sol." in said
        listed = client.get("/looks").content.decode()
        assert "Looked into by Iris Kaur on Wednesday 23 April 2025." in listed
        assert "line manager" not in listed

    @pytest.mark.assures("CR-1")
    def test_seals_the_note_for_this_review_alone(
        self, client: Client, reference: str, sol: Person, iris: Person
    ) -> None:
        asked(client, sol, reference)
        found = Review.objects.get()
        client.force_login(iris)

        client.post(f"/looks/{found.id}", {"verdict": "needed", "note": NOTE})

        sealed = bytes(Review.objects.get().note or b"")
        assert sealed
        assert b"manager" not in sealed
        with within(the_house(found.authority)):
            assert open_note(found.case_id, found.id, sealed).splitlines() == NOTE.splitlines()
            for others in (
                partial(open_note, found.case_id, "another"),
                partial(open_reason, found.case_id, found.id),
            ):
                with pytest.raises(ValueError, match="could not be opened"):
                    others(sealed)

    def test_loses_no_note_of_whoever_comes_second(
        self, client: Client, reference: str, sol: Person, iris: Person, at: Authority
    ) -> None:
        asked(client, sol, reference)
        where = f"/looks/{Review.objects.get().id}"
        ivo = person(at, "Ivo Brand", INFORMATION_GOVERNANCE)
        client.force_login(iris)
        client.post(where, {"verdict": "needed"})
        client.force_login(ivo)

        answer = client.post(where, {"verdict": "not-needed", "note": NOTE})

        said = answer.content.decode()
        assert answer.status_code == 409
        assert "It was looked into already" in said
        assert "Iris speaks with Sol." in said
        assert (Review.objects.get().verdict, Review.objects.get().note) == ("needed", None)

    def test_says_whose_finding_stands_to_whoever_comes_second(
        self, client: Client, reference: str, sol: Person, iris: Person, at: Authority
    ) -> None:
        asked(client, sol, reference)
        where = f"/looks/{Review.objects.get().id}"
        client.force_login(iris)
        client.post(where, {"verdict": "needed"})
        again = client.post(where, {"verdict": "needed"})
        client.force_login(person(at, "Ivo Brand", INFORMATION_GOVERNANCE))
        second = client.post(where, {"verdict": "not-needed"})

        assert again.status_code == 302
        assert second.status_code == 409
        assert "It was looked into already" in second.content.decode()

    def test_takes_the_same_note_twice(
        self, client: Client, reference: str, sol: Person, iris: Person
    ) -> None:
        asked(client, sol, reference)
        where = f"/looks/{Review.objects.get().id}"
        client.force_login(iris)
        form = {"verdict": "needed", "note": NOTE}

        assert [client.post(where, form).status_code for _ in range(2)] == [302, 302]

    def test_takes_no_note_that_nothing_can_seal(
        self, client: Client, reference: str, sol: Person, iris: Person
    ) -> None:
        asked(client, sol, reference)
        found = Review.objects.get()
        where = f"/looks/{found.id}"
        client.force_login(iris)
        client.post(where, {"verdict": "needed", "note": NOTE})
        damage(found.case_id)

        assert "What was noted cannot be opened just now" in client.get(where).content.decode()
        Review.objects.update(reviewed_at=None, reviewed_by="", verdict="", note=None)
        assert 'name="note"' not in client.get(where).content.decode()
        with pytest.raises(NoteNotKept):
            say(iris, found.id, Verdict.NEEDED, at=TUESDAY, note=NOTE)
        assert client.post(where, {"verdict": "needed"}).status_code == 302
        assert Review.objects.get().verdict == "needed"

    def test_says_what_nobody_can_open_for_a_moment_and_loses_no_note_of_that_moment(
        self,
        client: Client,
        reference: str,
        sol: Person,
        iris: Person,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        asked(client, sol, reference)
        where = f"/looks/{Review.objects.get().id}"
        client.force_login(iris)

        def away(*_asked: object) -> bytes:
            raise KeysRefused(found="no answer came", remedy="See that it runs")

        with monkeypatch.context() as for_a_moment:
            for_a_moment.setattr("reconvene.sealing.keyring.opened", away)
            shown = client.get(where)
            sent = client.post(where, {"verdict": "needed", "note": NOTE})

        assert (shown.status_code, sent.status_code) == (200, 409)
        said = shown.content.decode().partition("<main")[2]
        assert "The reason they gave cannot be opened just now. Try again in a few minutes" in said
        assert "erased" not in said
        assert 'name="note"' not in said
        assert "Iris speaks with Sol." in sent.content.decode()
        assert Review.objects.get().reviewed_at is None
        assert REASON in client.get(where).content.decode()

    def test_is_never_done_by_whoever_it_is_about(
        self, client: Client, reference: str, iris: Person
    ) -> None:
        asked(client, iris, reference)
        found = Review.objects.get()

        answer = client.post(f"/looks/{found.id}", {"verdict": "needed"})

        assert answer.status_code == 409
        assert "It is about you." in answer.content.decode()
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.update(reviewed_by=iris.id, reviewed_at=TUESDAY, verdict="needed")

    def test_is_overdue_after_two_working_days(
        self, client: Client, reference: str, sol: Person, iris: Person, clock: Clock
    ) -> None:
        asked(client, sol, reference)
        for now, is_overdue in (
            (datetime(2025, 4, 24, 15, tzinfo=UTC), False),
            (datetime(2025, 4, 25, 8, tzinfo=UTC), True),
        ):
            clock.now = now
            client.force_login(iris)
            assert ("Overdue" in client.get("/looks").content.decode()) == is_overdue

    def test_is_nowhere_for_anybody_else(self, client: Client, reference: str, sol: Person) -> None:
        asked(client, sol, reference)
        for where in ("/looks", f"/looks/{Review.objects.get().id}", f"/case/{reference}/looks"):
            assert client.get(where).status_code == 404


@pytest.mark.assures("OUT-3")
class TestWhoLooked:
    def test_is_shown_to_the_complaints_officer(self, client: Client, reference: str) -> None:
        client.force_login(Person.objects.get(id="ben"))
        client.get(f"/case/{reference}/entry/1")

        said = client.get(f"/case/{reference}/looks").content.decode()

        assert "Entry 1 of the record" in said
        assert "recorded something in it" in said

    def test_can_be_kept_as_a_file_in_which_nothing_is_a_formula(
        self, client: Client, reference: str
    ) -> None:
        ben = Person.objects.get(id="ben")
        ben.name = '=HYPERLINK("https://example.org","Ben")'
        ben.save()
        client.force_login(ben)
        client.get(f"/case/{reference}")

        answer = client.get(f"/case/{reference}/looks.csv")

        lines = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
        assert lines[0][0] == "When"
        assert {line[1] for line in lines[1:]} == {f"'{ben.name}"}
        assert answer["Content-Disposition"] == (
            f'attachment; filename="looked-at-{reference}.csv"'
        )
        assert answer["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("cell", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1"])
    def test_no_cell_is_a_formula(self, cell: str) -> None:
        assert inert(cell) == f"'{cell}"

    @pytest.mark.parametrize("cell", ["", "Ben", "a=1", "1-2", "é"])
    def test_a_plain_cell_is_left_as_it_is(self, cell: str) -> None:
        assert inert(cell) == cell

    @pytest.mark.parametrize(
        ("name", "header"),
        [
            ("letter-1.pdf", 'attachment; filename="letter-1.pdf"'),
            ("a\r\nSet-Cookie: x=1", 'attachment; filename="a Set-Cookie: x=1"'),
            ('quo"te\\.pdf', 'attachment; filename="quo\\"te\\\\.pdf"'),
            ("Zieliński.pdf", "attachment; filename*=utf-8''Zieli%C5%84ski.pdf"),
        ],
    )
    def test_a_file_is_named_as_the_standard_says(self, name: str, header: str) -> None:
        assert attachment(name) == header
