"""Whoever has a tie says so, or has it said of them, with its reason."""

from typing import Any

import msgspec
import pytest
from msgspec import to_builtins

from reconvene.core.conduct.answer import Ground
from reconvene.core.conduct.interests import taking_part
from reconvene.core.record.event import payload
from reconvene.core.record.interests import NO_TIE
from reconvene.core.record.payload import Person
from tests.support.core import roads
from tests.support.core.acts import a_conference, appointed, corrected, met, received
from tests.support.core.cast import AMINA, EWA, LENA, SOL
from tests.support.given import Act, act, given

STORY = given(received())
AFTER = "Wed 7 May 2025"


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


@pytest.mark.parametrize("missing", ["who", "postcode", "house"])
def test_a_home_is_noted_whole(missing: str) -> None:
    home: dict[str, Any] = {"who": "complainant", "postcode": "EX1 4MP", "house": "12"}
    STORY.when(act("home.noted", on="Wed 23 Apr 2025", **home)).then()

    half = act("home.noted", on="Wed 23 Apr 2025", **(home | {missing: " "}))
    STORY.when(half).then_refused(Ground.DETAIL_MISSING, "law", detail=missing)


@pytest.mark.parametrize(
    ("kind", "plain", "parts"),
    [
        ("role.assigned", {"role": "line-manager", "person": SOL}, ("sol",)),
        (
            "stage.passed-on",
            {"stage": "stage-2", "points": ["A"], "by": SOL, "reason": "It is the same team."},
            ("sol",),
        ),
        ("supporter.named", {"name": "Otto Wynne"}, ()),
    ],
)
def test_only_some_entries_give_somebody_a_part(
    kind: str, plain: dict[str, Any], parts: tuple[str, ...]
) -> None:
    assert taking_part(payload(kind, plain)) == parts


@pytest.mark.clauses("SP 5.4")
@pytest.mark.parametrize("who", ["complainant", "ewa", "kit"])
def test_nobody_of_the_family_sits_on_the_panel(who: str) -> None:
    one = Person(id=who, name="Ewa", role="panel-member", agency="police")
    given(*roads.AT_STAGE_3).when(appointed(one)).then_refused(
        Ground.NOT_INDEPENDENT, "law", people=(who,)
    )


@pytest.mark.clauses("SP 5.4")
@pytest.mark.parametrize("role", ["family", "parent"])
def test_nobody_who_was_at_the_conference_as_family_is_given_a_role(role: str) -> None:
    father = {"id": "dad", "name": "Dad", "role": role}
    story = given(received(conference=a_conference(attended=[father])))
    told = act("role.assigned", on="Wed 23 Apr 2025", role="line-manager", person={"id": "dad"})
    story.when(told).then_refused(Ground.NOT_INDEPENDENT, "law", people=("dad",))


@pytest.mark.clauses("SP 5.4")
def test_whoever_was_put_down_as_family_by_a_slip_is_free_once_that_is_put_right() -> None:
    story = given(received(), met(present=(LENA, AMINA, EWA, Person(id="piotr", role="supporter"))))
    assigned = act("role.assigned", on=AFTER, role="service-manager", person={"id": "piotr"})
    story.when(assigned).then_refused(Ground.NOT_INDEPENDENT, "law", people=("piotr",))

    struck = corrected(entry=2, on=AFTER, struck=True)
    story.and_then(struck).when(assigned).then()


@pytest.mark.clauses("SP 5.4")
def test_whoever_is_found_to_be_family_by_a_correction_is_kept_out() -> None:
    piotr = Person(id="piotr", role="adviser")
    story = given(received(), met(present=(LENA, AMINA, EWA, piotr)))
    assigned = act("role.assigned", on=AFTER, role="service-manager", person={"id": "piotr"})
    story.when(assigned).then()

    parent = msgspec.structs.replace(piotr, role="parent")
    held = {"meeting": "stage-1-appointment", "present": to_builtins((LENA, AMINA, EWA, parent))}
    put_right = corrected(entry=2, on=AFTER, data=held)
    refused = story.and_then(put_right).when(assigned)
    refused.then_refused(Ground.NOT_INDEPENDENT, "law", people=("piotr",))
