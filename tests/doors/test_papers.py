"""A file comes into a case by two pages, and is read from a third once it was checked."""

import gc
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from reconvene.access_log.models import StoredRead
from reconvene.desk.checking import look_at_next
from reconvene.desk.emergency import open_in_emergency
from reconvene.papers.keeping import NoSuchPaper
from reconvene.papers.models import Chunk, Paper
from reconvene.papers.state import State
from reconvene.people.models import Person
from reconvene.web.giving_out import AT_ONCE, BrokenOff
from tests.support.cast import person
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.good_files import good_files
from tests.support.lines import kept_lines
from tests.support.scanner import EICAR, scanner
from tests.support.sp_life import noon

pytestmark = pytest.mark.django_db(transaction=True)
NOW = noon(day("Thu 24 Apr 2025"))
GOOD = dict(good_files())
LONG = b"A line of the letter.\n" * 30_000
PHOTOGRAPH = next(name for name in GOOD if name.endswith(".jpg"))
WHAT = {
    "called": "Letter from the school",
    "kind": "another",
    "given_by": "Ewa",
    "happened_on-day": "23",
    "happened_on-month": "4",
    "happened_on-year": "2025",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with scanner(tmp_path_factory.mktemp("scanner")) as one:
        yield one


class Site:
    """The pages of one case, as somebody meets them on a day in April."""

    def __init__(self, client: Client) -> None:
        self.client, self.desk = client, Desk.at()
        self.taken = self.desk.open()
        self.be("ben")

    def be(self, who: str) -> Person:
        self.client.force_login(self.desk.people[who])
        return self.desk.people[who]

    def path(self, rest: str = "") -> str:
        return f"/case/{self.taken.reference}{rest}"

    def page(self, rest: str = "") -> str:
        return plain(self.client.get(self.path(rest)))

    def bring(self, content: bytes, name: str = "letter.txt") -> Any:
        return self.client.post(self.path("/file"), {"file": SimpleUploadedFile(name, content)})

    def brought(self, content: bytes, name: str = "letter.txt") -> str:
        """Bring a file in, and return its id."""
        answer = self.bring(content, name)
        assert answer.status_code == 302, plain(answer)
        path, _, paper = answer["Location"].partition("?paper=")
        assert path == self.path("/do/paper.added/-")
        return str(paper)

    def said(self, paper: str, step: str = "confirm", **typed: str) -> Any:
        """Say what a file is."""
        path = self.path("/do/paper.added/-")
        asked = plain(self.client.get(path, {"paper": paper}))
        hidden = dict(re.findall(r'name="(key|seen|paper)" value="([^"]*)"', asked))
        return self.client.post(path, {**hidden, **WHAT, **typed, "step": step})

    def on_record(self, content: bytes, name: str = "letter.txt") -> int:
        """Bring a file in and put it on the record; return the number of its entry."""
        done = self.said(self.brought(content, name))
        assert done.status_code == 302, plain(done)
        return int(done["Location"].rpartition("/")[2])


def plain(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return Site(client)


def looks(address: str) -> State | None:
    return look_at_next(address, lambda: NOW)


class TestBringingOneIn:
    def test_is_asked_for_from_the_case_and_put_on_its_record(self, site: Site) -> None:
        assert f'href="{site.path("/do/paper.added/-")}">Bring in a file' in site.page()
        led = site.client.get(site.path("/do/paper.added/-"))
        assert led["Location"] == site.path("/file")

        paper = site.brought(b"Dear Ms Example", "IMG 0042.txt")
        asked = plain(site.client.get(site.path("/do/paper.added/-"), {"paper": paper}))
        assert "You chose the file IMG 0042.txt" in asked
        for label in ("Minutes of the conference", "Reports to the conference"):
            assert label in asked
        checked = plain(site.said(paper, "check"))
        assert "Check this before it is recorded" in checked
        assert paper not in re.sub(r'value="[^"]*"', "", checked)

        done = site.said(paper)
        assert "What it did" in plain(site.client.get(done["Location"]))
        case = site.page()
        assert "Wednesday 23 April 2025" in case
        assert "Letter from the school</a>" in case
        assert "The file “Letter from the school” was brought in" in case
        assert Paper.objects.get(id=paper).is_on_record

    @pytest.mark.clauses("SP 4.4")
    def test_it_can_be_one_of_the_papers_a_meeting_considers(self, site: Site) -> None:
        site.said(site.brought(b"Minutes"), kind="conference-minutes", called="The minutes")

        assert "The minutes</a> (Minutes of the conference)" in site.page()

    def test_waits_for_whoever_brought_it_and_for_nobody_else(self, site: Site) -> None:
        paper = site.brought(b"Dear Ms Example")
        assert f"?paper={paper}" in site.page("/file")

        site.be("lena")
        assert paper not in site.page("/file")
        asked = plain(site.client.get(site.path("/do/paper.added/-"), {"paper": paper}))
        assert "The file is not here." in asked
        assert "letter.txt" not in asked
        site.client.post(site.path("/file"), {"throw_away": paper})
        assert Paper.objects.filter(id=paper).exists()

        site.be("ben")
        gone = site.client.post(site.path("/file"), {"throw_away": paper})
        assert gone["Location"] == site.path("/file")
        assert not Paper.objects.exists()
        again = site.client.post(site.path("/file"), {"throw_away": paper})
        assert again["Location"] == site.path("/file")

    def test_sent_twice_is_one_file_and_said_twice_one_entry(self, site: Site) -> None:
        paper = site.brought(b"Dear Ms Example")
        assert site.brought(b"Dear Ms Example") == paper
        assert site.brought(b"Dear Ms Example", "other.txt") != paper

        site.said(paper)
        shown = plain(site.said(paper))
        assert "The file is not here." in shown
        assert WHAT["called"] in shown, "what was typed is there to be copied"
        assert site.page().count("The file “Letter from the school” was brought in") == 1

    def test_says_of_one_that_was_not_taken_why_and_looks_at_it_again(
        self, site: Site, address: str
    ) -> None:
        paper = site.brought(b"not a picture at all", "picture.png")
        assert looks(address) is State.UNREADABLE

        assert "It is not the kind of file that its name says." in site.page("/file")
        assert "This file was looked at and cannot be opened." in plain(site.said(paper, "check"))
        assert site.brought(b"not a picture at all", "picture.png") != paper

    @pytest.mark.parametrize("named", ["\0", "0" * 400, "../x"])
    def test_throws_nothing_away_by_a_name_that_it_never_gave(self, site: Site, named: str) -> None:
        site.brought(b"Dear Ms Example")

        answer = site.client.post(site.path("/file"), {"throw_away": named})
        assert answer["Location"] == site.path("/file")
        assert Paper.objects.count() == 1

    def test_is_refused_in_words_where_it_is_forgotten_in_that_moment(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paper = site.brought(b"Dear Ms Example")

        def forgotten(_case: str, paper: str) -> None:
            raise NoSuchPaper(paper=paper)

        monkeypatch.setattr("reconvene.papers.keeping.on_record", forgotten)
        refused = site.said(paper)
        assert refused.status_code == 409
        assert WHAT["called"] in plain(refused)

    @pytest.mark.parametrize(
        ("name", "content", "why"),
        [
            ("letter.exe", b"MZ", "This file cannot be taken."),
            ("letter", b"Dear", "This file cannot be taken."),
            ("letter.txt", b"", "There is nothing in this file."),
        ],
    )
    def test_says_at_once_what_cannot_be_taken(
        self, site: Site, name: str, content: bytes, why: str
    ) -> None:
        answer = site.bring(content, name)

        assert answer.status_code == 422
        assert why in plain(answer)
        assert not Paper.objects.exists()

    def test_asks_for_a_file_where_none_was_chosen(self, site: Site) -> None:
        answer = site.client.post(site.path("/file"), {})

        assert answer.status_code == 422
        assert "Choose a file" in plain(answer)

    def test_says_where_there_is_no_room(self, site: Site, settings: Any) -> None:
        settings.FILES_OF_A_CASE = 10
        answer = site.bring(b"Dear Ms Example")

        assert answer.status_code == 422
        assert "There is a problem" in plain(answer)
        assert not Paper.objects.exists()

    def test_is_not_for_whoever_opens_a_case_in_an_emergency_nor_for_others(
        self, site: Site
    ) -> None:
        site.client.force_login(Person.objects.create(
            id="else", username="else", name="Somebody", authority=site.desk.people["ben"].authority
        ))  # fmt: skip

        assert site.client.get(site.path("/file")).status_code == 404
        assert site.bring(b"Dear").status_code == 404
        assert not Paper.objects.exists()

    def test_says_why_it_is_not_for_whoever_is_complained_of(self, site: Site) -> None:
        site.be("amina")

        assert "rc-refusal" in site.page("/file")
        refused = site.bring(b"Dear Ms Example")
        assert "rc-refusal" in plain(refused)
        assert not Paper.objects.exists()

    def test_another_file_cannot_be_named_on_the_record(self, site: Site) -> None:
        """What is posted says which file; what the record says of it is how it is kept."""
        mine = site.brought(b"Dear Ms Example")
        path = site.path("/do/paper.added/-")
        typed = {**WHAT, "paper": "another", "key": "k", "step": "confirm"}

        assert "The file is not here." in plain(site.client.post(path, typed))
        assert not Paper.objects.get(id=mine).is_on_record


@pytest.mark.assures("IN-4", "IN-6")
class TestReadingOne:
    def test_nobody_opens_one_that_is_being_checked(self, site: Site) -> None:
        entry = site.on_record(b"Dear Ms Example")
        page = site.page(f"/file/{entry}")

        assert "being checked" in page or "still to be checked" in page
        assert "Take it as it was brought in" not in page
        for form in ("original", "view"):
            asked = site.client.get(site.path(f"/file/{entry}/{form}"))
            assert asked.status_code == 409
            assert b"Dear" not in asked.content

    def test_one_that_is_clear_is_given_out_as_it_came_and_as_a_copy(
        self, site: Site, address: str
    ) -> None:
        content = GOOD[PHOTOGRAPH]
        entry = site.on_record(content, PHOTOGRAPH)
        assert looks(address) is State.CLEAR
        page = site.page(f"/file/{entry}")
        assert "It was checked." in page
        assert "Take the copy to read" in page
        assert "Photograph" in page

        original = site.client.get(site.path(f"/file/{entry}/original"))
        assert b"".join(original) == content
        copy = site.client.get(site.path(f"/file/{entry}/view"))
        assert b"Somemaker" not in b"".join(copy)
        for answer, ending in ((original, ".jpeg"), (copy, "-copy.jpeg")):
            named = f'attachment; filename="{site.taken.reference}-file-{entry}{ending}"'
            assert answer["Content-Disposition"] == named
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["Cache-Control"] == "no-store"

    def test_what_has_no_copy_is_said_to_have_none(self, site: Site, address: str) -> None:
        entry = site.on_record(b"Dear Ms Example")
        assert looks(address) is State.CLEAR

        page = site.page(f"/file/{entry}")
        assert "There is no copy without what nobody sees" in page
        assert site.client.get(site.path(f"/file/{entry}/view")).status_code == 409

    def test_what_is_harmful_or_not_what_it_says_says_so(self, site: Site, address: str) -> None:
        harmful = site.on_record(EICAR, "letter.txt")
        assert looks(address) is State.HARMFUL
        other = site.on_record(b"not a picture at all", "picture.png")
        assert looks(address) is State.UNREADABLE

        assert "its contents were destroyed" in site.page(f"/file/{harmful}")
        assert "It is not the kind of file that its name says." in site.page(f"/file/{other}")
        for entry in (harmful, other):
            assert site.client.get(site.path(f"/file/{entry}/original")).status_code == 409

    def test_is_open_in_an_emergency_to_be_read_and_nothing_more(
        self, site: Site, address: str
    ) -> None:
        entry = site.on_record(b"Dear Ms Example")
        looks(address)
        other = person(site.desk.people["ben"].authority, "Zed Else", "reviewing-manager")
        site.client.force_login(other)
        assert site.client.get(site.path(f"/file/{entry}")).status_code == 404
        assert open_in_emergency(other, site.taken.reference, "A child may be hurt.", NOW)

        assert "It was checked." in site.page(f"/file/{entry}")
        taken = site.client.get(site.path(f"/file/{entry}/original"))
        assert b"".join(taken) == b"Dear Ms Example"
        assert "Bring in a file" not in site.page()
        assert site.bring(b"Dear").status_code in (200, 404)
        assert Paper.objects.count() == 1

    def test_each_look_is_written_down(self, site: Site, address: str) -> None:
        entry = site.on_record(b"Dear Ms Example")
        looks(address)
        site.page(f"/file/{entry}")
        b"".join(site.client.get(site.path(f"/file/{entry}/original")))

        sights = list(StoredRead.objects.order_by("pk").values_list("sight", "entry"))[-2:]
        assert sights == [("paper", entry), ("paper-taken", entry)]

    def test_there_is_nothing_at_other_entries_or_in_other_forms(self, site: Site) -> None:
        entry = site.on_record(b"Dear Ms Example")

        for rest in ("/file/1", "/file/99", "/file/1/original", f"/file/{entry}/whole"):
            assert site.client.get(site.path(rest)).status_code == 404

    def test_one_that_was_struck_is_not_there(self, site: Site) -> None:
        entry = site.on_record(b"Dear Ms Example")
        path = site.path(f"/do/entry.corrected/{entry}")
        asked = plain(site.client.get(path))
        hidden = dict(re.findall(r'name="(key|seen)" value="([^"]*)"', asked))
        struck = {
            "how_wrong": "struck", "reason": "It is another family's.", "step": "confirm",
            "happened_on-day": "24", "happened_on-month": "4", "happened_on-year": "2025",
        }  # fmt: skip
        assert site.client.post(path, {**hidden, **struck}).status_code == 302

        assert site.client.get(site.path(f"/file/{entry}")).status_code == 404
        assert f"/file/{entry}" not in site.page()

    def test_whoever_is_complained_of_sees_no_file_that_others_brought(self, site: Site) -> None:
        entry = site.on_record(b"Dear Ms Example")
        site.be("amina")

        assert site.client.get(site.path(f"/file/{entry}")).status_code == 404
        assert "Letter from the school" not in site.page()


@pytest.mark.assures("IN-5")
class TestOneThatIsGivenOut:
    @pytest.fixture
    def taken(self, site: Site, address: str) -> str:
        """Return the address of a long file that is clear."""
        entry = site.on_record(LONG)
        assert looks(address) is State.CLEAR
        return site.path(f"/file/{entry}/original")

    def test_says_how_long_it_is(self, site: Site, address: str) -> None:
        entry = site.on_record(GOOD[PHOTOGRAPH], PHOTOGRAPH)
        assert looks(address) is State.CLEAR

        for form in ("original", "view"):
            answer = site.client.get(site.path(f"/file/{entry}/{form}"))
            assert answer["Content-Length"] == str(len(b"".join(answer)))

    @pytest.mark.assures("LOG-1")
    def test_breaks_off_where_it_is_broken_which_is_told_of(self, site: Site, taken: str) -> None:
        Chunk.objects.filter(number=1).update(sealed=b"\1" + bytes(60))
        with kept_lines() as lines:
            answer = site.client.get(taken)
            with pytest.raises(BrokenOff) as broken:
                b"".join(answer)

        (told,) = [one for one in lines.events if one["event"] == "seal.broken"]
        (fault,) = [one for one in lines.said if one["from"] == "reconvene.faults"]
        (asked,) = [one for one in lines.requests if one["route"] == "paper-file"]
        assert told["reason"] == "paper"
        assert told["case"] == site.taken.case_id
        assert told["actor"] == fault["actor"] == site.desk.people["ben"].id
        assert told["request"] == fault["request"] == asked["request"]
        assert fault["fault"].endswith("KeyMissing")
        said = broken.value
        assert (str(said), said.__cause__, said.__context__) == ("", None, None)

    def test_breaks_off_where_its_row_does_not_open_which_is_told_of(
        self, site: Site, taken: str
    ) -> None:
        Paper.objects.update(sealed=b"\1" + bytes(60))
        site.client.raise_request_exception = False
        with kept_lines() as lines:
            assert site.client.get(taken).status_code == 500

        assert "seal.broken" in [one["event"] for one in lines.events]

    def test_breaks_off_without_an_alarm_where_it_went_meanwhile(
        self, site: Site, taken: str
    ) -> None:
        with kept_lines() as lines:
            pieces = iter(site.client.get(taken))
            next(pieces)
            Chunk.objects.all().delete()
            Paper.objects.all().delete()
            with pytest.raises(BrokenOff):
                next(pieces)

        assert lines.events == []

    def test_leaves_with_few_others_and_whoever_gets_none_is_told_and_not_written_down(
        self, site: Site, taken: str
    ) -> None:
        leave = [iter(site.client.get(taken)) for _ in range(AT_ONCE)]
        for pieces in leave:
            next(pieces)
        written = StoredRead.objects.count()

        refused = site.client.get(taken)
        assert (refused.status_code, refused["Retry-After"]) == (503, "60")
        assert "This file cannot be taken just now" in plain(refused)
        assert StoredRead.objects.count() == written
        assert b"".join(leave[0])
        assert b"".join(site.client.get(taken)) == LONG

    @pytest.mark.parametrize("ends", ["read", "closed", "dropped", "broken", "failed", "nothing"])
    def test_makes_room_for_the_next_however_it_ends(
        self, site: Site, taken: str, ends: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.client.raise_request_exception = False
        for _ in range(AT_ONCE + 1):
            with monkeypatch.context() as patch:
                if ends == "failed":
                    patch.setattr("reconvene.web.acts.bringing.views.papers_of", _fails)
                answer = site.client.get(f"{taken}s" if ends == "nothing" else taken)
            expected = {"failed": 500, "nothing": 404}.get(ends, 200)
            assert answer.status_code == expected
            _end(answer, ends)
            del answer
            gc.collect()

        assert b"".join(site.client.get(taken)) == LONG


def _fails(*_: Any, **__: Any) -> None:
    raise OperationalError


def _end(answer: Any, ends: str) -> None:
    """End an answer as a server may: read, closed before it or in its midst, left, or broken off."""
    if ends == "read":
        b"".join(answer)
    elif ends == "closed":
        next(iter(answer))
        answer.close()
    elif ends == "broken":
        with Broken(1), pytest.raises(BrokenOff):
            b"".join(answer)


class Broken:
    """A file whose piece does not open for a while."""

    def __init__(self, number: int) -> None:
        self._piece = Chunk.objects.filter(number=number)
        self._was = bytes(self._piece.get().sealed)

    def __enter__(self) -> None:
        self._piece.update(sealed=b"\1" + bytes(60))

    def __exit__(self, *_: object) -> None:
        self._piece.update(sealed=self._was)
