"""A letter of which nobody knows whether it left goes no second time but by a person's leave."""

from typing import Any

import pytest

from reconvene.core.conduct.answer import Refused
from reconvene.desk import sending
from reconvene.desk.look import load
from reconvene.desk.sending import Lying, may_have_gone
from reconvene.outbox import claiming
from reconvene.outbox.models import Progress, Sending
from reconvene.outbox.notify import REMEMBERED, NotifyLine
from reconvene.outbox.smtp import MailLine
from tests.shell.test_sending import NOW, ON, SAFE, THAT_DAY, Mute, Written
from tests.shell.test_sending_by_notify import MINUTE, TALK_OVER, let_go, lose_its_worker, notify
from tests.support.days import day
from tests.support.notify import NotifyStandIn
from tests.support.post_office import post_office
from tests.support.sp_life import noon

__all__ = ["notify"]

pytestmark = pytest.mark.django_db
NEW = "ewa@new.example"


def doubt(notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch) -> Written:
    """Return a letter that Notify has, of which nobody here knows that, since it could not be asked."""
    written = let_go()
    lose_its_worker(written, notify, monkeypatch)
    notify.does["ask"] = "cut"
    written.now = Sending.objects.get().last_try_at + claiming.LEASE
    assert worked(written, notify.carrier).progress == Progress.DOUBTFUL
    notify.does.clear()
    return written


def worked(written: Written, carrier: Any) -> Sending:
    found = written.work(carrier)
    assert found is not None
    return found


def may_have_left(written: Written) -> bool:
    return may_have_gone(load(written.desk.people["ben"], written.case, ON), written.number)


def readers(notify: NotifyStandIn) -> list[str]:
    return [one["email_address"] for one in notify.taken]


def moved(written: Written) -> int:
    """Note another address of the family's, which they confirmed."""
    since = "Fri 25 Apr 2025"
    number = written.done("ben", "contact.noted", SAFE | {"where": NEW}, since)
    asked = {"who": "complainant", "way": "email", "how": "She rang."}
    written.done("ben", "contact.confirmed", asked, since)
    written.now = noon(day(since)) + MINUTE
    return number


@pytest.mark.assures("JB-1")
def test_is_not_sent_again_where_notify_has_it(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = doubt(notify, monkeypatch)
    notify.asked.clear()
    assert isinstance(written.let_go(), Lying)

    assert worked(written, notify.carrier).progress == Progress.DONE
    assert notify.asked == ["ask"]
    assert len(notify.taken) == 1
    (left,) = written.leavings()
    assert left.happened_at == NOW  # when it went, not when that was found out


@pytest.mark.assures("JB-1")
def test_one_that_left_for_an_earlier_address_is_on_record_as_having_gone_there(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = doubt(notify, monkeypatch)
    first = Sending.objects.get().contact
    assert moved(written) != first
    written.let_go()
    notify.does["send"] = "cut"
    worked(written, notify.carrier)

    assert readers(notify) == ["ewa@mail.example"]
    (left,) = written.leavings()
    assert left.data.contact == first


@pytest.mark.assures("JB-1")
def test_goes_again_once_notify_says_that_it_never_came(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = doubt(notify, monkeypatch)
    notify.taken.clear()
    moved(written)
    written.let_go()

    assert worked(written, notify.carrier).progress == Progress.DONE
    assert readers(notify) == [NEW]


@pytest.mark.assures("JB-1")
def test_what_notify_has_for_another_address_is_no_answer(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = let_go()
    lose_its_worker(written, notify, monkeypatch)
    notify.taken[0]["email_address"] = NEW
    written.now += TALK_OVER

    assert worked(written, notify.carrier).progress == Progress.DOUBTFUL
    assert len(notify.taken) == 1
    assert written.leavings() == []


@pytest.mark.assures("JB-1")
def test_waits_until_nothing_can_be_on_its_way_any_more(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = let_go()
    lose_its_worker(written, notify, monkeypatch)
    notify.taken.clear()
    held = Sending.objects.get()
    claiming.doubt(held, "fault")
    assert isinstance(written.let_go(), Lying)

    assert worked(written, notify.carrier).progress == Progress.READY
    assert written.work(notify.carrier) is None
    assert may_have_left(written)
    written.now += claiming.TALK
    assert worked(written, notify.carrier).progress == Progress.DONE
    assert len(notify.taken) == 1


def test_is_tried_later_while_notify_cannot_be_asked(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = doubt(notify, monkeypatch)
    written.let_go()
    notify.does["ask"] = "cut"

    held = worked(written, notify.carrier)
    assert (held.progress, held.why) == (Progress.READY, "not-reached")
    assert len(notify.taken) == 1
    assert may_have_left(written)


def test_goes_by_a_persons_leave_where_notify_may_have_forgotten_it(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = doubt(notify, monkeypatch)
    notify.taken.clear()
    written.now = NOW + REMEMBERED
    written.let_go()

    assert worked(written, notify.carrier).progress == Progress.DONE
    assert len(notify.taken) == 1


@pytest.mark.parametrize("is_asked_by", ["a mail server", "another service"])
@pytest.mark.assures("JB-1")
def test_another_carrier_than_had_it_sends_nothing_by_itself(
    notify: NotifyStandIn, is_asked_by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = let_go()
    with post_office() as office:
        if is_asked_by == "a mail server":
            with monkeypatch.context() as patched:
                patched.setattr(MailLine, "hand_over", lost)
                with pytest.raises(KeyboardInterrupt):
                    written.work(office.server)
        else:
            lose_its_worker(written, notify, monkeypatch)
            notify.taken.clear()
            notify.become_another_service()
        for _ in range(3):
            written.now += TALK_OVER
            written.work(notify.carrier)

    assert Sending.objects.get().progress == Progress.DOUBTFUL
    assert notify.taken == []
    assert written.leavings() == []
    written.let_go()
    assert worked(written, notify.carrier).progress == Progress.DONE  # a person knew, and let it go


def lost(*_: Any) -> None:
    raise KeyboardInterrupt


@pytest.mark.assures("JB-1", "JB-2")
def test_a_worker_that_was_paused_hands_over_nothing_that_another_may_have_sent(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, real = let_go(), NotifyLine.hand_over

    def paused(self: NotifyLine, *parcel: Any) -> Any:
        monkeypatch.setattr(NotifyLine, "hand_over", real)
        for _ in range(2):
            written.now += TALK_OVER
            written.work(notify.carrier)  # another worker's turn
        return real(self, *parcel)

    monkeypatch.setattr(NotifyLine, "hand_over", paused)
    written.work(notify.carrier)

    assert Sending.objects.get().progress == Progress.DONE
    assert len(notify.taken) == len(written.leavings()) == 1


def test_a_worker_that_was_paused_and_lost_to_nobody_tries_later(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, real = let_go(), NotifyLine.filled

    def paused(self: NotifyLine, parcel: Any) -> Any:
        if parcel.id != "rehearsal":
            written.now += claiming.HANDED_WITHIN
        return real(self, parcel)

    monkeypatch.setattr(NotifyLine, "filled", paused)
    held = worked(written, notify.carrier)

    assert (held.progress, held.why, held.begun_at) == (Progress.READY, "too-slow", None)
    assert notify.taken == []
    assert not may_have_left(written)


def test_a_mail_server_gets_nothing_from_a_worker_that_was_paused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written, real = let_go(), MailLine.hand_over

    def paused(self: MailLine, *parcel: Any) -> Any:
        written.now += claiming.HANDED_WITHIN
        return real(self, *parcel)

    monkeypatch.setattr(MailLine, "hand_over", paused)
    with post_office() as office:
        held = worked(written, office.server)
        assert (held.progress, held.why) == (Progress.READY, "too-slow")
        assert office.taken == []


@pytest.mark.assures("JB-1")
@pytest.mark.parametrize("became", ["taken back", "unsafe since", "given by hand"])
def test_stays_in_doubt_where_it_does_not_go_again(became: str) -> None:
    written, carrier = in_doubt_for_good(), Mute()
    assert isinstance(written.let_go(), Lying)
    assert may_have_left(written)
    if became == "taken back":
        look = load(written.desk.people["ben"], written.case, ON)
        seen = Sending.objects.get().fence
        assert sending.take_back(look, written.number, seen=seen, now=written.now)
    elif became == "unsafe since":
        written.noted(safe="unsafe")
        worked(written, carrier)
    else:
        by_hand = {"sent": written.number, "how": "hand", "note": "Ben gave it to her here."}
        written.done("ben", "letter.left", by_hand, THAT_DAY)
        worked(written, carrier)

    held = Sending.objects.get()
    assert (held.progress, held.why) == (Progress.DOUBTFUL, "earlier")
    assert may_have_left(written)
    assert carrier.kept == {}


@pytest.mark.assures("JB-1")
def test_stays_in_doubt_until_it_goes_again() -> None:
    written = in_doubt_for_good()
    assert may_have_left(written)
    written.let_go()
    with post_office() as office:
        office.says["rcpt"] = "450 not now"
        assert worked(written, office.server).progress == Progress.READY
        assert may_have_left(written)
        office.says["rcpt"] = "550 never"
        written.now = Sending.objects.get().due_at
        assert worked(written, office.server).progress == Progress.DOUBTFUL
        assert may_have_left(written)


def in_doubt_for_good() -> Written:
    """Return a letter that a mail server may have."""
    written = let_go()
    with post_office() as office:
        office.breaks_at = "answer"
        assert worked(written, office.server).progress == Progress.DOUBTFUL
    return written


@pytest.mark.assures("JB-1")
def test_after_a_restore_notify_is_asked_before_it_goes_again(notify: NotifyStandIn) -> None:
    written = let_go()
    sent_since = Sending.objects.get().id
    assert claiming.doubt_all("restored") == 1
    assert may_have_left(written)
    notify.taken.append(
        {"id": "0", "reference": sent_since, "email_address": NEW, "service": notify.service}
    )
    written.let_go()
    held = worked(written, notify.carrier)

    assert (held.progress, held.why) == (Progress.DOUBTFUL, "restored")
    assert len(notify.taken) == 1
    notify.taken.clear()
    written.let_go()
    assert worked(written, notify.carrier).progress == Progress.DONE


def test_one_that_could_not_be_delivered_goes_by_no_button(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = doubt(notify, monkeypatch)
    assert claiming.note_undelivered(Sending.objects.get().id)

    assert isinstance(written.let_go(), Refused)
    assert may_have_left(written)
