"""What is taken out of a file is looked for, agreed by a second person, and leaves in a pack."""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from msgspec import to_builtins
from pytest_django import Settings

from reconvene.access_log.models import StoredRead
from reconvene.desk.answers import Receipt
from reconvene.desk.checking import look_at_next
from reconvene.desk.look import load
from reconvene.papers.state import State
from reconvene.papers.untrusted.kinds import Kind
from reconvene.papers.untrusted.looking_through import looked_through
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.good_files import pdf, saved
from tests.support.scanner import scanner
from tests.support.sp_life import STEPS, Step, noon
from tests.support.witness import Witness

pytestmark = pytest.mark.django_db(transaction=True)
NOW = noon(day("Thu 24 Apr 2025"))
ON = {"happened_on-day": "24", "happened_on-month": "4", "happened_on-year": "2025"}
PLACES = (b"OX2 7AB", b"07700 900123", b"ewa@example.org")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with scanner(tmp_path_factory.mktemp("scanner")) as one:
        yield one


class Site:
    """The pages of one case in April, with a home and a telephone that nobody is to learn."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address, self.desk = client, address, Desk.at()
        self.taken = self.desk.open()
        self.be("ben")
        self.did("home.noted", who="complainant", postcode="OX2 7AB", house="4")
        self.did(
            "contact.noted", who="complainant", way="telephone", number="07700 900123",
            safe="safe", known_by="She said so.", letters="no",
        )  # fmt: skip

    def be(self, who: str) -> None:
        self.client.force_login(self.desk.people[who])

    def path(self, rest: str = "") -> str:
        return f"/case/{self.taken.reference}{rest}"

    def page(self, rest: str = "") -> str:
        return plain(self.client.get(self.path(rest)))

    def said(self, kind: str, about: str = "-", /, *, step: str = "confirm", **typed: Any) -> Any:
        path = self.path(f"/do/{kind}/{about}")
        asked = plain(self.client.get(path, {"paper": typed["paper"]} if "paper" in typed else {}))
        hidden = dict(re.findall(r'name="(key|seen)" value="([^"]*)"', asked))
        return self.client.post(path, {**hidden, **ON, **typed, "step": step})

    def did(self, kind: str, about: str = "-", /, **typed: Any) -> int:
        done = self.said(kind, about, **typed)
        assert done.status_code == 302, plain(done)
        found = re.search(r"/done/([0-9]+)", done["Location"])
        return int(found[1]) if found else 0

    def brought(self, words: bytes, steps: bytes = b"", name: str = "letter.pdf") -> str:
        """Bring in a PDF with these words, drawn over so; have it checked; return its id."""
        with pdf(words=words) as made:
            if steps:
                contents = made.pages[0].obj.Contents.read_bytes()
                made.pages[0].obj.Contents = made.make_stream(contents + b" " + steps)
            content = saved(made)
        file = SimpleUploadedFile(name, content)
        answer = self.client.post(self.path("/file"), {"file": file})
        assert answer.status_code == 302, plain(answer)
        assert look_at_next(self.address, lambda: NOW) is State.CLEAR
        return str(answer["Location"].partition("?paper=")[2])

    def on_record(self, words: bytes, called: str = "Letter from the school") -> tuple[str, int]:
        paper = self.brought(words)
        return paper, self.did("paper.added", paper=paper, called=called, kind="another")

    def redacted(self, of: str, words: bytes, steps: bytes = b"", **typed: Any) -> Any:
        told = {
            "of": of, "why": ["whereabouts"], "by": "Ben Ode", "gone": "Mill Lane\nKit",
            "paper": self.brought(words, steps, "redacted.pdf"),
        }  # fmt: skip
        return self.said("redaction.made", **(told | typed))

    def taken_out(self, rest: str) -> tuple[bytes, int]:
        """Take a file out to its end; return it, and how long it was said to be."""
        answer = self.client.get(self.path(rest))
        assert answer.status_code == 200, plain(answer)
        return b"".join(answer), int(answer["Content-Length"])


def plain(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch, address: str) -> Site:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return Site(client, address)


def entry_of(answer: Any) -> int:
    assert answer.status_code == 302, plain(answer)
    return int(answer["Location"].rpartition("/")[2].partition("?")[0])


@pytest.mark.parametrize(
    ("words", "steps", "because"),
    [
        (b"She lives in Mill  Lane.", b"", "Words that you listed are still on page 1: Mill Lane."),
        (b"She lives at O X 2 7AB.", b"", "Page 1 still says where somebody of this case can be reached."),
        (b"Ring 07700-900123.", b"", "Page 1 still says where somebody of this case can be reached."),
        (b"She lives in ***.", b"0 g 70 690 300 20 re f", "On page 1 something lies under something else"),
    ],
)  # fmt: skip
def test_a_version_with_something_left_in_it_is_not_taken(
    site: Site, words: bytes, steps: bytes, because: str
) -> None:
    of, _ = site.on_record(b"She lives in Mill Lane with Kit.")
    answer = site.redacted(of, words, steps)
    assert answer.status_code == 409
    assert because in plain(answer)
    assert "What was taken out of files" not in site.page()


class TestARedactedVersion:
    def test_goes_nowhere_before_a_second_person_agreed(self, site: Site) -> None:
        of, entry = site.on_record(b"She lives in Mill Lane with Kit.")
        made = entry_of(site.redacted(of, b"She lives in *** with ***."))
        assert "not checked yet by somebody else" in site.page(f"/file/{entry}")
        paper = self.paper_of(site)
        own = site.said("redaction.checked", paper=paper, agreed="yes")
        assert "You brought this version in yourself" in plain(own)

        site.be("lena")
        assert site.taken_out(f"/file/{made}/view")[0].startswith(b"%PDF-")
        assert site.client.get(site.path(f"/file/{made}/original")).status_code == 404
        entry_of(site.said("redaction.checked", paper=paper, agreed="yes"))
        assert "agreed on Thursday 24 April 2025" in site.page(f"/file/{entry}").replace(
            "\xa0", " "
        )
        log = site.page("/redactions")
        for words in ("Where somebody who is protected can be found", "agreed, by", "Ben Ode"):
            assert words in log
        assert "Mill Lane" not in log

    def paper_of(self, site: Site) -> str:
        asked = site.page("/do/redaction.checked/-")
        found = re.search(
            r'name="paper" [^>]*value="([^"]+)"|value="([^"]+)"[^>]* name="paper"', asked
        )
        assert found is not None, asked
        return found[1] or found[2]


@pytest.mark.clauses("SP 4.4")
def test_a_bundle_holds_the_version_that_was_agreed_or_nothing_of_a_file(site: Site) -> None:
    of, whole = site.on_record(b"She lives in Mill Lane with Kit.")
    made = entry_of(site.redacted(of, b"She lives in *** with ***."))
    bundle: dict[str, Any] = {"meets": "stage-1-appointment", "chosen": [str(whole)]}
    assert "Leave out Letter from the school, or have" in plain(site.said("bundle.made", **bundle))

    paper = TestARedactedVersion().paper_of(site)
    site.be("lena")
    site.did("redaction.checked", paper=paper, agreed="yes")
    entry = entry_of(site.said("bundle.made", **bundle))
    content, _ = site.taken_out(f"/bundle/{entry}/pdf")
    said = "\n".join(looked_through(Kind.PDF, [content]).pages)
    assert "She lives in *** with ***." in said
    assert "Something was taken out of it." in " ".join(said.split())
    assert not any(word in said for word in ("Mill", "Kit"))

    site.said("redaction.checked", paper=paper, agreed="no", reason="Her name is left.")
    assert site.client.get(site.path(f"/bundle/{entry}/pdf")).status_code == 409, made


@pytest.mark.clauses("SP 7.1")
def test_a_pack_is_read_back_checked_and_tells_nobody_where_anybody_is(
    site: Site, tmp_path: Path
) -> None:
    of, whole = site.on_record(b"She lives in Mill Lane with Kit.")
    _, tells = site.on_record(b"Her home is OX2 7AB.", "A letter with her address")
    made = entry_of(site.redacted(of, b"She lives in *** with ***."))
    paper = TestARedactedVersion().paper_of(site)
    site.be("lena")
    site.did("redaction.checked", paper=paper, agreed="yes")
    site.be("ben")
    site.did("challenge.raised", "ombudsman", reference="25 001")
    chosen = {f"file_{whole}": str(made), f"file_{tells}": str(tells)}
    told = site.said("pack.made", "ombudsman", **chosen)
    assert f"Page 1 of the file that is entry {tells} says where somebody" in plain(told)
    chosen[f"file_{tells}"] = "out:whereabouts"
    checked = plain(site.said("pack.made", "ombudsman", step="check", **chosen))
    assert "1 file in it. 1 file left out." in checked
    entry = site.did("pack.made", "ombudsman", **chosen)
    assert "03-letters" not in site.page(f"/pack/{entry}")

    first, length = site.taken_out(f"/pack/{entry}/file")
    assert (first, length) == (*site.taken_out(f"/pack/{entry}/file"),)
    assert len(first) == length
    sights = StoredRead.objects.filter(sight="pack-taken").values_list("entry", flat=True)
    assert list(sights) == [entry, entry]

    with zipfile.ZipFile(io.BytesIO(first)) as pack:
        assert pack.testzip() is None
        pack.extractall(tmp_path)
        names = pack.namelist()
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert {one["name"] for one in manifest["parts"]} | {"manifest.json", "manifest.txt"} == set(
        names
    )
    for one in manifest["parts"]:
        assert sha256((tmp_path / one["name"]).read_bytes()).hexdigest() == one["sha256"]
    assert sha256((tmp_path / "manifest.json").read_bytes()).hexdigest() in site.page(
        f"/pack/{entry}"
    )
    assert f"04-files/entry-{made:04}-redacted.pdf" in names
    assert manifest["left_out"] == [{"entry": tells, "why": "whereabouts"}]
    record = subprocess.run(
        [sys.executable, "verifier.py", "verify", "record.jsonl"],
        cwd=tmp_path / "06-record", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert record.stdout.startswith("Sound."), record.stderr
    for name in names:
        content = (tmp_path / name).read_bytes()
        if name.endswith(".pdf"):
            content = "\n".join(looked_through(Kind.PDF, [content]).pages).encode()
        squeezed = re.sub(rb"[\s-]", b"", content)
        for place in (*PLACES, b"Mill Lane"):
            assert place.replace(b" ", b"") not in squeezed, (name, place)
    happened = (tmp_path / "02-what-happened.pdf").read_bytes()
    assert "/Lang" in str(pikepdf.open(io.BytesIO(happened)).Root)
    said = " ".join(" ".join(looked_through(Kind.PDF, [happened]).pages).split())
    assert "It was noted where a party lives. What it says is left out here." in said
    assert "went further, to" in said


def test_a_pack_is_for_whoever_sees_the_story_and_how_the_family_is_reached(site: Site) -> None:
    site.did("challenge.raised", "ombudsman")
    entry = site.did("pack.made", "ombudsman")
    for who in ("amina", "sol", "rhys"):
        site.be(who)
        assert site.client.get(site.path(f"/pack/{entry}")).status_code == 404
        assert site.client.get(site.path(f"/pack/{entry}/file")).status_code == 404
        assert site.said("pack.made", "ombudsman").status_code != 302
    site.be("ben")
    assert site.client.get(site.path(f"/pack/{entry}")).status_code == 200
    assert site.client.get(site.path("/pack/1")).status_code == 404


def unpacked(site: Site, entry: int, where: Path) -> dict[str, str]:
    """Take a pack out into a folder; return what each part says, by name."""
    content, _ = site.taken_out(f"/pack/{entry}/file")
    said = {}
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        pack.extractall(where)
        for name in pack.namelist():
            words = pack.read(name)
            if name.endswith(".pdf"):
                words = "\n".join(looked_through(Kind.PDF, [words]).pages).encode()
            said[name] = " ".join(words.decode(errors="replace").split())
    return said


def refused(site: Site, entry: int, what: str) -> None:
    answer = site.client.get(site.path(f"/pack/{entry}/file"))
    assert answer.status_code == 409
    assert what in plain(answer)


def struck(site: Site, number: int) -> None:
    site.did("entry.corrected", str(number), how_wrong="struck", reason="Of another family.")


@pytest.mark.clauses("SP 7.1")
def test_a_pack_with_letters_and_a_checkpoint_is_the_same_later_until_one_is_struck_out(
    site: Site, tmp_path: Path, settings: Settings
) -> None:
    at = next(number for number, step in enumerate(STEPS) if step.kind == "letter.sent")
    site.desk.live(site.taken.case_id, at + 1)
    site.did("challenge.raised", "ombudsman")
    witness = Witness.at(tmp_path)
    settings.WITNESS = witness.log
    witness.log.mkdir()
    assert (
        "not yet seen by a witness"
        in unpacked(site, site.did("pack.made", "ombudsman"), tmp_path / "first")["01-read-me.txt"]
    )
    witness.checkpoint()
    entry = site.did("pack.made", "ombudsman")

    said = unpacked(site, entry, tmp_path / "pack")
    letters = [name for name in said if name.startswith("03-letters/")]
    assert len(letters) == 1
    assert "Ewa" in said[letters[0]]
    for name, words in said.items():
        assert not any(place.decode() in words for place in PLACES), name
    record = subprocess.run(
        [sys.executable, "verifier.py", "verify", "record.jsonl", "--checkpoint", "checkpoint.txt"],
        cwd=tmp_path / "pack/06-record", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert record.stdout.startswith("Sound."), record.stderr

    before = site.taken_out(f"/pack/{entry}/file")
    site.did("paper.added", paper=site.brought(b"More."), called="More", kind="another")
    witness.checkpoint()
    assert site.taken_out(f"/pack/{entry}/file") == before
    number = int(re.findall(r"entry-([0-9]+)", letters[0])[0])
    struck(site, number)
    refused(site, entry, f"03-letters, entry {number}")


def test_a_pack_is_not_given_out_with_what_may_not_go_any_more(site: Site, tmp_path: Path) -> None:
    of, number = site.on_record(b"She lives in Mill Lane with Kit.")
    _, strange = site.on_record(b"About somebody else.", "Of another family")
    made = entry_of(site.redacted(of, b"She lives in *** with ***."))
    paper = TestARedactedVersion().paper_of(site)
    site.did("challenge.raised", "ombudsman")
    site.be("lena")
    site.did("redaction.checked", paper=paper, agreed="yes")
    site.be("ben")
    entry = site.did(
        "pack.made", "ombudsman", **{f"file_{number}": str(made), f"file_{strange}": str(strange)}
    )
    unpacked(site, entry, tmp_path)
    struck(site, strange)
    refused(site, entry, f"04-files, entry {strange}")
    site.be("lena")
    site.did("redaction.checked", paper=paper, agreed="no", reason="Mill Lane is on page 2.")
    site.be("ben")
    refused(site, entry, f"04-files, entry {made}")
    later = site.did("pack.made", "ombudsman", **{f"file_{number}": "out:legal"})
    for name, words in unpacked(site, later, tmp_path / "later").items():
        assert "Mill Lane" not in words, name


def test_a_pack_says_neither_how_she_is_reached_safely_nor_what_ties_somebody_has(
    site: Site, tmp_path: Path
) -> None:
    case_id = site.taken.case_id
    for where in ("At her aunt Wanda, mornings only", "Nowhere"):
        received = load(site.desk.people["ben"], case_id, NOW.date()).whole.case.received
        data = {**to_builtins(received), "safe_contact": where}
        changed = {"entry": 1, "reason": "They told us.", "data": data}
        put = site.desk.act(case_id, Step("ben", "Thu 24 Apr 2025", "entry.corrected", changed))
        assert isinstance(put, Receipt), put
    tie = {"person": "@lena", "tie": "none", "reason": "We sang in one choir."}
    put = site.desk.act(case_id, Step("lena", "Thu 24 Apr 2025", "interest.declared", tie))
    assert isinstance(put, Receipt), put
    site.did("challenge.raised", "ombudsman")
    entry = site.did("pack.made", "ombudsman")
    for name, words in unpacked(site, entry, tmp_path).items():
        assert "Wanda" not in words, name
        assert "choir" not in words, name
