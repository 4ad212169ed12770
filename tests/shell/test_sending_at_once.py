"""However many workers send at the same moment, and whichever of them is lost, a letter goes once."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Lock, Thread

import pytest
from django.db import OperationalError, connection

from reconvene.outbox import claiming
from reconvene.outbox.models import UNDER_WAY, Progress, Sending
from tests.support.sizes import sized

pytestmark = pytest.mark.django_db(transaction=True)
BEGAN = datetime(2025, 4, 24, 12, tzinfo=UTC)
WORKERS = 8
LETTERS = sized(200, 10_000, "letters that eight workers send at once")
CASES = LETTERS // 4
LOST_EVERY = 7


class Lost(Exception):
    """A worker that was lost in the middle of something."""


class Post:
    """
    A carrier's own book of what it took, and workers that are lost now and then.

    It takes whatever it is handed, as mail does: nothing but the outbox keeps a letter from going
    twice.
    """

    def __init__(self) -> None:
        self.took: list[tuple[str, str, int]] = []
        self.handed = 0
        self.lock = Lock()

    def hand_over(self, held: Sending) -> None:
        with self.lock:
            self.handed += 1
            is_lost = self.handed % LOST_EVERY == 0
            self.took.append((held.id, held.case_id, held.entry))
        if is_lost:
            raise Lost


def lay(number: int) -> None:
    claiming.ask(
        claiming.Wanted(
            id=f"letter-{number:05}", authority="partnership", case_id=f"{number % CASES:013}",
            entry=number, who="complainant", asked_by="ben", role="complaints-officer",
        ),
        BEGAN,
    )  # fmt: skip


def patiently(ask: Callable[[], Sending | None]) -> Sending | None:
    """SQLite lets in one writer at a time, and may say so to another."""
    for _ in range(50):
        try:
            return ask()
        except OperationalError as busy:
            if "locked" not in str(busy):
                raise
    raise AssertionError


def work(post: Post, at: datetime) -> None:
    """Send until there is nothing left, as somebody who is replaced whenever they are lost."""
    while (held := patiently(lambda: claiming.claim(at))) is not None:
        try:
            if held.begun_at is not None:
                claiming.doubt(held, "broke-off")
                continue
            claiming.begin(held, 1, "post", at)
            post.hand_over(held)
            claiming.taken(held, at)
            claiming.done(held)
        except Lost:
            continue


def all_at_once(post: Post, at: datetime) -> None:
    ready, faults = Barrier(WORKERS), list[BaseException]()

    def one() -> None:
        try:
            ready.wait()
            work(post, at)
        except BaseException as fault:  # noqa: BLE001  told by the test
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=one) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


@pytest.mark.assures("JB-2", size=LETTERS)
def test_each_goes_once_or_waits_for_a_person() -> None:
    for number in range(LETTERS):
        lay(number)
    post = Post()
    at = BEGAN + timedelta(minutes=1)
    for _ in range(LETTERS):
        all_at_once(post, at)
        at += claiming.TALK + timedelta(minutes=1)
        if not Sending.objects.filter(progress__in=UNDER_WAY).exists():
            break

    assert max(Counter(name for name, _, _ in post.took).values()) == 1
    ended = Counter(Sending.objects.values_list("progress", flat=True))
    lost = LETTERS // LOST_EVERY
    assert ended == {Progress.DONE: LETTERS - lost, Progress.DOUBTFUL: lost}
    assert len(post.took) == LETTERS


@pytest.mark.assures("JB-2", size=LETTERS)
def test_letters_of_a_case_go_in_their_order() -> None:
    for number in reversed(range(LETTERS)):
        lay(number)
    post = Post()
    at = BEGAN + timedelta(minutes=1)
    while Sending.objects.filter(progress__in=UNDER_WAY).exists():
        all_at_once(post, at)
        at += claiming.TALK + timedelta(minutes=1)

    for case in {case for _, case, _ in post.took}:
        entries = [entry for _, its, entry in post.took if its == case]
        assert entries == sorted(entries)
