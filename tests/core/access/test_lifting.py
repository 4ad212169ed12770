"""Whom a case is opened to again, and who had said that they are kept out; it is remembered."""

from typing import Any

import pytest
from msgspec import to_builtins

from reconvene.core.access.lifting import Kept, LetIn, let_in_by, taken_back
from reconvene.core.record.event import Event
from reconvene.core.record.interests import SAME_HOME
from tests.support.core import roads
from tests.support.core.acts import a_conference, corrected, received
from tests.support.core.cast import AMINA, BEA, BEN, LENA, RHYS
from tests.support.given import Act, act, given

pytestmark = pytest.mark.assures("AZ-4")
LATER = "Mon 1 Sep 2025"
SAID = len(roads.STAGE_1_DONE) + 1
WHOLE = roads.STAGE_1_DONE


def tie(of: str = "lena", what: str = "friend", reason: str = "Neighbours.", by: Any = BEN) -> Act:
    return act("interest.declared", on=LATER, by=by, person={"id": of}, tie=what, reason=reason)


def found_at_home(of: str = "lena") -> Act:
    """Return the tie of somebody that the house found as they gave their address."""
    return tie(of, "same household", SAME_HOME, by=LENA)


def record(*road: Act) -> tuple[Event, ...]:
    return given(*road).events


def says(of: str, what: str, reason: str = "So it is.") -> dict[str, Any]:
    return {"person": {"id": of, "name": of.capitalize()}, "tie": what, "reason": reason}


def put_right(data: dict[str, Any] | None = None, *, entry: int = SAID, by: Any = BEA) -> Act:
    """Return a correction; one that strikes where nothing is said instead."""
    how = {"struck": True} if data is None else {"data": data}
    return corrected(entry, LATER, by=by, **how)


def let_in_last(*road: Act) -> tuple[LetIn, ...]:
    """Return who is let in by the last entry of a record."""
    events = record(*road)
    return let_in_by(events[:-1], events[-1:])


def who_and_by_whom(*road: Act) -> list[tuple[Kept, str]]:
    return [(one.kept, one.said_by) for one in let_in_last(*road)]


LENA_S = [(Kept("lena"), "ben")]


class TestATieTakenBack:
    @pytest.mark.parametrize(
        "instead",
        [None, says("lena", "none"), says("rhys", "friend")],
        ids=["struck", "none after all", "somebody else's"],
    )
    def test_lets_in_whom_somebody_kept_out(self, instead: dict[str, Any] | None) -> None:
        assert who_and_by_whom(*WHOLE, tie(), put_right(instead)) == LENA_S

    def test_is_no_matter_of_what_keeps_somebody_out(self) -> None:
        assert let_in_last(*WHOLE, tie()) == ()

    def test_lets_nobody_in_where_only_the_words_change(self) -> None:
        assert let_in_last(*WHOLE, tie(), put_right(says("lena", "family"))) == ()

    def test_lets_nobody_in_whom_the_entry_did_not_keep_out(self) -> None:
        assert let_in_last(*WHOLE, tie(what="none"), put_right()) == ()

    def test_lets_nobody_in_whom_another_entry_keeps_out(self) -> None:
        assert let_in_last(*WHOLE, tie(), tie(what="family"), put_right()) == ()

    def test_is_of_who_said_it_first_whoever_wrote_it_last(self) -> None:
        reworded = put_right(says("lena", "friend", "They are neighbours."), by=BEA)
        assert who_and_by_whom(*WHOLE, tie(), reworded, put_right()) == LENA_S

    def test_is_of_who_said_it_first_where_a_second_said_it_too(self) -> None:
        road = (*WHOLE, tie(), tie(what="family", by=RHYS), put_right())
        assert who_and_by_whom(*road, put_right(entry=SAID + 1)) == LENA_S

    def test_is_of_who_made_it_one_by_a_correction(self) -> None:
        made = put_right(says("lena", "friend"), by=BEA)
        road = (*WHOLE, tie(what="none"), made, put_right(by=BEN))
        assert who_and_by_whom(*road) == [(Kept("lena"), "bea")]

    def test_is_of_who_said_it_since_it_was_last_not_so(self) -> None:
        road = (*WHOLE, tie(), put_right(), tie(by=RHYS))
        again = who_and_by_whom(*road, put_right(entry=SAID + 2))
        assert again == [(Kept("lena"), "rhys")]

    def test_is_of_nobody_where_the_house_found_it(self) -> None:
        assert who_and_by_whom(*WHOLE, found_at_home(), put_right()) == [(Kept("lena"), "")]

    def test_is_of_who_looked_at_what_the_house_found(self) -> None:
        looked = put_right(says("lena", "same household", "She lives in another flat."), by=BEN)
        unasked = put_right(says("x", "none"), entry=SAID + 1, by=BEA)
        road = (*WHOLE, found_at_home(), tie("x", "none"), unasked, looked)
        assert who_and_by_whom(*road, put_right()) == LENA_S

    def test_is_of_who_said_what_the_house_found_too(self) -> None:
        road = (*WHOLE, found_at_home(), tie(), put_right())
        assert who_and_by_whom(*road, put_right(entry=SAID + 1)) == LENA_S


class TestAPanelLeft:
    BARRED = act(
        "panelist.removed",
        on="Tue 5 Aug 2025",
        by=BEA,
        panel="appeal-panel",
        person="piotr",
        reason="He was there.",
        bar="attended-conference",
    )
    ROAD = roads.PANEL_NAMED

    def test_lets_in_to_that_panel_once_it_is_taken_back(self) -> None:
        road = (*self.ROAD, self.BARRED)
        back = who_and_by_whom(*road, put_right(entry=len(road)))
        assert back == [(Kept("piotr", "appeal-panel"), "bea")]

    def test_lets_nobody_in_to_it_from_whom_the_case_is_closed(self) -> None:
        road = (*self.ROAD, self.BARRED, tie("piotr"))
        assert let_in_last(*road, put_right(entry=len(road) - 1)) == ()
        assert taken_back(record(*road, put_right(entry=len(road) - 1))) == ()


class TestWhoChaired:
    """Whoever chaired is kept out as the complaint names them, or as the role is given to them."""

    UNKNOWN = received(conference=a_conference(chair=None))

    def named(self, who: Any) -> dict[str, Any]:
        said: dict[str, Any] = to_builtins(record(received())[0].data)
        chair = {"id": who.id, "name": who.name, "role": "conference-chair"}
        return said | {"conference": said["conference"] | {"chair": chair}}

    def test_put_right_lets_in_who_was_named(self) -> None:
        found = who_and_by_whom(received(), put_right(self.named(RHYS), entry=1))
        assert found == [(Kept("amina", chaired=True), "ben")]

    def test_is_let_in_as_another_is_given_the_role(self) -> None:
        found = who_and_by_whom(self.UNKNOWN, self.given_to(AMINA), self.given_to(RHYS))
        assert found == [(Kept("amina", chaired=True), "ben")]

    def test_is_let_in_as_the_role_is_taken_back(self) -> None:
        found = who_and_by_whom(self.UNKNOWN, self.given_to(AMINA), put_right(entry=2))
        assert found == [(Kept("amina", chaired=True), "ben")]

    def test_is_let_in_as_the_complaint_names_another(self) -> None:
        road = (self.UNKNOWN, self.given_to(AMINA), put_right(self.named(RHYS), entry=1))
        assert who_and_by_whom(*road) == [(Kept("amina", chaired=True), "ben")]

    def given_to(self, who: Any) -> Act:
        person = {"id": who.id, "name": who.name}
        return act("role.assigned", on=LATER, by=BEN, role="conference-chair", person=person)


class TestWhatWasTakenBack:
    def test_is_remembered_with_who_did_it(self) -> None:
        (one,) = taken_back(record(*WHOLE, tie(), put_right()))
        assert (one.kept, one.since.number, one.ended.number) == (Kept("lena"), SAID, SAID + 1)
        assert one.ended.actor == "bea"

    def test_leaves_out_whoever_is_kept_out_all_the_same(self) -> None:
        assert taken_back(record(*WHOLE, tie(), put_right(), tie(what="family"))) == ()

    def test_is_nothing_where_only_the_words_changed(self) -> None:
        assert taken_back(record(*WHOLE, tie(), put_right(says("lena", "family")))) == ()
        assert taken_back(record(*WHOLE, tie())) == ()
        assert taken_back(()) == ()

    def test_is_each_by_itself_in_the_order_of_taking_back(self) -> None:
        road = (*WHOLE, tie(), tie("rhys"), put_right(entry=SAID + 1), put_right())
        found = taken_back(record(*road))
        assert [(one.kept, one.since.number, one.ended.number) for one in found] == [
            (Kept("rhys"), SAID + 1, SAID + 2),
            (Kept("lena"), SAID, SAID + 3),
        ]
