"""The chair of the conference at the desk: puts right their own entries, and may chair again."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.look import load
from reconvene.worklist.admitting import Audience
from reconvene.worklist.queries import my_duties
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.references import called
from tests.support.sp_life import STEPS, Step, noon

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-2")]
AT_SITTING = 22
BRIEFS = Step(
    "amina",
    "Tue 2 Sep 2025",
    "attendee.briefed",
    {"conference": "reconvened", "person": "father", "how": "read"},
)


def corrects(
    desk: Desk, case_id: str, by: str, on: str, entry: int
) -> Receipt | Refused | Conflict:
    details: dict[str, Any] = {"entry": entry, "struck": True, "reason": "Told by mistake."}
    return desk.act(case_id, Step(by, on, "entry.corrected", details))


def test_puts_right_what_they_recorded_and_nothing_else() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, 3)

    for entry in (1, 4):
        refused = corrects(desk, case_id, "amina", "Thu 24 Apr 2025", entry)
        assert isinstance(refused, Refused)
        assert refused.ground is Ground.NOT_OPEN_TO_YOU
    assert isinstance(corrects(desk, case_id, "amina", "Thu 24 Apr 2025", 2), Receipt)
    amina = desk.people["amina"]
    assert load(amina, case_id, day("Thu 24 Apr 2025")).events[-1].kind == "entry.corrected"


def test_finds_the_form_for_it_beside_their_own_entries_alone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.at()
    desk.live(desk.open().case_id, 3)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon(day("Thu 24 Apr 2025")))
    client.force_login(desk.people["amina"])

    def leads_to_a_form(entry: int) -> bool:
        page = client.get(f"/case/{called(1)}/entry/{entry}").content.decode()
        return f"/do/entry.corrected/{entry}" in page

    assert [leads_to_a_form(entry) for entry in (1, 2, 3, 4)] == [False, True, True, False]
    assert client.get(f"/case/{called(1)}/do/entry.corrected/2").status_code == 200


def test_no_longer_puts_anything_right_once_the_points_have_gone_on() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, 9)

    refused = corrects(desk, case_id, "amina", "Mon 9 Jun 2025", 3)

    assert isinstance(refused, Refused)
    assert refused.ground is Ground.NOT_OPEN_TO_YOU


def arranged_again(desk: Desk) -> str:
    """Return a case in which the panel asked for the same chair, and the conference is arranged."""
    case_id = desk.open().case_id
    desk.live(case_id, AT_SITTING)
    asked = {
        "panel": "appeal-panel",
        "decision": "recommend-reconvening",
        "point": "A",
        "votes_for": ["ingrid", "piotr", "edie"],
        "details": {"chair": "same", "recommendation": "Hear the father."},
    }
    arranged = {
        "conference": "reconvened",
        "for_on": date(2025, 9, 3),
        "chair": "@amina",
        "expected": [{"id": "father", "name": "Father"}],
    }
    for step in (
        Step("bea", "Thu 14 Aug 2025", "decision.put", asked),
        Step("bea", "Thu 14 Aug 2025", "sitting.closed", {"panel": "appeal-panel"}),
    ):
        assert isinstance(desk.act(case_id, step), Receipt), step
    assert isinstance(desk.act(case_id, BRIEFS), Refused)
    arranging = Step("bea", "Tue 19 Aug 2025", "conference.arranged", arranged)
    assert isinstance(desk.act(case_id, arranging), Receipt)
    return case_id


@pytest.mark.clauses("SP 5.9.d", "SP 6.1")
def test_chairs_again_where_the_panel_asked_for_the_same_chair() -> None:
    desk = Desk.at()
    case_id = arranged_again(desk)

    assert owed_to(desk, "amina") == {"brief-attendee", "hold-reconvened"}
    assert isinstance(desk.act(case_id, BRIEFS), Receipt)
    held = {"conference": "reconvened", "present": ["father"], "decided": "The plan goes on."}
    assert isinstance(
        desk.act(case_id, Step("amina", "Wed 3 Sep 2025", "conference.held", held)), Receipt
    )
    assert owed_to(desk, "amina") == set()


def test_finds_that_work_on_the_page_of_the_case(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.at()
    arranged_again(desk)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon(BRIEFS.happened_on))
    client.force_login(desk.people["amina"])

    said = client.get(f"/case/{called(1)}").content.decode()
    acts = ("attendee.briefed/reconvened", "conference.held/reconvened", "entry.corrected/2")
    answers = [client.get(f"/case/{called(1)}/do/{act}") for act in acts]

    assert "Reconvened conference" in said or "reconvened conference" in said
    assert "not-theirs" not in said
    assert [answer.status_code for answer in answers[:2]] == [200, 200]
    assert all("Father" in answer.content.decode() for answer in answers[:2])
    assert answers[2].status_code < 500


def owed_to(desk: Desk, who: str) -> set[str]:
    person, on = desk.people[who], day("Tue 2 Sep 2025")
    audience = Audience(person.authority_id, person.id, person.roles_on(on))
    return {row.rule for row in my_duties(audience, on).rows}


assert STEPS[AT_SITTING - 1].kind == "sitting.opened"
