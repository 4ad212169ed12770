"""Points raised late, on the pages: each decision names its points, and one may be taken back."""

from typing import Any

import pytest
from django.test import Client

from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.filling import day as typed_day
from tests.support.sp_life import STEPS, Step, noon

pytestmark = pytest.mark.django_db

ON = "Mon 2 Jun 2025"
TAKEN_ON = {"accepted": "yes", "reasons": "She was ill.", "excuse": ""}


class Waiting:
    """A case with points that wait, and Ben at the screen."""

    def __init__(self, client: Client, desk: Desk) -> None:
        self.client, self.desk = client, desk
        self.case = desk.open()
        desk.live(self.case.case_id, 2)
        client.force_login(desk.people["ben"])

    def raise_late(self, name: str, words: str, on: str = ON) -> None:
        point = {"id": name, "words": words, "matter": "process"}
        answer = self.desk.act(self.case.case_id, Step("ben", on, "point.added", {"point": point}))
        assert isinstance(answer, Receipt), answer

    def path(self, kind: str, about: str) -> str:
        return f"/case/{self.case.reference}/do/{kind}/{about}"

    def get(self, kind: str, about: str = "-") -> str:
        return " ".join(self.client.get(self.path(kind, about)).content.decode().split())

    def post(self, kind: str, about: str, typed: dict[str, Any]) -> Any:
        return self.client.post(self.path(kind, about), {"key": "one", **typed})

    def statuses(self) -> dict[str, str]:
        case = load(self.desk.people["ben"], self.case.case_id, day("Tue 3 Jun 2025")).case
        return {name: point.status for name, point in case.points.items()}


@pytest.fixture
def waiting(client: Client, monkeypatch: pytest.MonkeyPatch) -> Waiting:
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon(day("Tue 3 Jun 2025")))
    return Waiting(client, Desk.at())


class TestDeciding:
    def test_names_the_point_and_the_day_it_was_raised(self, waiting: Waiting) -> None:
        waiting.raise_late("p2", "Late words.")
        said = waiting.get("lateness.decided", "complain")

        assert "“Late words”, raised on Monday 2 June 2025" in said
        assert 'value="p2" checked' in said

    def test_of_two_asks_which(self, waiting: Waiting) -> None:
        waiting.raise_late("p2", "Late words.")
        waiting.raise_late("p3", "More words.", on="Tue 3 Jun 2025")
        by = f"{waiting.desk.people['ben'].id}|complaints-officer"
        typed = {**typed_day("happened_on", day("Tue 3 Jun 2025")), **TAKEN_ON, "decided_by": by}
        asked = waiting.get("lateness.decided", "complain")
        none = waiting.post("lateness.decided", "complain", {**typed, "step": "check"})
        one = waiting.post(
            "lateness.decided", "complain", {**typed, "points": ["p3"], "step": "confirm"}
        )

        assert "checked" not in asked.split("Which points")[1].split("</fieldset>")[0]
        assert "Choose at least one point" in none.content.decode()
        assert one.status_code == 302, one.content.decode()
        assert waiting.statuses() == {"A": "live", "p2": "waiting", "p3": "live"}


class TestTakingBack:
    def test_is_open_to_a_point_that_waits(self, waiting: Waiting) -> None:
        waiting.raise_late("p2", "Late words.")
        typed = {**typed_day("happened_on", day("Tue 3 Jun 2025")), "point": "p2", "words": "No."}

        assert "“Late words”" in waiting.get("point.withdrawn")
        assert waiting.post("point.withdrawn", "-", {**typed, "step": "confirm"}).status_code == 302
        assert waiting.statuses()["p2"] == "withdrawn"

    def test_settling_is_not(self, waiting: Waiting) -> None:
        waiting.raise_late("p2", "Late words.")
        for step in STEPS[2:6]:
            waiting.desk.act(waiting.case.case_id, step)

        assert "Late words" not in waiting.get("point.settled")
