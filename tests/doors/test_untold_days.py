"""A right whose last day nobody can tell any more is said to be that, before and after the act."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.parts import Ref
from reconvene.core.procedure.people import AnchorDate
from reconvene.desk.answers import Receipt
from reconvene.desk.effects import effects
from reconvene.library.procedure_files import procedure
from reconvene.web.acts.consequences import in_words
from tests.doors.test_putting_right import words
from tests.support.core.acts import received
from tests.support.desk import Desk
from tests.support.filling import day as typed_day
from tests.support.given import SP, act, given, with_rule, with_section
from tests.support.sp_life import STEPS, Step, noon

ON = date(2025, 5, 12)
SUPPORTER = Step("ben", "Mon 12 May 2025", "supporter.named", {"name": "Zebedee Quill"})
STILL = "The family can still ask for stage 2, but nobody can tell any more until when"
READ = (
    "reconvene.library.procedure_files.load_procedures",
    "reconvene.desk.definitions.load_procedures",
    "reconvene.desk.deciding.load_procedures",
)


def counted_from_a_supporter() -> Definition:
    """Return the three stages, as if stage 2 could be asked for so long after a supporter is named."""
    return with_rule(
        procedure(SP),
        "rights",
        "ask-for-stage-2",
        arises_from=(Ref(kind="point.answered"),),
        counted_from=(Ref(kind="supporter.named"),),
    )


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, db: None) -> Desk:
    versions = {SP: counted_from_a_supporter()}
    for name in READ:
        monkeypatch.setattr(name, lambda: versions)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon(ON))
    return Desk.at()


class TestAnEntryThatARightWasCountedFrom:
    def test_is_struck_and_the_family_can_still_ask(self, client: Client, desk: Desk) -> None:
        case = desk.open()
        answered = next(n for n, step in enumerate(STEPS, 1) if step.kind == "point.answered")
        desk.live(case.case_id, answered)
        named = desk.act(case.case_id, SUPPORTER)
        assert isinstance(named, Receipt), named
        client.force_login(desk.people["ben"])
        where = f"/case/{case.reference}/do/entry.corrected/{named.number}"
        typed: dict[str, Any] = {
            **typed_day("happened_on", ON),
            "key": "strike",
            "how_wrong": "struck",
            "reason": "Another family.",
        }

        checked = words(client.post(where, {**typed, "step": "check"}))
        done = client.post(where, {**typed, "step": "confirm"})
        receipt = words(client.get(done["Location"]))

        for page in (checked, receipt):
            _, _, said = page.partition("Last days that cannot be told any more")
            assert STILL in said
            assert "a supporter is named" in said
            assert "Days that move" not in page
            assert "The family’s last day to ask for stage 2" not in page
            assert "no longer do" not in page


def test_whether_a_complaint_came_in_time_may_be_untold_too() -> None:
    noted = AnchorDate(id="minutes-received", label="The minutes came", source=("3.2",))
    definition = with_section(procedure(SP), dates=(noted,))
    counted_from = (Ref(kind="date.noted", about="minutes-received"),)
    lodging = definition.lodging.model_copy(update={"counted_from": counted_from})
    told = given(
        received("Wed 30 Apr 2025"), under=with_section(definition, lodging=lodging)
    ).and_then(act("date.noted", on="Wed 16 Apr 2025", date="minutes-received"))
    struck = told.and_then(
        act("entry.corrected", on="Wed 30 Apr 2025", entry=2, reason="It was not.", struck=True)
    )

    found = effects(told.context(), struck.context())
    said = in_words(struck.context(), found)

    assert [one.rule.id for one in found.untold] == ["complain"]
    assert (found.opening, found.shifted, found.judged) == ((), (), ())
    assert [one.words for one in said.untold] == [
        "Nobody can tell any more whether the complaint came in time"
    ]
    assert not replace(said, arising=(), met=(), dropped=()).is_none
    back = effects(struck.context(), told.context())
    assert (back.untold, [one.rule.id for one in back.shifted]) == ((), ["complain"])
