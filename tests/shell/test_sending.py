"""A letter that somebody lets go by email leaves once, to where it is safe at that very instant."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self
from unittest.mock import Mock

import pytest
from django.db import OperationalError

from reconvene.core.conduct.answer import Refused
from reconvene.desk import handing_over, sending
from reconvene.desk.answers import Receipt
from reconvene.desk.handing_over import send_next
from reconvene.desk.look import load
from reconvene.desk.sending import Lying, send
from reconvene.outbox import claiming
from reconvene.outbox.carrier import Answer, Came, InTime, NotReached, Parcel, Sought
from reconvene.outbox.mime import AddressUnfit, Message, parcel_of
from reconvene.outbox.models import Progress, Sending
from reconvene.outbox.smtp import MailServer
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.post_office import PostOffice, certified, post_office
from tests.support.sp_life import STEPS, Step, noon

pytestmark = pytest.mark.django_db
THAT_DAY = "Thu 24 Apr 2025"
ON = day(THAT_DAY)
NOW = noon(ON)
HOUR = timedelta(hours=1)
SAFE = {
    "who": "complainant", "way": "email", "where": "ewa@mail.example",
    "safe": "safe", "known_by": "She said so.", "letters": True,
}  # fmt: skip


class Written:
    """A complaint whose acknowledgement is written and waits, of a family that is reached by email."""

    def __init__(self, *, desk: Desk | None = None, added: str = "", **contact: Any) -> None:
        self.desk, self.now = desk or Desk.at(), NOW
        for person in self.desk.people.values():
            person.authority.email = "complaints@authority.example"
            person.authority.phone = "01632 960100"
        self.desk.people["ben"].authority.save()
        self.case = self.desk.open().case_id
        self.desk.live(self.case, 1)
        (sent,) = [step for step in STEPS[:4] if step.details.get("letter") == "acknowledgement"]
        self.noted(**contact)
        own = {"added": {"advocate": added}} if added else {}
        self.number = self.done(sent.by, "letter.sent", {**sent.details, **own, "waits": True})

    def done(self, by: str, kind: str, details: dict[str, Any], on: str = STEPS[0].on) -> int:
        receipt = self.desk.act(self.case, Step(by, on, kind, details))
        assert isinstance(receipt, Receipt), receipt
        return receipt.number

    def noted(self, **contact: Any) -> int:
        return self.done("ben", "contact.noted", SAFE | contact)

    def let_go(self, by: str = "ben", seen: int | None = None) -> Lying | Refused:
        """Press the button on a page that was just loaded, or on one that has seen another state."""
        if seen is None:
            look = load(self.desk.people[by], self.case, ON)
            found = sending.sent_before(look, self.number)
            seen = found.fence if found else 0
        return send(self.desk.people[by], self.case, self.number, seen=seen, now=self.now)

    def work(self, carrier: Any) -> Sending | None:
        return send_next(carrier, lambda: self.now)

    def leavings(self) -> list[Any]:
        events = load(self.desk.people["ben"], self.case, ON).events
        return [one for one in events if one.kind == "letter.left"]


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as found:
        yield found


def test_leaves_by_a_mail_server_and_is_on_the_record_as_having_left(office: PostOffice) -> None:
    written = Written()
    assert isinstance(written.let_go(), Lying)
    held = written.work(office.server)

    assert held is not None
    assert held.progress == Progress.DONE
    ((sender, reader, _),) = office.taken
    assert (sender, reader) == ("letters@office.example", "ewa@mail.example")
    (left,) = written.leavings()
    assert (left.data.how, left.data.sent, left.data.contact) == ("email", written.number, 2 + 1)
    assert left.actor == written.desk.people["ben"].id
    assert written.work(office.server) is None
    assert len(office.taken) == 1


def test_says_outside_the_letter_nothing_of_what_it_is_about(office: PostOffice) -> None:
    written = Written()
    written.let_go()
    written.work(office.server)

    (mail,) = office.messages
    (pdf,) = mail.iter_attachments()
    outside = " ".join(
        [*map(str, mail.values()), mail.get_body().get_content(), str(pdf.get_filename())]  # type: ignore[union-attr]
    ).casefold()
    for word in ("complain", "child", "protect", "conference", "zieli", "kit", "sp-", "safeguard"):
        assert word not in outside, word
    assert mail["To"] == "ewa@mail.example"
    assert mail["Cc"] is mail["Bcc"] is None
    assert pdf.get_content()[:5] == b"%PDF-"


@pytest.mark.parametrize("answer", ["200 queued", "252 perhaps", "250 taken"])
def test_any_yes_is_a_yes(office: PostOffice, answer: str) -> None:
    written = Written()
    written.let_go()
    office.says["content"] = answer

    assert written.work(office.server).progress == Progress.DONE  # type: ignore[union-attr]


def test_letting_it_go_twice_is_letting_it_go_once(office: PostOffice) -> None:
    written = Written()
    assert written.let_go() == written.let_go()

    assert Sending.objects.count() == 1
    written.work(office.server)
    assert written.work(office.server) is None
    assert len(office.taken) == 1


@pytest.mark.parametrize(
    "contact",
    [{"safe": "unsafe"}, {"safe": "unknown"}, {"ask": "Ring her sister first."}, {"way": "post"}],
    ids=str,
)
def test_cannot_be_let_go_where_it_is_not_safe_or_goes_another_way(contact: Any) -> None:
    written = Written(**contact)

    assert isinstance(written.let_go(), Refused)
    assert not Sending.objects.exists()


def test_is_asked_once_more_as_it_goes_whether_that_is_safe(office: PostOffice) -> None:
    written = Written()
    written.let_go()
    written.noted(safe="unsafe")
    held = written.work(office.server)

    assert held is not None
    assert (held.progress, held.why) == (Progress.STOPPED, "unsafe")
    assert office.taken == []
    assert written.leavings() == []


def test_is_asked_once_more_as_it_goes_whether_it_says_where_somebody_else_is(
    office: PostOffice,
) -> None:
    written = Written(added="He lives at OX2 7AB.")
    assert isinstance(written.let_go(), Lying)
    home = {"who": "Karl Pike", "postcode": "OX2 7AB", "house": "4"}
    written.done("ben", "home.noted", home)
    held = written.work(office.server)

    assert held is not None
    assert (held.progress, held.why) == (Progress.STOPPED, "tells-where")
    assert office.taken == []
    assert isinstance(written.let_go(), Refused)


def test_waits_for_the_hours_they_gave(office: PostOffice) -> None:
    written = Written(earliest="18:00", latest="20:00")
    written.let_go()
    held = written.work(office.server)

    assert held is not None
    assert (held.progress, held.why) == (Progress.READY, "out-of-hours")
    assert written.work(office.server) is None
    assert office.taken == []
    written.now = held.due_at
    assert written.work(office.server).progress == Progress.DONE  # type: ignore[union-attr]
    assert len(office.taken) == 1


def test_whoever_is_complained_of_lets_none_go() -> None:
    written = Written()

    assert isinstance(written.let_go("amina"), Refused)
    assert not Sending.objects.exists()


@pytest.mark.parametrize(
    ("step", "answer", "progress", "why"),
    [
        ("mail", "451 busy", Progress.READY, "sender-refused"),
        ("mail", "550 no", Progress.READY, "sender-refused"),
        ("rcpt", "450 full", Progress.READY, "address-refused"),
        ("rcpt", "550 nobody", Progress.STOPPED, "address-refused"),
        ("data", "451 busy", Progress.READY, "message-refused"),
        ("data", "554 no", Progress.STOPPED, "message-refused"),
        ("mail", "nonsense", Progress.READY, "sender-refused"),
        ("rcpt", "nonsense", Progress.READY, "address-refused"),
        ("data", "nonsense", Progress.READY, "message-refused"),
        ("content", "nonsense", Progress.DOUBTFUL, "broke-off"),
        ("content", "354 more", Progress.DOUBTFUL, "broke-off"),
        ("content", "452 full", Progress.READY, "message-refused"),
        ("content", "554 no", Progress.STOPPED, "message-refused"),
        ("ehlo", "nonsense", Progress.READY, "not-reached"),
    ],
)
@pytest.mark.assures("JB-3")
def test_what_the_server_answers_tells_whether_it_is_tried_again(
    office: PostOffice, step: str, answer: str, progress: Progress, why: str
) -> None:
    written = Written()
    written.let_go()
    office.says[step] = answer
    held = written.work(office.server)

    assert held is not None
    assert (held.progress, held.why) == (progress, why)
    assert written.leavings() == []
    if progress == Progress.READY:
        assert timedelta() < held.due_at - NOW <= timedelta(minutes=2)
        office.says.clear()
        written.now = held.due_at
        assert written.work(office.server).progress == Progress.DONE  # type: ignore[union-attr]
    assert len(written.leavings()) == (progress == Progress.READY)


@pytest.mark.parametrize(
    ("step", "progress"),
    [
        ("ehlo", Progress.READY),
        ("mail", Progress.READY),
        ("rcpt", Progress.READY),
        ("data", Progress.READY),
        ("content", Progress.DOUBTFUL),
        ("answer", Progress.DOUBTFUL),
    ],
)
@pytest.mark.assures("JB-1", "JB-3")
def test_a_line_that_breaks_leaves_doubt_only_once_the_message_goes(
    office: PostOffice, step: str, progress: Progress
) -> None:
    written = Written()
    written.let_go()
    office.breaks_at = step
    held = written.work(office.server)

    assert held is not None
    assert held.progress == progress
    assert written.leavings() == []
    if progress == Progress.DOUBTFUL:
        written.now += timedelta(days=30)
        assert written.work(office.server) is None


def test_goes_again_where_a_person_says_so(office: PostOffice) -> None:
    written = Written()
    written.let_go()
    office.breaks_at = "answer"
    written.work(office.server)
    office.breaks_at = ""
    assert written.work(office.server) is None
    written.let_go()

    assert written.work(office.server).progress == Progress.DONE  # type: ignore[union-attr]
    first, second = office.messages
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.assures("JB-3")
def test_is_tried_ever_more_seldom_and_then_left_to_a_person(office: PostOffice) -> None:
    written = Written()
    written.let_go()
    office.says["rcpt"] = "450 later"
    pauses, held = [], Sending.objects.get()
    while (worked := written.work(office.server)) and worked.progress == Progress.READY:
        pauses.append(worked.due_at - written.now)
        held, written.now = worked, worked.due_at

    assert worked is not None
    assert (worked.progress, worked.why) == (Progress.STOPPED, "address-refused")
    assert all(timedelta(minutes=1) <= pause <= timedelta(minutes=75) for pause in pauses[:-1])
    assert pauses[4] > 4 * pauses[0]
    # The acknowledgement is owed by Friday the 25th: a person has all of that day to post it.
    assert NOW + 10 * HOUR < held.due_at <= noon(ON) + timedelta(hours=13)


@pytest.mark.assures("JB-3")
def test_one_poisoned_letter_holds_up_no_other(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Written()
    written.let_go()
    other = Sending.objects.get()

    def poisoned(*_: Any) -> Parcel:
        raise LookupError

    with monkeypatch.context() as patched:
        patched.setattr("reconvene.desk.handing_over.parcel_for", poisoned)
        held = written.work(office.server)
    assert held is not None
    assert (held.progress, held.why, held.id) == (Progress.READY, "fault", other.id)
    written.now = held.due_at
    assert written.work(office.server).progress == Progress.DONE  # type: ignore[union-attr]


@pytest.mark.assures("JB-4")
def test_one_that_came_back_goes_nowhere_until_they_are_asked(office: PostOffice) -> None:
    written = Written()
    written.let_go()
    written.work(office.server)
    written.done("ben", "letter.came-back", {"sent": written.number}, THAT_DAY)

    assert isinstance(written.let_go(), Refused)
    asked = {"who": "complainant", "way": "email", "how": "She rang."}
    written.done("ben", "contact.confirmed", asked, THAT_DAY)
    assert isinstance(written.let_go(), Lying)
    assert written.work(office.server).progress == Progress.DONE  # type: ignore[union-attr]
    first, second = office.messages
    assert first["Message-ID"] != second["Message-ID"]


class Takes:
    """A carrier that takes everything, and can be asked what it has."""

    is_link = False
    known_as = "book"

    def __init__(self) -> None:
        self.kept: dict[str, int] = {}

    @contextmanager
    def opened(self) -> Iterator[Self]:
        yield self

    def hand_over(self, parcel: Parcel, in_time: InTime) -> Came:
        self.kept[parcel.id] = self.kept.get(parcel.id, 0) + 1
        return Came(Answer.TAKEN)

    def has(self, sought: Sought) -> bool | None:
        return sought.id in self.kept


class Mute(Takes):
    """One that cannot be asked."""

    def has(self, sought: Sought) -> bool | None:
        return None


class Lost(Takes):
    """One that is lost as it takes a parcel, and has it or not."""

    def __init__(self, *, keeps: bool) -> None:
        super().__init__()
        self.keeps = keeps

    def hand_over(self, parcel: Parcel, in_time: InTime) -> Came:
        if self.keeps:
            super().hand_over(parcel, in_time)
        raise KeyboardInterrupt


@pytest.mark.parametrize("keeps", [True, False])
@pytest.mark.assures("JB-1")
def test_a_carrier_that_can_be_asked_is_asked_when_a_worker_is_lost(keeps: bool) -> None:
    written, carrier = Written(), Lost(keeps=keeps)
    written.let_go()
    with pytest.raises(KeyboardInterrupt):
        written.work(carrier)
    assert written.work(carrier) is None  # it is held until its lease ends
    written.now += claiming.TALK + timedelta(seconds=1)
    taking = Takes()
    taking.kept = carrier.kept
    held = written.work(taking)
    if not keeps:
        assert held is not None
        assert held.progress == Progress.READY
        written.now = held.due_at
        held = written.work(taking)

    assert held is not None
    assert held.progress == Progress.DONE
    assert list(taking.kept.values()) == [1]
    assert len(written.leavings()) == 1


@pytest.mark.assures("JB-2")
def test_whoever_lost_their_claim_settles_nothing(office: PostOffice) -> None:
    written = Written()
    written.let_go()
    early = claiming.claim(NOW)
    late = claiming.claim(NOW + claiming.LEASE + timedelta(seconds=1))
    assert early is not None
    assert late is not None

    settlings: list[Callable[[], None]] = [
        lambda: claiming.begin(early, 1, "post", NOW),
        lambda: claiming.taken(early, NOW),
        lambda: claiming.done(early),
        lambda: claiming.stop(early, "fault"),
    ]
    for settles in settlings:
        with pytest.raises(claiming.ClaimLost):
            settles()
    with pytest.raises(claiming.ClaimLost):  # its own lease is over: another may have it any moment
        claiming.begin(late, 1, "post", NOW + 3 * claiming.LEASE)
    claiming.begin(late, 1, "post", NOW + claiming.LEASE + timedelta(seconds=2))
    assert Sending.objects.get().begun_at is not None


@pytest.mark.assures("JB-2")
def test_letters_of_a_case_keep_their_order() -> None:
    def lay(name: str, case: str, entry: int, at: datetime) -> None:
        claiming.ask(
            claiming.Wanted(
                id=name, authority="a", case_id=case, entry=entry, who="complainant",
                asked_by="p", role="r",
            ),
            at,
        )  # fmt: skip

    lay("second", "one", 7, NOW)
    lay("first", "one", 5, NOW + HOUR)
    lay("other", "two", 9, NOW + HOUR)

    late = NOW + 2 * HOUR
    found = [claiming.claim(late), claiming.claim(late), claiming.claim(late)]
    assert [one.id if one else None for one in found] == ["first", "other", None]
    assert found[0] is not None
    claiming.stop(found[0], "fault")
    after = claiming.claim(late)
    assert after is not None
    assert after.id == "second"


def test_what_left_a_week_ago_is_forgotten(office: PostOffice) -> None:
    written = Written()
    written.let_go()
    written.work(office.server)

    assert claiming.forget_done(NOW + timedelta(days=6)) == 0
    assert claiming.forget_done(NOW + timedelta(days=8)) == 1
    assert not Sending.objects.exists()


LOST_AT = {
    "before it begins": ("_begin", False),
    "after it begins": ("_begin", True),
    "before it notes what came of it": ("taken", False),
    "after it noted that": ("taken", True),
    "before it is on the record": ("record", False),
    "after it is on the record": ("record", True),
    "before that is noted": ("done", False),
}
"""Where a worker is lost, between each two of its steps: the step, and whether it was taken."""


@pytest.mark.parametrize("is_asked", [True, False], ids=["can be asked", "cannot be asked"])
@pytest.mark.parametrize("lost_at", LOST_AT)
@pytest.mark.assures("JB-1")
def test_wherever_a_worker_is_lost_a_letter_goes_once_or_waits_for_a_person(
    lost_at: str, is_asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    step, is_taken = LOST_AT[lost_at]
    owner: Any = handing_over if step in ("record", "_begin") else claiming
    real = getattr(owner, step)

    def lost(*args: Any, **named: Any) -> Any:
        if is_taken:
            real(*args, **named)
        raise KeyboardInterrupt

    written, carrier = Written(), Takes() if is_asked else Mute()
    written.let_go()
    with monkeypatch.context() as patched:
        patched.setattr(owner, step, lost)
        with pytest.raises(KeyboardInterrupt):
            written.work(carrier)
    for _ in range(3):
        written.now += claiming.TALK + timedelta(minutes=1)
        written.work(carrier)

    progress = Sending.objects.get().progress
    is_known = is_asked or step in ("record", "done") or lost_at in _NOT_BEGUN | _NOTED
    assert progress == (Progress.DONE if is_known else Progress.DOUBTFUL)
    was_handed_over = step != "_begin" or is_known
    assert list(carrier.kept.values()) == [1] * was_handed_over
    assert len(written.leavings()) == is_known


_NOT_BEGUN, _NOTED = {"before it begins"}, {"after it noted that"}


def handed_over(server: MailServer) -> Came:
    with server.opened() as line:
        return line.hand_over(parcel_of(MESSAGE), lambda: True)


def test_speaks_with_a_server_elsewhere_only_behind_a_certificate_it_trusts(
    tmp_path: Path,
) -> None:
    trusted, certificate = certified(tmp_path)
    with post_office(certificate) as office:
        strange = MailServer("localhost", office.port, is_tls_at_once=True)
        with pytest.raises(NotReached, match="not-trusted"):
            handed_over(strange)
        known = MailServer("localhost", office.port, is_tls_at_once=True, _trust=trusted)
        assert handed_over(known) == Came(Answer.TAKEN)
    assert len(office.taken) == 1


def test_hands_nothing_over_in_clear_to_a_server_elsewhere(office: PostOffice) -> None:
    with pytest.raises(NotReached, match="not-trusted"):
        handed_over(MailServer("127.0.0.1", office.port))

    assert office.taken == []


@pytest.mark.parametrize("password", ["right", "wrong", "ključ"])
def test_is_let_in_with_the_password_of_a_file(
    office: PostOffice, tmp_path: Path, password: str
) -> None:
    kept = tmp_path / "password"
    kept.write_text(f"{password}\n", "utf-8")
    office.wants = "right"
    server = MailServer(
        "127.0.0.1", office.port, is_plain=True, user="reconvene", password_file=kept
    )

    if password == "right":
        assert handed_over(server) == Came(Answer.TAKEN)
    else:
        with pytest.raises(NotReached, match="not-let-in"):
            handed_over(server)
    assert len(office.taken) == (password == "right")


@pytest.mark.parametrize(
    "to",
    [
        "", "ewa", "ewa@", "a@b@c.example", "a@b.example, c@d.example", "ewa@[mail.example]",
        "a@b.example\nBcc: c@d.example", "route:a@mail.example", "Ewa <ewa@mail.example>",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_never_tried(office: PostOffice, to: str) -> None:
    with pytest.raises(AddressUnfit):
        parcel_of(replace(MESSAGE, to=to))
    with pytest.raises(AddressUnfit):
        parcel_of(replace(MESSAGE, sender=to))

    written = Written()
    written.let_go()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Message, "__post_init__", lambda _: None, raising=False)
        patched.setattr("reconvene.desk.enclosing.settings.MAIL_FROM", to)
        held = written.work(office.server)
    assert held is not None
    assert (held.progress, held.why) == (Progress.STOPPED, "no-address")
    assert office.taken == []


def test_one_that_was_put_right_is_not_sent_as_it_was(office: PostOffice) -> None:
    written = Written()
    written.let_go()
    said = {"entry": written.number, "reason": "The wrong day.", "happened_on": str(ON)}
    written.done("ben", "entry.corrected", said, THAT_DAY)
    held = written.work(office.server)

    assert held is not None
    assert (held.progress, held.why) == (Progress.STOPPED, "put-right")
    assert office.taken == []
    assert isinstance(written.let_go(), Refused)


def test_what_is_recorded_while_the_line_is_opened_is_heeded(office: PostOffice) -> None:
    written = Written()
    written.let_go()

    class Slow:
        """A carrier whose line opens only as something is recorded."""

        is_link = False

        def has(self, _: Sought) -> bool | None:
            return None

        @contextmanager
        def opened(self) -> Iterator[Any]:
            written.noted(safe="unsafe")
            with office.server.opened() as line:
                yield line

    held = written.work(Slow())
    assert held is not None
    assert (held.progress, held.why) == (Progress.STOPPED, "unsafe")
    assert office.taken == []


def test_what_left_is_recorded_though_the_place_became_unsafe_since(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Written()
    written.let_go()
    with monkeypatch.context() as patched:
        patched.setattr(handing_over, "record", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            written.work(office.server)
    written.now += timedelta(hours=2)
    written.done("ben", "contact.noted", SAFE | {"safe": "unsafe"}, "Fri 25 Apr 2025")
    written.now += timedelta(days=1)
    held = written.work(office.server)

    assert held is not None
    assert held.progress == Progress.DONE
    (left,) = written.leavings()
    assert (left.happened_at, left.data.contact) == (NOW, written.number - 1)
    assert len(office.taken) == 1


def test_a_button_of_an_older_page_sends_nothing_again(office: PostOffice) -> None:
    written = Written()
    written.let_go()
    office.breaks_at = "answer"
    written.work(office.server)
    office.breaks_at = ""

    assert isinstance(written.let_go(seen=0), Refused)
    assert written.work(office.server) is None
    assert isinstance(written.let_go(), Lying)


def test_a_doubt_outlives_a_leaving_that_was_struck(office: PostOffice) -> None:
    written = Written()
    written.let_go()
    office.breaks_at = "answer"
    written.work(office.server)
    office.breaks_at = ""
    by_hand = {"sent": written.number, "how": "hand", "note": "Ben gave it to her here."}
    left = written.done("ben", "letter.left", by_hand, THAT_DAY)
    struck = {"entry": left, "reason": "It was another case.", "struck": True}
    written.done("ben", "entry.corrected", struck, THAT_DAY)

    assert isinstance(written.let_go(seen=0), Refused)
    assert Sending.objects.get().progress == Progress.DOUBTFUL
    assert isinstance(written.let_go(), Lying)
    assert written.work(office.server).progress == Progress.DONE  # type: ignore[union-attr]
    assert Sending.objects.count() == 1


def test_is_taken_back_until_somebody_is_at_it(office: PostOffice) -> None:
    written = Written()
    ben = written.desk.people["ben"]
    written.let_go()
    look = load(ben, written.case, ON)
    amina = load(written.desk.people["amina"], written.case, ON)
    assert not sending.take_back(look, written.number, seen=99, now=NOW)
    assert not sending.take_back(amina, written.number, seen=1, now=NOW)
    assert sending.take_back(look, written.number, seen=1, now=NOW)
    assert written.work(office.server) is None
    assert office.taken == []
    assert Sending.objects.get().why == "taken-back"

    written.let_go()
    assert claiming.claim(NOW) is not None
    held = sending.sent_before(look, written.number)
    assert held is not None
    assert not sending.take_back(look, written.number, seen=held.fence, now=NOW)
    later = NOW + claiming.LEASE + timedelta(minutes=1)
    assert sending.take_back(look, written.number, seen=held.fence, now=later)


def test_one_that_was_given_by_hand_meanwhile_is_not_sent(office: PostOffice) -> None:
    written = Written()
    written.let_go()
    by_hand = {"sent": written.number, "how": "hand", "note": "Ben gave it to her here."}
    written.done("ben", "letter.left", by_hand, THAT_DAY)
    held = written.work(office.server)

    assert held is not None
    assert (held.progress, held.why) == (Progress.STOPPED, "meanwhile")
    assert office.taken == []


def test_goes_anew_where_its_leaving_was_struck(office: PostOffice) -> None:
    written = Written()
    written.let_go()
    written.work(office.server)
    (left,) = written.leavings()
    struck = {"entry": left.number, "reason": "It was another case.", "struck": True}
    written.done("ben", "entry.corrected", struck, THAT_DAY)

    assert isinstance(written.let_go(), Lying)
    assert written.work(office.server).progress == Progress.DONE  # type: ignore[union-attr]
    assert len(office.taken) == 2
    assert len(written.leavings()) == 2


def test_what_cannot_be_recorded_is_left_to_a_person_after_an_hour(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Written()
    written.let_go()
    monkeypatch.setattr(handing_over, "record", Mock(side_effect=LookupError))
    assert written.work(office.server).progress == Progress.TAKEN  # type: ignore[union-attr]
    written.now += timedelta(minutes=30)
    assert written.work(office.server).progress == Progress.TAKEN  # type: ignore[union-attr]
    written.now += timedelta(hours=1)
    held = written.work(office.server)

    assert held is not None
    assert (held.progress, held.why) == (Progress.DOUBTFUL, "not-recorded")
    assert isinstance(written.let_go(), Refused)
    assert len(office.taken) == 1


def test_an_answer_is_noted_though_the_database_is_busy(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Written()
    written.let_go()
    real, busy = claiming.taken, [OperationalError("database is locked")] * 2

    def taken(held: Sending, now: datetime) -> None:
        if busy:
            raise busy.pop()
        real(held, now)

    monkeypatch.setattr(claiming, "taken", taken)
    monkeypatch.setattr(handing_over, "PAUSES", (0.0, 0.0))
    assert written.work(office.server).progress == Progress.DONE  # type: ignore[union-attr]
    assert busy == []


def test_hours_that_begin_too_late_leave_it_to_a_person_at_once(office: PostOffice) -> None:
    written = Written(earliest="09:00", latest="10:00")
    written.let_go()
    held = written.work(office.server)

    assert held is not None
    assert (held.progress, held.why) == (Progress.STOPPED, "out-of-hours")


def test_after_a_restore_nothing_is_sent_by_itself(office: PostOffice) -> None:
    written = Written()
    written.let_go()

    assert claiming.doubt_all("restored") == 1
    assert written.work(office.server) is None
    assert Sending.objects.get().progress == Progress.DOUBTFUL
    assert isinstance(written.let_go(), Lying)


MESSAGE = Message(
    "one", "letters@office.example", "ewa@mail.example", "A letter", "Here.\n.\n..\n", (), NOW
)


def test_lines_that_begin_with_a_dot_arrive_as_they_were(office: PostOffice) -> None:
    assert handed_over(office.server) == Came(Answer.TAKEN)

    (mail,) = office.messages
    assert mail.get_content().splitlines() == ["Here.", ".", ".."]
    assert mail["Date"].datetime == NOW
