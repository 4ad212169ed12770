"""A letter that goes by GOV.UK Notify goes once, behind a link, by a message that says nothing itself."""

import base64
import json
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from reconvene.desk import handing_over
from reconvene.desk.undelivered import ask_what_was_delivered
from reconvene.logs.lines import OneLine
from reconvene.outbox import claiming
from reconvene.outbox.carrier import Answer, Came, Enclosed, NotReached, Parcel, Sought
from reconvene.outbox.models import Progress, Sending
from reconvene.outbox.notify import REMEMBERED, Notify, NotifyLine, _proxies, body_for
from tests.shell.test_sending import LOST_AT, NOW, THAT_DAY, Written
from tests.support.notify import KEY, SECRET, SENDER, NotifyStandIn, notify_stand_in
from tests.support.post_office import certified

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
TALK_OVER = claiming.TALK + MINUTE
PARCEL = Parcel(
    "one", SENDER, "ewa@mail.example", b"", "Here.", (Enclosed("letter.pdf", b"%PDF-"),)
)


@pytest.fixture
def notify(tmp_path: Path) -> Iterator[NotifyStandIn]:
    with notify_stand_in(tmp_path) as found:
        yield found


def let_go() -> Written:
    written = Written()
    written.let_go()
    return written


def handed_over(carrier: Notify, parcel: Parcel = PARCEL) -> Came:
    with carrier.opened() as line:
        return line.hand_over(parcel, lambda: True)


def has(carrier: Notify, parcel_id: str, age: timedelta = timedelta(), to: str = "") -> bool | None:
    """Ask for a parcel that it was given itself."""
    with carrier.opened() as line:
        return carrier.has(Sought(parcel_id, line.known_as, to, age))


def why_not(carrier: Notify) -> str:
    with pytest.raises(NotReached) as shut:
        handed_over(carrier)
    return shut.value.why


def test_leaves_behind_a_link_and_is_on_the_record_as_having_left(notify: NotifyStandIn) -> None:
    written = let_go()
    held = written.work(notify.carrier)

    assert held is not None
    assert held.progress == Progress.DONE
    (taken,) = notify.taken
    assert (taken["email_address"], taken["reference"]) == ("ewa@mail.example", held.id)
    said = taken["personalisation"]["link_to_file"]
    assert base64.b64decode(said["file"])[:5] == b"%PDF-"
    assert said["filename"] == "letter.pdf"
    assert said["confirm_email_before_download"] is True
    assert said["retention_period"] == "26 weeks"
    (left,) = written.leavings()
    assert (left.data.how, left.data.sent) == ("email", written.number)
    assert written.work(notify.carrier) is None
    assert len(notify.taken) == 1


def test_says_outside_the_letter_nothing_of_what_it_is_about(notify: NotifyStandIn) -> None:
    let_go().work(notify.carrier)

    (taken,) = notify.taken
    filled = dict(taken["personalisation"])
    filled["link_to_file"] = filled["link_to_file"]["filename"]
    outside = json.dumps(taken | {"personalisation": filled}).casefold()
    for word in ("complain", "child", "protect", "conference", "zieli", "kit", "sp-", "safeguard"):
        assert word not in outside, word
    assert set(filled) == {"text", "link_to_file", "link_to_file_2"}
    assert filled["link_to_file_2"] == ""
    assert "type the email address that this message came to" in filled["text"]


def test_each_language_has_a_link_where_the_template_has_room(notify: NotifyStandIn) -> None:
    both = (Enclosed("letter.pdf", b"one"), Enclosed("letter-pl.pdf", b"two"))
    assert handed_over(notify.carrier, replace(PARCEL, enclosed=both)) == Came(Answer.TAKEN)
    sent = notify.taken[0]["personalisation"]
    names = [sent[name]["filename"] for name in ("link_to_file", "link_to_file_2")]
    assert names == ["letter.pdf", "letter-pl.pdf"]

    three = replace(PARCEL, enclosed=(*both, Enclosed("letter-ar.pdf", b"three")))
    assert handed_over(notify.carrier, three) == Came(Answer.NEVER, "too-many-files")
    assert len(notify.taken) == 1


def test_a_file_that_is_too_large_is_never_handed_over(notify: NotifyStandIn) -> None:
    fits, large = (Enclosed("letter.pdf", b"a" * size) for size in (2 * 1024**2, 2 * 1024**2 + 1))

    assert handed_over(notify.carrier, replace(PARCEL, enclosed=(large,))) == Came(
        Answer.NEVER, "too-large"
    )
    assert notify.taken == []
    assert handed_over(notify.carrier, replace(PARCEL, enclosed=(fits,))) == Came(Answer.TAKEN)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"subject": "Your complaint"}, "template-tells"),
        ({"subject": "A letter for you ((name))"}, "template-tells"),
        ({"body": body_for(1) + "\n\nExampleshire Safeguarding"}, "template-tells"),
        ({"body": "About the conference\n\n" + body_for(2)}, "template-tells"),
        ({"body": body_for(1).replace("\n\n", " and ")}, "template-tells"),
        ({"body": "((link_to_file))\n\n((text))"}, "template-tells"),
        ({"body": body_for(1) + "\n\n((link_to_file_3))"}, "template-tells"),
        ({"body": "((text))"}, "template-lacks"),
        ({"body": "((link_to_file))"}, "template-lacks"),
        ({"body": None}, "template-lacks"),
        ({"type": "sms"}, "no-template"),
    ],
    ids=str,
)
def test_nothing_goes_by_a_template_that_tells_or_lacks_a_link(
    notify: NotifyStandIn, changed: dict[str, Any], why: str
) -> None:
    written = let_go()
    notify.template.update(changed)
    held = written.work(notify.carrier)

    assert held is not None
    assert (held.progress, held.why) == (Progress.READY, why)
    assert notify.taken == []


@pytest.mark.parametrize(
    ("status", "message", "progress", "why"),
    [
        (400, "email_address Not a valid email address", Progress.STOPPED, "address-refused"),
        (400, "Unsupported file type", Progress.STOPPED, "message-refused"),
        (400, "File did not pass the virus scan", Progress.STOPPED, "message-refused"),
        (413, "File size is greater than 2MB", Progress.STOPPED, "too-large"),
        (403, "Error: Your system clock must be accurate", Progress.READY, "not-let-in"),
        (404, "No result found", Progress.READY, "not-let-in"),
        (429, "Exceeded rate limit", Progress.READY, "busy"),
        (500, "Internal server error", Progress.CLAIMED, "broke-off"),
        (503, "Service unavailable", Progress.CLAIMED, "broke-off"),
        (418, "What?", Progress.CLAIMED, "broke-off"),
    ],
)
@pytest.mark.assures("JB-3")
def test_what_notify_answers_tells_whether_it_is_tried_again(
    notify: NotifyStandIn, status: int, message: str, progress: Progress, why: str
) -> None:
    written = let_go()
    notify.says["send"], notify.message = status, message
    held = written.work(notify.carrier)

    assert held is not None
    assert (held.progress, held.why) == (progress, why)
    notify.says.clear()
    for _ in range(2):
        written.now += TALK_OVER
        written.work(notify.carrier)
    assert len(notify.taken) == len(written.leavings()) == (progress != Progress.STOPPED)


@pytest.mark.parametrize(
    "does", ["cut", "slow", "nonsense", "list", "other", "cut after", "away", "garbled"]
)
@pytest.mark.parametrize(
    "is_asked_in_vain", [True, False], ids=["and is away then", "answers then"]
)
@pytest.mark.assures("JB-1", "JB-3")
def test_a_letter_whose_answer_is_lost_is_settled_by_asking(
    notify: NotifyStandIn, does: str, is_asked_in_vain: bool
) -> None:
    written = let_go()
    notify.does["send"] = does
    if is_asked_in_vain:
        notify.does["ask"] = "cut"
    held = written.work(notify.carrier)
    assert held is not None
    has_it = bool(notify.taken)
    is_settled = has_it and not is_asked_in_vain
    assert held.progress == (Progress.DONE if is_settled else Progress.CLAIMED)
    assert written.work(notify.carrier) is None  # nothing is given again while it may be on its way

    notify.does.clear()
    for _ in range(2):
        written.now += TALK_OVER
        written.work(notify.carrier)
    assert Sending.objects.get().progress == Progress.DONE
    assert notify.references == [held.id]
    (left,) = written.leavings()
    assert (left.happened_at == NOW) is has_it


@pytest.mark.parametrize("step", ["template", "rehearse", "ask"])
@pytest.mark.parametrize("does", ["cut", "slow", "nonsense", "list", "other", "away"])
def test_no_answer_to_a_question_is_never_taken_for_one(
    notify: NotifyStandIn, step: str, does: str
) -> None:
    notify.does[step] = does
    carrier = notify.carrier

    with pytest.raises(NotReached):
        has(carrier, "one") if step == "ask" else handed_over(carrier)
    assert notify.taken == []


@pytest.mark.parametrize(
    ("status", "why"),
    [(400, "message-refused"), (401, "not-let-in"), (403, "not-let-in"), (404, "no-template"),
     (429, "busy"), (500, "not-reached"), (503, "not-reached")],
)  # fmt: skip
@pytest.mark.parametrize("step", ["template", "rehearse"])
def test_says_why_it_was_not_let_in(
    notify: NotifyStandIn, step: str, status: int, why: str
) -> None:
    notify.says[step] = status

    assert why_not(notify.carrier) == why


@pytest.mark.parametrize("lost_at", [*LOST_AT, "as it is handed over", "as it was handed over"])
@pytest.mark.parametrize("is_away", [True, False], ids=["away for an hour", "there"])
@pytest.mark.assures("JB-1")
def test_wherever_a_worker_is_lost_a_letter_goes_once(
    notify: NotifyStandIn, lost_at: str, is_away: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    step, is_taken = LOST_AT.get(lost_at, ("hand_over", lost_at == "as it was handed over"))
    owner = OWNERS[step]
    real = getattr(owner, step)

    def lost(*args: Any, **named: Any) -> Any:
        if is_taken:
            real(*args, **named)
        raise KeyboardInterrupt

    written = let_go()
    with monkeypatch.context() as patched:
        patched.setattr(owner, step, lost)
        with pytest.raises(KeyboardInterrupt):
            written.work(notify.carrier)
    if is_away:
        notify.does["ask"] = "cut"
        written.now += TALK_OVER
        written.work(notify.carrier)
        notify.does.clear()
    for _ in range(4):
        written.now += TALK_OVER
        written.work(notify.carrier)

    found = Sending.objects.get()
    assert found.progress == Progress.DONE
    assert notify.references == [found.id]
    assert len(written.leavings()) == 1


OWNERS: dict[str, Any] = {
    "_begin": handing_over,
    "hand_over": NotifyLine,
    "taken": claiming,
    "record": handing_over,
    "done": claiming,
}


@pytest.mark.assures("JB-1")
def test_what_it_may_have_forgotten_since_waits_for_a_person(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = let_go()
    lose_its_worker(written, notify, monkeypatch)
    notify.taken.clear()
    written.now += REMEMBERED
    held = written.work(notify.carrier)

    assert held is not None
    assert (held.progress, held.why) == (Progress.DOUBTFUL, "broke-off")
    written.now += timedelta(days=30)
    assert written.work(notify.carrier) is None
    assert notify.taken == []


@pytest.mark.assures("JB-3")
def test_what_cannot_be_asked_after_in_time_is_left_to_a_person(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = let_go()
    lose_its_worker(written, notify, monkeypatch)
    notify.does["ask"] = "cut"
    last_try_at = Sending.objects.get().last_try_at
    written.now = last_try_at - MINUTE
    assert written.work(notify.carrier).progress == Progress.CLAIMED  # type: ignore[union-attr]
    written.now = last_try_at + claiming.LEASE
    assert written.work(notify.carrier).progress == Progress.DOUBTFUL  # type: ignore[union-attr]
    assert len(notify.taken) == 1


def lose_its_worker(
    written: Written, notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lose a worker after Notify took a letter, and before that is noted."""

    def lost(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(claiming, "taken", lost)
        with pytest.raises(KeyboardInterrupt):
            written.work(notify.carrier)


def test_one_that_it_could_not_deliver_had_left_all_the_same(notify: NotifyStandIn) -> None:
    handed_over(notify.carrier)
    for status in ("created", "delivered", "permanent-failure", "technical-failure"):
        notify.statuses["one"] = status
        assert has(notify.carrier, "one", timedelta(days=6)) is True
    assert has(notify.carrier, "other", timedelta(days=1)) is False
    assert has(notify.carrier, "other", REMEMBERED) is None


def test_is_asked_for_a_letter_to_one_address_by_whoever_gave_it(notify: NotifyStandIn) -> None:
    handed_over(notify.carrier)

    assert has(notify.carrier, "one", to="Ewa@Mail.example") is True
    assert has(notify.carrier, "one", to="ewa@new.example") is None
    unknown = Sought("one", "", "", timedelta())
    assert notify.carrier.has(unknown) is True
    assert notify.carrier.has(replace(unknown, id="other")) is None
    notify.asked.clear()
    assert notify.carrier.has(replace(unknown, by="a mail server")) is None
    assert notify.asked == []  # of what another had, it is told nothing


def test_another_service_knows_nothing_of_what_the_first_had(notify: NotifyStandIn) -> None:
    with notify.carrier.opened() as line:
        first = line.known_as
    with notify.carrier.opened() as line:
        assert line.known_as == first
    notify.become_another_service()
    with notify.carrier.opened() as line:
        assert line.known_as != first
    assert notify.carrier.has(Sought("one", first, "", timedelta())) is None


@pytest.mark.parametrize("blocks", [0, 5], ids=["before the first word", "in the middle"])
@pytest.mark.assures("JB-2")
def test_nothing_whole_is_handed_over_too_late(notify: NotifyStandIn, blocks: int) -> None:
    asked: list[int] = []

    def in_time() -> bool:
        asked.append(1)
        return len(asked) <= blocks

    large = replace(PARCEL, enclosed=(Enclosed("letter.pdf", b"a" * 1024**2),))
    with notify.carrier.opened() as line:
        assert line.hand_over(large, in_time) == Came(Answer.LATER, "too-slow")
    assert len(asked) == blocks + 1
    assert notify.taken == []


def test_an_answer_that_comes_byte_by_byte_is_waited_for_only_so_long(
    notify: NotifyStandIn,
) -> None:
    notify.does["send"] = "drip"

    assert handed_over(notify.carrier) == Came(Answer.UNKNOWN, "broke-off")
    assert len(notify.taken) == 1


def test_one_that_was_given_whole_in_time_is_not_said_to_have_been_too_late(
    notify: NotifyStandIn,
) -> None:
    answers = iter([True])
    with notify.carrier.opened() as line:
        assert line.hand_over(PARCEL, lambda: next(answers, False)) == Came(Answer.TAKEN)
    assert len(notify.taken) == 1


@pytest.mark.parametrize("refusal", [{}, [], {"message": "No"}, {"errors": [None, 1]}], ids=str)
def test_a_no_without_words_is_a_no(notify: NotifyStandIn, refusal: Any) -> None:
    notify.says["send"], notify.refusal = 400, refusal

    assert handed_over(notify.carrier) == Came(Answer.NEVER, "message-refused")


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
@pytest.mark.assures("JB-4")
def test_what_it_could_not_deliver_is_told_once(
    notify: NotifyStandIn, status: str, caplog: pytest.LogCaptureFixture
) -> None:
    written = let_go()
    written.work(notify.carrier)
    assert ask_what_was_delivered(notify.carrier, NOW) == 0
    notify.statuses[notify.references[0]] = status

    with caplog.at_level(logging.INFO, "reconvene.security"):
        assert ask_what_was_delivered(notify.carrier, NOW) == 1
        assert ask_what_was_delivered(notify.carrier, NOW) == 0
    (told,) = [one.said for one in caplog.records if one.msg == "letter.undelivered"]  # type: ignore[attr-defined]
    assert told["case"] == written.case
    assert len(written.leavings()) == 1  # that it came back is for a person to record
    assert claiming.forget_done(NOW + timedelta(days=8)) == 0


def test_all_that_it_could_not_deliver_is_found_however_much_that_is(notify: NotifyStandIn) -> None:
    for number in range(5):
        handed_over(notify.carrier, replace(PARCEL, id=f"letter-{number}"))
        notify.statuses[f"letter-{number}"] = "permanent-failure"
    handed_over(notify.carrier, replace(PARCEL, id="came"))

    assert set(notify.carrier.undelivered()) == {f"letter-{number}" for number in range(5)}


def test_is_asked_for_nothing_where_nothing_left_of_late(notify: NotifyStandIn) -> None:
    assert ask_what_was_delivered(notify.carrier, NOW) == 0
    assert notify.asked == []

    let_go().work(notify.carrier)
    notify.asked.clear()
    assert ask_what_was_delivered(notify.carrier, NOW + timedelta(days=8)) == 0
    assert notify.asked == []


def test_a_carrier_that_is_away_says_nothing_of_what_was_delivered(notify: NotifyStandIn) -> None:
    let_go().work(notify.carrier)
    notify.says["ask"] = 500

    with pytest.raises(NotReached):
        ask_what_was_delivered(notify.carrier, NOW)
    assert Sending.objects.get().why == ""


@pytest.mark.parametrize("address", ["child.protection@notify.example", "", None])
def test_nothing_goes_from_another_address_than_is_set(
    notify: NotifyStandIn, address: str | None
) -> None:
    written = let_go()
    notify.from_email = address
    held = written.work(notify.carrier)

    assert held is not None
    assert (held.progress, held.why) == (Progress.READY, "from-another")
    assert notify.taken == []


def test_a_letter_to_nobody_says_first_what_would_become_of_one(notify: NotifyStandIn) -> None:
    assert handed_over(notify.carrier) == Came(Answer.TAKEN)
    assert notify.asked == ["template", "rehearse", "send"]
    assert notify.references == ["one"]


@pytest.mark.assures("LOG-1")
def test_no_log_has_the_key_or_the_address_of_a_family(
    notify: NotifyStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    notify.says["send"], notify.message = 400, "email_address ewa@mail.example is not valid"
    written = let_go()
    with caplog.at_level(logging.DEBUG):
        written.work(notify.carrier)
    lines = "\n".join(OneLine().format(one) for one in caplog.records)

    assert "notifications_python_client" in lines
    for secret in ("ewa@", "mail.example", SECRET, KEY, "Bearer", "zieli"):
        assert secret not in lines, secret


def test_is_let_in_with_a_key_of_its_own_file(notify: NotifyStandIn) -> None:
    wrong = f"{KEY[:-1]}1"
    for said in (wrong, "no key", "", f"{KEY} {KEY}"):
        notify.key_file.write_text(said)
        assert why_not(notify.carrier) == "not-let-in"
    notify.key_file.unlink()
    assert why_not(notify.carrier) == "not-let-in"
    assert notify.taken == []


def test_follows_nobody_to_another_address_with_its_key(
    notify: NotifyStandIn, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    with notify_stand_in(tmp_path / "other") as other:
        notify.leads_to = f"http://127.0.0.1:{other.port}"
        notify.does = dict.fromkeys(("template", "send", "ask"), "away")
        assert why_not(notify.carrier) == "not-reached"
        del notify.does["template"]
        assert handed_over(notify.carrier) == Came(Answer.UNKNOWN, "broke-off")
        with pytest.raises(NotReached):
            notify.carrier.has(Sought("one", "", "", timedelta()))
        assert other.asked == []


def test_speaks_with_it_only_behind_a_certificate_it_trusts(tmp_path: Path) -> None:
    _, shows = certified(tmp_path)
    with notify_stand_in(tmp_path, shows) as found:
        strange = replace(found.carrier, address=f"https://localhost:{found.port}")
        assert why_not(strange) == "not-trusted"
        assert found.asked == []
        known = replace(strange, _trust=str(tmp_path / "certificate.pem"))
        assert handed_over(known) == Came(Answer.TAKEN)


def test_believes_nothing_of_the_environment_but_which_proxy_leads_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, shows = certified(tmp_path)
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login thief password thief\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "certificate.pem"))
    with notify_stand_in(tmp_path, shows) as found:
        strange = replace(found.carrier, address=f"https://localhost:{found.port}")
        assert why_not(strange) == "not-trusted"
    with notify_stand_in(tmp_path) as found:
        assert handed_over(found.carrier) == Came(Answer.TAKEN)  # signed by our key, by no netrc

    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", "notify.internal.example")
    assert _proxies("https://notify.example")["https"] == "http://proxy.example:3128"
    assert _proxies("https://notify.internal.example") == {}
    assert _proxies("http://127.0.0.1:1") == {}


def test_shows_a_proxy_neither_its_key_nor_a_letter(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as proxy:
        proxy.settimeout(10)
        thread = Thread(target=_hear, args=(proxy, heard.append), daemon=True)
        thread.start()
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        assert why_not(replace(notify.carrier, address="https://notify.example")) == "not-reached"
        thread.join()

    (first,) = heard
    assert first.startswith(b"CONNECT notify.example:443")
    assert b"Authorization" not in first


def _hear(proxy: socket.socket, note: Callable[[bytes], None]) -> None:
    with suppress(OSError):  # nobody came
        line, _ = proxy.accept()
        with closing(line):
            note(line.recv(4096))


def test_one_that_was_not_delivered_goes_again_once_they_were_asked(notify: NotifyStandIn) -> None:
    written = let_go()
    written.work(notify.carrier)
    notify.statuses[notify.references[0]] = "permanent-failure"
    ask_what_was_delivered(notify.carrier, NOW)
    written.done("ben", "letter.came-back", {"sent": written.number}, THAT_DAY)
    asked = {"who": "complainant", "way": "email", "how": "She rang."}
    written.done("ben", "contact.confirmed", asked, THAT_DAY)
    written.let_go()

    assert written.work(notify.carrier).progress == Progress.DONE  # type: ignore[union-attr]
    first, second = notify.references
    assert first != second
    assert ask_what_was_delivered(notify.carrier, NOW) == 0


@pytest.mark.assures("JB-3")
def test_that_it_is_away_is_told_once_however_many_letters_wait(
    notify: NotifyStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    first = let_go()
    second = Written(desk=first.desk)
    second.let_go()
    notify.says["template"] = 500
    with caplog.at_level(logging.INFO, "reconvene.security"):
        for _ in range(3):
            while first.work(notify.carrier):
                pass
            first.now = max(one.due_at for one in Sending.objects.all())
    told = [one.said["reason"] for one in caplog.records if one.msg == "mail.not-reached"]  # type: ignore[attr-defined]

    assert told == ["not-reached"]
    assert [one.tries for one in Sending.objects.all()] == [3, 3]
    notify.says.clear()
    while first.work(notify.carrier):
        pass
    assert len(notify.taken) == 2


@pytest.mark.assures("JB-3")
def test_that_it_stopped_letting_us_in_is_told_also_of_a_letter_it_was_given(
    notify: NotifyStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    written = let_go()
    notify.says["send"] = 403
    with caplog.at_level(logging.INFO, "reconvene.security"):
        written.work(notify.carrier)
    told = [one.said["reason"] for one in caplog.records if one.msg == "mail.not-reached"]  # type: ignore[attr-defined]

    assert told == ["not-let-in"]
