"""An office at work: a copy with people and one case, served, and what somebody does on its pages."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.copies import Copy
from tests.support.served import Answer, Fields, Served, Visitor, served

DAY = [("happened_on-day", "22"), ("happened_on-month", "4"), ("happened_on-year", "2025")]
TOLD_OF = "/case/{}/do/notice.given/tell-officer-received"
_WRITTEN = (
    "from tests.support.operations import entries; from reconvene.erasure.models import Hold; "
    "print(entries() + Hold.objects.count())"
)


@dataclass(frozen=True)
class Office:
    """A copy at work, with one case."""

    copy: Copy
    server: Served
    reference: str
    people: dict[str, str]

    def written(self) -> int:
        """Return how many entries and holds there are, as another process counts them."""
        return int(self.asked(_WRITTEN))

    def asked(self, code: str) -> str:
        """Return what some code prints that another process of the copy runs."""
        return self.copy.must("shell", "--verbosity", "0", "-c", code).strip()

    def enter(self, visitor: Visitor, name: str) -> None:
        """Have a visitor become somebody."""
        visitor.visit("/people")
        answer = visitor.send("/people", [("person", self.people[name])])
        assert answer.status == 302, answer.title

    def draft(self, visitor: Visitor, family: str) -> str:
        """Fill in a complaint, all but its last button; return the address that has it."""
        draft = "new"
        for step, typed in filled_in(self.people["amina"], family):
            answer = visitor.send(f"/take-down/{draft}/{step}", typed)
            assert answer.status == 302, (step, answer.title)
            draft = answer.to.split("/")[2]
        return f"/take-down/{draft}/check"


@contextmanager
def office(folder: Path, **environment: str) -> Iterator[Office]:
    """Give an office that keeps everything in a folder, and end its server."""
    copy = Copy.demo(folder, **environment)
    if "RECONVENE_KEY_MODULE" in environment:
        copy.must("make_token_keys")
    copy.must("migrate", "--verbosity", "0")
    said = copy.run("-m", "tests.support.one_case")
    assert said.returncode == 0, said.stderr
    made = json.loads(said.stdout)
    with served(copy) as server:
        yield Office(copy, server, made["reference"], made["people"])


def told_of(visitor: Visitor, reference: str, note: str, key: str) -> Answer:
    """Put on a case's record that the complaints officer was told, with a note, under a key."""
    typed = [*DAY, ("to", "Ben Carter"), ("note", note), ("key", key), ("step", "confirm")]
    return visitor.send(TOLD_OF.format(reference), typed)


def filled_in(chair: str, family: str) -> Iterator[tuple[str, Fields]]:
    """Yield each step of taking down a complaint, with what is typed."""
    yield "who", [("name", family), ("capacity", "parent"), ("once", family)]
    conference = [("kind", "initial"), ("chair", chair), *_day("held_on", 10, 4)]
    yield "conference", conference
    child = [("name", "Kit"), ("decision", "become"), ("category", "neglect"), ("go_on", "1")]
    yield "children", child
    point = [("words", "It is not so."), ("matter", "decision"), ("ground", "plan-criteria")]
    yield "points", [*point, ("go_on", "1")]
    yield "came", [("channel", "phone"), ("form", "spoken"), *_day("received_on", 22, 4)]
    yield "needs", [("needs_help", "no")]
    yield "elsewhere", []


def _day(name: str, number: int, month: int) -> Fields:
    """Return a day of 2025 as it is typed."""
    return [(f"{name}-day", str(number)), (f"{name}-month", str(month)), (f"{name}-year", "2025")]
