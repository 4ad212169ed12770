"""One case, many at once: a single order explains whatever anybody was answered, and when."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from random import Random
from time import monotonic_ns

import pytest
from django.db import OperationalError, connection

from reconvene.core.conduct.answer import Allowed, Answer, Refused
from reconvene.core.record.event import Entry
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.deciding import decided
from reconvene.desk.look import CaseUnknown, Look, admitted, load, look_whole
from reconvene.ledger import history as ledger
from reconvene.ledger.verifying import verify
from reconvene.library.procedure_files import load_procedures
from tests.shell.test_many_at_once import at_once
from tests.support.days import written
from tests.support.desk import Desk
from tests.support.one_order import Answered, NoSingleOrder, one_order
from tests.support.sizes import sized
from tests.support.sp_life import STEPS, Step

OPERATIONS = sized(240, 100_000, "answers about one case, held against one order")
KEYS = sized(24, 120)
IN_USE = 12
"""So many keys are sent under at one time; then others are."""

PEOPLE = 8
TRIES = 10

TODAY = STEPS[-1].happened_on
ON = written(TODAY)
TRIED = (
    *(replace(step, on=ON) for step in STEPS),
    Step("ben", ON, "point.withdrawn", {"point": "A"}),
    Step("ben", ON, "role.assigned", {"role": "reviewing-manager", "person": "@rhys"}),
    Step("ben", ON, "supporter.named", {"name": "Ada", "kind": "advocate"}),
    Step("ben", ON, "entry.corrected", {"entry": 2, "reason": "Not so.", "struck": True}),
)
"""What a life is made of, in its order, and what somebody may try in between."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Which of `TRIED` somebody sends, under a key that others send theirs under as well."""

    key: int
    tried: int

    @property
    def under(self) -> tuple[str, int]:
        """Whose key it is, and which: two people's are never the same."""
        return TRIED[self.tried].by, self.key


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw of the record: how long it was, and the code that stands for all of it."""

    length: int
    code: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One operation: what was sent, or None for a look; and the answer, None for no such case."""

    sent: Sent | None
    answer: Seen | Receipt | Refused | Conflict | None


def planned(chance: Random) -> list[Sent | None]:
    """Return what is asked, one after another: half of it looks, and some is sent under used keys."""
    life = [number * len(TRIED) // KEYS for number in range(KEYS)]
    asked: list[Sent | None] = []
    for number in range(OPERATIONS):
        key = max(0, number * KEYS // OPERATIONS - chance.randrange(IN_USE))
        tried = life[key] if chance.random() < 0.7 else chance.randrange(len(TRIED))
        asked.append(None if chance.random() < 0.5 else Sent(key, tried))
    return asked


def asked_at_once(desk: Desk, case_id: str, plan: Sequence[Sent | None]) -> list[Answered[Asked]]:
    """Return what came of all that is planned, with as many people at it at once as there are."""

    def ask(number: int) -> Answered[Asked]:
        sent, began = plan[number], monotonic_ns()
        answer = _until_answered(desk, case_id, sent) if sent else seen(desk, case_id)
        return Answered(Asked(sent, answer), began, monotonic_ns())

    return at_once(ask, len(plan), people=PEOPLE)


def _until_answered(desk: Desk, case_id: str, sent: Sent) -> Receipt | Refused | Conflict | None:
    """Return what is answered to an act; whoever is told that it is too busy sends it again."""
    for _ in range(TRIES):
        with suppress(OperationalError):
            try:
                return desk.act(case_id, TRIED[sent.tried], key=f"key {sent.key}")
            except CaseUnknown:
                return None
    raise AssertionError(sent)


def seen(desk: Desk, case_id: str) -> Seen:
    codes = load(desk.people["ben"], case_id, TODAY).codes
    return Seen(len(codes), codes[len(codes)])


class Life:
    """The record of a case as it is in the end, and what is right at each place of its life."""

    def __init__(self, desk: Desk, case_id: str, asked: Sequence[Asked]) -> None:
        self.desk = desk
        with connection.cursor() as cursor:
            self.history = ledger.load(cursor, desk.people["ben"].authority_id, case_id)
        done = [(one.sent, one.answer) for one in asked if isinstance(one.answer, Receipt)]
        self.receipts = {receipt.number: receipt for _, receipt in done}
        self.made = {receipt.number: sent for sent, receipt in done if sent}
        self.used = {sent.under: number for number, sent in self.made.items()}
        self._looks: dict[tuple[str, int], Look | None] = {}
        self._said: dict[tuple[int, int], Answer] = {}

    @property
    def length(self) -> int:
        return len(self.history.rows)

    def is_right(self, asked: Asked, place: int) -> bool:
        """Tell whether something is answered so at a place, where nobody else is at the desk."""
        length, is_making = divmod(place, 2)
        match asked:
            case Asked(sent=None, answer=Seen(length=seen, code=code)):
                return place == 2 * seen and code == self.history.codes[seen]
            case Asked(sent=Sent() as sent, answer=Receipt(number=number)) if is_making:
                return number == length + 1 and self._makes(sent, number)
            case Asked(sent=Sent() as sent, answer=answer) if length and not is_making:
                return self._answer(sent, length) == answer
        return False

    def _makes(self, sent: Sent, number: int) -> bool:
        """Tell whether what was sent makes an entry that stands there, and just so."""
        said, there = self._decided(sent.tried, number - 1), self.history.events[number - 1]
        if not isinstance(said, Allowed) or self.used[sent.under] != number:
            return False
        assert self.receipts[number].code == self.history.codes[number]
        entries = [(one.kind, one.happened_on, one.data) for one in said.entries]
        return entries == [(there.kind, there.happened_on, there.data)]

    def _answer(self, sent: Sent, length: int) -> object:
        """Return what is answered to what is sent, on a record of a length that stays as it is."""
        if self._look(TRIED[sent.tried].by, length) is None:
            return None
        number = self.used.get(sent.under, self.length + 1)
        if number > length:
            return self._decided(sent.tried, length)
        is_same = TRIED[self.made[number].tried] == TRIED[sent.tried]  # two steps say the same
        return self.receipts[number] if is_same else Conflict(self.history.case_id, number)

    def _decided(self, tried: int, length: int) -> Answer:
        """Return what comes of an act on a record of a length."""
        if (tried, length) not in self._said:
            step = TRIED[tried]
            look = self._look(step.by, length)
            data = step.data(self.desk.named)
            entry = Entry(kind=step.kind, happened_on=step.happened_on, data=data)
            assert look is not None
            self._said[tried, length] = decided(look, entry, None)[0]
        return self._said[tried, length]

    def _look(self, by: str, length: int) -> Look | None:
        """Return how somebody meets a record of a length; None where it is no case for them."""
        if (by, length) not in self._looks:
            rows, events = self.history.rows[:length], self.history.events[:length]
            then = replace(self.history, rows=rows, events=events)
            look = look_whole(self.desk.people[by], then, TODAY)
            try:
                self._looks[by, length] = admitted(look, then.case_id)
            except CaseUnknown:
                self._looks[by, length] = None
        return self._looks[by, length]


@pytest.mark.assures("CO-3", size=OPERATIONS)
@pytest.mark.django_db(transaction=True)
def test_one_order_explains_whatever_was_answered_at_once() -> None:
    load_procedures()
    desk = Desk.at()
    case_id = desk.open().case_id
    plan = planned(Random(2025))  # noqa: S311  who does what

    answers = asked_at_once(desk, case_id, plan)

    life = Life(desk, case_id, [one.asked for one in answers])
    order = one_order(answers, life.is_right, last=2 * life.length)
    assert [at for at in dict(order) if at % 2] == [2 * number - 1 for number in sorted(life.made)]
    assert sorted(life.made) == list(range(2, life.length + 1))
    kinds = {type(one.asked.answer) for one in answers}
    assert kinds >= {Seen, Receipt, Refused, Conflict}
    with connection.cursor() as cursor:
        assert verify(cursor, case_id) == ()


# A record that grows to two entries: "made" is right where the second is made, and a number where
# the record is so long.
def is_shown(asked: str, place: int) -> bool:
    return place == (3 if asked == "made" else 2 * int(asked))


def given(*asked: tuple[str, int, int]) -> list[Answered[str]]:
    return [Answered(what, began, ended) for what, began, ended in asked]


@pytest.mark.parametrize(
    "answers",
    [
        given(("1", 0, 1), ("made", 2, 3), ("2", 4, 5)),
        given(("made", 0, 9), ("1", 1, 2), ("2", 3, 4)),
        given(("made", 0, 9), ("2", 1, 8), ("1", 2, 7)),
    ],
)
def test_answers_that_came_one_after_another_are_explained(answers: list[Answered[str]]) -> None:
    order = one_order(answers, is_shown, last=4)

    assert order == [(2, "1"), (3, "made"), (4, "2")]


@pytest.mark.parametrize(
    ("answers", "after"),
    [
        (given(("made", 0, 1), ("1", 2, 3)), 3),  # what was done before is not seen
        (given(("made", 0, 9), ("2", 1, 2), ("1", 3, 4)), 4),  # what was seen is gone again
        (given(("2", 0, 1), ("made", 2, 3)), 4),  # it was seen before anybody did it
        (given(("3", 0, 9)), 0),  # it never was so
    ],
)
def test_answers_that_no_order_explains_are_told_of(
    answers: list[Answered[str]], after: int
) -> None:
    with pytest.raises(NoSingleOrder) as told:
        one_order(answers, is_shown, last=4)

    assert told.value.after == after
