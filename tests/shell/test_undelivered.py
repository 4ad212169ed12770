"""What a carrier could not deliver is told of whatever left, and shown until somebody has seen to it."""

from datetime import timedelta

import pytest

from reconvene.desk.undelivered import MOST, ask_what_was_delivered, undelivered_for
from reconvene.outbox import claiming
from reconvene.outbox.models import Progress, Sending
from tests.shell.test_in_doubt import doubt, worked
from tests.shell.test_sending import NOW, ON, THAT_DAY, Written
from tests.shell.test_sending_by_notify import let_go, notify
from tests.support.notify import NotifyStandIn

__all__ = ["notify"]

pytestmark = pytest.mark.django_db


def come_to_nothing(notify: NotifyStandIn) -> int:
    notify.statuses[notify.references[-1]] = "permanent-failure"
    return ask_what_was_delivered(notify.carrier, NOW)


def shown(written: Written, to: str = "ben") -> list[int]:
    return [one.entry for one in undelivered_for(written.desk.people[to], ON)]


def others(written: Written, count: int, **changed: object) -> None:
    """Have others that came to nothing before it, which nobody is to be shown."""
    one = Sending.objects.get()
    for number in range(count):
        fields = {
            "id": f"{number:032}", "authority": one.authority, "case_id": one.case_id,
            "entry": one.entry, "who": one.who, "asked_by": one.asked_by, "role": one.role,
            "asked_at": NOW - timedelta(days=1), "progress": Progress.DONE, "due_at": NOW,
            "last_try_at": NOW, "begun_at": NOW, "taken_at": NOW, "why": claiming.UNDELIVERED,
        }  # fmt: skip
        Sending.objects.create(**fields | changed)


@pytest.mark.parametrize(
    "changed", [{}, {"case_id": "another-case"}], ids=["seen to", "not theirs"]
)
@pytest.mark.assures("JB-4")
def test_is_hidden_behind_no_others(notify: NotifyStandIn, changed: dict[str, object]) -> None:
    written = let_go()
    worked(written, notify.carrier)
    others(written, MOST, **changed)

    assert come_to_nothing(notify) == 1
    assert shown(written) == [written.number]


@pytest.mark.assures("JB-4")
def test_is_forgotten_once_it_is_on_record_that_it_came_back(notify: NotifyStandIn) -> None:
    written = let_go()
    worked(written, notify.carrier)
    come_to_nothing(notify)
    assert claiming.forget_done(NOW + timedelta(days=8)) == 0
    written.done("ben", "letter.came-back", {"sent": written.number}, THAT_DAY)

    assert not claiming.undelivered(written.desk.people["ben"].authority_id)
    assert (
        ask_what_was_delivered(notify.carrier, NOW) == 0
    )  # what is on the record is not told again
    assert claiming.forget_done(NOW + timedelta(days=8)) == 1


@pytest.mark.assures("JB-4")
def test_is_not_told_of_one_that_is_on_record_as_having_come_back(notify: NotifyStandIn) -> None:
    written = let_go()
    worked(written, notify.carrier)
    written.done("ben", "letter.came-back", {"sent": written.number}, THAT_DAY)

    assert come_to_nothing(notify) == 0
    assert not claiming.undelivered(written.desk.people["ben"].authority_id)


@pytest.mark.assures("JB-4")
def test_is_told_of_one_that_somebody_recorded_by_hand_while_it_was_in_doubt(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = doubt(notify, monkeypatch)
    by_hand = {"sent": written.number, "how": "email"}
    written.done("ben", "letter.left", by_hand, THAT_DAY)

    assert come_to_nothing(notify) == 1
    assert ask_what_was_delivered(notify.carrier, NOW) == 0
    assert shown(written) == [written.number]
    assert shown(written, to="amina") == []
    written.done("ben", "letter.came-back", {"sent": written.number}, THAT_DAY)
    assert shown(written) == []
    assert Sending.objects.get().progress == Progress.DONE


@pytest.mark.assures("JB-4")
def test_is_told_of_one_in_doubt_that_nobody_settled(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = doubt(notify, monkeypatch)

    assert come_to_nothing(notify) == 1
    held = Sending.objects.get()
    assert (held.progress, held.why) == (Progress.DOUBTFUL, "undelivered")
    assert shown(written) == []  # it waits still, and stands among the letters to go
    assert written.work(notify.carrier) is None


def test_of_one_in_doubt_for_long_nothing_is_asked(
    notify: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubt(notify, monkeypatch)
    notify.asked.clear()

    assert ask_what_was_delivered(notify.carrier, NOW + timedelta(days=8)) == 0
    assert notify.asked == []
