"""The same, and what only one can do, sent to a server's pages by many at the same moment."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection

from reconvene.people.models import Person
from tests.support.cast import person
from tests.support.copies import Copy
from tests.support.desk import Desk
from tests.support.offices import DAY, TOLD_OF, Office
from tests.support.processes import address
from tests.support.served import Answer, Fields, Visitor, served
from tests.support.sizes import sized

SENT = sized(40, 200, "times the same is sent to a server's page")
STAFF = sized(8, 50, "people who take one point back on its page")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Office]:
    """Give an office whose server is on this test's database."""
    desk = Desk.at()
    reference = desk.open().reference
    people = {name: one.id for name, one in desk.people.items()}
    told = {"RECONVENE_DEMO": "1", "RECONVENE_KEY_FILE": str(settings.KEY_FILE)}
    with served(Copy(tmp_path, {**told, "RECONVENE_DATABASE_URL": address()})) as server:
        yield Office(server.copy, server, reference, people)


@pytest.fixture
def comes(here: Office) -> Iterator[Callable[[], Visitor]]:
    """Give a way for somebody else to come to the office; all have left in the end."""
    came: list[Visitor] = []

    def comes() -> Visitor:
        came.append(Visitor(here.server.port))
        return came[-1]

    yield comes
    for one in came:
        one.line.close()


def at_once(*sending: Callable[[], Answer]) -> list[Answer]:
    """Return what everybody is answered who begins to send at the same moment."""
    together = Barrier(len(sending))

    def one(send: Callable[[], Answer]) -> Answer:
        together.wait()
        return send()

    with ThreadPoolExecutor(len(sending)) as threads:
        return list(threads.map(one, sending))


def again_and_again(
    lines: Sequence[Visitor], visitor: Visitor, to: str, fields: Fields
) -> list[Answer]:
    """Return what is answered to somebody who sends the same over many lines at once."""
    for line in lines:
        line.cookies = visitor.cookies
    return at_once(*(partial(line.send, to, fields) for line in lines))


def counted() -> tuple[int, int]:
    """Return how many cases and how many entries there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT COUNT(*) FROM ledger_case), COUNT(*) FROM ledger_entry")
        cases, entries = cursor.fetchone()
    return cases, entries


@pytest.mark.assures("CO-1", size=SENT)
def test_one_complaint_sent_again_and_again_is_one(
    here: Office, comes: Callable[[], Visitor]
) -> None:
    visitor = comes()
    here.enter(visitor, "ben")
    check = here.draft(visitor, "Ewa Example")
    confirmed, (cases, entries) = visitor.visit(check).hidden, counted()

    answers = again_and_again([comes() for _ in range(SENT)], visitor, check, confirmed)

    assert counted() == (cases + 1, entries + 2)  # and that who took it down knows of it
    ((to, times),) = Counter(one.to for one in answers).items()
    assert (to.rpartition("/")[0], times) == ("/take-down/done", SENT)
    assert "Ewa Example" in visitor.visit(to).said


@pytest.mark.assures("CO-1", size=SENT)
def test_one_act_sent_again_and_again_is_one(here: Office, comes: Callable[[], Visitor]) -> None:
    visitor = comes()
    here.enter(visitor, "amina")
    fields = [*DAY, ("to", "Ben Carter"), ("key", "one"), ("step", "confirm")]
    cases, entries = counted()

    answers = again_and_again(
        [comes() for _ in range(SENT)], visitor, TOLD_OF.format(here.reference), fields
    )

    assert counted() == (cases, entries + 1)
    assert {(one.status, one.to) for one in answers} == {(302, f"/case/{here.reference}/done/2")}


@pytest.mark.assures("CO-2", size=STAFF)
def test_whoever_was_too_late_is_told_who_was_sooner_and_keeps_their_words(
    here: Office, comes: Callable[[], Visitor]
) -> None:
    at = Person.objects.get(id=here.people["ben"]).authority
    taken_back = f"/case/{here.reference}/do/point.withdrawn/-"
    sending = []
    for number in range(STAFF):
        officer = person(at, f"Ben{number} Example", "complaints-officer")
        here.people[officer.name] = officer.id
        visitor = comes()
        here.enter(visitor, officer.name)
        hidden = [one for one in visitor.visit(taken_back).hidden if one[0] != "step"]
        typed = [("point", "A"), ("words", f"{officer.name} heard that it is settled.")]
        confirmed = [*hidden, *DAY, *typed, ("step", "confirm")]
        sending.append(partial(visitor.send, taken_back, confirmed))

    answers = at_once(*sending)

    winner = [answer.status for answer in answers].index(302)
    for number, answer in enumerate(answers):
        if number != winner:
            assert answer.status == 409
            assert "Recorded since you opened this page" in answer.said
            assert f"Recorded by Ben{winner} Example (complaints officer), " in answer.said
            assert f"Ben{number} Example heard that it is settled." in answer.said
