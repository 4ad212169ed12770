"""How somebody is reached is noted whole, confirmed with them, ended at once, and never put right."""

from typing import Any

import pytest

from reconvene.core.conduct.answer import Ground
from tests.support.core import roads
from tests.support.core.acts import corrected, received
from tests.support.given import Act, act, given

STORY = given(received())
ON = "Wed 23 Apr 2025"


def noted(**details: Any) -> Act:
    said: dict[str, Any] = {"who": "complainant", "way": "post", "where": "12 High Street"}
    return act("contact.noted", on=ON, **(said | details))


def confirmed(**details: Any) -> Act:
    said: dict[str, Any] = {"who": "complainant", "way": "post", "how": "She rang."}
    return act("contact.confirmed", on=ON, **(said | details))


def ended(**details: Any) -> Act:
    said: dict[str, Any] = {"who": "complainant", "way": "post", "reason": "unsafe"}
    return act("contact.ended", on=ON, **(said | details))


CHANGED = STORY.and_then(noted(), noted(where="4 Other Road"))


@pytest.mark.parametrize("who", ["complainant", "kit", "Jo Advocate"])
def test_it_is_noted_of_the_family_and_of_who_supports_them(who: str) -> None:
    supported = STORY.and_then(act("supporter.named", on=ON, name="Jo Advocate"))

    supported.when(noted(who=who)).then()


def test_it_is_noted_of_nobody_else() -> None:
    STORY.when(noted(who="ben")).then_refused(Ground.UNKNOWN, "law", detail="ben")


@pytest.mark.parametrize(
    ("details", "detail"),
    [({"where": " "}, "where"), ({"safe": "safe"}, "known_by"), ({"safe": "safe", "known_by": " "}, "known_by")],
)  # fmt: skip
def test_it_is_noted_whole(details: dict[str, Any], detail: str) -> None:
    STORY.when(noted(**details)).then_refused(Ground.DETAIL_MISSING, "law", detail=detail)


@pytest.mark.parametrize("way", ["text", "telephone"])
def test_a_letter_goes_by_post_or_by_email(way: str) -> None:
    by = STORY.when(noted(way=way, letters=True))

    by.then_refused(Ground.DETAIL_MISSING, "law", detail="way", among=("email", "post"))


@pytest.mark.parametrize(
    ("earliest", "latest", "are_hours"),
    [
        ("", "", True),
        ("09:30", "15:00", True),
        ("00:00", "23:59", True),
        ("09:30", "", False),
        ("", "15:00", False),
        ("15:00", "09:30", False),
        ("09:30", "09:30", False),
        ("9:30", "15:00", False),
        ("09:30", "24:00", False),
    ],
)
def test_hours_are_those_of_a_day(earliest: str, latest: str, are_hours: bool) -> None:
    when = STORY.when(noted(earliest=earliest, latest=latest))

    if are_hours:
        when.then()
    else:
        when.then_refused(Ground.NOT_HOURS, "law")


def test_a_change_is_confirmed_with_how() -> None:
    CHANGED.when(confirmed()).then()
    CHANGED.when(confirmed(how=" ")).then_refused(Ground.NEEDS_REASON, "law")


def test_only_what_has_changed_is_confirmed() -> None:
    also = CHANGED.and_then(confirmed(), noted(way="email", where="ewa@example.org"))

    also.when(confirmed()).then_refused(Ground.NOT_CALLED_FOR, "law")
    also.when(confirmed(way="text")).then_refused(Ground.UNKNOWN, "law", detail="text")
    also.when(confirmed(way="email")).then()


def test_nothing_is_confirmed_where_nothing_has_changed() -> None:
    once = STORY.and_then(noted())

    once.when(confirmed()).then_refused(Ground.NOT_CALLED_FOR, "law")


def test_what_is_in_use_is_ended_once() -> None:
    once = STORY.and_then(noted())

    once.when(ended(way="email")).then_refused(Ground.UNKNOWN, "law", detail="email")
    over = once.when(ended()).then()
    over.when(ended()).then_refused(Ground.NOT_CALLED_FOR, "law")


@pytest.mark.parametrize("struck", [True, False])
def test_what_was_noted_is_noted_anew_and_not_put_right(struck: bool) -> None:
    instead: dict[str, Any] = (
        {} if struck else {"data": {"who": "complainant", "way": "post", "where": "Away"}}
    )
    right = corrected(2, ON, struck=struck, **instead)

    STORY.and_then(noted()).when(right).then_refused(Ground.NOTED_ANEW, "law")


def test_it_is_noted_still_once_a_case_is_closed() -> None:
    over = given(*roads.SP_CLOSED)
    today = f"{over.today:%a} {over.today.day} {over.today:%b %Y}"

    assert over.case.closed_on
    over.when(act("contact.noted", on=today, who="complainant", way="post", where="Here")).then()
