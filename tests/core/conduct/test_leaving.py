"""A letter that waits leaves the one way that is safe on that day; one that came back waits again."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from reconvene.core.casefile.contacts import Contact
from reconvene.core.conduct.answer import Allowed, Ground
from reconvene.core.conduct.leaving import on_the_way, waiting
from reconvene.core.reaching.gate import Held, Why, way_for_letters
from tests.support.core.acts import corrected, letter, noted_safe, received
from tests.support.core.cast import AMINA, BEN, LENA
from tests.support.core.roads import ANSWERED, SP_CLOSED
from tests.support.given import Act, Story, act, given

ON = "Thu 24 Apr 2025"
LETTER = 3
"""The number of the letter's entry: after the complaint and what the officer was told."""


def noted(on: str = ON, **details: Any) -> Act:
    return noted_safe(on, **details)


def left(on: str = ON, *, recorded: str | None = None, **details: Any) -> Act:
    said: dict[str, Any] = {"sent": LETTER, "how": "post"}
    return act("letter.left", on=on, recorded=recorded, **(said | details))


BY_HAND = {"how": "hand", "note": "Lena gave it to her here."}


def came_back(on: str = "Fri 25 Apr 2025", **details: Any) -> Act:
    said: dict[str, Any] = {"sent": LETTER}
    return act("letter.came-back", on=on, **(said | details))


def told() -> Act:
    return act("notice.given", on="Tue 22 Apr 2025", notice="tell-officer-received")


WAITING = given(received(), told(), letter("acknowledgement", ON, AMINA, waits=True))
SAFE = WAITING.and_then(noted())
AT_NOON = datetime(2025, 4, 28, 12, tzinfo=UTC)


def way(story: Story) -> Contact | Held:
    return way_for_letters(story.case, "complainant", AT_NOON)


def numbers(story: Story) -> tuple[list[int], list[int]]:
    """Return the letters that wait, and those that went by post, by the numbers of their entries."""
    ctx = story.context()
    return [one.sent for one in waiting(ctx)], [one.sent for one in on_the_way(ctx)]


def test_a_letter_waits_until_it_has_left() -> None:
    assert numbers(WAITING) == ([LETTER], [])
    assert numbers(SAFE.and_then(left())) == ([], [LETTER])


def test_one_that_had_gone_already_waits_for_nothing() -> None:
    gone = given(received(), told(), letter("acknowledgement", ON, AMINA))

    assert numbers(gone) == ([], [])
    gone.when(left()).then_refused(Ground.NOT_CALLED_FOR, "law")


def test_it_is_kept_what_left_and_where_that_was_noted() -> None:
    SAFE.when(left()).then(left(letter="acknowledgement", contact=4))


def test_a_caller_does_not_say_what_left_nor_where_to() -> None:
    given_by_hand = left(**BY_HAND, letter="stage-1-outcome", contact=1)

    SAFE.when(given_by_hand).then(left(**BY_HAND, letter="acknowledgement", contact=0))


class TestTheGate:
    @pytest.mark.parametrize(
        ("contacts", "why"),
        [
            ((), "none-chosen"),
            ((noted(safe="unsafe"),), "unsafe"),
            ((noted(safe="unknown"),), "not-known-safe"),
            ((noted(ask="Ring first."),), "ask-first"),
            ((noted(way="email", where="ewa@example.org"),), "email"),
        ],
    )
    def test_lets_nothing_go_by_post_but_where_their_letters_go(
        self, contacts: tuple[Act, ...], why: str
    ) -> None:
        closed = WAITING.and_then(*contacts)

        closed.when(left()).then_refused(Ground.WAY_CLOSED, "law", why=why)
        closed.when(left(**BY_HAND)).then(left(**BY_HAND, letter="acknowledgement"))

    def test_holds_a_change_and_says_from_which_day_it_goes(self) -> None:
        changed = SAFE.and_then(noted("Fri 25 Apr 2025", where="4 Other Road"))
        on_monday, on_tuesday = left("Mon 28 Apr 2025"), left("Tue 29 Apr 2025")

        changed.when(on_monday).then_refused(
            Ground.WAY_CLOSED, "law", why="changed", from_on="2025-04-29"
        )
        assert changed.when(on_tuesday).answer

    def test_lets_nothing_go_by_email_whose_letters_go_by_post(self) -> None:
        SAFE.when(left(how="email")).then_refused(Ground.WAY_CLOSED, "law", why="post")

    def test_asks_for_no_hour(self) -> None:
        hours = {"way": "email", "where": "ewa@example.org", "earliest": "09:30", "latest": "15:00"}

        assert WAITING.and_then(noted(**hours)).when(left(how="email")).answer

    def test_holds_up_what_was_noted_anew_since_somebody_looked(self) -> None:
        anew = SAFE.and_then(
            noted(where="4 Other Road"),
            act("contact.confirmed", on=ON, who="complainant", way="post", how="She rang."),
        )

        anew.when(left(contact=4)).then_refused(Ground.WAY_CLOSED, "law", why="noted-since")
        assert anew.when(left(contact=5)).answer

    def test_is_asked_once_more_as_it_is_recorded(self) -> None:
        """What was noted since somebody opened the page holds it up, though it is the same day."""
        SAFE.and_then(noted(safe="unsafe")).when(left(contact=4)).then_refused(
            Ground.WAY_CLOSED, "law", why="unsafe"
        )

    def test_is_passed_by_hand_only_with_a_word_on_how(self) -> None:
        WAITING.when(left(how="hand", note=" ")).then_refused(
            Ground.DETAIL_MISSING, "law", detail="note"
        )

    def test_is_asked_of_the_day_on_which_it_left(self) -> None:
        """What became unsafe afterwards does not undo that it left; nor does what was noted later."""
        ended = act(
            "contact.ended", on="Mon 28 Apr 2025", who="complainant", way="post", reason="unsafe"
        )
        late = left("Fri 25 Apr 2025", recorded="Tue 29 Apr 2025")

        assert SAFE.and_then(ended).when(late).answer
        SAFE.and_then(ended).when(left("Tue 29 Apr 2025")).then_refused(
            Ground.WAY_CLOSED, "law", why="ended"
        )
        WAITING.and_then(noted("Mon 28 Apr 2025")).when(late).then_refused(
            Ground.WAY_CLOSED, "law", why="none-chosen"
        )

    def test_is_asked_of_the_instant_at_which_it_left_where_that_is_known(self) -> None:
        """What is noted an hour later that day does not undo that it left; an hour before, it does."""
        friday = "Fri 25 Apr 2025"
        unsafe = SAFE.and_then(noted(friday, safe="unsafe"))
        noted_at = unsafe.context().events[-1].recorded_at
        earlier, later = (noted_at + timedelta(hours=hours) for hours in (-1, 1))

        def gone(at: datetime) -> Act:
            return act("letter.left", on=friday, at=at, sent=LETTER, how="post")

        assert unsafe.when(gone(earlier)).answer
        for at in (later, earlier - timedelta(days=1)):  # an instant of another day tells nothing
            unsafe.when(gone(at)).then_refused(Ground.WAY_CLOSED, "law", why="unsafe")


class TestWhatFollows:
    """A letter that waits has not been sent: what is owed stays owed, and no right begins."""

    def test_nothing_does_until_it_leaves(self) -> None:
        assert SAFE.is_owed("acknowledge")
        assert not SAFE.case.matching("letter.sent", "acknowledgement")

    def test_it_was_sent_on_the_day_that_it_left(self) -> None:
        gone = SAFE.and_then(left("Mon 28 Apr 2025"))

        assert gone.duty("acknowledge").status == "met late"
        (sent,) = gone.case.matching("letter.sent", "acknowledgement")
        assert (sent.on, sent.number, sent.points) == (date(2025, 4, 28), LETTER, ("A",))

    def test_it_was_sent_once_however_often_it_leaves(self) -> None:
        again = SAFE.and_then(left(), came_back(), left("Mon 28 Apr 2025", **BY_HAND))

        (sent,) = again.case.matching("letter.sent", "acknowledgement")
        assert sent.on == date(2025, 4, 24)

    @pytest.mark.clauses("SP 4.1")
    def test_a_right_that_it_tells_of_begins_as_it_leaves(self) -> None:
        on = "Fri 9 May 2025"
        written = given(*ANSWERED, letter("stage-1-outcome", on, LENA, waits=True))
        gone = written.and_then(left("Mon 12 May 2025", sent=len(ANSWERED) + 1, **BY_HAND))

        assert not written.rights("ask-for-stage-2")
        assert written.is_owed("stage-1-letter")
        assert gone.right("ask-for-stage-2").last_on == date(2025, 6, 9)


class TestItsDay:
    def test_is_not_before_the_day_that_it_bears(self) -> None:
        SAFE.when(left("Wed 23 Apr 2025")).then_refused(
            Ground.DATE_OUT_OF_ORDER, "law", happened_on="2025-04-23", left_on="2025-04-24"
        )

    def test_is_warned_of_where_it_is_after_it(self) -> None:
        SAFE.when(left("Fri 25 Apr 2025")).then_warned("left-late", "law", dated_on="2025-04-24")


class TestWhatIsNotThere:
    @pytest.mark.parametrize("number", [1, 99])
    def test_does_not_leave(self, number: int) -> None:
        SAFE.when(left(sent=number)).then_refused(Ground.UNKNOWN, "law", detail=str(number))

    def test_does_not_leave_for_whom_it_is_not(self) -> None:
        SAFE.when(left(who="kit")).then_refused(Ground.UNKNOWN, "law", detail="kit")
        SAFE.and_then(left()).when(came_back(who="kit")).then_refused(
            Ground.UNKNOWN, "law", detail="kit"
        )

    def test_does_not_leave_twice(self) -> None:
        another = SAFE.and_then(letter("delay", ON, AMINA, waits=True, words={"delay": "Later."}))

        another.and_then(left()).when(left()).then_refused(Ground.UNKNOWN, "law", detail="3")

    def test_does_not_come_back(self) -> None:
        SAFE.when(came_back()).then_refused(Ground.NOT_CALLED_FOR, "law")
        SAFE.and_then(left()).when(came_back(sent=99)).then_refused(
            Ground.UNKNOWN, "law", detail="99"
        )


class TestWhatCameBack:
    BACK = SAFE.and_then(left(), came_back())

    def test_waits_again_and_goes_nowhere_until_they_were_asked(self) -> None:
        assert numbers(self.BACK) == ([LETTER], [])
        assert self.BACK.case.outgoing[LETTER].came_back_on == date(2025, 4, 25)
        assert way(self.BACK) == Held(
            Why.CAME_BACK, contact=self.BACK.case.contacts["complainant"].for_letters
        )
        self.BACK.when(left("Mon 28 Apr 2025")).then_refused(
            Ground.WAY_CLOSED, "law", why="came-back"
        )

    def test_by_email_is_asked_about_by_email(self) -> None:
        by_email = noted(way="email", where="ewa@example.org")
        back = WAITING.and_then(noted(letters=False), by_email)
        confirmed = act("contact.confirmed", on=ON, who="complainant", way="email", how="She rang.")
        back = back.and_then(confirmed, left(how="email"), came_back())

        found = way(back)
        assert isinstance(found, Held)
        assert (found.why, found.contact and found.contact.noted.way) == (Why.CAME_BACK, "email")

    def test_goes_once_they_confirmed_it_and_not_for_being_noted_again(self) -> None:
        again = self.BACK.and_then(noted("Mon 28 Apr 2025", known_by="She said it again."))
        confirmed = act(
            "contact.confirmed", on="Mon 28 Apr 2025", who="complainant", way="post", how="x"
        )

        found = way(again)
        assert isinstance(found, Held)
        assert found.why is Why.CAME_BACK
        assert isinstance(way(again.and_then(confirmed)), Contact)

    def test_says_nothing_of_a_place_that_was_noted_since(self) -> None:
        moved = SAFE.and_then(
            left(),
            noted(where="4 Other Road"),
            act("contact.confirmed", on=ON, who="complainant", way="post", how="She rang."),
        )

        assert isinstance(way(moved.and_then(came_back())), Contact)

    def test_by_hand_did_not_reach_them_and_says_nothing_of_a_place(self) -> None:
        back = SAFE.and_then(left(**BY_HAND), came_back())

        assert numbers(back) == ([LETTER], [])
        assert isinstance(way(back), Contact)

    def test_is_not_confirmed_where_nothing_is_in_doubt(self) -> None:
        confirmed = act("contact.confirmed", on=ON, who="complainant", way="post", how="She rang.")

        SAFE.when(confirmed).then_refused(Ground.NOT_CALLED_FOR, "law")

    def test_did_not_come_back_before_it_left(self) -> None:
        on_its_way = SAFE.and_then(left("Fri 25 Apr 2025"))

        on_its_way.when(came_back(ON)).then_refused(
            Ground.DATE_OUT_OF_ORDER, "law", happened_on="2025-04-24", left_on="2025-04-25"
        )

    def test_is_kept_by_its_name(self) -> None:
        SAFE.and_then(left()).when(came_back()).then(came_back(letter="acknowledgement"))

    def test_comes_back_though_no_address_is_in_use(self) -> None:
        """An address that has ended since is not in doubt: nothing goes there any more."""
        ended = act("contact.ended", on=ON, who="complainant", way="post", reason="wished")

        assert way(SAFE.and_then(left(), ended, came_back())) == Held(
            Why.ENDED,
            contact=SAFE.and_then(left(), ended, came_back())
            .case.contacts["complainant"]
            .for_letters,
        )


class TestPuttingRight:
    def test_strikes_that_it_left(self) -> None:
        story = SAFE.and_then(left(), corrected(5, "Fri 25 Apr 2025", struck=True))

        assert numbers(story) == ([LETTER], [])

    def test_does_not_strike_a_letter_that_is_on_its_way(self) -> None:
        """What left has to be struck first: it would be about nothing."""
        struck = corrected(LETTER, "Fri 25 Apr 2025", struck=True)

        SAFE.and_then(left()).when(struck).then_refused(
            Ground.CONTRADICTS, "law", entry=5, kind="letter.left"
        )
        assert numbers(SAFE.and_then(struck)) == ([], [])


def test_a_letter_leaves_and_comes_back_in_a_closed_case() -> None:
    on = "Thu 28 Aug 2025"
    late = letter("delay", on, BEN, waits=True, words={"delay": "It went late."})
    closed = given(*SP_CLOSED[:-1], late, SP_CLOSED[-1])

    gone = closed.and_then(noted(on), left(on, sent=len(SP_CLOSED)))
    assert gone.when(came_back("Fri 29 Aug 2025", sent=len(SP_CLOSED))).answer


class TestALetterThatHadGone:
    """Of a letter that is written down after it went nothing can be held up any more."""

    def test_is_warned_of_where_none_could_go_that_day(self) -> None:
        unsafe = given(received(), told(), noted(safe="unsafe"))

        unsafe.when(letter("acknowledgement", ON, AMINA)).then_warned(
            "gone-unsafe", "law", why="unsafe"
        )

    @pytest.mark.parametrize(
        "acts", [(), (noted(),), (noted(letters=False),)], ids=["nothing", "safe", "not chosen"]
    )
    def test_is_not_where_it_could_or_nothing_is_known(self, acts: tuple[Act, ...]) -> None:
        answer = given(received(), told(), *acts).when(letter("acknowledgement", ON, AMINA)).answer

        assert isinstance(answer, Allowed)
        assert answer.warnings == ()

    def test_that_waits_is_not_warned_of(self) -> None:
        unsafe = given(received(), told(), noted(safe="unsafe"))
        answer = unsafe.when(letter("acknowledgement", ON, AMINA, waits=True)).answer

        assert isinstance(answer, Allowed)
        assert answer.warnings == ()
