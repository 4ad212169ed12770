"""A letter whose words leave something out is not sent: neither by the desk nor from its page."""

from typing import Any

import pytest
from django.test import Client

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.desk import proving
from reconvene.desk.answers import Receipt
from reconvene.post.wording.reading import shipped_wording
from reconvene.post.wording.shape import Passage, Wording
from tests.support.desk import Desk
from tests.support.sp_life import STEPS
from tests.support.wording import silenced

pytestmark = pytest.mark.django_db
OUTCOME = next(n for n, step in enumerate(STEPS) if "stage-1-outcome" in str(step))


def worded(monkeypatch: pytest.MonkeyPatch, wording: Wording) -> None:
    monkeypatch.setattr(proving, "wording_of", lambda *_, **__: wording)


@pytest.mark.clauses("SP 3.9", "SP 1.2", "SP 7.1")
@pytest.mark.parametrize(
    ("content", "name", "clause"),
    [
        ("next-right", "last-day", "SP 3.9"),
        ("decision-stands", "stands", "SP 3.8"),
        ("further-challenge", "ombudsman", "SP 7.1 and 7.2"),
    ],
)
def test_the_desk_refuses_it_with_its_clause_and_takes_it_once_it_is_whole(
    monkeypatch: pytest.MonkeyPatch, content: str, name: str, clause: str
) -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, OUTCOME)
    worded(monkeypatch, silenced(shipped_wording(), content, name))

    refused = desk.act(case_id, STEPS[OUTCOME], key="outcome")
    assert isinstance(refused, Refused)
    assert refused.ground is Ground.LETTER_INCOMPLETE
    assert refused.facts["needs"] == (f"wording:{content}.{name}",)
    assert refused.facts["contents"] == (content,)
    assert refused.clause == clause

    worded(monkeypatch, shipped_wording())
    assert isinstance(desk.act(case_id, STEPS[OUTCOME], key="outcome"), Receipt)


def test_words_that_name_what_is_not_known_here_are_a_gap_and_no_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, OUTCOME)
    worded(monkeypatch, with_unknown(shipped_wording()))

    refused = desk.act(case_id, STEPS[OUTCOME])
    assert isinstance(refused, Refused)
    assert "wording:decision-stands.stands" in str(refused.facts["needs"])


def with_unknown(wording: Wording) -> Wording:
    """The same wording, with a passage that names a day which need not be there."""
    said = wording.contents["decision-stands"]
    more = Passage.model_validate({"states": "more", "say": "It was {reviewed_on}."})
    longer = said.model_copy(update={"passages": (*said.passages, more)})
    contents: dict[str, Any] = {**wording.contents, "decision-stands": longer}
    return wording.model_copy(update={"contents": contents})


def test_its_page_says_what_the_words_leave_out(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.at()
    taken = desk.open()
    desk.live(taken.case_id, OUTCOME)
    worded(monkeypatch, silenced(shipped_wording(), "next-right", "last-day"))
    client.force_login(desk.people["lena"])

    page = client.get(f"/case/{taken.reference}/do/letter.sent/stage-1-outcome")
    said = " ".join(page.content.decode().split())
    assert "What this letter still needs" in said
    assert "It needs words for “what the family may do next, with its last day as a date”" in said
