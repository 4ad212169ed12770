"""My work and the cases: what is listed, in what order, narrowed how, at what cost."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from msgspec import structs

from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.look import load
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Authority, Person, RoleHeld
from reconvene.web.browse.paged import onward, place_of
from reconvene.worklist.buckets import Bucket
from reconvene.worklist.keeping import keep
from reconvene.worklist.narrowing import REACH
from reconvene.worklist.paging import Place
from reconvene.worklist.queries import case_by_reference
from reconvene.worklist.rows import NO_DAY, Row
from tests.doors.test_browse_case import as_, on, words
from tests.support.audience import everybody
from tests.support.cast import SINCE, authority, person
from tests.support.sealing import kept_rows
from tests.support.sought import led_to
from tests.support.statements import statements
from tests.support.storied import live

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 4, 23, 12, tzinfo=UTC)


@pytest.fixture
def at() -> Authority:
    return authority()


def fill_up(at: Authority) -> None:
    """Put one more case, and one more duty of Amina's, on the lists than a page looks through."""
    case = Row("", at.slug, "", "Long List", "sp-cpc/1", "case", sort_on=SINCE)
    cases = [
        structs.replace(case, case_id=f"{number:05}", reference=f"SP-2000-{number:05}")
        for number in range(REACH + 1)
    ]
    duties = [
        structs.replace(case, shelf="dated", key="a/1", owner="amina", last_on=SINCE)
        for case in cases
    ]
    opening = [opened(case, "amina") for case in cases]
    with connection.cursor() as cursor:
        keep(cursor, kept_rows(cursor, [*cases, *duties, *opening]))


def opened(case: Row, owner: str) -> Row:
    """Return the row that opens a case to somebody."""
    return structs.replace(case, shelf="open", owner=owner, reference="", family="")


class TestMyWork:
    def test_gives_overdue_duties_first_each_with_its_act(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 4, 22))
        amina = Person.objects.get(id="amina")
        RoleHeld.objects.create(person=amina, role="line-manager", from_on=SINCE)
        live("sp-cpc/easter", at, until=date(2025, 4, 24))
        on(date(2025, 4, 28), monkeypatch)

        said = words(as_(client, "amina"), "/")

        assert "Offer an appointment" not in said, "it is she who is complained of"
        assert 'Write the letter<span class="govuk-visually-hidden">: Acknowledge the c' in said
        assert "1 working day late" in said
        assert "You are the conference chair in this case" in said
        assert f"/case/{reference}/do/letter.sent/acknowledgement" in said
        assert 'Overdue <span class="govuk-!-font-weight-bold">1</span>' in said
        said = words(as_(client, "lena"), "/")
        assert "Offer an appointment" in said
        assert "You are the chair&#39;s line manager" in said

    def test_leads_to_why_a_day_is_the_last_laid_open(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        live("sp-cpc/easter", at, until=date(2025, 4, 22))
        on(date(2025, 4, 23), monkeypatch)
        amina = as_(client, "amina")

        hrefs = re.findall(r'href="(/case/[^"]*)#why"', amina.get("/").content.decode())

        assert hrefs
        for href in hrefs:
            said = amina.get(unescape(href)).content.decode()
            assert said.count('id="why"') == 1
            item = said[said.index('id="why"') :].partition("</li>")[0]
            assert '<details class="rc-why" open>' in item
        assert 'id="why"' not in amina.get(f"{hrefs[0]}-of-nothing").content.decode()

    def test_leads_to_why_a_right_ends_then(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        live("sp-cpc/easter", at, until=date(2025, 5, 9))
        on(date(2025, 5, 12), monkeypatch)
        lena = as_(client, "lena")

        said = lena.get("/?show=waiting").content.decode()
        (href,) = re.findall(r'href="(/case/[^"]*)#why"', said)

        said = lena.get(unescape(href)).content.decode()
        assert "Friday 6 June 2025" in said[said.index('id="why"') :].partition("</li>")[0]

    def test_is_glad_to_be_empty(self, at: Authority, client: Client) -> None:
        client.force_login(person(at, "Idle Ivor", "service-manager"))

        said = words(client, "/")

        assert "You owe nothing. Everything is done." in said
        assert "Nothing: no family can ask for anything more here at present." in said

    def test_does_not_say_that_all_is_done_where_something_waits(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 4, 22))
        on(date(2025, 4, 23), monkeypatch)
        sol = person(at, "Sol Adeyemi", "service-manager")
        assert open_in_emergency(sol, reference, "A child may be hurt.", NOON)
        client.force_login(person(at, "Iris Kaur", INFORMATION_GOVERNANCE))

        said = words(client, "/")

        assert "1 thing to look into" in said
        assert "You have no duties in a case." in said
        assert "Everything is done." not in said

    @pytest.mark.parametrize(
        ("rights", "said"),
        [
            (0, "no family can ask for anything more"),
            (99, ">99 in cases that are open</a>"),
            (100, ">100 or more in cases that are open</a>"),
        ],
    )
    def test_counts_steps_and_not_families_and_says_where_it_stopped(
        self,
        at: Authority,
        client: Client,
        monkeypatch: pytest.MonkeyPatch,
        rights: int,
        said: str,
    ) -> None:
        client.force_login(person(at, "Idle Ivor", "service-manager"))
        counted = dict.fromkeys(Bucket, 0) | {Bucket.WAITING: rights}
        monkeypatch.setattr("reconvene.web.browse.my_work.counts", lambda *_: counted)

        assert said in words(client, "/")

    def test_calls_no_right_of_a_family_overdue(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        live("sp-cpc/easter", at, until=date(2025, 5, 9))
        lena = as_(client, "lena")

        on(date(2025, 5, 12), monkeypatch)
        said = words(lena, "/")
        assert "Steps that families may still ask for: <a" in said
        assert '?show=waiting">1 in cases that are open</a>. Nothing is owed' in said
        assert "Friday 6 June 2025" in words(lena, "/?show=waiting")
        on(date(2025, 6, 9), monkeypatch)
        said = words(lena, "/?show=lapsed")
        assert "gone by; they may still ask late" in said
        assert "rc-tag--overdue" not in said

    def test_tells_of_rights_that_outlive_their_case(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        row = Row("1", at.slug, "SP-2000-1", "Gone Home", "sp-cpc/1", "after", sort_on=NO_DAY)
        right = structs.replace(row, key="ask/1/A", stage="stage-2", label="Ask for stage 2")
        with connection.cursor() as cursor:
            keep(cursor, kept_rows(cursor, [right, opened(row, "service-manager")]))
        client.force_login(person(at, "Idle Ivor", "service-manager"))

        assert '?show=closed">1 in closed ones</a>. Nothing is owed' in words(client, "/")
        said = words(client, "/?show=closed")
        assert "Gone Home" in said
        assert "Record that they ask" in said

    def test_shows_a_passed_target_as_a_target(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        live("sp-cpc/easter", at, until=date(2025, 5, 6))
        on(date(2025, 6, 1), monkeypatch)

        said = words(as_(client, "lena"), "/?show=aim-passed")

        assert "Our own target was Tuesday 13 May 2025" in said
        assert "rc-tag--overdue" not in said

    def test_can_be_narrowed_by_stage_and_words(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        live("sp-cpc/easter", at, until=date(2025, 4, 22))
        on(date(2025, 4, 23), monkeypatch)
        amina = as_(client, "amina")

        assert "Acknowledge the complaint" in words(
            amina, led_to(amina, "/", stage="stage-1", find="EXAMPLE")
        )
        said = words(amina, "/?stage=stage-2")
        assert "Nothing here fits what you asked for." in said
        assert "Remove </span>Stage 2: formal complaint meeting" in said
        assert "Nothing here fits" in words(amina, led_to(amina, "/", find="nobody"))
        assert "Acknowledge the complaint" in words(amina, "/?show=no-such-bucket")

    def test_says_so_where_it_has_not_looked_through_everything(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        live("sp-cpc/easter", at, until=date(2025, 4, 22))
        on(date(2025, 4, 23), monkeypatch)
        fill_up(at)
        amina = as_(client, "amina")

        said = words(amina, led_to(amina, "/", find="nobody"))
        assert "Nothing found so far." in said
        assert "not all of it has been looked through" in said
        (href,) = re.findall(r'href="(\?[^"]*after=[^"]*)"', said)
        said = words(amina, f"/{unescape(href)}")
        assert "Nothing here fits what you asked for." in said
        assert "looked through" not in said
        assert "Past our own target" in said
        assert "looked through" not in words(amina, "/")

        said = words(amina, "/cases?stage=stage-3")
        assert "None found so far." in said
        assert "not all of them have been looked through" in said
        (href,) = re.findall(r'href="(\?[^"]*after=[^"]*)"', said)
        assert "No case that is there for you is at that stage." in words(
            amina, f"/cases{unescape(href)}"
        )

    def test_needs_five_statements(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        amina = None
        for until in (date(2025, 4, 22), date(2025, 4, 23)):
            live("sp-cpc/easter", at, until=until)
            amina = as_(client, "amina")
            with CaptureQueriesContext(connection) as queries:
                amina.get("/")
            assert len(statements(queries)) == 5


class TestPaging:
    def test_goes_on_from_where_the_page_ended(self) -> None:
        place = Place(date(2025, 4, 25), "abc", "acknowledge/1", part=1)
        links = onward(place, QueryDict("show=later"))

        asked = QueryDict(links["next"]["href"].removeprefix("?"))
        assert place_of(asked) == place
        assert asked["show"] == "later"
        assert onward(None, asked) == {"previous": {"href": "?show=later", "text": "First page"}}

    @pytest.mark.parametrize("written", ["", "nonsense", "2025-99-99~a~b~0", "2025-04-25~a~b~c"])
    def test_begins_where_the_place_cannot_be_read(self, written: str) -> None:
        asked = QueryDict(mutable=True)
        asked["after"] = written

        assert place_of(asked) is None


class TestCases:
    def test_lists_open_and_closed_ones_apart(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        running = live("sp-cpc/easter", at, until=date(2025, 6, 6))
        closed = live("sp-cpc/easter", at)
        on(date(2025, 9, 20), monkeypatch)
        ben = as_(client, "ben")

        open_ones, closed_ones = words(ben, "/cases"), words(ben, "/cases?show=closed")

        assert running in open_ones
        assert "Stage 2: formal complaint meeting" in open_ones
        assert "Friday 4 July 2025" in open_ones
        assert closed not in open_ones
        assert closed in closed_ones
        assert running not in closed_ones

    def test_says_of_an_empty_list_nothing_of_what_others_see(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        live("sp-cpc/easter", at, until=date(2025, 4, 23))
        on(date(2025, 4, 23), monkeypatch)
        somebody_without_a_part = person(at, "Dev Pike", "reviewing-manager")
        dev = as_(client, somebody_without_a_part.id)

        assert "No open case is listed here for you." in words(dev, "/cases")
        assert "No closed case is listed here for you." in words(dev, "/cases?show=closed")

    def test_says_where_a_case_stands_in_which_somebody_only_answers(
        self, at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 4, 22))
        on(date(2025, 4, 23), monkeypatch)
        amina = as_(client, "amina")
        there = 'it stands on <a class="govuk-link" href="/">My work</a>'

        assert reference in words(amina, "/")
        listed = words(amina, "/cases")
        assert reference not in listed
        assert "A case in which you only answer something is not listed here" in listed
        assert there in listed
        assert there not in words(amina, "/cases?show=closed")

    def test_finds_by_reference_and_by_family_name(self, at: Authority, client: Client) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 4, 22))
        ben = as_(client, "ben")

        assert reference in words(ben, led_to(ben, "/cases", find=reference.lower()))
        assert reference in words(ben, led_to(ben, "/cases", find="exÁmple"))
        assert reference in words(ben, led_to(ben, "/cases", find="Example Ewa"))
        said = words(ben, led_to(ben, "/cases", find="exam"))
        assert "Look by the whole reference, or by whole words" in said
        said = words(ben, led_to(ben, "/cases", find="nobody"))
        assert "No case was found for “nobody”." in said
        assert reference in words(ben, "/cases?stage=stage-1")
        assert "No case that is there for you is at that stage." in words(
            ben, "/cases?stage=stage-3"
        )

    @pytest.mark.parametrize(("who", "page"), [("ben", "/cases"), ("amina", "/")])
    def test_finds_by_what_a_case_was_called_before_its_authority_changed_its_prefix(
        self, at: Authority, client: Client, who: str, page: str
    ) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 4, 22))
        at.reference_prefix = "EXN"
        at.save()
        reader = as_(client, who)

        for typed in (reference, reference.lower(), reference.replace("-", " ").lower()):
            said = words(reader, led_to(reader, page, find=typed))
            assert f"/case/{reference}" in said, typed

    def test_finds_by_a_first_name_and_by_a_childs(self, at: Authority, client: Client) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 4, 22))
        ben = as_(client, "ben")
        row = case_by_reference(everybody(at.slug), reference)
        assert row is not None
        case = load(Person.objects.get(id="ben"), row.case_id, date(2025, 4, 22)).case
        assert case.received is not None

        first_name = case.received.complainant.name.split()[0]
        for name in (first_name, case.conference.children[0].name):
            assert reference in words(ben, led_to(ben, "/cases", find=name))

    @pytest.mark.parametrize(
        "asked",
        [
            {"find": "SP-2025-0001"},
            {"find": "Example"},
            {"find": "Example Ewa"},
            {"show": "closed"},
            {"find": "x2"},
        ],
    )
    def test_needs_at_most_eight_statements_whatever_is_asked(
        self, at: Authority, client: Client, asked: dict[str, str]
    ) -> None:
        live("sp-cpc/easter", at, until=date(2025, 4, 22))
        ben = as_(client, "ben")
        for path in (led_to(ben, "/cases", **asked), led_to(ben, "/", **asked)):
            with CaptureQueriesContext(connection) as queries:
                ben.get(path)
            assert len(statements(queries)) <= 8  # one of them writes down that he looks

    @pytest.mark.parametrize("path", ["/", "/cases"])
    @pytest.mark.parametrize("asked", ["find", "stage", "after", "show"])
    def test_takes_whatever_is_asked(
        self, at: Authority, client: Client, path: str, asked: str
    ) -> None:
        client.force_login(person(at, "Idle Ivor", "service-manager"))

        for value in ("%00", "2025-01-01~a%00~b", "%25", "!", "9999-12-31~z~z", "x" * 3000):
            assert client.get(f"{path}?{asked}={value}").status_code == 200

    def test_shows_nothing_of_another_authority(self, at: Authority, client: Client) -> None:
        reference = live("sp-cpc/easter", at, until=date(2025, 4, 22))
        elsewhere = authority("elsewhere", prefix="EL", name="Elsewhere")
        client.force_login(person(elsewhere, "Gail Ford", "complaints-officer"))

        searched = (led_to(client, "/cases", find=typed) for typed in (reference, "example"))
        for path in ("/cases", *searched, "/"):
            assert reference not in words(client, path).replace(f"“{reference}”", "").replace(
                f'value="{reference}"', ""
            )

    def test_needs_six_statements(self, at: Authority, client: Client) -> None:
        live("sp-cpc/easter", at, until=date(2025, 4, 22))
        ben = as_(client, "ben")
        with CaptureQueriesContext(connection) as queries:
            ben.get("/cases")

        assert len(statements(queries)) == 6  # one of them writes down that he looks
