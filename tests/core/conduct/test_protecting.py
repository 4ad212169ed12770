"""Nothing goes to a list undecided, and nothing opposite somebody protected by one person alone."""

import dataclasses
from typing import Any

import pytest
from msgspec.structs import replace

from reconvene.core.conduct.answer import Ground
from reconvene.core.reaching.protected import undecided
from tests.core.reaching.test_protected import LETTER, ON, WAITING, decided, home, passed
from tests.support.core.acts import confidentiality, letter, noted_safe, sent
from tests.support.core.cast import AMINA, BEN, LENA
from tests.support.core.roads import SP_CLOSED, SUPPORTED
from tests.support.days import day
from tests.support.given import Act, Story, act, given

SAFE = WAITING.and_then(noted_safe(ON))
OPPOSITE = SAFE.and_then(decided("father", "yes"))
DECIDED_ON = "Wed 20 Aug 2025"
TO_FATHER = sent("panel-decision", "father", DECIDED_ON)


def left(by: Any = BEN, on: str = ON, **details: Any) -> Act:
    said: dict[str, Any] = {"sent": LETTER, "how": "post"}
    return act("letter.left", on=on, by=by, **(said | details))


class TestConfidentiality:
    def test_it_is_decided_of_a_party_with_the_reason(self) -> None:
        WAITING.when(decided("kit", "yes")).then(decided("kit", "yes"))
        WAITING.when(decided("lena", "yes")).then_refused(Ground.UNKNOWN, "law", detail="lena")
        bare = act("confidentiality.decided", on=ON, who="kit", kept="no", reason=" ")
        WAITING.when(bare).then_refused(Ground.NEEDS_REASON, "law")

    def test_it_is_decided_anew_and_never_put_right(self) -> None:
        story = WAITING.and_then(decided("kit", "yes"))
        struck = act("entry.corrected", on=ON, entry=LETTER + 1, reason="No.", struck=True)

        story.when(struck).then_refused(Ground.NOTED_ANEW, "law")


class TestADocument:
    @pytest.mark.parametrize(
        ("known", "lacking"),
        [
            ({}, ("complainant", "kit", "father")),
            ({"complainant": "no", "kit": "yes"}, ("father",)),
            ({"complainant": "no", "kit": "yes", "father": "undecided"}, ("father",)),
        ],
    )
    def test_it_goes_to_nobody_while_it_is_undecided_of_one(
        self, known: dict[str, str], lacking: tuple[str, ...]
    ) -> None:
        steps = [decided(who, kept, DECIDED_ON) for who, kept in sorted(known.items())]
        story = given(*SUPPORTED, *steps)

        story.when(TO_FATHER).then_refused(Ground.CONFIDENTIALITY_UNDECIDED, "law", people=lacking)
        assert not story.may("document.sent", "panel-decision")
        assert story.may("document.withheld", "panel-decision")

    def test_whoever_only_has_a_home_noted_is_not_named_in_the_refusal(self) -> None:
        known = confidentiality(DECIDED_ON, "kit", "father")
        aunt = act("home.noted", on=DECIDED_ON, who="aunt", postcode="ZZ9 9ZZ", house="1")
        story = given(*SUPPORTED, *known, aunt)

        assert undecided(story.case) == ("aunt",)
        story.when(TO_FATHER).then_refused(Ground.CONFIDENTIALITY_UNDECIDED, "law", people=None)

    def test_it_goes_once_it_is_decided_of_all_whichever_way(self) -> None:
        story = given(*SUPPORTED, *confidentiality(DECIDED_ON, "kit", father="yes"))

        story.when(TO_FATHER).then(TO_FATHER)

    def test_what_went_before_anybody_asked_can_still_be_put_right(self) -> None:
        story = given(*SP_CLOSED)
        kept = (one for one in story.events if one.kind != "confidentiality.decided")
        before = [replace(one, number=number) for number, one in enumerate(kept, 1)]
        number = next(one.number for one in before if one.kind == "task.done")
        right = act("entry.corrected", on="Thu 28 Aug 2025", entry=number, reason="The day.",
                    happened_on=day("Thu 31 Jul 2025"))  # fmt: skip
        old = dataclasses.replace(story, events=tuple(before))

        assert undecided(old.case)
        assert old.when(right).answer


@pytest.mark.assures("SC-6")
class TestASecondPerson:
    def test_nobody_has_to_look_where_nobody_is_kept_from_the_reader(self) -> None:
        assert SAFE.when(left()).answer
        assert SAFE.and_then(decided("father", "no")).when(left()).answer

    def test_a_letter_opposite_somebody_kept_waits_for_one(self) -> None:
        OPPOSITE.when(left()).then_refused(Ground.NEEDS_SECOND, "law")
        assert OPPOSITE.and_then(passed(LENA)).when(left()).answer

    def test_it_is_not_whoever_lets_it_go(self) -> None:
        OPPOSITE.and_then(passed(BEN)).when(left(BEN)).then_refused(Ground.NEEDS_SECOND, "law")

    def test_it_is_not_whoever_wrote_it(self) -> None:
        OPPOSITE.when(passed(AMINA)).then_refused(Ground.NEEDS_SECOND, "law")

    def test_it_opens_no_way_that_is_shut(self) -> None:
        unsafe = noted_safe(ON, safe="unsafe")

        OPPOSITE.and_then(unsafe, passed()).when(left()).then_refused(
            Ground.WAY_CLOSED, "law", why="unsafe"
        )

    def test_what_is_given_into_their_hand_goes_to_no_place(self) -> None:
        assert OPPOSITE.when(left(how="hand", note="Ben gave it to her here.")).answer

    def test_it_is_of_a_letter_that_waits_and_says_why(self) -> None:
        OPPOSITE.when(passed(sent=1)).then_refused(Ground.UNKNOWN, "law", detail="1")
        OPPOSITE.when(passed(reason=" ")).then_refused(Ground.NEEDS_REASON, "law")
        gone = SAFE.and_then(left())
        gone.when(passed()).then_refused(Ground.NOT_CALLED_FOR, "law")

    def test_it_is_said_which_letter_it_was(self) -> None:
        OPPOSITE.when(passed()).then(passed(letter="acknowledgement"))

    def test_what_was_noted_after_it_had_gone_does_not_keep_it_off_the_record(self) -> None:
        later = SAFE.and_then(decided("father", "yes", "Fri 25 Apr 2025"))

        assert later.when(left(on=ON, recorded="Fri 25 Apr 2025")).answer
        later.when(left(on="Fri 25 Apr 2025")).then_refused(Ground.NEEDS_SECOND, "law")

    def test_it_is_asked_too_where_a_letter_is_written_as_one_that_has_gone(self) -> None:
        gone = letter("acknowledgement", ON, AMINA)

        assert SAFE.when(gone).answer
        OPPOSITE.when(gone).then_refused(Ground.NEEDS_SECOND, "law")
        assert OPPOSITE.when(letter("acknowledgement", ON, AMINA, waits=True)).answer

    def test_one_who_lives_with_the_reader_is_not_opposite(self) -> None:
        together = SAFE.and_then(decided("kit", "yes"), home("complainant"), home("kit"))

        assert together.when(left()).answer


NEW = {
    "post": {"where": "7 Low Lane\nExampleton"},
    "email": {"way": "email", "where": "ewa.new@mail.example"},
}
CHANGED_ON = "Fri 25 Apr 2025"


@pytest.mark.assures("SC-6")
@pytest.mark.parametrize("way", sorted(NEW))
class TestAChangeOfWhereTheyAreReached:
    def after_it(self, way: str, *more: Act, before: str = "safe") -> Story:
        known = WAITING.and_then(noted_safe(ON, safe=before))
        return known.and_then(noted_safe(CHANGED_ON, **NEW[way]), *more)

    def gone(self, way: str, on: str) -> Act:
        return left(on=on, how=way)

    def test_it_holds_up_what_goes_within_three_days(self, way: str) -> None:
        story = self.after_it(way)

        for on in (CHANGED_ON, "Sat 26 Apr 2025", "Mon 28 Apr 2025"):
            story.when(self.gone(way, on)).then_refused(
                Ground.WAY_CLOSED, "law", why="changed", from_on="2025-04-29"
            )
        assert story.when(self.gone(way, "Tue 29 Apr 2025")).answer

    def test_it_goes_at_once_where_they_confirmed_it_as_they_were_reached_before(
        self, way: str
    ) -> None:
        said = act("contact.confirmed", on=CHANGED_ON, who="complainant", way=way, how="She rang.")

        assert self.after_it(way, said).when(self.gone(way, CHANGED_ON)).answer

    def test_it_goes_nowhere_where_they_say_that_it_is_not_theirs(self, way: str) -> None:
        no = act("contact.ended", on=CHANGED_ON, who="complainant", way=way, reason="wrong")
        story = self.after_it(way, no)

        for on in (CHANGED_ON, "Tue 29 Apr 2025", "Thu 8 May 2025"):
            story.when(self.gone(way, on)).then_refused(Ground.WAY_CLOSED, "law", why="ended")

    def test_nobody_is_asked_at_a_place_that_is_not_safe(self, way: str) -> None:
        assert self.after_it(way, before="unsafe").when(self.gone(way, CHANGED_ON)).answer

    def test_a_new_number_moves_no_letter(self, way: str) -> None:
        number = noted_safe(CHANGED_ON, way="telephone", where="01632 960 199", letters=False)
        old = WAITING.and_then(noted_safe(ON), number)

        assert old.when(self.gone("post", CHANGED_ON)).answer
        old.when(self.gone("email", CHANGED_ON)).then_refused(Ground.WAY_CLOSED, "law", why="post")
