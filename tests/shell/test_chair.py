"""The chair of the conference at the desk: puts right their own entries, and may chair again."""

from datetime import date
from typing import Any

import pytest

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.look import load
from reconvene.worklist.admitting import Audience
from reconvene.worklist.queries import my_duties
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import STEPS, Step

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-2")]
AT_SITTING = 22


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


def test_no_longer_puts_anything_right_once_the_points_have_gone_on() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, 9)

    refused = corrects(desk, case_id, "amina", "Mon 9 Jun 2025", 3)

    assert isinstance(refused, Refused)
    assert refused.ground is Ground.NOT_OPEN_TO_YOU


@pytest.mark.clauses("SP 5.9.d", "SP 6.1")
def test_chairs_again_where_the_panel_asked_for_the_same_chair() -> None:
    desk = Desk.at()
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
    to_brief = {"conference": "reconvened", "person": "father", "how": "read"}
    briefs = Step("amina", "Tue 2 Sep 2025", "attendee.briefed", to_brief)
    steps = (
        Step("bea", "Thu 14 Aug 2025", "decision.put", asked),
        Step("bea", "Thu 14 Aug 2025", "sitting.closed", {"panel": "appeal-panel"}),
    )
    for step in steps:
        assert isinstance(desk.act(case_id, step), Receipt), step
    assert isinstance(desk.act(case_id, briefs), Refused)
    assert isinstance(
        desk.act(case_id, Step("bea", "Tue 19 Aug 2025", "conference.arranged", arranged)), Receipt
    )

    assert owed_to(desk, "amina") == {"brief-attendee", "hold-reconvened"}
    assert isinstance(desk.act(case_id, briefs), Receipt)
    held = {"conference": "reconvened", "present": ["father"], "decided": "The plan goes on."}
    assert isinstance(
        desk.act(case_id, Step("amina", "Wed 3 Sep 2025", "conference.held", held)), Receipt
    )
    assert owed_to(desk, "amina") == set()


def owed_to(desk: Desk, who: str) -> set[str]:
    person, on = desk.people[who], day("Tue 2 Sep 2025")
    audience = Audience(person.authority_id, person.id, person.roles_on(on))
    return {row.rule for row in my_duties(audience, on).rows}


assert STEPS[AT_SITTING - 1].kind == "sitting.opened"
