"""What a panel would be with some people on it: weighed before anybody is appointed."""

from typing import Any

import msgspec
import pytest

from reconvene.core.conduct.answer import Ground, Refused, Warned
from reconvene.core.conduct.composing import Composition, composed, missing_now, quorum_now
from reconvene.core.record.event import encode
from reconvene.core.record.panels import PanelistAppointed
from reconvene.core.record.payload import Person
from tests.support.core.acts import (
    CLEAR,
    a_conference,
    appointed,
    corrected,
    met_later,
    put,
    received,
    rose,
    sat,
)
from tests.support.core.cast import (
    AMINA,
    BEA,
    CARYS,
    COLE,
    DEV,
    FATHER,
    HUGH,
    INGRID,
    LENA,
    PIOTR,
    QUINN,
    RHYS,
    SCHOOL,
    TESS,
)
from tests.support.core.roads import (
    AT_STAGE_3,
    FINAL_REVIEW,
    PANEL_NAMED,
    SITTING,
    SUPPORTED,
    VOTED,
)
from tests.support.days import day
from tests.support.given import OX, Act, Story, act, given

PANEL, INTER_AGENCY = "appeal-panel", "inter-agency-panel"
STORY = given(*AT_STAGE_3)
OX_STORY = given(*FINAL_REVIEW, under=OX)
QUORUM = "SP 5.7"


def thought_of(
    person: Person, seat: str = "member", panel: str = PANEL, **details: Any
) -> PanelistAppointed:
    settled: dict[str, Any] = {"is_senior": True, "declared": CLEAR}
    return PanelistAppointed(panel=panel, seat=seat, person=person, **(settled | details))


def weighed(*people: PanelistAppointed, story: Story = STORY, panel: str = PANEL) -> Composition:
    return composed(story.context(), panel, people, has_minute_taker=True)


def said(refused: Refused) -> tuple[Ground, str, dict[str, Any]]:
    return refused.ground, refused.clause, dict(refused.facts)


def left_for(bar: str, on: str = "Mon 11 Aug 2025") -> Act:
    reason = "She once managed the team."
    return act(
        "panelist.removed", on=on, by=BEA, panel=PANEL, person="carys", reason=reason, bar=bar
    )


THREE = (thought_of(INGRID, "chair"), thought_of(CARYS), thought_of(PIOTR))


@pytest.mark.clauses("SP 5.2", "SP 5.3", "SP 5.7")
def test_a_chair_and_two_members_of_different_agencies_are_good() -> None:
    found = weighed(*THREE)

    assert found.is_good
    assert (found.missing, found.warnings) == ((), ())
    assert [one.has_seat for one in found.people] == [False, False, False]
    assert {one.act for one in found.people} == {"panelist.appointed"}


@pytest.mark.clauses("SP 5.7")
def test_it_says_what_is_missing_with_its_clause() -> None:
    assert weighed().missing == (("chair", QUORUM), ("members:2", QUORUM), ("agencies:2", QUORUM))
    assert weighed(*THREE[:2]).missing == (("members:1", QUORUM),)
    assert weighed(*THREE[1:]).missing == (("chair", QUORUM),)
    assert not weighed(*THREE[1:]).is_good


@pytest.mark.clauses("SP 5.5")
def test_somebody_has_to_take_the_minutes() -> None:
    found = composed(STORY.context(), PANEL, THREE)

    assert found.missing == (("minute-taker", "SP 5.5"),)
    assert found.quorum.is_quorate
    assert not found.is_good


@pytest.mark.clauses("SP 5.5", "SP 5.7")
def test_it_says_the_same_of_the_minutes_wherever_it_is_asked() -> None:
    unsought = [one for one in PANEL_NAMED if one.kind != "task.done"]
    for acts, missing in (
        (unsought, ("minute-taker",)),
        (PANEL_NAMED, ()),
        ((*unsought, sat(INGRID, CARYS, PIOTR)), ()),
        ((*unsought, *SUPPORTED[len(PANEL_NAMED) :]), ()),
        ((*unsought, sat(INGRID, CARYS)), ("members:1",)),
    ):
        ctx = given(*acts).context()
        assert missing_now(ctx, PANEL) == missing
        assert ("minute-taker" in missing) == (
            ("minute-taker", "SP 5.5") in composed(ctx, PANEL).missing
        )
    assert missing_now(OX_STORY.context(), INTER_AGENCY)[0] == "seat:police"
    assert "minute-taker" not in missing_now(OX_STORY.context(), INTER_AGENCY)


@pytest.mark.clauses("SP 5.3")
def test_it_warns_of_a_panel_from_the_council_alone() -> None:
    of_council = [msgspec.structs.replace(one, agency="council") for one in (INGRID, CARYS, PIOTR)]
    chair, *members = of_council
    found = weighed(thought_of(chair, "chair"), *map(thought_of, members))

    assert found.warnings == (Warned("all-council", QUORUM),)
    assert ("agencies:1", QUORUM) in found.missing


@pytest.mark.clauses("SP 5.6", "SP 5.7")
def test_an_adviser_is_asked_nothing_and_fills_no_seat() -> None:
    adviser = thought_of(AMINA, "adviser", declared={}, is_senior=False)
    found = weighed(*THREE[:2], adviser)

    assert found.missing == (("members:1", QUORUM),)
    assert (found.people[-1].against, found.people[-1].bars) == ((), ())
    assert found.is_independent


@pytest.mark.clauses("SP 5.4")
def test_whoever_was_not_asked_is_counted_and_the_panel_is_not_good_yet() -> None:
    unasked = thought_of(PIOTR, declared={"line-management": False})
    found = weighed(*THREE[:2], unasked)

    assert not found.missing
    assert found.is_independent
    assert not found.is_asked
    assert not found.is_good
    assert [one.bar for one in found.people[-1].unasked] == [
        "attended-conference",
        "reported-to-conference",
        "chaired-conference",
        "earlier-stage",
    ]


@pytest.mark.clauses("SP 5.4")
def test_each_bar_says_how_they_stand_to_it() -> None:
    given_so = {"line-management": True, "earlier-stage": False}
    found = weighed(thought_of(LENA, declared=given_so)).people[0]

    assert [(one.bar, one.standing) for one in found.bars] == [
        ("line-management", "declared"),
        ("attended-conference", "not asked"),
        ("reported-to-conference", "not asked"),
        ("chaired-conference", "not asked"),
        ("earlier-stage", "found"),
    ]
    assert {one.clause for one in found.bars} == {"SP 5.4"}
    assert {one.standing for one in weighed(THREE[1]).people[0].bars} == {"free"}


@pytest.mark.clauses("SP 5.2", "SP 5.3", "SP 5.4")
def test_everything_that_stands_against_somebody_is_told_and_they_fill_no_seat() -> None:
    found = weighed(
        THREE[0],
        THREE[1],
        thought_of(RHYS, is_senior=False, declared={**CLEAR, "line-management": True}),
    )

    assert [said(one) for one in found.people[-1].against] == [
        (Ground.NOT_ELIGIBLE, "SP 5.3", {"lacks": "senior"}),
        (Ground.BARRED, "SP 5.4", {"bar": "line-management"}),
        (Ground.NOT_INDEPENDENT, "SP 5.4", {"bar": "earlier-stage"}),
    ]
    assert found.missing == (("members:1", QUORUM),)
    assert not found.is_independent


CONFERENCE = a_conference(
    attended=[{"id": "carys", "name": "Carys", "agency": "police"}],
    reported=[{"id": "piotr", "name": "Piotr", "agency": "education"}],
)
KNOWN = given(received(conference=CONFERENCE), *AT_STAGE_3[1:])


@pytest.mark.clauses("SP 5.4")
@pytest.mark.parametrize(
    ("person", "bar"),
    [
        (CARYS, "attended-conference"),
        (PIOTR, "reported-to-conference"),
        (AMINA, "chaired-conference"),
        (RHYS, "earlier-stage"),
    ],
)
def test_what_the_record_shows_is_found_though_nobody_was_asked(person: Person, bar: str) -> None:
    found = weighed(thought_of(person, declared={}), story=KNOWN).people[0]

    assert said(found.against[0]) == (Ground.NOT_INDEPENDENT, "SP 5.4", {"bar": bar})


@pytest.mark.clauses("SP 5.4")
def test_of_a_tie_it_tells_no_more_than_the_refusal_does() -> None:
    tied = STORY.and_then(
        act(
            "interest.declared",
            on="Mon 4 Aug 2025",
            person=CARYS,
            tie="same household",
            reason="She lives next door.",
        )
    )
    found = weighed(*THREE, story=tied).people[1]

    refused = tied.answer_to(appointed(CARYS))
    assert found.against == (refused,)
    assert said(found.against[0]) == (Ground.NOT_INDEPENDENT, "law", {"people": ("carys",)})


def tied(who: Person, on: str = "Mon 4 Aug 2025") -> Act:
    return act("interest.declared", on=on, person=who, tie="friend", reason="They are friends.")


@pytest.mark.clauses("SP 5.3", "SP 5.4")
def test_of_a_tie_nothing_is_said_where_the_act_is_refused_for_something_else() -> None:
    story = STORY.and_then(tied(CARYS))
    (found,) = weighed(thought_of(CARYS, is_senior=False), story=story).people

    assert [one.facts for one in found.against] == [{"lacks": "senior"}]
    assert story.answer_to(appointed(CARYS, is_senior=False)) == found.against[0]


def named_alike(person: Person, known: str) -> Composition:
    """A panel with somebody of whose name the record knows another id."""
    story = KNOWN.and_then(tied(Person(id="x-tied", name="Ina Example")))
    people = (thought_of(INGRID, "chair"), thought_of(HUGH), thought_of(person))
    known_as = {"ina example": (person.id, known)}
    return composed(story.context(), PANEL, people, has_minute_taker=True, known_as=known_as)


@pytest.mark.clauses("SP 5.4")
@pytest.mark.parametrize(
    ("known", "shows"),
    [
        ("x-tied", (Ground.NOT_INDEPENDENT, "law", {"people": ("x-tied",)})),
        ("carys", (Ground.NOT_INDEPENDENT, "SP 5.4", {"bar": "attended-conference"})),
    ],
)
def test_what_the_record_shows_of_another_of_that_name_leaves_it_open(
    known: str, shows: tuple[Ground, str, dict[str, Any]]
) -> None:
    found = named_alike(Person(id="ina", name="Ina  EXAMPLE", agency="police"), known)

    assert [said(one) for one in found.people[-1].perhaps] == [shows]
    assert (found.is_independent, found.is_certain, found.is_good) == (True, False, False)
    assert not found.missing


def test_another_of_that_name_whom_nothing_bars_is_no_doubt() -> None:
    assert named_alike(Person(id="ina", name="Ina Example", agency="police"), "dev").is_good
    assert named_alike(Person(id="ina", name="Another", agency="police"), "x-tied").is_good


@pytest.mark.clauses("SP 5.4")
def test_nobody_of_the_family_is_thought_of_in_vain() -> None:
    one = Person(id=FATHER.id, name="Kit's father", agency="police")
    (found,) = weighed(thought_of(one)).people

    assert [refused.ground for refused in found.against] == [Ground.NOT_INDEPENDENT]


def test_nobody_has_two_seats_and_no_seat_has_two() -> None:
    found = weighed(THREE[0], thought_of(INGRID), thought_of(SCHOOL, "chair"))

    assert [said(one) for one in found.people[1].against] == [
        (Ground.ALREADY_DONE, "SP 5.3", {"seat": "member"})
    ]
    assert [said(one) for one in found.people[2].against] == [
        (Ground.ALREADY_DONE, "SP 5.3", {"seat": "chair"})
    ]


def test_nobody_has_two_seats_by_two_ids() -> None:
    again = Person(id="another", name=" ingrid", agency="police")
    unnamed = [Person(id=each, agency="police") for each in ("one", "two")]
    found = weighed(THREE[0], thought_of(again), *map(thought_of, unnamed))

    assert [said(one) for one in found.people[1].against] == [
        (Ground.ALREADY_DONE, "SP 5.3", {"seat": "member"})
    ]
    assert not any(one.against for one in found.people[2:])


def test_whoever_cannot_sit_leaves_the_seat_to_the_next() -> None:
    found = weighed(thought_of(AMINA, "chair"), *THREE)

    assert [bool(one.against) for one in found.people] == [True, False, False, False]
    assert not found.missing


def test_there_is_no_such_seat() -> None:
    (found,) = weighed(thought_of(HUGH, "health")).people

    assert [said(one) for one in found.against] == [
        (Ground.NOT_IN_PROCEDURE, "SP 5.3", {"seat": "health"})
    ]


@pytest.mark.clauses("SP 5.4")
def test_whoever_has_a_seat_counts_with_those_thought_of() -> None:
    story = given(*AT_STAGE_3, appointed(INGRID, "chair"), appointed(CARYS))
    found = weighed(THREE[2], story=story)

    assert found.is_good
    assert [(one.appointed.person.id, one.has_seat) for one in found.people] == [
        ("ingrid", True),
        ("carys", True),
        ("piotr", False),
    ]
    assert found.people[0].act == "sitting.opened"


@pytest.mark.clauses("SP 5.4")
def test_whoever_turned_out_to_be_tied_keeps_no_seat_full() -> None:
    story = given(*PANEL_NAMED).and_then(
        act(
            "interest.declared",
            on="Thu 14 Aug 2025",
            person=CARYS,
            tie="friend",
            reason="They are friends.",
        )
    )
    found = weighed(story=story)

    assert found.missing == (("members:1", QUORUM),)
    assert [one.appointed.person.id for one in found.people if one.against] == ["carys"]
    opened = story.answer_to(sat(INGRID, CARYS, PIOTR))
    assert found.people[1].against == (opened,)


@pytest.mark.clauses("SP 5.4")
def test_whoever_is_found_barred_after_appointing_cannot_sit_until_replaced() -> None:
    story = given(*PANEL_NAMED, *met_later(CARYS))
    found = weighed(story=story)

    assert [one.appointed.person.id for one in found.people if one.against] == ["carys"]
    opened = story.answer_to(sat(INGRID, CARYS, PIOTR))
    assert found.people[1].against == (opened,)
    assert said(found.people[1].against[0]) == (
        Ground.NOT_INDEPENDENT,
        "SP 5.4",
        {"bar": "earlier-stage"},
    )
    assert story.answer_to(sat(INGRID, PIOTR))


@pytest.mark.clauses("SP 5.4")
def test_nor_votes_if_it_comes_to_light_while_the_panel_sits() -> None:
    story = given(*SITTING, *met_later(CARYS, "Thu 14 Aug 2025"))

    vote = put("support-decision", (INGRID, CARYS, PIOTR))
    assert story.answer_to(vote) == weighed(story=story).people[1].against[0]
    gone = left_for("earlier-stage", "Thu 14 Aug 2025")
    assert story.and_then(gone).answer_to(rose())


@pytest.mark.clauses("SP 5.4", "SP 5.7")
def test_while_it_sits_those_count_who_are_here_and_can_sit() -> None:
    four = given(*PANEL_NAMED, appointed(COLE))
    assert quorum_now(four.context(), PANEL).is_quorate
    sitting = four.and_then(sat(INGRID, CARYS, PIOTR))
    assert quorum_now(sitting.context(), PANEL).is_quorate

    late = (tied(CARYS, "Thu 14 Aug 2025"),)
    assert quorum_now(four.and_then(*late).context(), PANEL).is_quorate
    assert quorum_now(sitting.and_then(*late).context(), PANEL).missing == ("members:1",)


class TestWhatComesToLight:
    """Of a sitting that was held: it goes on the record, and keeps nothing else from going there."""

    HELD = given(*PANEL_NAMED, *met_later(DEV), *VOTED[len(PANEL_NAMED) :], rose())

    def number(self, kind: str) -> int:
        return [event.number for event in self.HELD.events if event.kind == kind][-1]

    def she_was_there(self) -> Act:
        held = self.number("meeting.held")
        said = msgspec.json.decode(encode(self.HELD.events[held - 1].data))
        said["present"].append({"id": "carys", "name": "Carys", "role": "line-manager"})
        return corrected(held, "Fri 15 Aug 2025", data=said)

    @pytest.mark.clauses("SP 5.4")
    def test_that_somebody_was_there_too_can_be_put_down(self) -> None:
        after = self.HELD.and_then(self.she_was_there())

        assert [said(one) for one in weighed(story=after).people[1].against] == [
            (Ground.NOT_INDEPENDENT, "SP 5.4", {"bar": "earlier-stage"})
        ]

    @pytest.mark.clauses("SP 5.4")
    @pytest.mark.parametrize("kind", ["task.done", "sitting.opened", "decision.put"])
    def test_what_has_nothing_to_do_with_it_can_still_be_put_right(self, kind: str) -> None:
        after = self.HELD.and_then(self.she_was_there())
        number = self.number(kind)
        same = after.events[number - 1]
        again = corrected(number, "Fri 15 Aug 2025", happened_on=same.happened_on)

        assert after.answer_to(again)

    @pytest.mark.clauses("SP 5.4")
    def test_the_next_sitting_is_without_them(self) -> None:
        put_off = put(
            "not-enough-information",
            (INGRID, CARYS, PIOTR),
            details={"further_on": day("Thu 28 Aug 2025"), "timescale": "Two weeks."},
        )
        held = given(*PANEL_NAMED, *met_later(DEV), sat(INGRID, CARYS, PIOTR))
        again = held.and_then(put_off, rose(), self.she_was_there())

        assert not again.answer_to(sat(INGRID, CARYS, PIOTR, on="Thu 28 Aug 2025"))
        assert again.answer_to(sat(INGRID, PIOTR, on="Thu 28 Aug 2025"))


@pytest.mark.clauses("SP 5.6")
def test_an_adviser_who_handled_it_before_may_be_there() -> None:
    adviser = appointed(RHYS, "adviser", declared={}, is_senior=False)
    story = given(*PANEL_NAMED, adviser)

    assert not weighed(story=story).people[-1].against
    assert story.answer_to(sat(INGRID, CARYS, PIOTR, RHYS))


@pytest.mark.clauses("SP 5.4")
def test_whoever_was_taken_out_for_a_bar_is_found_by_it() -> None:
    story = given(*PANEL_NAMED, left_for("attended-conference"))
    found = weighed(thought_of(CARYS), thought_of(DEV), story=story)

    assert [said(one) for one in found.people[-2].against] == [
        (Ground.NOT_INDEPENDENT, "SP 5.4", {"bar": "attended-conference"})
    ]
    assert not found.missing


def seated(person: Person, seat: str, **details: Any) -> PanelistAppointed:
    return thought_of(person, seat, INTER_AGENCY, **details)


OX_THREE = (seated(CARYS, "police"), seated(HUGH, "health"), seated(COLE, "council"))


@pytest.mark.clauses("OX 1b.5")
def test_under_named_seats_each_is_filled_by_its_agency() -> None:
    found = composed(OX_STORY.context(), INTER_AGENCY, OX_THREE)
    assert found.is_good

    short = composed(OX_STORY.context(), INTER_AGENCY, OX_THREE[:2])
    assert short.missing == (
        ("seat:council", "OX 1b.5"),
        ("members:1", "OX 1b.5"),
        ("agencies:1", "OX 1b.5"),
    )
    wrong = composed(OX_STORY.context(), INTER_AGENCY, (seated(HUGH, "police"),))
    assert [said(one) for one in wrong.people[0].against] == [
        (Ground.NOT_ELIGIBLE, "OX 1b.5", {"lacks": "agency"})
    ]


@pytest.mark.clauses("OX 1b.5", "OX 1b.6")
def test_neither_whoever_adjudicated_nor_who_convenes_is_a_member() -> None:
    both = (seated(QUINN, "council"), seated(TESS, "council"))
    quinn, tess = composed(OX_STORY.context(), INTER_AGENCY, both).people

    assert [one.ground for one in quinn.against] == [Ground.BARRED, Ground.NOT_INDEPENDENT]
    assert [one.ground for one in tess.against] == [Ground.BARRED]
