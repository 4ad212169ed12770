"""What a panel is said to be before anybody is appointed is what it is when the acts are done."""

from collections.abc import Iterator
from random import Random
from typing import Any

import msgspec
from hypothesis import given as for_all
from hypothesis import strategies as st

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.conduct.answer import Allowed, Ground, Refused
from reconvene.core.conduct.composing import Composition, Weighed, composed
from reconvene.core.conduct.decide import may
from reconvene.core.conduct.panels import would_be_quorate
from reconvene.core.procedure.panels import Panel
from reconvene.core.record.interests import InterestDeclared
from reconvene.core.record.panels import PanelistAppointed, SittingOpened
from reconvene.core.record.payload import Person
from tests.laws.histories import MOSTLY_PANELS, at_panels, histories, walk
from tests.support.core.cast import AMINA, CARYS, COLE, HUGH, INGRID, LENA, MINA, PIOTR, QUINN, TESS
from tests.support.depth import tried
from tests.support.given import Act, Story

COMING_AND_GOING = (
    *MOSTLY_PANELS,
    *("panelist.removed", "panelist.appointed", "interest.declared") * 20,
)
at_a_panel = histories(among=at_panels, kinds=COMING_AND_GOING)
law_of_composing = tried(usually=100, deeply=3000)

PEOPLE = (
    *(AMINA, CARYS, COLE, HUGH, INGRID, LENA, PIOTR, QUINN, TESS),
    *(Person(id=f"pool-{each}", name=each, agency=each) for each in ("police", "health")),
    Person(id=COMPLAINANT_ROLE, name="Ewa", agency="education"),
    Person(id="stranger", name="Nobody", agency="elsewhere"),
)
SAID = (False,) * 6 + (True, None)
"""What somebody says to a bar: seldom yes, seldom nothing."""


def _seats(panel: Panel) -> tuple[str, ...]:
    named = tuple(seat.id for seat in panel.seats)
    return (*named, *named, *(("chair", "member", "member") if panel.chair else ()), "adviser")


@st.composite
def thoughts(draw: st.DrawFn, panel: Panel) -> tuple[PanelistAppointed, ...]:
    return tuple(_thought(draw, panel) for _ in range(draw(st.integers(0, 5))))


def _thought(draw: st.DrawFn, panel: Panel) -> PanelistAppointed:
    said = {bar.kind: draw(st.sampled_from(SAID)) for bar in panel.bars}
    return PanelistAppointed(
        panel=panel.id,
        seat=draw(st.sampled_from(_seats(panel))),
        person=draw(st.sampled_from(PEOPLE)),
        is_senior=draw(st.sampled_from((True, True, True, False))),
        declared={bar: value for bar, value in said.items() if value is not None},
    )


def _open_panels(story: Story) -> Iterator[Panel]:
    for panel in story.definition.panels:
        if may(story.context(), "panelist.appointed", panel.id):
            yield panel


def _with_a_tie(story: Story, panel: Panel) -> Story:
    """The story once it came to light that somebody who has a seat knows the family."""
    state = story.case.panels.get(panel.id)
    if state is None or not state.appointed:
        return story
    person = next(iter(state.appointed.values())).person
    tie = InterestDeclared(person=person, tie="friend", reason="They are friends.")
    return story.and_then(Act(kind="interest.declared", data=tie, on=story.today))


def _appointing(story: Story, data: PanelistAppointed) -> Act:
    return Act(kind="panelist.appointed", data=data, on=story.today)


def _opening(story: Story, panel: str, present: tuple[str, ...], **more: Any) -> Act:
    opened = SittingOpened(panel=panel, present=present, minute_taker=MINA, **more)
    return Act(kind="sitting.opened", data=opened, on=story.today)


def _answered(one: PanelistAppointed, panel: Panel) -> PanelistAppointed:
    """The same person once they said no to whatever they were not asked."""
    no = {bar.kind: False for bar in panel.bars}
    return msgspec.structs.replace(one, declared={**no, **one.declared})


def _acted_out(story: Story, panel: Panel, found: Composition) -> Story:
    """Appoint everybody that nothing stands against, holding each act to what was said of it."""
    for one in found.people:
        if not one.has_seat:
            answer = story.answer_to(_appointing(story, _answered(one.appointed, panel)))
            if one.against:
                assert _same(answer, one.against[0]), (one, answer)
            else:
                assert isinstance(answer, Allowed), (one, answer)
                story = story.and_then(_appointing(story, _answered(one.appointed, panel)))
    return story


def _same(answer: object, said: Refused) -> bool:
    return isinstance(answer, Refused) and (answer.ground, answer.clause, dict(answer.facts)) == (
        said.ground,
        said.clause,
        dict(said.facts),
    )


def _holds(story: Story, panel: Panel, thought_of: tuple[PanelistAppointed, ...]) -> Composition:
    ctx = story.context()
    found = composed(ctx, panel.id, thought_of, has_minute_taker=True)
    built = _acted_out(story, panel, found)
    sitting = tuple(one.appointed.person.id for one in found.people if not one.against)
    quorum = would_be_quorate(built.context(), panel.id, sitting)
    assert quorum == found.quorum
    if may(built.context(), "sitting.opened", panel.id) and not panel.papers:
        _opens(built, panel, found, sitting)
    return found


def _opens(built: Story, panel: Panel, found: Composition, sitting: tuple[str, ...]) -> None:
    answer = built.answer_to(_opening(built, panel.id, sitting))
    assert isinstance(answer, Allowed), answer
    warned = {one.code for one in answer.warnings}
    assert ("not-quorate" in warned) == bool(found.missing)
    for one in found.people:
        if one.has_seat and one.against:
            there = (one.appointed.person.id,)
            assert _same(built.answer_to(_opening(built, panel.id, there)), one.against[0])


@law_of_composing
@for_all(at_a_panel, st.data())
def test_what_is_said_of_a_panel_comes_true_act_by_act(story: Story, data: st.DataObject) -> None:
    for panel in _open_panels(story):
        thought_of = data.draw(thoughts(panel))
        told = _with_a_tie(story, panel) if data.draw(st.booleans()) else story
        found = _holds(told, panel, thought_of)

        assert [one.appointed for one in found.people if not one.has_seat] == list(thought_of)
        if found.is_good:
            assert not any(one.unasked or one.against for one in found.people)


@law_of_composing
@for_all(at_a_panel, st.data())
def test_nobody_is_appointed_before_they_were_asked(story: Story, data: st.DataObject) -> None:
    for panel in _open_panels(story):
        for one in composed(story.context(), panel.id, data.draw(thoughts(panel))).people:
            if one.unasked and not one.has_seat:
                answer = story.answer_to(_appointing(story, one.appointed))
                assert isinstance(answer, Refused)
                assert one.against or answer.ground is Ground.NOT_DECLARED


@law_of_composing
@for_all(at_a_panel, st.data())
def test_one_more_who_can_sit_never_leaves_a_panel_shorter(
    story: Story, data: st.DataObject
) -> None:
    for panel in _open_panels(story):
        thought_of = data.draw(thoughts(panel))
        short = composed(story.context(), panel.id, thought_of[:-1])
        whole = composed(story.context(), panel.id, thought_of)

        assert _lacks(whole) <= _lacks(short)


def _lacks(found: Composition) -> int:
    """Count what is missing: two members are two, whatever else is one."""
    counts = (code.partition(":")[2] for code, _clause in found.missing)
    return sum(int(one) if one.isdigit() else 1 for one in counts)


def test_the_walks_come_upon_what_these_laws_speak_of() -> None:
    random = Random(2)  # noqa: S311 - the same walks each time
    found = dict.fromkeys(("good", "short", "barred", "found since", "unasked"), 0)
    for _ in range(150):
        story = walk(random.choice, steps=8, among=at_panels, kinds=COMING_AND_GOING)
        for panel in _open_panels(story):
            thought_of = tuple(
                PanelistAppointed(
                    panel=panel.id,
                    seat=random.choice(_seats(panel)),
                    person=random.choice(PEOPLE),
                    is_senior=True,
                    declared={bar.kind: False for bar in panel.bars[: random.choice((9, 9, 0))]},
                )
                for _ in range(2)
            )
            told = random.choice((story, story, _with_a_tie(story, panel)))
            said = _holds(told, panel, thought_of)
            found["good"] += said.is_good
            found["short"] += bool(said.missing)
            found["unasked"] += any(one.unasked for one in said.people)
            found["barred"] += any(_is_barred(one) for one in said.people)
            found["found since"] += any(one.has_seat and one.against for one in said.people)

    assert all(found.values()), found


def _is_barred(one: Weighed) -> bool:
    return not one.has_seat and any(
        refused.ground is Ground.NOT_INDEPENDENT for refused in one.against
    )
