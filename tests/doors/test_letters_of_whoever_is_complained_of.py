"""Whoever is complained of sends no letter that says more than was put to them."""

import pytest
from django.test import Client

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from tests.doors.test_letter_read_again import OFFER, hidden
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import STEPS, Step

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-9")]
AT = next(number for number, step in enumerate(STEPS) if step.kind == "letter.sent")
OF_THE_SCHOOL = "The school got it wrong."
ADDED = {"id": "S", "words": OF_THE_SCHOOL, "matter": "agency-service"}
NOT_YOURS = "speaks of what was not put to you, so it is not yours to send"
NEXT_DAY = day("Fri 25 Apr 2025")


@pytest.fixture
def desk() -> Desk:
    return Desk.at()


def one_more_point(desk: Desk) -> Receipt:
    """Open a case up to its acknowledgement, with a point that is nothing to its chair."""
    taken = desk.open()
    desk.live(taken.case_id, AT)
    added = desk.act(taken.case_id, Step("ben", STEPS[AT].on, "point.added", {"point": ADDED}))
    assert isinstance(added, Receipt), added
    return taken


def test_it_is_refused_on_its_page_and_nothing_is_recorded(
    client: Client, monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    taken = one_more_point(desk)
    client.force_login(desk.people["amina"])
    monkeypatch.setattr("django.utils.timezone.now", lambda: STEPS[AT].now)
    path = f"/case/{taken.reference}/do/letter.sent/acknowledgement"
    typed = hidden(client.get(path).content.decode())
    on = STEPS[AT].happened_on
    told = {
        "happened_on-day": on.day, "happened_on-month": on.month, "happened_on-year": on.year,
        "sender": f"{desk.people['amina'].pk}|conference-chair",
    }  # fmt: skip

    page = client.post(path, {**typed, **told, "step": "check"}).content.decode()

    assert NOT_YOURS in " ".join(page.split())
    assert OF_THE_SCHOOL not in page
    assert load(desk.people["ben"], taken.case_id, NEXT_DAY).events[-1].kind == "point.added"


def test_it_is_refused_at_the_desk(desk: Desk) -> None:
    answer = desk.act(one_more_point(desk).case_id, STEPS[AT])

    assert isinstance(answer, Refused)
    assert answer.ground is Ground.NOT_OPEN_TO_YOU


def test_it_is_refused_too_where_only_its_words_differ(desk: Desk) -> None:
    taken = desk.open()
    desk.live(taken.case_id, AT)
    named = Step("ben", STEPS[AT].on, "supporter.named", {"name": "Gus Example"})
    assert isinstance(desk.act(taken.case_id, named), Receipt)
    offered = Step("lena", STEPS[AT].on, "meeting.offered", OFFER)
    assert isinstance(desk.act(taken.case_id, offered), Receipt)
    invites = Step("amina", STEPS[AT].on, "letter.sent", {"letter": "appointment"})

    answer = desk.act(taken.case_id, invites)

    assert isinstance(answer, Refused), answer
    assert answer.ground is Ground.NOT_OPEN_TO_YOU


def test_somebody_else_sends_it(desk: Desk) -> None:
    taken = one_more_point(desk)
    theirs = Step("ben", STEPS[AT].on, "letter.sent", STEPS[AT].details)

    assert isinstance(desk.act(taken.case_id, theirs), Receipt)


def test_what_was_put_to_them_is_theirs_to_acknowledge(desk: Desk) -> None:
    taken = desk.open()
    desk.live(taken.case_id, AT)

    assert isinstance(desk.act(taken.case_id, STEPS[AT]), Receipt)
