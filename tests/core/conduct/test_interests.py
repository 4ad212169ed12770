"""Whoever has a tie says so, or has it said of them, with its reason."""

from typing import Any

from reconvene.core.conduct.answer import Ground
from reconvene.core.record.interests import NO_TIE
from tests.support.core.acts import received
from tests.support.core.cast import SOL
from tests.support.given import Act, act, given

STORY = given(received())


def declared(**details: Any) -> Act:
    said: dict[str, Any] = {"person": SOL, "tie": "friend", "reason": "They were at school."}
    return act("interest.declared", on="Wed 23 Apr 2025", **(said | details))


def test_a_tie_is_declared_with_its_reason() -> None:
    STORY.when(declared()).then()
    STORY.when(declared(reason=" ")).then_refused(Ground.NEEDS_REASON, "law")


def test_that_there_is_none_needs_no_reason() -> None:
    none = declared(tie=NO_TIE, reason="")
    STORY.when(none).then()


def test_it_is_somebody_who_is_known_here() -> None:
    stranger = {"id": "", "name": "Somebody", "role": ""}
    refused = STORY.when(declared(person=stranger))
    refused.then_refused(Ground.DETAIL_MISSING, "law", detail="person")
