"""Each field of a case is named as shown to whoever is complained of, or as not shown."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

import msgspec
import pytest

from reconvene.core.access.matter import Matter
from reconvene.core.access.put_to_them import put_to_them, shown_to_them
from reconvene.core.access.subject import Subject, subject_of
from reconvene.core.casefile.case import (
    Case,
    Choice,
    GateState,
    Happening,
    LateChoice,
    PointState,
    Referral,
    ResultGiven,
)
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.payload import Complainant, Conference, Person
from tests.core.access.test_chair import ARRANGED, ASKED_FOR
from tests.core.access.test_reach import at, of
from tests.support.core import roads
from tests.support.given import given

pytestmark = pytest.mark.assures("AZ-5")

ON = date(2025, 4, 24)
SOMEBODY = Person(id="somebody", name="SECRET")
RESULT = ResultGiven(result="upheld", on=ON, reasons="SECRET", beside=(), child="", number=9)

SHOWN: Mapping[type, set[str]] = {
    Case: {
        "definition", "length", "received", "received_on", "confirmed_on", "points", "happenings",
        "by_kind", "roles", "standing", "lateness", "late_choices", "meetings", "senders",
        "took_part", "conferences", "paused", "extended", "closed_by",
    },
    PointState: {
        "id", "words", "matter", "ground", "children", "traits", "raised_on", "wrong", "evidence",
        "status", "ended_on", "stage", "stages", "answers", "raised_late",
    },
    ComplaintReceived: {
        "procedure", "complainant", "conference", "points", "channel", "form", "first_contact_on",
        "needs_help",
    },
    Complainant: {"name", "capacity", "relation"},
    Conference: {
        "held_on", "kind", "chair", "children", "review_due_on", "agencies_agreed",
        "chair_directed",
    },
}  # fmt: skip
"""Fields of which at least something is shown."""

HIDDEN: Mapping[type, Mapping[str, Any]] = {
    Case: {
        "pending": [("complain", ("A",), 3)],
        "supporters": {"SECRET": "advocate"},
        "ties": {"somebody": "friend"},
        "homes": {"somebody": "SECRET"},
        "contacts": {"somebody": object()},
        "confidential": {"somebody": "yes"},
        "outgoing": {3: object()},
        "papers": {"SECRET": object()},
        "redactions": {"SECRET": object()},
        "bundles": ["SECRET"],
        "panels": {"appeal-panel": object()},
        "actions": {"SECRET": object()},
        "promised": {"SECRET": [(3, ON, ("A",))]},
        "withheld": {("SECRET", "somebody"): "SECRET"},
        "concerns": [object()],
        "challenges": {"SECRET": "SECRET"},
        "reviewed_on": ON,
        "closed_on": ON,
        "last_happened_on": ON,
    },
    PointState: {
        "results": {"appeal": RESULT},
        "earlier_results": [RESULT],
        "referral": Referral("police", "SECRET", ON),
        "gates": {"stage-2": GateState()},
    },
    ComplaintReceived: {
        "elsewhere": ("SECRET",),
        "seeks": "SECRET",
        "adjustments": "SECRET",
        "interpreter": "SECRET",
        "safe_contact": "SECRET",
        "traits": ("SECRET",),
    },
    Complainant: {"authority": "SECRET", "born_on": ON},
    Conference: {
        "minutes_sent_to": (SOMEBODY,),
        "attended": (SOMEBODY,),
        "reported": (SOMEBODY,),
        "parents_absent": ("SECRET",),
    },
}
"""Fields that are not shown, each with something that must not be."""


def names(kind: Any) -> list[str]:
    if issubclass(kind, msgspec.Struct):
        return list(kind.__struct_fields__)
    return [field.name for field in fields(kind)]


@pytest.mark.parametrize("kind", SHOWN)
def test_every_field_is_named_as_shown_or_not(kind: type) -> None:
    shown, hidden = SHOWN[kind], set(HIDDEN[kind])
    assert shown | hidden == set(names(kind))
    assert not shown & hidden


def full() -> tuple[Matter, Subject]:
    """Return a case in which every field that is not shown says something."""
    it = of(given(*roads.MET))
    whole = it.case
    assert whole.received
    received = msgspec.structs.replace(
        whole.received,
        **HIDDEN[ComplaintReceived],
        complainant=msgspec.structs.replace(whole.received.complainant, **HIDDEN[Complainant]),
        conference=msgspec.structs.replace(whole.received.conference, **HIDDEN[Conference]),
    )
    points = {name: replace(one, **HIDDEN[PointState]) for name, one in whole.points.items()}
    roles = {**whole.roles, "line-manager": SOMEBODY}
    case = replace(whole, **HIDDEN[Case], received=received, points=points, roles=roles)
    events = (msgspec.structs.replace(it.events[0], data=received), *it.events[1:])
    them = subject_of(it)
    assert them
    return replace(it, case=case, events=events), them


SEEN: Mapping[type, Callable[[Case], Any]] = {
    Case: lambda case: case,
    PointState: lambda case: case.points["A"],
    ComplaintReceived: lambda case: case.received,
    Complainant: lambda case: case.received and case.received.complainant,
    Conference: lambda case: case.conference,
}


def nothing_of(value: Any) -> Any:
    """Return what stands in the place of a value that is not shown, in a field of its kind."""
    return None if isinstance(value, date | Referral) else type(value)()


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind in HIDDEN for name in HIDDEN[kind]]
)
def test_what_is_not_shown_is_empty(kind: type, name: str) -> None:
    it, them = full()
    assert getattr(SEEN[kind](it.case), name) == HIDDEN[kind][name]

    found = getattr(SEEN[kind](put_to_them(it, them)), name)

    assert found == nothing_of(HIDDEN[kind][name])


@pytest.mark.parametrize("name", sorted(SHOWN[PointState]))
def test_what_was_put_to_them_of_a_point_is_as_it_was_said(name: str) -> None:
    it, them = full()
    said: dict[str, Any] = {
        "ground": "bias",
        "children": ("Mia",),
        "traits": ("disability",),
        "wrong": "He was not heard.",
        "evidence": "A letter.",
        "raised_late": True,
    }
    point = replace(it.case.points["A"], **said)
    case = replace(it.case, points={"A": point})

    found = getattr(put_to_them(replace(it, case=case), them).points["A"], name)

    assert found == getattr(point, name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("length", 9),
        ("received_on", ON),
        ("confirmed_on", ON),
        ("paused", [(ON, None)]),
        ("extended", {("acknowledge", ""): 1}),
        ("closed_by", 7),
    ],
)
def test_what_their_own_time_hangs_on_is_as_it_is(name: str, value: Any) -> None:
    it, them = full()
    case = replace(it.case, **{name: value})

    assert getattr(put_to_them(replace(it, case=case), them), name) == value


def test_it_is_read_under_the_procedure_of_the_case() -> None:
    it, them = full()
    assert put_to_them(it, them).definition is it.case.definition


def test_of_stages_that_opened_and_closed_they_see_those_they_answer_at() -> None:
    it, them = full()
    everywhere = [
        Happening(kind, stage, ON, it.events[0].number)
        for kind in ("stage.opened", "stage.closed")
        for stage in ("stage-1", "stage-2")
    ]
    case = replace(it.case, happenings=everywhere)

    found = put_to_them(replace(it, case=case), them).happenings

    assert [(one.kind, one.about) for one in found] == [
        ("stage.opened", "stage-1"),
        ("stage.closed", "stage-1"),
    ]


def test_of_conferences_only_one_held_again_is_theirs_to_chair() -> None:
    it = at(*ASKED_FOR, ARRANGED)
    them = subject_of(it)
    assert them
    (again,) = it.case.conferences.values()
    case = replace(it.case, conferences={"reconvened": again, "review": again, "other": again})

    assert set(put_to_them(replace(it, case=case), them).conferences) == {"reconvened"}


def test_of_roles_they_see_their_own() -> None:
    it, them = full()
    assert {held.id for held in put_to_them(it, them).roles.values()} == {them.id}


def test_of_others_who_did_something_they_see_nobody() -> None:
    it, them = full()
    mine = Person(id=them.id)
    case = replace(
        it.case,
        senders={"outcome": SOMEBODY, "acknowledgement": mine},
        took_part={"stage-1": {them.id, "somebody"}, "stage-2": {"somebody"}},
    )

    seen = put_to_them(replace(it, case=case), them)

    assert seen.senders == {"acknowledgement": mine}
    assert seen.took_part == {"stage-1": {them.id}}


def test_of_what_came_late_they_see_that_it_was_taken_on_and_not_why() -> None:
    it, them = full()
    choice = Choice(accepted=True, on=ON, by=SOMEBODY, reasons="SECRET")
    late = LateChoice("complain", ("A", "Z"), choice, ("A", "Z"), 3)
    of_others = late._replace(points=("Z",), concerns=("Z",))
    case = replace(it.case, late_choices=[late, of_others])

    (seen,) = put_to_them(replace(it, case=case), them).late_choices

    assert (seen.points, seen.concerns) == (("A",), ("A",))
    assert (seen.choice.accepted, seen.choice.reasons) == (True, "")


def test_nothing_of_it_is_in_an_entry_either() -> None:
    it, them = full()
    assert "SECRET" in str(it.events)
    assert "SECRET" not in str(shown_to_them(it, them))
