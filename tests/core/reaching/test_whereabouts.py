"""Nobody learns from a letter where somebody else of the case is."""

from typing import Any

import pytest

from reconvene.core.reaching.whereabouts import whereabouts_told
from tests.support.core.roads import ANSWERED
from tests.support.given import act, given

ON = "Fri 9 May 2025"
HERS = "12 High Street\nExampleton\nEX1 4MP"


def noted(who: str, way: str, where: str) -> Any:
    known_by = "She said so."
    return act(
        "contact.noted", on=ON, who=who, way=way, where=where, safe="safe", known_by=known_by
    )


def home(who: str, postcode: str) -> Any:
    return act("home.noted", on=ON, who=who, postcode=postcode, house="4")


def told(text: str, *acts: Any) -> tuple[str, ...]:
    case = given(*ANSWERED, *acts).context().case
    return whereabouts_told(case, "complainant", text)


@pytest.mark.parametrize(
    "text",
    [
        "They live at OX2 7AB now.",
        "They live at ox27ab.",
        "They live at O X 2\n7 A B.",
        "They live at OX2\u00a07AB",
        "At OX2-7AB, and well.",
    ],
)
def test_a_home_is_found_however_its_postcode_is_spaced(text: str) -> None:
    assert told(text, home("Karl", "OX2 7AB")) == ("Karl",)


@pytest.mark.parametrize("text", ["COX2 7AB", "OX2 7ABC", "OX2 7A B1", "OX2", "", "Box 27, about"])
def test_what_only_looks_alike_is_not(text: str) -> None:
    assert told(text, home("Karl", "OX2 7AB")) == ()


@pytest.mark.parametrize(
    ("way", "where", "text"),
    [
        ("telephone", "01632 960 987", "Ring 01632960987."),
        ("telephone", "01632 960987", "Ring +44 1632 960 987."),
        ("text", "+44 7700 900123", "Ring 07700\n900123."),
        ("email", "Karl@Mail.example", "Write to karl@mail.EXAMPLE."),
        ("post", "9 Low Road\nOX3 1AA", "At 9 Low Road, OX31AA."),
    ],
)
def test_a_way_to_reach_somebody_is_found(way: str, where: str, text: str) -> None:
    assert told(text, noted("kit", way, where)) == ("kit",)
    assert told("Nothing of it.", noted("kit", way, where)) == ()


def test_what_they_have_in_common_tells_nothing() -> None:
    together = (noted("complainant", "post", HERS), home("Karl", "EX1 4MP"))

    assert told("At EX1 4MP.", *together) == ()
    assert told("At EX1 4MP or OX2 7AB.", *together, home("Kit", "OX2 7AB")) == ("Kit",)


def test_each_who_can_be_found_is_named_once() -> None:
    acts = (
        home("kit", "OX2 7AB"),
        noted("kit", "email", "kit@mail.example"),
        home("Al", "OX9 1ZZ"),
    )

    assert told("OX2 7AB, kit@mail.example, OX9 1ZZ", *acts) == ("Al", "kit")


def test_somebody_of_whom_only_words_are_known_is_found_by_nothing() -> None:
    assert told("At the shelter.", noted("kit", "post", "The shelter")) == ()
    assert told("Ring her.", noted("kit", "telephone", "at work")) == ()


def test_whoever_supports_them_was_named_by_them() -> None:
    gus = act("supporter.named", on=ON, name="Gus", kind="friend")

    assert told("Ring 01632 960555.", gus, noted("Gus", "telephone", "01632 960555")) == ()
