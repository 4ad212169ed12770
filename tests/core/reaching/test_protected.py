"""Of whom it is decided that their details are kept, from whom, and who passed a letter."""

from typing import Any

import pytest

from reconvene.core.reaching.protected import is_kept, parties, passed_by, protected_from, undecided
from tests.support.core.acts import a_conference, confidentiality, letter, noted_safe, received
from tests.support.core.cast import AMINA, BEN, LENA, RHYS
from tests.support.given import Act, Story, act, given

ON = "Thu 24 Apr 2025"
NEXT = "Fri 25 Apr 2025"
LETTER = 3
WAITING = given(
    received(),
    act("notice.given", on="Tue 22 Apr 2025", notice="tell-officer-received"),
    letter("acknowledgement", ON, AMINA, waits=True),
)


def decided(who: str, kept: str, on: str = ON) -> Act:
    return act("confidentiality.decided", on=on, by=BEN, who=who, kept=kept, reason="She said so.")


def home(who: str, house: str = "12") -> Act:
    return act("home.noted", on=ON, who=who, postcode="ZZ9 9ZZ", house=house)


def passed(by: Any = LENA, **details: Any) -> Act:
    said: dict[str, Any] = {"sent": LETTER, "reason": "It tells nothing."}
    return act("letter.passed", on=ON, by=by, **(said | details))


def who_passed(story: Story, *, as_telling_nothing: bool = False) -> set[str]:
    return set(passed_by(story.events, LETTER, as_telling_nothing=as_telling_nothing))


class TestWhoIsAParty:
    def test_it_is_the_complainant_the_children_and_the_family_on_the_list(self) -> None:
        assert parties(WAITING.case) == ("complainant", "kit", "father")

    def test_it_is_whoever_has_a_home_noted_and_no_supporter(self) -> None:
        more = WAITING.and_then(
            act("supporter.named", on=ON, name="Jo", kind="advocate"), home("grandmother")
        )

        assert parties(more.case) == ("complainant", "kit", "father", "grandmother")

    def test_whoever_is_named_in_no_role_and_of_no_agency_is_taken_to_be_family(self) -> None:
        came = [
            {"id": "uncle"},
            {"id": "teacher", "role": "head-teacher"},
            {"id": "nurse", "agency": "health"},
        ]
        conference = a_conference(attended=came)
        story = given(received(conference=conference))

        assert parties(story.case) == ("complainant", "kit", "uncle", "father")


class TestUndecided:
    def test_it_is_everybody_until_it_is_decided_of_them(self) -> None:
        assert undecided(WAITING.case) == ("complainant", "kit", "father")
        assert undecided(WAITING.and_then(decided("kit", "yes")).case) == ("complainant", "father")
        assert undecided(WAITING.and_then(*confidentiality(ON, "kit", "father")).case) == ()

    def test_it_is_open_again_where_somebody_says_so(self) -> None:
        story = WAITING.and_then(
            *confidentiality(ON, "kit", "father"), decided("father", "undecided")
        )

        assert undecided(story.case) == ("father",)


class TestProtectedFrom:
    def test_it_is_whoever_is_kept_from_others_and_is_not_the_reader(self) -> None:
        story = WAITING.and_then(decided("father", "yes"), decided("kit", "no"))

        assert protected_from(story.case, "complainant") == ("father",)
        assert protected_from(story.case, "father") == ()

    def test_it_is_nobody_who_lives_with_the_reader(self) -> None:
        apart = WAITING.and_then(decided("kit", "yes"), home("complainant"), home("kit", "14"))
        together = WAITING.and_then(decided("kit", "yes"), home("complainant"), home("kit"))

        assert protected_from(apart.case, "complainant") == ("kit",)
        assert protected_from(together.case, "complainant") == ()

    def test_two_whose_homes_nobody_noted_do_not_live_together_by_that(self) -> None:
        assert protected_from(WAITING.and_then(decided("kit", "yes")).case, "complainant")

    def test_a_child_who_complains_is_not_kept_from_themselves(self) -> None:
        story = given(
            received(complainant={"name": "Kit", "capacity": "child"}), decided("kit", "yes")
        )

        assert protected_from(story.case, "complainant") == ()


class TestIsKept:
    def test_it_is_theirs_or_of_one_who_is_noted_to_live_with_them(self) -> None:
        story = WAITING.and_then(decided("kit", "yes"), home("complainant"), home("father", "14"))
        together = story.and_then(home("kit"))

        assert [is_kept(story.case, who) for who in ("kit", "complainant")] == [True, False]
        assert [is_kept(together.case, who) for who in ("complainant", "father")] == [True, False]


class TestPassed:
    def test_it_is_by_whoever_recorded_it(self) -> None:
        assert who_passed(WAITING) == set()
        assert who_passed(WAITING.and_then(passed(), passed(RHYS))) == {"lena", "rhys"}

    def test_only_who_said_that_it_tells_nothing_passed_what_the_search_found(self) -> None:
        story = WAITING.and_then(passed(), passed(RHYS, tells_nothing=True))

        assert who_passed(story, as_telling_nothing=True) == {"rhys"}

    @pytest.mark.parametrize(
        "since",
        [
            noted_safe(ON),
            act("contact.noted", on=ON, who="kit", way="post", where="14 Low Lane"),
            home("kit"),
            decided("father", "yes"),
        ],
        ids=["where it goes", "a way to a child", "a home", "that somebody is kept"],
    )
    def test_what_is_noted_afterwards_undoes_it(self, since: Act) -> None:
        assert who_passed(WAITING.and_then(passed(), since)) == set()
        assert who_passed(WAITING.and_then(since, passed())) == {"lena"}

    def test_it_is_of_that_letter_and_of_one_leaving(self) -> None:
        told = act("letter.left", on=ON, by=BEN, sent=LETTER, how="post")
        back = act("letter.came-back", on=NEXT, by=BEN, sent=LETTER)
        story = WAITING.and_then(noted_safe(ON), passed(), told)

        assert who_passed(story) == set()
        assert who_passed(story.and_then(back)) == set()
        assert passed_by(story.events, LETTER + 1, as_telling_nothing=False) == frozenset()

    def test_another_letter_that_leaves_undoes_nothing(self) -> None:
        other = LETTER + 1
        story = WAITING.and_then(
            letter("acknowledgement", ON, AMINA, waits=True),
            passed(),
            passed(sent=other),
            act("letter.left", on=ON, by=BEN, sent=other, how="hand", note="Here."),
        )

        assert who_passed(story) == {"lena"}
