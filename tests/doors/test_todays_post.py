"""The post of a day is listed on one page and given as one file, each letter asked for itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from pikepdf import Pdf
from pytest_django.fixtures import Settings

from reconvene.access_log.models import StoredRead
from reconvene.access_log.reading import Sight
from reconvene.access_log.writing import AccessLogDown
from reconvene.desk.look import Look
from reconvene.desk.posting import Listed
from reconvene.desk.sending import Lying, send
from reconvene.post.typeset.binding import pages_of, sheets
from reconvene.web.acts.todays_post import fitness, run_file
from reconvene.web.acts.todays_post.listed import MOST, read_back, written
from reconvene.web.browse import looking
from tests.doors.test_letters_in_languages import SHIPPED
from tests.support.printed import Printed, squeezed
from tests.support.sp_life import noon
from tests.support.todays_post import ON, TODAY, Office, carried, plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(noon(ON), tick=False) as clock:
        yield clock


@pytest.fixture
def office(client: Client, clock: time_machine.Traveller) -> Office:
    return Office(client)


def sheets_of(file: bytes) -> list[str]:
    """Return what stands on each sheet of paper of a file that is printed on both sides, squeezed."""
    printed = Printed(file)
    pages = [printed.on_page(page) for page in range(printed.pages)]
    return ["".join(pages[one : one + 2]) for one in range(0, len(pages), 2)]


class TestThePage:
    def test_is_reached_from_the_letters_to_go(self, office: Office) -> None:
        assert 'href="/post"' not in office.page("/?show=to-go")
        office.three()
        assert 'href="/post"' in office.page("/?show=to-go")

    def test_says_of_each_to_whom_which_by_when_and_how_many_pages(self, office: Office) -> None:
        first, *_ = office.three()
        shown = office.page()

        assert "3 letters can go by post today" in shown
        assert "1. <a" in shown
        assert f'href="/case/{first.reference}/letter/{first.letter}"' in shown
        assert first.name in shown
        assert "Acknowledgement" in shown
        assert "Friday 25 April 2025" in shown
        assert "It bears Tuesday 22 April 2025" in shown
        assert "so they have longer than it says" in shown

    def test_says_as_many_pages_as_its_own_file_has(self, office: Office) -> None:
        ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP")
        own = office.client.get(f"/case/{ewa.reference}/letter/{ewa.letter}/post")

        pages = pages_of(own.content)
        assert f"Pages</span> {pages}</td>" in office.page()

    def test_has_no_address_on_it(self, office: Office) -> None:
        for family in office.three():
            assert family.where.splitlines()[0] not in office.page()

    def test_says_so_where_nothing_waits(self, office: Office) -> None:
        assert "No letter is still to go." in office.page()

    @pytest.mark.parametrize(
        ("contact", "why"),
        [
            ({"safe": "unsafe"}, "No letter can go: where their letters go is not safe."),
            ({"safe": "unknown"}, "until it is known that it is safe there"),
            ({"ask": "Ring first."}, "Somebody has to speak to them before a letter goes."),
            ({"way": "email", "where": "ewa@mail.example"}, "Letters go by email."),
        ],
        ids=str,
    )
    def test_says_why_one_cannot_go_today_and_leads_to_it(
        self, office: Office, contact: dict[str, Any], why: str
    ) -> None:
        office.family("Bo Canary", "3 Mill Lane\nEX2 5QQ")
        ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP", contact)
        shown = office.page()

        assert "1 letter can go by post today" in shown
        assert f'href="/case/{ewa.reference}/letter/{ewa.letter}"' in shown
        assert why in shown.partition("cannot go by post today")[2]
        assert len(office.listed()) == 1

    def test_says_why_where_nobody_noted_where_letters_go(self, office: Office) -> None:
        office.family("Ewa Zielińska")
        shown = office.page()

        assert "No letter here can go by post today." in shown
        assert "Nobody has noted where their letters go." in shown
        assert "Print them" not in shown

    def test_says_why_where_its_entry_was_put_right(self, office: Office) -> None:
        ewa, *_ = office.three()
        office.put_right(ewa, ewa.letter)
        shown = office.page()

        assert "2 letters can go by post today" in shown
        assert "strike its entry, and write it again." in shown

    def test_says_why_where_a_letter_tells_where_somebody_else_lives(self, office: Office) -> None:
        ewa, *_ = office.three()
        office.done(
            ewa.case_id,
            "ben",
            "contact.noted",
            {
                "who": "kit", "way": "post", "where": "2 Far Street\nEX9 9ZZ", "safe": "safe",
                "known_by": "He said so.",
            },
        )  # fmt: skip
        words = {
            "letter": "acknowledgement",
            "waits": True,
            "words": {"words": "He is at EX9 9ZZ."},
        }
        office.done(ewa.case_id, "amina", "letter.sent", words)
        shown = office.page()

        assert "3 letters can go by post today" in shown
        assert "it says where somebody else is or can be reached" in shown

    def test_says_so_of_one_that_is_still_being_sent_by_email(self, office: Office) -> None:
        """Where letters go changed after somebody let it go, and nobody took it back."""
        email = {"way": "email", "where": "ewa@mail.example"}
        ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP", email)
        sent = send(office.desk.people["ben"], ewa.case_id, ewa.letter, seen=0, now=noon(ON))
        office.moved(ewa)
        shown = office.page()

        assert isinstance(sent, Lying)
        assert "No letter here can go by post today." in shown
        assert "Letters go by post. It goes by email as soon as its turn comes" in shown

    def test_has_nothing_for_whoever_is_complained_of(self, office: Office) -> None:
        office.three()
        before = office.listed()
        office.be("amina")
        shown = office.page()
        printed = office.print(before)

        assert "No letter is still to go." in shown
        assert printed.status_code == 409
        assert "Ewa" not in shown
        assert "Mill Lane" not in plain(printed)

    def test_has_nothing_for_whoever_has_no_part(self, office: Office) -> None:
        office.three()
        before = office.listed()
        office.be("sol")

        assert "No letter is still to go." in office.page()
        assert office.print(before).status_code == 409

    def test_has_nothing_of_a_case_that_closed_to_them(self, office: Office) -> None:
        ewa, *_ = office.three()
        before = office.listed()
        tie = {"person": office.desk.named["ben"], "tie": "family", "reason": "My aunt."}
        office.done(ewa.case_id, "ben", "interest.declared", tie)
        printed = office.print(before)

        assert ewa.name not in office.page()
        assert squeezed(ewa.where) not in squeezed("".join(sheets_of(printed.content)))
        assert ewa.reference in sheets_of(printed.content)[0].partition("Leftout")[2]

    def test_writes_each_letter_down_that_it_tells_of(self, office: Office) -> None:
        office.three()
        before = StoredRead.objects.count()
        office.page()

        looks = StoredRead.objects.order_by("at", "number")[before:]
        assert [one.sight for one in looks] == ["list", "letter", "letter", "letter"]
        assert {one.relation for one in looks if one.case_id} == {"owes"}

    def test_is_no_spread_of_reading_however_many_letters_wait(self, office: Office) -> None:
        """The post of a day is the officer's task, in cases where they have no other."""
        for number in range(11):
            office.family(f"Family {number}", f"{number} High Street\nEX1 4MP")
        office.another_officer()
        office.page()

        relations = set(StoredRead.objects.exclude(case_id="").values_list("relation", flat=True))
        assert relations == {"owes"}

    def test_shows_nothing_while_nobody_can_write_down_who_looks(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        office.three()
        down_at(monkeypatch, Sight.LETTER)

        answer = office.client.get("/post")
        assert answer.status_code == 503
        assert "Ewa" not in plain(answer)

    def test_goes_on_page_by_page(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        office.three()
        monkeypatch.setattr("reconvene.web.acts.todays_post.waiting.MOST", 2)
        first = office.page()

        assert "2 letters can go by post today" in first
        (onward,) = [part for part in first.split('"') if part.startswith("?after=")]
        assert "1 letter can go by post today" in office.page(f"/post{onward}")

    def test_stays_on_its_page_where_nothing_was_printed(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        *_, last = office.three()
        monkeypatch.setattr("reconvene.web.acts.todays_post.waiting.MOST", 2)
        (onward,) = [part for part in office.page().split('"') if part.startswith("?after=")]
        shown = office.page(f"/post{onward}")
        assert '<form method="post" novalidate>' in shown
        office.noted(last, safe="unsafe")

        again = plain(office.client.post(f"/post{onward}", {"letter": carried(shown)}))
        assert "Nothing was printed." in again
        assert "2 letters can go" not in again
        assert last.reference in again

    def test_says_the_same_last_day_as_the_letters_to_go(
        self, office: Office, clock: time_machine.Traveller
    ) -> None:
        office.family("Ewa Zielińska", "12 High Street\nEX1 4MP")
        for path in ("/?show=to-go", "/post"):
            assert "Friday 25 April 2025" in office.page(path)
            assert ">Overdue</strong>" not in office.page(path)

        clock.move_to(noon(ON) + timedelta(days=4))
        office.be("ben")
        for path in ("/?show=to-go", "/post"):
            assert ">Overdue</strong>" in office.page(path)

    def test_says_since_when_one_waits_that_meets_nothing(
        self, office: Office, clock: time_machine.Traveller
    ) -> None:
        ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP")
        office.done(ewa.case_id, "amina", "letter.sent", {"letter": "acknowledgement"})
        clock.move_to(noon(ON) + timedelta(days=4))
        office.be("ben")

        for path in ("/?show=to-go", "/post"):
            shown = office.page(path)
            assert "It has waited since Tuesday 22 April 2025" in shown
            assert ">Overdue</strong>" not in shown


class TestTheFile:
    def test_has_each_letter_as_its_own_page_gives_it(self, office: Office) -> None:
        families = office.three()
        answer = office.print(office.listed())
        own = [
            office.client.get(f"/case/{one.reference}/letter/{one.letter}/post").content
            for one in families
        ]

        assert answer["Content-Type"] == "application/pdf"
        assert answer["Cache-Control"] == "no-store"
        each = [page for file in own for page in (*drawn(file), *([b""] * (pages_of(file) % 2)))]
        assert drawn(answer.content)[2:] == each

    def test_lays_no_two_families_on_one_sheet_of_paper(self, office: Office) -> None:
        families = office.three()
        first, *sheets = sheets_of(office.print(office.listed()).content)

        for family in families:
            (road, *_) = family.where.splitlines()
            on = [squeezed(road) in sheet or squeezed(family.name) in sheet for sheet in sheets]
            others = [one for one in families if one is not family]
            assert any(on)
            for sheet, is_theirs in zip(sheets, on, strict=True):
                said = [one for one in others if squeezed(one.where.splitlines()[0]) in sheet]
                assert not (is_theirs and said)
            assert squeezed(road) not in first

    def test_begins_each_letter_on_an_odd_page(self, office: Office) -> None:
        families = office.three()
        printed = Printed(office.print(office.listed()).content)

        for family in families:
            road = squeezed(family.where.splitlines()[0])
            (page,) = [one for one in range(printed.pages) if road in printed.on_page(one)]
            assert page % 2 == 0
        assert printed.pages % 2 == 0

    def test_shows_in_each_window_nothing_but_to_whom(self, office: Office) -> None:
        families = office.three()
        signs = Printed(office.print(office.listed()).content).signs

        windows: dict[int, str] = {}
        for one in signs:
            if one.page > 1 and 10 < one.across < 110 and 44 < one.down < 92:
                windows[one.page] = windows.get(one.page, "") + one.text
        firsts = [squeezed(windows.pop(page)) for page in sorted(windows) if page % 2 == 0]
        assert firsts == [squeezed(f"{one.name}{one.where}") for one in families]

    def test_has_a_letter_in_each_language_that_it_went_in(
        self, office: Office, settings: Settings, tmp_path: Path
    ) -> None:
        settings.LETTERS = tmp_path
        words = (SHIPPED / "pl.yaml").read_text("utf-8")
        authority = office.desk.people["ben"].authority_id
        (tmp_path / f"{authority}.pl.yaml").write_text(words, "utf-8")
        ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP")
        office.mark(office.listed(), "all")
        details = {"letter": "acknowledgement", "waits": True, "also_in": ("pl",)}
        entry = office.done(ewa.case_id, "amina", "letter.sent", details)
        own = f"/case/{ewa.reference}/letter/{entry}"
        each = [office.client.get(f"{own}/{form}").content for form in ("post", "post-pl")]
        shown = office.page()
        answer = office.print(office.listed())

        assert f"Pages</span> {sum(map(pages_of, each))}</td>" in shown
        assert drawn(answer.content)[2 : 2 + pages_of(each[0])] == drawn(each[0])
        assert drawn(answer.content)[2 + 2 * sheets(pages_of(each[0]))] == drawn(each[1])[0]

    def test_begins_with_a_sheet_that_names_nobody_and_says_of_no_letter_what_it_is(
        self, office: Office
    ) -> None:
        families = office.three()
        code = office.page().partition('class="rc-code">')[2].partition("<")[0]
        first, *_ = sheets_of(office.print(office.listed()).content)

        assert f"run{code}" in first
        assert "Printedon" in first
        assert "3letters" in first
        for family in families:
            assert family.reference in first
            assert not any(word in first for word in family.name.split())
            assert not any(squeezed(line) in first for line in family.where.splitlines())
        assert "E.Z." in first
        for each in office.listed():
            assert f"{each.split('~')[0]}{each.split('~')[-1][:4]}" in first
        said = first.lower()
        assert not any(
            word in said for word in ("complaint", "conference", "protection", "acknowledge")
        )

    def test_says_of_itself_nothing_but_that_it_is_post(self, office: Office) -> None:
        office.three()
        answer = office.print(office.listed())

        with Pdf.open(BytesIO(answer.content)) as pdf:
            assert [*pdf.docinfo] == ["/Title"]
            assert str(pdf.docinfo["/Title"]) == "Post"
            assert "/Metadata" not in pdf.Root
            assert "/Outlines" not in pdf.Root
        assert answer["Content-Disposition"].startswith('attachment; filename="post-2025-04-24-3-')

    def test_has_a_letter_in_large_print_where_that_is_ticked(self, office: Office) -> None:
        ewa, *_ = office.three()
        large = office.client.get(f"/case/{ewa.reference}/letter/{ewa.letter}/post-large")
        answer = office.print(office.listed(), large=["1", "nonsense", "99"])

        assert drawn(answer.content)[2] == drawn(large.content)[0]

    def test_has_the_same_run_on_it_as_the_page_and_the_next_file(self, office: Office) -> None:
        office.three()
        letters = office.listed()

        assert office.print(letters).content == office.print(letters).content

    @pytest.mark.assures("AU-4")
    def test_is_written_down_with_each_letter_and_each_address(self, office: Office) -> None:
        families = office.three()
        letters = office.listed()
        before = StoredRead.objects.count()
        office.print(letters)

        looks = StoredRead.objects.order_by("number")[before:]
        assert [(one.sight, one.case_id, one.entry) for one in looks if one.case_id] == [
            *(("letter", one.case_id, one.letter) for one in families),
            *(("entry", one.case_id, one.letter + 1) for one in families),
        ]

    @pytest.mark.assures("AU-4")
    @pytest.mark.parametrize("sight", [Sight.LETTER, Sight.ENTRY])
    def test_is_not_given_while_nobody_can_write_down_who_looks(
        self, office: Office, sight: Sight, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        office.three()
        letters = office.listed()
        down_at(monkeypatch, sight)

        answer = office.print(letters)
        assert answer.status_code == 503
        assert b"%PDF" not in answer.content

    @pytest.mark.parametrize(
        "change",
        [
            lambda office, ewa: office.noted(ewa, safe="unsafe"),
            lambda office, ewa: office.noted(ewa, where=f"{ewa.where}, UK"),
            lambda office, ewa: office.put_right(ewa, ewa.letter),
            lambda office, ewa: office.done(
                ewa.case_id, "ben", "letter.left",
                {"sent": ewa.letter, "how": "hand", "note": "At the office."},
            ),
        ],
        ids=["unsafe", "another address", "put right", "gone"],
    )  # fmt: skip
    def test_leaves_out_what_changed_since_it_was_listed_and_says_so(
        self, office: Office, change: Any
    ) -> None:
        ewa, *_ = office.three()
        letters = office.listed()
        change(office, ewa)
        first, *sheets = sheets_of(office.print(letters).content)

        assert "2letters" in first
        assert f"No.1,{ewa.reference}" in first
        assert "safe" not in first
        assert squeezed(ewa.where.splitlines()[0]) not in "".join(sheets)
        assert len(sheets) == 2

    def test_leaves_out_what_changed_and_was_changed_back(self, office: Office) -> None:
        ewa, *_ = office.three()
        letters = office.listed()
        office.noted(ewa, safe="unsafe")
        office.noted(ewa)

        assert ewa.reference in sheets_of(office.print(letters).content)[0].partition("Leftout")[2]

    def test_leaves_out_what_was_held_up_meanwhile_though_it_is_not_now(
        self, office: Office
    ) -> None:
        """Another letter came back from there, and they said that they do live there."""
        ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP")
        office.mark(office.listed(), "all")
        again = {"letter": "acknowledgement", "waits": True}
        office.done(ewa.case_id, "amina", "letter.sent", again)
        letters = office.listed()
        office.done(ewa.case_id, "ben", "letter.came-back", {"sent": ewa.letter}, TODAY)
        office.confirmed(ewa)

        assert len(office.listed()) == 2
        assert office.print(letters).status_code == 409
        assert office.mark(letters, "all").status_code == 409

    def test_leaves_out_an_address_that_changes_as_it_is_taken(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ewa, *_ = office.three()
        letters = office.listed()

        def still_for_post(look: Look, listed: Listed, at: datetime) -> Any:
            found = fitness.still_for_post(look, listed, at)
            if listed.reference == ewa.reference and len(look.whole.events) == ewa.letter + 1:
                office.noted(ewa, safe="unsafe")
            return found

        monkeypatch.setattr(run_file, "still_for_post", still_for_post)
        said = "".join(sheets_of(office.print(letters).content))
        assert squeezed(ewa.where.splitlines()[0]) not in said
        assert "2letters" in said

    def test_is_not_made_where_nothing_of_it_can_go(self, office: Office) -> None:
        ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP")
        letters = office.listed()
        office.noted(ewa, safe="unsafe")
        answer = office.print(letters)

        assert answer.status_code == 409
        assert "Nothing was printed." in plain(answer)
        assert "where their letters go is not safe" in plain(answer)

    def test_is_of_its_day_alone(self, office: Office, clock: time_machine.Traveller) -> None:
        office.three()
        letters = office.listed()
        clock.move_to(noon(ON) + timedelta(days=1))
        office.be("ben")

        assert office.print(letters).status_code == 409

    def test_is_not_made_of_what_somebody_else_was_shown(self, office: Office) -> None:
        office.three()
        letters = office.listed()
        office.another_officer()

        assert office.print(letters).status_code == 409

    @pytest.mark.parametrize(
        "carried",
        [
            "", "nonsense", "SP-RX9-M6X-7LP~4~2025-04-24~", "SP~4~2025-13-24~" + "a" * 32,
            "SP~4~2025-04-24~" + "a" * 32, "SP\0~4~2025-04-24~" + "a" * 32,
            "SP~999999~2025-04-24~" + "a" * 32,
        ],
    )  # fmt: skip
    def test_is_not_made_of_what_nobody_listed(self, office: Office, carried: str) -> None:
        assert office.print([carried]).status_code == 409

    def test_has_no_more_letters_than_a_page_lists_and_each_once(self) -> None:
        listed = [Listed("SP-A", number, ON, "a" * 32) for number in range(1, MOST + 10)]
        again = [replace(one, mark="b" * 32) for one in listed]

        carried = [written(one) for one in (*listed, *again)]
        assert read_back(carried) == tuple(listed[:MOST])
        assert read_back(map(written, (listed[0], again[0]))) == (listed[0],)

    def test_is_given_only_so_often(self, office: Office) -> None:
        for _ in range(20):
            office.print([])

        assert office.print([]).status_code == 429


def drawn(file: bytes) -> list[bytes]:
    """Return what is drawn on each page of a PDF, as it is written there."""
    with Pdf.open(BytesIO(file)) as pdf:
        return [page.Contents.read_bytes() if "/Contents" in page else b"" for page in pdf.pages]


def down_at(monkeypatch: pytest.MonkeyPatch, sight: Sight) -> None:
    """Let nobody write down a look of a kind."""

    def found(*asked: Any, sight: Sight | None = None, of: Sight = sight) -> Look:
        if sight is of:
            raise AccessLogDown(sight=of, found="a test")
        return looking.found(*asked, sight=sight)

    monkeypatch.setattr(fitness, "found", found)
