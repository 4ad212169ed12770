"""A bundle is put together on a page, kept by its entry, and given out with a name on each page."""

import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pikepdf
import pytest
from django.test import Client
from pdfminer.high_level import extract_text

from reconvene.access_log.models import StoredRead
from reconvene.core.access.window import READ_AFTER
from reconvene.core.record.papers import PaperAdded
from reconvene.core.workdays import end_of
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.bringing import takes_its_file
from reconvene.ledger.models import CaseHead, StoredEntry
from reconvene.people.models import Person
from reconvene.web.browse.proven import PROVEN_AT
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.papers import brought_and_clear
from tests.support.sizes import sized
from tests.support.sp_life import STEPS, Step, noon

pytestmark = pytest.mark.django_db(transaction=True)

PANEL, MINUTE = "appeal-panel", timedelta(minutes=1)
OTHERS = sized(60, 1000, "other cases that somebody on a panel asks for")
BEFORE, SEATED, RISEN, TOLD = 18, 21, 24, len(STEPS)
"""How many steps of the life were done: nobody is on the panel, all are, it rose, its letter went."""


class Site:
    """The pages of one case at its panel, as somebody meets them at an instant."""

    def __init__(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        self.client, self.desk = client, Desk.at()
        self.taken = self.desk.open()
        self.steps = 0
        self.now = datetime(2025, 4, 22, 12, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)
        at = self.desk.people["ben"].authority
        for name in ("Piotr Lis", "Ingrid Berg"):
            known = name.partition(" ")[0].lower()
            self.desk.people[known] = Person.objects.create(
                id=known, username=known, name=name, authority=at
            )
        self.live(BEFORE)

    def live(self, steps: int) -> None:
        for step in STEPS[self.steps : steps]:
            answer = self.desk.act(self.taken.case_id, step)
            assert isinstance(answer, Receipt), (step, answer)
            self.now = step.now + MINUTE
        self.steps = steps

    def be(self, who: str, *, proven: timedelta = MINUTE) -> None:
        """Sign somebody in who proved who they are so long ago."""
        self.client.force_login(self.desk.people[who])
        session = self.client.session
        session[PROVEN_AT] = (self.now - proven).isoformat()
        session.save()

    def path(self, rest: str = "") -> str:
        return f"/case/{self.taken.reference}{rest}"

    def ask(self, who: str, path: str) -> Any:
        self.be(who)
        return self.client.get(path)

    def page(self, path: str, who: str = "ben") -> str:
        return plain(self.ask(who, path))

    def file(self, called: str = "Diary of the school", kind: str = "") -> int:
        """Have a file on the record that was found clear; return its entry."""
        ben, case_id = self.desk.people["ben"], self.taken.case_id
        kept = brought_and_clear(ben, case_id, self.now, called.encode())
        said = PaperAdded(
            paper=kept.paper, called=called, kind=kind,
            file=kept.file, size=kept.size, sha256=kept.sha256,
        )  # fmt: skip
        put = record(
            ben, case_id, "paper.added", said, happened_on=self.now.date(), key=kept.paper,
            now=self.now, unfit=takes_its_file(said),
        )  # fmt: skip
        assert isinstance(put, Receipt)
        return put.number

    def said(self, step: str = "confirm", **typed: Any) -> Any:
        """Fill in the page on which a bundle is put together."""
        path = self.path("/do/bundle.made/-")
        asked = self.page(path)
        hidden = dict(re.findall(r'name="(key|seen)" value="([^"]*)"', asked))
        on = {"day": self.now.day, "month": self.now.month, "year": self.now.year}
        dated = {f"happened_on-{part}": value for part, value in on.items()}
        return self.client.post(path, {**hidden, "meets": PANEL, **dated, **typed, "step": step})

    def made(self, *entries: int, **typed: Any) -> int:
        """Put a bundle together; return its entry."""
        done = self.said(chosen=[str(one) for one in entries], **typed)
        assert done.status_code == 302, plain(done)
        return int(done["Location"].rpartition("/")[2])

    def pdf(self, entry: int) -> str:
        return self.path(f"/bundle/{entry}/pdf")

    @property
    def letters(self) -> list[int]:
        found = StoredEntry.objects.filter(case_id=self.taken.case_id, kind="letter.sent")
        return sorted(found.values_list("number", flat=True))


def plain(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def like_no_case(answer: Any, site: Site, path: str) -> bool:
    """Tell whether an answer is that of no such case, byte for byte."""
    other = "SP-222-222-222"
    nothing = site.client.get(path.replace(site.taken.reference, other))
    mine = answer.content.replace(site.taken.reference.encode(), other.encode())
    return (answer.status_code, mine) == (nothing.status_code, nothing.content)


def looks(who: str = "piotr") -> list[StoredRead]:
    return list(StoredRead.objects.filter(reader=who).order_by("number"))


def pages(answer: Any) -> list[str]:
    """Return what stands on each page of a PDF that was given out."""
    assert answer.status_code == 200, answer.content[:400]
    content = answer.getvalue()
    assert answer["Content-Length"] == str(len(content))
    with pikepdf.open(io.BytesIO(content)) as made:
        count = len(made.pages)
    return [
        " ".join(extract_text(io.BytesIO(content), page_numbers=[number]).split())
        for number in range(count)
    ]


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(client, monkeypatch)


class TestPuttingOneTogether:
    def test_is_asked_for_from_the_case_and_given_out_with_a_name(self, site: Site) -> None:
        diary = site.file()
        asked = site.page(site.path("/do/bundle.made/-"))
        assert f'href="{site.path("/do/bundle.made/-")}">Put a bundle' in site.page(site.path())
        assert "Diary of the school (1 page). Looked at separately: plain text." in asked
        checked = plain(site.said("check", chosen=[str(diary), str(site.letters[0])]))
        assert "Check this before it is recorded" in checked

        entry = site.made(diary, site.letters[0], order="4 1")
        shown = site.page(site.path(f"/bundle/{entry}"))
        assert "It is for the complaint and appeal panel" in shown
        assert shown.index("Diary of the school (page 2)") < shown.index("(pages 3 to 4)")
        assert "Bundle 1 was put together for the" in site.page(site.path())

        given = site.ask("ben", site.pdf(entry))
        name = f'filename="{site.taken.reference}-bundle-1.pdf"'
        assert name in given["Content-Disposition"]
        assert given["Content-Type"] == "application/pdf"
        said = pages(given)
        assert "For Ben Carter alone. Taken Wed 30 Jul 2025, 1:01pm." in said[0]
        assert all("For Ben Carter alone." in one and "bundle 1" in one for one in said)
        assert [f"Page {at} of {len(said)}" in one for at, one in enumerate(said, 1)] == [True] * 4
        assert "This is looked at separately: plain text." in said[1]

    def test_tells_nobody_where_a_meeting_is(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nor does the copy of whoever put it together and knows: others read it too."""
        monkeypatch.setattr("tests.doors.test_bundles.BEFORE", 2)
        site = Site(client, monkeypatch)
        meeting, on = "stage-1-appointment", "Thu 24 Apr 2025"
        offer = {"meeting": meeting, "for_on": day("Tue 6 May 2025"), "place": "SECRET House"}
        for kind, said in (("meeting.offered", offer), ("letter.sent", {"letter": "appointment"})):
            done = site.desk.act(site.taken.case_id, Step("lena", on, kind, said))
            assert isinstance(done, Receipt), done
        letter = site.letters[-1]
        assert "SECRET House" in site.page(site.path(f"/letter/{letter}"), "lena")

        entry = site.made(letter, meets=meeting)
        said_there = " ".join(pages(site.ask("lena", site.pdf(entry))))
        assert "is not shown to you in this letter" in said_there
        assert "SECRET" not in said_there

    def test_says_what_is_wrong_and_keeps_what_was_chosen(self, site: Site) -> None:
        first, second = site.letters[:2]
        for order in ("1", "1 1", "1 2 3", "one two"):
            said = plain(site.said("check", chosen=[str(first), str(second)], order=order))
            assert "Enter the numbers of what you ticked" in said
        assert "Choose what goes into it" in plain(site.said("check"))
        assert site.said("check", chosen=["999"]).status_code == 422
        assert not StoredEntry.objects.filter(kind="bundle.made").exists()

    def test_keeps_earlier_ones_and_says_what_changed(self, site: Site) -> None:
        diary, letter = site.file(), site.letters[0]
        one = site.made(letter)
        two = site.made(letter, diary)
        shown = site.page(site.path(f"/bundle/{two}"))
        assert "Added: Diary of the school." in shown
        assert f'href="{site.path(f"/bundle/{one}")}">Bundle 1, of Wednesday 30 July 2025' in shown
        assert "(an earlier one)" in site.page(site.path())
        assert len(pages(site.ask("ben", site.pdf(one)))) == 3

    @pytest.mark.clauses("SP 4.4")
    def test_one_without_a_paper_that_is_to_be_considered_says_why(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tests.doors.test_bundles.BEFORE", 9)
        site = Site(client, monkeypatch)
        minutes = site.file("The minutes", "conference-minutes")
        refused = site.said(meets="stage-2-meeting", chosen=[str(minutes)])
        assert refused.status_code == 409
        assert "SP 4.4" in plain(refused)
        why = {
            "missing-conference-reports": "They were never written.",
            "missing-stage-1-correspondence": "It is in the post.",
        }
        entry = site.made(minutes, meets="stage-2-meeting", **why)
        assert "They were never written." in site.page(site.path(f"/bundle/{entry}"))
        assert "Reports to the conference: They were never written." in pages(
            site.ask("ben", site.pdf(entry))
        )[0]  # fmt: skip

    def test_one_with_a_part_that_was_struck_is_given_to_nobody(self, site: Site) -> None:
        diary = site.file()
        entry = site.made(diary, site.letters[0])
        path = site.path(f"/do/entry.corrected/{diary}")
        asked = site.page(path)
        hidden = dict(re.findall(r'name="(key|seen)" value="([^"]*)"', asked))
        on = {"happened_on-day": 30, "happened_on-month": 7, "happened_on-year": 2025}
        typed = {"how_wrong": "struck", "reason": "Another family's.", **on}
        site.client.post(path, {**hidden, **typed, "step": "confirm"})
        refused = site.ask("ben", site.pdf(entry))
        assert refused.status_code == 409
        assert "no longer on the record, so nobody is given it" in plain(refused)


@pytest.mark.assures("AZ-7")
class TestTheWindow:
    @pytest.fixture
    def entry(self, site: Site) -> int:
        return site.made(site.letters[0])

    def test_opens_with_the_appointment(self, site: Site, entry: int) -> None:
        for path in (site.pdf(entry), site.path(f"/bundle/{entry}"), site.path()):
            assert like_no_case(site.ask("piotr", path), site, path)
        assert "There are no papers for you to read." in site.page("/papers", "piotr")
        assert "Papers to read" not in site.page("/", "piotr")

        site.live(SEATED)
        given = pages(site.ask("piotr", site.pdf(entry)))
        assert all("For Piotr Lis alone." in one for one in given)
        assert "Piotr Lis" not in " ".join(pages(site.ask("ingrid", site.pdf(entry))))
        assert "Papers to read for 1 panel" in site.page("/", "piotr")
        listed = site.page("/papers", "piotr")
        assert f'href="{site.pdf(entry)}"' in listed
        assert "You can read it until the panel has done its work." in listed

    def test_one_is_taken_for_somebody_of_the_panel_who_does_not_sign_in(
        self, site: Site, entry: int
    ) -> None:
        site.live(SEATED)
        shown = site.page(site.path(f"/bundle/{entry}"))
        assert f'href="{site.pdf(entry)}?for=edie">Take one for Edie Shaw</a>' in shown
        given = pages(site.ask("ben", f"{site.pdf(entry)}?for=edie"))
        assert all("For Edie Shaw alone. Taken by Ben Carter, " in one for one in given)
        assert "Take one for" not in site.page(site.path(f"/bundle/{entry}"), "piotr")
        for who, other in (("ben", "amina"), ("piotr", "edie"), ("ben", "edie%00")):
            assert site.ask(who, f"{site.pdf(entry)}?for={other}").status_code == 404
            assert looks(site.desk.people[who].id)[-1].outcome == "refused"

    def test_ends_two_weeks_after_the_last_sitting(self, site: Site, entry: int) -> None:
        site.live(RISEN)
        ends_at = end_of(day("Thu 14 Aug 2025") + READ_AFTER)
        site.now = ends_at - MINUTE
        assert "until the end of Thursday 28 August 2025" in site.page("/papers", "piotr")
        assert pages(site.ask("piotr", site.pdf(entry)))
        site.now = ends_at + MINUTE
        for who in ("piotr", "ingrid"):
            assert like_no_case(site.ask(who, site.pdf(entry)), site, site.pdf(entry))
            assert "There are no papers for you to read." in site.page("/papers", who)
        assert pages(site.ask("ben", site.pdf(entry)))
        assert "Take one for" not in site.page(site.path(f"/bundle/{entry}"))
        assert site.ask("ben", f"{site.pdf(entry)}?for=edie").status_code == 404

    def test_ends_as_the_letter_goes(self, site: Site, entry: int) -> None:
        site.live(TOLD)
        for who in ("piotr", "ingrid"):
            assert like_no_case(site.ask(who, site.pdf(entry)), site, site.pdf(entry))
            assert "There are no papers for you to read." in site.page("/papers", who)

    def test_asks_again_who_it_is_after_half_an_hour(self, site: Site, entry: int) -> None:
        site.live(SEATED)
        site.be("piotr", proven=timedelta(minutes=29))
        assert pages(site.client.get(site.pdf(entry)))
        site.be("piotr", proven=timedelta(minutes=31))
        asked = site.client.get(site.pdf(entry))
        assert (asked.status_code, asked["Location"]) == (302, f"/prove-it?next={site.pdf(entry)}")

    def test_shows_nothing_else(self, site: Site, entry: int) -> None:
        diary = site.file()
        site.live(SEATED)
        others = [site.desk.open(name=f"Zoe {number}").reference for number in range(OTHERS)]
        newer = site.made(site.letters[0], diary)

        for reference in others:
            path = f"/case/{reference}"
            assert site.ask("piotr", path).status_code == 404
            for rest in (f"/bundle/{newer}", f"/bundle/{newer}/pdf") if reference < "SP-4" else ():
                assert site.client.get(path + rest).status_code == 404
        listed = site.page("/papers", "piotr") + site.page("/cases", "piotr")
        assert not [one for one in others if one in listed]
        assert "Zoe" not in listed
        assert like_no_case(site.ask("piotr", site.pdf(entry)), site, site.pdf(entry))
        for form in ("view", "original"):
            path = site.path(f"/file/{diary}/{form}")
            assert like_no_case(site.ask("piotr", path), site, path)
        letter = site.path(f"/letter/{site.letters[0]}")
        for form in ("pdf", "large-print", "word"):
            assert like_no_case(site.ask("piotr", f"{letter}/{form}"), site, f"{letter}/{form}")
        assert f"{letter}/pdf" not in site.page(letter, "piotr")
        assert site.ask("ben", f"{letter}/pdf").status_code == 200
        assert "/original" not in site.page(site.path(f"/file/{diary}"), "piotr")
        assert site.ask("ben", site.path(f"/file/{diary}/original")).getvalue()
        assert site.ask("piotr", site.path("/looks.csv")).status_code == 404

    def test_each_taking_is_one_look_and_each_refusal_another(self, site: Site, entry: int) -> None:
        site.live(SEATED)
        before = looks()
        assert pages(site.ask("piotr", site.pdf(entry)))
        (look,) = [one for one in looks() if one not in before]
        said = (look.reader, look.sight, look.entry, look.purpose, look.relation, look.outcome)
        assert said == ("piotr", "bundle-taken", entry, "casework", "bound", "shown")
        assert look.case_id == CaseHead.objects.get(reference=site.taken.reference).id

        site.now = noon(day("Thu 14 Aug 2025"))
        site.live(RISEN)
        site.now = end_of(day("Thu 28 Aug 2025")) + MINUTE
        before = looks()
        site.ask("piotr", site.pdf(entry))
        (look,) = [one for one in looks() if one not in before]
        assert (look.reader, look.sight, look.outcome) == ("piotr", "bundle-taken", "refused")
