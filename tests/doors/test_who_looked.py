"""Every look at a case is on the access log before the page is, and nothing is shown otherwise."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from reconvene.config import urls
from reconvene.core.conduct.bundling import bundled_now, met_for
from reconvene.core.record.after import ChallengeRaised
from reconvene.core.record.contact import ContactNoted
from reconvene.core.record.papers import Bundled, BundleMade, LeftOut, PackMade, PaperAdded
from reconvene.core.record.payload import Absence
from reconvene.desk import retention
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.bringing import takes_its_file
from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.look import load, load_referred_to
from reconvene.desk.retention import Erasure, HoldKind, State, Wanted
from reconvene.ledger.models import CaseHead
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Authority, Person, RoleHeld
from reconvene.web.acts.completing import completed
from reconvene.web.browse.looking import found
from reconvene.web.register.routes import ROUTES
from tests.doors.test_take_down import Counter, counter
from tests.support.cast import SINCE, authority, person
from tests.support.lines import kept_lines
from tests.support.looks import Kept, kept
from tests.support.papers import brought_and_clear
from tests.support.routes import address_of, addresses
from tests.support.sent import NOON, old_and_unread
from tests.support.sought import led_to
from tests.support.storied import live

__all__ = ["counter"]

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AU-4")]

LETTER = 3
NOTHING_TO_SEE = {
    "sign-out", "sign-out-everywhere", "sign-on", "openid_connect_callback", "invitation",
    "second-factor", "second-factor-by-sheet", "new-sheet", "take-factor-away",
    "prove-it-typed", "first-passkey", "sent-late",
}  # fmt: skip
"""Routes that only take something, or lead on whoever is signed in or has no link."""


def unwritten(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("Text first, never ring the house")


def written_first(request: HttpRequest, reference: str) -> HttpResponse:
    found(request, reference, date(2025, 5, 1))
    return HttpResponse(f"{len(kept())} on the log before there is any page")


handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [
    path("cases", unwritten, name="cases"),
    path("case/<str:reference>", written_first, name="case"),
    *urls.urlpatterns,
]


@pytest.fixture
def at() -> Authority:
    return authority()


@pytest.fixture
def reference(at: Authority) -> str:
    return live("sp-cpc/easter", at)


@pytest.fixture
def ben(reference: str, client: Client) -> Client:
    client.force_login(Person.objects.get(id="ben"))
    return client


def something_to_look_into(overseer: Person, reference: str) -> str:
    """Let somebody look after who looks, and return the address of what waits for them."""
    RoleHeld.objects.create(person=overseer, role=INFORMATION_GOVERNANCE, from_on=SINCE)
    rhys = person(overseer.authority, "Rhys Morgan", "reviewing-manager")
    opened = open_in_emergency(rhys, reference, "A child may be hurt.", NOON)
    assert opened is not None
    return f"/looks/{opened.review}"


def something_opened(by: Person, reference: str) -> str:
    """Let somebody open a case in an emergency; return the address of what they opened."""
    opened = open_in_emergency(by, reference, "A child may be hurt.", NOON)
    assert opened is not None
    return f"/emergency/{opened.review}"


def something_brought(by: Person, reference: str) -> int:
    """Have a file on the record of a case that was checked; return the number of its entry."""
    case_id = CaseHead.objects.get(reference=reference).id
    paper = brought_and_clear(by, case_id, NOON)
    said = PaperAdded(
        paper=paper.paper, called="A letter", file=paper.file, size=paper.size, sha256=paper.sha256
    )
    put = record(
        by, case_id, "paper.added", said,
        happened_on=NOON.date(), key="file", now=NOON, unfit=takes_its_file(said),
    )  # fmt: skip
    assert isinstance(put, Receipt)
    return put.number


def something_reached(by: Person, reference: str) -> str:
    """Have it noted how a family is reached; return the address that asks what that is needed for."""
    case_id = CaseHead.objects.get(reference=reference).id
    said = ContactNoted(who="complainant", way="telephone", where="01632 960 199")
    put = record(
        by, case_id, "contact.noted", said, happened_on=NOON.date(), key="reached", now=NOON
    )
    assert isinstance(put, Receipt)
    return f"/case/{reference}/entry/{put.number}/where"


def something_packed(by: Person, reference: str) -> int:
    """Have a pack made that leaves the file out; return the number of its entry."""
    raised = ChallengeRaised(body="ombudsman")
    case_id = CaseHead.objects.get(reference=reference).id
    record(by, case_id, "challenge.raised", raised, happened_on=NOON.date(), key="raised", now=NOON)
    look = load(by, case_id, NOON.date())
    files = tuple(LeftOut(number=one.number, why="legal") for one in look.case.papers.values())
    said = completed(look, PackMade(body="ombudsman", left_out=files), now=NOON)
    assert isinstance(said, PackMade)
    put = record(by, case_id, "pack.made", said, happened_on=NOON.date(), key="pack", now=NOON)
    assert isinstance(put, Receipt)
    return put.number


def something_bundled(by: Person, reference: str, file: int) -> int:
    """Have a file of a case put into a bundle; return its entry."""
    look = load_referred_to(by, reference, NOON.date())
    part = Bundled(entry=file, called="A letter", pages=1)
    meets = bundled_now(look.whole)[0]
    why = tuple(
        Absence(what=one.id, reason="Lost.") for one in met_for(look.definition)[meets].papers
    )
    said = BundleMade(meets=meets, number=1, parts=(part,), pages=2, missing=why)
    put = record(
        by, look.case_id, "bundle.made", said, happened_on=NOON.date(), key="bundle", now=NOON
    )
    assert isinstance(put, Receipt), put
    return put.number


def something_kept(by: Person, reference: str) -> str:
    """Let a case be held, and as if it were erased too; return the address of the hold."""
    iris = person(by.authority, "Iris Kaur", INFORMATION_GOVERNANCE)
    wanted = Wanted(HoldKind.COURT, "A claim", date(2027, 1, 31))
    held = retention.hold(iris, reference, wanted, NOON)
    Erasure.objects.create(
        case_id=held.case_id, authority=held.authority, reference=reference,
        state=State.DESTROYED, rule="default/complaint", kept_until=NOON.date(),
        proposed_at=NOON, first_by=by.id, second_by=iris.id, destroyed_at=NOON,
    )  # fmt: skip
    return f"/holds/{held.id}"


def new_looks(before: list[Kept]) -> list[Kept]:
    known = set(before)
    return [one for one in kept() if one not in known]


class TestWhatIsShown:
    def test_is_written_once_for_every_page_of_the_register_that_shows_a_case(
        self, ben: Client, reference: str, at: Authority
    ) -> None:
        shown, told = {}, {}
        kept_apart = something_kept(Person.objects.get(id="ben"), reference)
        file = something_brought(Person.objects.get(id="ben"), reference)
        reached = something_reached(Person.objects.get(id="ben"), reference)
        pack = something_packed(Person.objects.get(id="ben"), reference)
        bundle = something_bundled(Person.objects.get(id="ben"), reference, file)
        exactly = {
            "where": reached,
            "where-kept": f"{reached}/kept",
            "hold": kept_apart,
            "look-again": f"{kept_apart}/again",
            "erase-unread": f"/erasures/unread/{old_and_unread(at)}",
            "letter": f"/case/{reference}/letter/{LETTER}",
            "letter-file": f"/case/{reference}/letter/{LETTER}/pdf",
            "send-letter": f"/case/{reference}/letter/{LETTER}/send",
            "paper": f"/case/{reference}/file/{file}",
            "paper-file": f"/case/{reference}/file/{file}/original",
            "pack": f"/case/{reference}/pack/{pack}",
            "pack-file": f"/case/{reference}/pack/{pack}/file",
            "bundle": f"/case/{reference}/bundle/{bundle}",
            "bundle-file": f"/case/{reference}/bundle/{bundle}/pdf",
            "look-into": something_to_look_into(Person.objects.get(id="ben"), reference),
            "own-emergency": something_opened(Person.objects.get(id="ben"), reference),
        }
        for name, where in {**addresses(reference), **exactly}.items():
            before = kept()
            answer = ben.get(where)
            shown[name] = answer.status_code
            told[name] = [one.sight for one in new_looks(before)]
            b"".join(answer)  # to its end, so that it gives its place back

        logged = {
            route.name: [route.logs.value] if route.logs and not route.is_asked else []
            for route in ROUTES
        }
        assert told == logged
        assert {name for name, status in shown.items() if status != 200} == NOTHING_TO_SEE

    def test_says_who_looked_at_what_for_what_and_why_they_may(
        self, ben: Client, reference: str, at: Authority
    ) -> None:
        ben.get(f"/case/{reference}/entry/2")

        (look,) = kept()
        assert (look.reader, look.number, look.authority) == ("ben", 1, at.slug)
        assert (look.sight, look.entry, look.purpose) == ("entry", 2, "casework")
        assert (look.relation, look.outcome, look.about) == ("recorded", "shown", "")
        assert look.case_id

    @pytest.mark.parametrize(
        ("who", "until", "relation"),
        [
            ("amina", date(2025, 4, 22), "subject"),
            ("lena", date(2025, 4, 22), "owes"),
            ("ben", date(2025, 4, 22), "recorded"),
        ],
    )
    def test_says_what_a_reader_has_to_do_with_the_case(
        self, at: Authority, client: Client, who: str, until: date, relation: str
    ) -> None:
        here = live("sp-cpc/easter", at, until=until)
        reader = Person.objects.filter(id=who).first() or person(at, "Lena Novak", "line-manager")
        client.force_login(reader)

        client.get(f"/case/{here}")

        assert [one.relation for one in kept()] == [relation]

    def test_says_in_true_words_who_looked_and_who_looked_at_the_looks(
        self, ben: Client, reference: str, at: Authority
    ) -> None:
        amina = Client()
        amina.force_login(Person.objects.get(id="amina"))
        iris = Client()
        iris.force_login(person(at, "Iris Kaur", INFORMATION_GOVERNANCE))
        amina.get(f"/case/{reference}")
        ben.get(f"/case/{reference}/looks")
        before = ben.get(f"/case/{reference}/looks").content.decode()
        iris.get(f"/case/{reference}/looks")
        after = ben.get(f"/case/{reference}/looks").content.decode()

        assert "complained of" in before
        assert "by their post" in before
        assert "looks after information governance" not in before
        assert after.count("looks after information governance") == 1

    def test_says_of_a_post_alone_and_of_an_emergency(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
        here = live("sp-cpc/easter", at, until=date(2025, 4, 22))
        client.force_login(person(at, "Cara Pike", "complaints-officer"))
        client.get(f"/case/{here}")
        client.force_login(person(at, "Sol Adeyemi", "service-manager"))
        client.post("/emergency", {"reference": here, "reason": "A child may be hurt."})
        client.get(f"/case/{here}")

        told = sorted((one.sight, one.purpose, one.relation) for one in kept())
        assert told == [
            ("case", "casework", "post"),
            ("case", "emergency", "none"),
            ("glass", "emergency", "none"),
        ]

    def test_of_a_form_that_came_back_is_written_too(self, ben: Client, at: Authority) -> None:
        still_open = live("sp-cpc/easter", at, until=date(2025, 4, 22))

        answer = ben.post(f"/case/{still_open}/do/supporter.named/-", {"key": "k", "step": "check"})

        assert answer.status_code == 422
        assert len(kept()) == 1

    def test_is_on_the_log_before_there_is_a_page(
        self, ben: Client, reference: str, settings: Settings
    ) -> None:
        settings.ROOT_URLCONF = __name__

        assert b"1 on the log" in ben.get(f"/case/{reference}").content

    def test_is_not_sent_where_the_page_forgot_to_have_it_written(
        self, ben: Client, settings: Settings
    ) -> None:
        settings.ROOT_URLCONF = __name__
        ben.raise_request_exception = False

        answer = ben.get("/cases")

        assert answer.status_code == 500
        assert b"Text first" not in answer.content


class TestWhatIsAskedFor:
    def test_and_is_not_theirs_to_see_is_written_as_refused(self, ben: Client) -> None:
        for where in ("/case/SP-2025-0999", "/case/SP-2025-0999/letter/1"):
            assert ben.get(where).status_code == 404

        first, second = kept()
        assert {first.outcome, second.outcome} == {"refused"}
        assert first.case_id == ""
        assert first.about == second.about != ""
        assert "0999" not in first.about

    def test_by_name_leaves_no_name(self, ben: Client) -> None:
        for where, typed in (("/cases", "Zielinska"), ("/", "zielinska "), ("/cases", "Ewa")):
            assert ben.get(led_to(ben, where, find=typed)).status_code == 200

        one, same, other = sorted(kept(), key=lambda look: look.number)
        assert {one.sight, same.sight, other.sight} == {"search"}
        assert one.about == same.about != other.about
        assert "zielinska" not in str(kept()).casefold()

    def test_of_ones_own_work_alone_is_nobodys_case(self, ben: Client) -> None:
        assert ben.get("/").status_code == 200
        assert kept() == []


@pytest.mark.django_db(transaction=True)
def test_with_the_log_down_every_sensitive_page_is_refused_and_intake_is_not(
    counter: Counter, client: Client
) -> None:
    counter.fill()
    case = counter.confirm()["Location"].rsplit("/", 1)[1]
    review = something_to_look_into(Person.objects.get(username="ben.partnership"), case)
    away = something_kept(Person.objects.get(username="ben.partnership"), case)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE access_log_read RENAME TO access_log_away")
    exactly = {"look-into": review, "hold": away, "look-again": f"{away}/again"}
    ben, somebody_else = Person.objects.get(username="ben.partnership"), Client()
    somebody_else.force_login(person(ben.authority, "Cara Pike", "complaints-officer"))
    try:
        with kept_lines() as lines:
            plain = client.get(f"/case/{case}")
        answers = {
            route.name: client.get(exactly.get(route.name, address_of(route, case))).status_code
            for route in ROUTES
            if route.shows and route.logs and not route.is_asked
        }
        counter.draft = "new"
        counter.fill()
        taken: Any = counter.confirm()
        receipt = client.get(taken["Location"])
        anothers = somebody_else.get(taken["Location"])
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE access_log_away RENAME TO access_log_read")

    (told,) = [one for one in lines.events if one["event"] == "access-log.down"]
    assert told["urgent"] is True
    assert "This cannot be shown just now" in plain.content.decode()
    assert case not in plain.content.decode()
    assert answers.pop("taken-down") == 200  # what she has just taken down herself
    assert set(answers.values()) == {503}
    assert (taken.status_code, receipt.status_code) == (302, 200)
    assert "Ewa Example" in receipt.content.decode()
    assert anothers.status_code == 503
