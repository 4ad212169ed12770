"""The page of a meeting and its calendar file: what each shows, to whom, and what the log says of it."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from reconvene.access_log.reading import Sight
from reconvene.core.casefile.appointments import Appointment
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Entry
from reconvene.core.record.exchange import LetterSent, MeetingDeclined, MeetingOffered
from reconvene.core.record.opening import RoleAssigned
from reconvene.core.record.payload import Payload
from reconvene.core.record.payload import Person as Said
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.corrected import with_what_is_not_shown
from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.looking import read_case
from reconvene.ledger.models import CaseHead
from reconvene.people.models import Authority, Person
from reconvene.web.acts.appointment_file import calendar_file, uid_of
from tests.support.cast import authority, person
from tests.support.looks import Kept, kept
from tests.support.storied import live

MEETING = "stage-1-appointment"
NOON = datetime(2025, 4, 24, 11, tzinfo=UTC)
WHERE = {"place": "SECRET, Room 2", "link": "https://secret.example.org"}
WHY = "Because he will be there"
OFFER = MeetingOffered(
    meeting=MEETING, for_on=date(2025, 5, 6), at="14:30", avoid="PRIVATE Mondays", **WHERE
)


@pytest.fixture
def at() -> Authority:
    return authority()


@pytest.fixture
def reference(at: Authority, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    return live("sp-cpc/easter", at, until=date(2025, 4, 22))


@pytest.fixture
def offer(reference: str) -> int:
    return put(reference, "meeting.offered", OFFER)


def put(reference: str, kind: str, data: Payload) -> int:
    """Put an entry about the meeting on record; return its number."""
    case_id = CaseHead.objects.get(reference=reference).id
    ben = Person.objects.get(id="ben")
    done = record(
        ben, case_id, kind, data, happened_on=NOON.date(), role="complaints-officer",
        key=f"{kind}-{len(repr(data))}", now=NOON,
    )  # fmt: skip
    assert isinstance(done, Receipt), done
    return done.number


def be(client: Client, who: str) -> Client:
    client.force_login(Person.objects.get(id=who))
    return client


def read(client: Client, reference: str, rest: str = "", meeting: str = MEETING) -> tuple[int, str]:
    answer = client.get(f"/case/{reference}/meeting/{meeting}{rest}")
    return answer.status_code, " ".join(answer.content.decode().split())


def last_look() -> Kept:
    return max(kept(), key=lambda one: one.number)


def lines(client: Client, reference: str, query: str = "") -> dict[str, str]:
    """Return the file of the meeting as its fields."""
    answer = client.get(f"/case/{reference}/meeting/{MEETING}/calendar{query}")
    assert answer.status_code == 200
    assert answer.content.endswith(b"END:VCALENDAR\r\n")
    text = answer.content.decode().replace("\r\n ", "")
    return dict(line.split(":", 1) for line in text.splitlines() if ":" in line)


@pytest.mark.django_db
class TestThePage:
    @pytest.mark.clauses("SP 3.6", "SP 3.7")
    def test_shows_what_stands_who_comes_and_each_point(
        self, client: Client, reference: str, offer: int
    ) -> None:
        status, said = read(be(client, "ben"), reference)

        assert status == 200
        assert "A date is offered: Tuesday 6 May 2025 at 2:30pm." in said
        assert "It has no answer at this stage yet." in said
        assert "SP 3.7" in said
        assert f"/case/{reference}/entry/{offer}" in said
        assert f"/case/{reference}/do/meeting.cancelled/{MEETING}" in said
        assert "SECRET" not in said
        assert last_look().sight == "meeting"

    @pytest.mark.clauses("SP 4.4")
    def test_of_the_second_stage_names_the_papers_it_has_to_consider(
        self, client: Client, at: Authority, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2025, 12, 1, tzinfo=UTC))
        told = live("sp-cpc/easter", at)

        _, said = read(be(client, "ben"), told, meeting="stage-2-meeting")

        assert "Minutes of the conference" in said
        assert "It was considered." in said
        assert "Answered before:" in said

    def test_says_where_only_when_exactly_that_is_asked(
        self, client: Client, reference: str, offer: int
    ) -> None:
        be(client, "ben")

        for asked in ("", "?place=no", "?place=", "?place=yes&place=no", "?place=YES"):
            assert "SECRET" not in read(client, reference, asked)[1]
            assert last_look().sight == "meeting"
        assert "SECRET, Room 2" in read(client, reference, "?place=yes")[1]
        assert last_look().sight == "meeting-place"

    @pytest.mark.assures("AU-4")
    def test_that_is_not_there_was_asked_for_and_not_shown(
        self, client: Client, reference: str
    ) -> None:
        be(client, "ben")

        for rest, meeting in (("", "tea"), ("/calendar", "tea"), ("/calendar", MEETING)):
            assert read(client, reference, rest, meeting)[0] == 404
            assert last_look().outcome == "refused"

    @pytest.mark.assures("AZ-8")
    def test_in_an_emergency_says_nothing_of_where_and_to_ask_first(
        self, client: Client, reference: str, at: Authority, offer: int
    ) -> None:
        sol = person(at, "Sol Adeyemi", "service-manager")
        assert open_in_emergency(sol, reference, "A child may be hurt.", NOON)
        client.force_login(sol)

        for rest in ("", "?place=yes", "/calendar?place=yes"):
            status, said = read(client, reference, rest)
            assert (status, "SECRET" in said) == (200, False)
        assert "Ask the complaints officer" in read(client, reference)[1]
        for path in (f"/case/{reference}", f"/case/{reference}/entry/{offer}"):
            assert "SECRET" not in client.get(path).content.decode()

    @pytest.mark.assures("AZ-8")
    def test_is_not_told_by_a_letter_either_to_whoever_opened_the_case_in_an_emergency(
        self, client: Client, reference: str, at: Authority, offer: int
    ) -> None:
        own = {"appointment": "SECRET, Room 2 has a ramp."}
        entry = put(reference, "letter.sent", LetterSent(letter="appointment", added=own))
        sol = person(at, "Sol Adeyemi", "service-manager")
        assert open_in_emergency(sol, reference, "A child may be hurt.", NOON)
        path = f"/case/{reference}/letter/{entry}"

        known = be(client, "ben").get(path).content.decode()
        client.force_login(sol)
        told = client.get(path).content.decode()

        assert known.count("SECRET") > 1
        assert "SECRET" not in told
        assert "is not shown to you in this letter" in told

    def test_somebody_not_shown_the_place_who_puts_an_offer_right_leaves_it_as_it_is(
        self, reference: str, at: Authority, offer: int
    ) -> None:
        sol = person(at, "Sol Adeyemi", "service-manager")
        bound = RoleAssigned(
            role="service-manager", person=Said(id=sol.id, name=sol.name, role="service-manager")
        )
        put(reference, "role.assigned", bound)
        look = read_case(sol, reference, NOON.date(), sight=Sight.CASE, at=NOON)
        moved = {"meeting": MEETING, "for_on": "2025-05-07", "place": "Elsewhere", "link": ""}
        correction = EntryCorrected(entry=offer, reason="The day was wrong.", data=moved)
        entry = Entry(kind="entry.corrected", happened_on=NOON.date(), data=correction)

        kept = with_what_is_not_shown(look, entry).data

        assert not look.sees_place(MEETING)
        assert isinstance(kept, EntryCorrected)
        assert kept.data == moved | WHERE

    @pytest.mark.assures("AZ-5")
    def test_does_not_tell_whoever_is_complained_of_why_the_family_said_no(
        self, client: Client, reference: str, offer: int
    ) -> None:
        put(reference, "meeting.declined", MeetingDeclined(meeting=MEETING, reason=WHY))

        assert WHY in read(be(client, "ben"), reference)[1]
        status, said = read(be(client, "amina"), reference)

        assert status == 200
        assert "The family said no" in said
        assert WHY not in said
        assert "PRIVATE" not in said
        assert read(client, reference, meeting="stage-2-meeting")[0] == 404

    def test_leaves_reasons_needs_and_the_place_off_paper(
        self, client: Client, reference: str, offer: int
    ) -> None:
        _, on_screen = read(be(client, "ben"), reference, "?place=yes")
        put(reference, "meeting.declined", MeetingDeclined(meeting=MEETING, reason=WHY))
        _, declined = read(client, reference)

        assert "SECRET" in on_screen
        assert WHY in declined
        for said in (on_screen, declined):
            assert not re.search("SECRET|PRIVATE|Because he", on_paper(said))
            assert "Point by point" in on_paper(said)


def on_paper(said: str) -> str:
    """Return a page without each part that is not printed."""
    found = said
    while (begins := found.find('<div class="rc-off-paper">')) >= 0:
        depth, at = 0, begins
        for tag in re.finditer(r"<div\b|</div>", found[begins:]):
            depth += 1 if tag[0] == "<div" else -1
            at = begins + tag.end()
            if not depth:
                break
        found = found[:begins] + found[at:]
    return found


@pytest.mark.django_db
class TestTheFile:
    def test_says_when_and_nothing_else_unless_where_is_chosen(
        self, client: Client, reference: str, offer: int
    ) -> None:
        be(client, "ben")

        plain = lines(client, reference)
        assert plain["SUMMARY"] == "Appointment"
        assert plain["DTSTART"] == "20250506T133000Z"
        assert plain["METHOD"] == "PUBLISH"
        assert "LOCATION" not in plain
        assert not re.search(f"{reference}|Ewa|Kit|complain|Reconvene", str(plain))
        assert last_look().sight == "meeting-taken"
        assert "LOCATION" not in lines(client, reference, "?place=1")
        chosen = lines(client, reference, "?place=yes")
        assert chosen["LOCATION"] == r"SECRET\, Room 2\, https://secret.example.org"
        assert last_look().sight == "meeting-place"

    def test_of_an_offer_that_is_struck_takes_it_out_again(
        self, client: Client, reference: str, offer: int
    ) -> None:
        before = lines(be(client, "ben"), reference)
        put(
            reference, "entry.corrected",
            EntryCorrected(entry=offer, reason="Another case.", struck=True),
        )  # fmt: skip

        after = lines(client, reference)

        assert (after["METHOD"], after["STATUS"]) == ("CANCEL", "CANCELLED")
        assert after["UID"] == before["UID"]
        assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
        assert "This appointment is off." in read(client, reference)[1]

    def test_is_known_by_the_same_name_whatever_keys_are_used(
        self, client: Client, reference: str, offer: int, settings: object
    ) -> None:
        case_id = CaseHead.objects.get(reference=reference).id

        uid = lines(be(client, "ben"), reference)["UID"]
        settings.SECRET_KEY = "another" * 9  # type: ignore[attr-defined]

        assert uid == uid_of(case_id, MEETING)
        assert uid != uid_of(case_id, "stage-2-meeting")
        assert reference not in uid
        assert case_id not in uid


@pytest.mark.parametrize(
    ("on", "at", "begins"),
    [
        (date(2025, 3, 28), "09:00", b"DTSTART:20250328T090000Z"),
        (date(2025, 3, 31), "09:00", b"DTSTART:20250331T080000Z"),
        (date(2025, 10, 24), "09:00", b"DTSTART:20251024T080000Z"),
        (date(2025, 10, 27), "09:00", b"DTSTART:20251027T090000Z"),
        (date(2025, 10, 27), "", b"DTSTART;VALUE=DATE:20251027"),
    ],
)
def test_an_hour_is_londons_on_both_sides_of_both_changes(on: date, at: str, begins: bytes) -> None:
    file = calendar_file(Appointment(on, at), "uid", NOON, with_place=False)

    assert begins in file.split(b"\r\n")


def test_words_are_escaped_and_lines_folded_without_cutting_a_letter() -> None:
    place = "Łódź; a\\b,\r\nEND:VEVENT\x07 " + "ż" * 60
    file = calendar_file(Appointment(NOON.date(), "", place), "uid", NOON, with_place=True)

    pieces = file.split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.decode() is not None for piece in pieces)
    assert pieces.count(b"END:VEVENT") == 1
    whole = file.decode().replace("\r\n ", "")
    assert r"LOCATION:Łódź\; a\\b\,\nEND:VEVENT " + "ż" * 60 in whole
