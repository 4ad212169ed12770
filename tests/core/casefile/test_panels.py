"""Quorum, votes and fitness: what a panel's own rules say of the people in the room."""

from typing import Any

import pytest

from reconvene.core.casefile.panels import is_carried, misfit, quorum, votes
from reconvene.core.procedure.panels import Chair, Fit, Panel
from reconvene.core.record.panels import DecisionPut, PanelistAppointed
from reconvene.core.record.payload import Person
from reconvene.library.procedure_files import procedure
from tests.support.given import OX, SP


def panel(reference: str = SP, **changes: Any) -> Panel:
    (rule,) = procedure(reference).panels
    return rule.model_copy(update=changes)


def seated(seat: str, agency: str = "health", name: str = "", **details: Any) -> PanelistAppointed:
    person = Person(id=name or f"{seat}-of-{agency}", agency=agency)
    return PanelistAppointed(panel="p", seat=seat, person=person, is_senior=True, **details)


def a_vote(in_favour: str, against: str = "") -> DecisionPut:
    """A decision with one voter for each letter."""
    return DecisionPut(panel="p", decision="d", votes_for=tuple(in_favour), against=tuple(against))


def with_vote(**changes: Any) -> Panel:
    return panel(vote=panel().vote.model_copy(update=changes))


@pytest.mark.parametrize(
    ("seats", "missing"),
    [
        ([("chair", "health"), ("member", "police"), ("member", "education")], ()),
        ([("chair", "health"), ("member", "police")], ("members:1",)),
        ([("member", "police"), ("member", "education")], ("chair",)),
        ([("chair", "health"), ("adviser", "police"), ("member", "police")], ("members:1",)),
        ([], ("chair", "members:2", "agencies:2")),
    ],
)
def test_a_quorum_is_the_chair_and_two_members_of_two_agencies(
    seats: list[tuple[str, str]], missing: tuple[str, ...]
) -> None:
    found = quorum(panel(), [seated(*one) for one in seats], procedure(SP))

    assert (found.is_quorate, found.missing) == (not missing, missing)


def test_a_chair_may_count_as_a_member() -> None:
    counting = panel(chair=Chair(counts_as_member=True, source=("5.2",)))
    two = [seated("chair"), seated("member", "police")]

    assert not quorum(panel(), two, procedure(SP)).is_quorate
    assert quorum(counting, two, procedure(SP)).is_quorate


def test_every_named_seat_is_filled() -> None:
    two = [seated("police", "police"), seated("health")]

    assert quorum(panel(OX), two, procedure(OX)).missing == (
        "seat:council",
        "members:1",
        "agencies:1",
    )


def test_only_a_panel_wholly_of_the_council_is_warned_about() -> None:
    council = [seated("chair", "council"), seated("member", "council")]
    mixed = [seated("chair", "council"), seated("member", "police")]

    assert quorum(panel(), council, procedure(SP)).warnings == ("all-council",)
    assert quorum(panel(), mixed, procedure(SP)).warnings == ()
    assert quorum(panel(), [], procedure(SP)).warnings == ()


@pytest.mark.parametrize(
    ("in_favour", "against", "carried"),
    [("ab", "c", True), ("a", "b", False), ("", "", False), ("a", "", True), ("a", "bc", False)],
)
def test_more_for_than_against_carries(in_favour: str, against: str, *, carried: bool) -> None:
    assert is_carried(a_vote(in_favour, against), panel(), "a") is carried


@pytest.mark.parametrize(
    ("in_favour", "against", "chair", "carried"),
    [("ab", "cd", "a", True), ("ab", "cd", "c", False), ("ab", "cd", None, False), ("", "", "a", False)],
)  # fmt: skip
def test_a_chair_may_be_given_the_casting_vote(
    in_favour: str, against: str, chair: str | None, *, carried: bool
) -> None:
    casting = with_vote(tie="chair decides")

    assert is_carried(a_vote(in_favour, against), casting, chair) is carried


@pytest.mark.parametrize(
    ("in_favour", "against", "carried"), [("abc", "", True), ("ab", "c", False), ("", "", False)]
)
def test_a_panel_may_have_to_be_of_one_mind(in_favour: str, against: str, *, carried: bool) -> None:
    assert is_carried(a_vote(in_favour, against), with_vote(by="unanimous"), "a") is carried


def test_members_and_seats_vote_and_advisers_never_do() -> None:
    assert votes(seated("member"), panel())
    assert votes(seated("police"), panel(OX))
    assert not votes(seated("adviser"), panel())


def test_a_chair_votes_unless_the_procedure_says_not() -> None:
    assert votes(seated("chair"), panel())
    assert not votes(seated("chair"), with_vote(chair_votes=False))


@pytest.mark.parametrize(
    ("fit", "agency", "lacks"),
    [
        (Fit(), "health", None),
        (Fit(), "", "agency"),
        (Fit(agencies=("police",)), "health", "agency"),
        (Fit(agencies=("police",)), "police", None),
        (Fit(senior=True), "health", None),
        (Fit(partner=True), "health", None),
    ],
)
def test_a_seat_is_for_who_fits_it(fit: Fit, agency: str, lacks: str | None) -> None:
    assert misfit(fit, seated("member", agency), procedure(SP)) == lacks


def test_an_agency_may_be_no_partner() -> None:
    definition = procedure(SP)
    agencies = tuple(
        one.model_copy(update={"is_partner": one.id != "health"}) for one in definition.agencies
    )
    changed = definition.model_copy(update={"agencies": agencies})
    changed.__dict__.pop("by_id", None)

    assert misfit(Fit(partner=True), seated("member", "health"), changed) == "partner"
    assert misfit(Fit(partner=True), seated("member", "police"), changed) is None
