"""Nobody learns from a letter where somebody else of the case is."""

from typing import Any

import pytest

from reconvene.core.casefile.case import Case
from reconvene.core.reaching.whereabouts import (
    somebody_told,
    still_there,
    whereabouts_told,
)
from tests.support.core.acts import received
from tests.support.core.roads import ANSWERED
from tests.support.given import act, given

ON = "Fri 9 May 2025"
HERS = "12 High Street\nExampleton\nEX1 4MP"


IN_ARABIC, WIDE = ({ord("0") + n: first + n for n in range(10)} for first in (0x660, 0xFF10))


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


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("01632 960123 (after 4, or 07700 900111)", "Ring 01632 960123."),
        ("01632 960123 (after 4, or 07700 900111)", "Ring 07700 900111."),
        ("01632 960123", f"Ring {'01632 960123'.translate(IN_ARABIC)}."),
        ("01632 960123", f"Ring {'01632 960123'.translate(WIDE)}."),
    ],
)
def test_each_number_that_was_noted_is_found_in_whatever_figures(where: str, text: str) -> None:
    assert told(text, noted("kit", "telephone", where)) == ("kit",)


def test_an_email_is_found_that_is_broken_over_lines() -> None:
    assert told("Write to kit@\nmail.example", noted("kit", "email", "kit@mail.example")) == (
        "kit",
    )


@pytest.mark.parametrize("text", ["On 24 April at 9.", "Flat 24", "In 2024: 24, 1024 and 24024."])
def test_an_extension_is_no_telephone(text: str) -> None:
    assert told(text, noted("kit", "telephone", "the school office, ext. 24")) == ()


def test_the_house_next_door_is_not_theirs() -> None:
    karls = act("home.noted", on=ON, who="Karl", postcode="EX1 4MP", house="6")

    assert told("He is at EX1 4MP.", home("complainant", "EX1 4MP"), karls) == ("Karl",)


def test_what_was_never_theirs_is_told_to_nobody() -> None:
    wrong = act("contact.ended", on=ON, who="complainant", way="email", reason="wrong")
    typed = noted("complainant", "email", "kit@mail.example")
    kits = noted("kit", "email", "kit@mail.example")

    assert told("Write to kit@mail.example", typed, kits) == ()
    assert told("Write to kit@mail.example", typed, wrong, kits) == ("kit",)


def test_what_they_have_in_common_tells_nothing() -> None:
    letters, lives = noted("complainant", "post", HERS), home("complainant", "EX1 4MP")
    together = (lives, home("Karl", "EX1 4MP"))

    assert told("At EX1 4MP.", *together) == ()
    assert told("At EX1 4MP.", letters, home("Karl", "EX1 4MP")) == ()
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


def test_a_child_who_complains_is_not_somebody_else() -> None:
    own = {"name": "Kit", "capacity": "child"}
    child = given(received(complainant=own), home("kit", "OX2 7AB")).context().case

    assert whereabouts_told(child, "complainant", "You live at OX2 7AB.") == ()
    assert whereabouts_told(child, "Karl", "Kit lives at OX2 7AB.") == ("kit",)


def test_whoever_supports_them_was_named_by_them() -> None:
    gus = act("supporter.named", on=ON, name="Gus", kind="friend")

    assert told("Ring 01632 960555.", gus, noted("Gus", "telephone", "01632 960555")) == ()


def case_of(*acts: Any) -> Case:
    return given(*acts).context().case


def test_words_still_stand_in_a_text_however_they_are_broken() -> None:
    text = "K i t lives at 4 Mill\nLa-\nne; Annika does not."
    assert still_there(("Kit", "Mill Lane", "Ann", "nnika", " "), text) == (
        "Kit",
        "Mill Lane",
        "nnika",
    )


def test_somebody_is_told_of_by_a_home_a_way_to_them_or_words_of_how_to_reach_them() -> None:
    plainly = case_of(received())
    assert not somebody_told(plainly, "EX1 4MP, 07700 900123, ewa@example.org")
    said = "Text 07700 900123 or ewa@example.org (not EX2 7ZZ)."
    safely = case_of(received(safe_contact=said))
    for place in ("077 00900 123", "EWA@example.org", "ex27zz"):
        assert somebody_told(safely, f"Write to {place}.")
    noted = case_of(received(), home("jay", "EX1 4MP"))
    assert somebody_told(noted, "At EX1 4MP.")
    assert not somebody_told(noted, "At EX1 4MQ.")
