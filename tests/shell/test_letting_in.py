"""Nobody lets a colleague into a case alone of whom they said themselves that they are kept out."""

from datetime import date
from typing import Any

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.record.interests import SAME_HOME
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.homes import closed_by_address, give_home
from reconvene.desk.look import CaseUnknown, load, load_whole
from reconvene.desk.opening import receive_complaint
from reconvene.people.models import Person, RoleHeld
from tests.support.cast import SINCE, person
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.lines import kept_lines
from tests.support.sp_life import RECEIVED_ON, Step, complaint, noon

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-4")]
ON = "Thu 24 Apr 2025"
TODAY = day(ON)
Answer = Receipt | Refused | Conflict


class World:
    """A case at the desk; Ben and Cleo are complaints officers, Nia chairs conferences."""

    def __init__(self, *, is_chair_known: bool = True) -> None:
        self.desk = Desk.at()
        self.people = self.desk.people
        at = self.people["ben"].authority
        self.people["cleo"] = person(at, "Cleo Demo", "complaints-officer")
        self.people["nia"] = person(at, "Nia Demo", "conference-chair")
        said = complaint(self.desk.named["amina"])
        chair = said.conference.chair if is_chair_known else None
        taken = receive_complaint(
            self.people["ben"],
            replace(said, conference=replace(said.conference, chair=chair)),
            happened_on=day(RECEIVED_ON),
            key="taken",
            now=noon(day(RECEIVED_ON)),
        )
        assert isinstance(taken, Receipt), taken
        self.case_id = taken.case_id

    def by(self, who: str, kind: str, /, **details: Any) -> Answer:
        return self.desk.act(self.case_id, Step(who, ON, kind, details))

    def says_a_tie(self, who: str, of: str) -> int:
        return self.done(who, "interest.declared", **self.tie(of, "Neighbours."))

    def tie(self, of: str, reason: str, tie: str = "friend") -> dict[str, Any]:
        them = self.people[of]
        return {"person": {"id": them.id, "name": them.name}, "tie": tie, "reason": reason}

    def done(self, who: str, kind: str, /, **details: Any) -> int:
        answer = self.by(who, kind, **details)
        assert isinstance(answer, Receipt), answer
        return answer.number

    def strikes(self, who: str, entry: int) -> Answer:
        return self.by(who, "entry.corrected", entry=entry, struck=True, reason="It is not so.")

    def rewords(self, who: str, entry: int, data: dict[str, Any]) -> None:
        self.done(who, "entry.corrected", entry=entry, data=data, reason="A slip.")

    def names_as_chair(self, who: str, chair: str) -> Answer:
        received = load_whole(self.people["cleo"], self.case_id, TODAY).whole.case.received
        data = to_builtins(received)
        them = self.people[chair]
        data["conference"]["chair"] = {
            "id": them.id,
            "name": them.name,
            "role": "conference-chair",
        }
        return self.by(who, "entry.corrected", entry=1, data=data, reason="Somebody else chaired.")

    def gives_the_role(self, who: str, to: str) -> Answer:
        them = {"id": self.people[to].id, "name": self.people[to].name}
        return self.by(who, "role.assigned", role="conference-chair", person=them)

    def holds_besides(self, who: str, role: str, from_on: date = SINCE) -> None:
        them = self.people[who]
        RoleHeld.objects.create(person=them, role=role, from_on=from_on)
        self.people[who] = Person.objects.get(pk=them.pk)

    def is_there(self, who: str, on: date = TODAY) -> bool:
        """Tell whether the case is there for somebody, with more than what is put to them."""
        try:
            return not load(self.people[who], self.case_id, on).is_answering
        except CaseUnknown:
            return False


def is_not_alone(answer: Answer) -> bool:
    return isinstance(answer, Refused) and answer.ground is Ground.NOT_ALONE


class TestATie:
    def test_is_of_who_said_it_though_somebody_mends_a_word_of_it(self) -> None:
        world = World()
        tie = world.says_a_tie("ben", "lena")
        world.rewords("cleo", tie, world.tie("lena", "They are neighbours."))

        assert is_not_alone(world.strikes("ben", tie))
        assert not world.is_there("lena")
        assert isinstance(world.strikes("cleo", tie), Receipt)

    def test_is_refused_in_the_words_of_the_core_where_it_cannot_be_read(self) -> None:
        world = World()
        tie = world.says_a_tie("ben", "lena")
        answer = world.by("cleo", "entry.corrected", entry=tie, data={"x": 1}, reason="A slip.")

        assert isinstance(answer, Refused)
        assert answer.ground is Ground.DETAIL_MISSING

    @pytest.mark.assures("LOG-3")
    def test_that_is_not_taken_back_alone_is_told_of(self) -> None:
        world = World()
        tie = world.says_a_tie("ben", "lena")
        with kept_lines() as kept:
            world.strikes("ben", tie)

        (line,) = [one for one in kept.said if one.get("event") == "access.refused"]
        assert (line["reason"], line["actor"]) == ("not-alone", world.people["ben"].id)


class TestWhatTheHouseFound:
    def found(self) -> tuple[World, int]:
        """Return a case and the entry by which Lena was found to live where the family does."""
        world = World()
        where = {"postcode": "SP1 1AA", "house": "12"}
        world.done("ben", "home.noted", who="complainant", **where)
        give_home(world.people["lena"], where["postcode"], where["house"], noon(TODAY))
        assert not world.is_there("lena")
        last = load_whole(world.people["ben"], world.case_id, TODAY).whole.events[-1]
        assert last.data.reason == SAME_HOME  # type: ignore[attr-defined]
        return world, last.number

    def test_is_taken_back_by_two(self) -> None:
        world, tie = self.found()
        alone = world.strikes("ben", tie)
        assert is_not_alone(alone)
        assert isinstance(alone, Refused)
        assert alone.facts == {"found_on": TODAY.isoformat()}

        world.rewords("ben", tie, world.tie("lena", "Another flat.", "same household"))
        assert not world.is_there("lena")
        assert is_not_alone(world.strikes("ben", tie))
        assert isinstance(world.strikes("cleo", tie), Receipt)

    def test_is_listed_as_what_closes_a_case_as_long_as_it_does(self) -> None:
        world, tie = self.found()
        lena = world.people["lena"]
        world.rewords("ben", tie, world.tie("lena", "Another flat.", "same household"))
        world.says_a_tie("ben", "lena")
        assert closed_by_address(lena.authority_id, lena.id) == {world.case_id: TODAY}

        world.done("cleo", "entry.corrected", entry=tie, struck=True, reason="It is not so.")
        assert not world.is_there("lena")
        assert closed_by_address(lena.authority_id, lena.id) == {}


class TestWhoChaired:
    """Amina holds a post besides, by which the case would be there for her."""

    def bound(self) -> World:
        """Return a case that names no chair, and in which Ben gave Amina the role."""
        world = World(is_chair_known=False)
        world.holds_besides("amina", "complaints-officer")
        assert isinstance(world.gives_the_role("ben", "amina"), Receipt)
        assert not world.is_there("amina")
        return world

    def test_is_not_given_to_another_by_who_gave_it(self) -> None:
        world = self.bound()

        assert is_not_alone(world.gives_the_role("ben", "nia"))
        assert not world.is_there("amina")
        assert isinstance(world.gives_the_role("cleo", "nia"), Receipt)
        assert world.is_there("amina")

    def test_is_not_named_in_the_complaint_by_who_gave_it(self) -> None:
        world = self.bound()

        assert is_not_alone(world.names_as_chair("ben", "nia"))
        assert not world.is_there("amina")

    def test_is_not_taken_back_by_who_gave_it(self) -> None:
        world = self.bound()
        given = load_whole(world.people["ben"], world.case_id, TODAY).whole.events[-1].number

        assert is_not_alone(world.strikes("ben", given))
        assert isinstance(world.strikes("cleo", given), Receipt)

    def test_is_not_put_right_alone_ahead_of_a_post(self) -> None:
        world = World()
        tomorrow = day("Fri 25 Apr 2025")
        world.holds_besides("amina", "complaints-officer", tomorrow)

        assert is_not_alone(world.names_as_chair("ben", "nia"))
        assert not world.is_there("amina", tomorrow)

    def test_is_not_put_right_alone_where_the_case_names_them_besides(self) -> None:
        world = World(is_chair_known=False)
        assert isinstance(world.gives_the_role("ben", "amina"), Receipt)

        assert is_not_alone(world.names_as_chair("ben", "nia"))
        assert not world.is_there("amina")

    def test_is_put_right_by_who_wrote_it_down_where_that_lets_nobody_in(self) -> None:
        world = World()
        assert isinstance(world.names_as_chair("ben", "nia"), Receipt)
        assert not world.is_there("amina")

    def test_is_given_no_part_by_who_put_it_right_alone(self) -> None:
        world = World()
        assert isinstance(world.names_as_chair("ben", "nia"), Receipt)
        amina = {"id": world.people["amina"].id, "name": world.people["amina"].name}
        minutes = {"role": "minute-taker", "person": amina}

        assert is_not_alone(world.by("ben", "role.assigned", **minutes))
        assert not world.is_there("amina")
        assert isinstance(world.by("cleo", "role.assigned", **minutes), Receipt)
        assert world.is_there("amina")

    @pytest.mark.assures("LOG-3")
    def test_is_told_of_where_they_are_let_in(self) -> None:
        world = World()
        world.holds_besides("amina", "complaints-officer")
        with kept_lines() as kept:
            assert isinstance(world.names_as_chair("cleo", "nia"), Receipt)

        assert world.is_there("amina")
        (line,) = [one for one in kept.said if one.get("event") == "access.wall-lifted"]
        told = (line["reason"], line["case"], line["whose"])
        assert told == ("W1", world.case_id, world.people["amina"].id)
