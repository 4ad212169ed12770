"""What must hold of who reaches what, whatever has happened in a case and whoever asks."""

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from reconvene.core.access.answer import Denied, Reason
from reconvene.core.access.asking import Asked, Do, Purpose, See, Sight, Viewer
from reconvene.core.access.matter import Matter, matter
from reconvene.core.access.parts import openings
from reconvene.core.access.reach import reach
from reconvene.core.access.subject import complained_of, subject_of
from reconvene.core.access.walls import closed_to, tied
from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.fold import fold
from reconvene.core.conduct.acts import subjects
from reconvene.core.duties.owed import open_duties
from reconvene.core.record.event import KINDS, Event
from reconvene.core.record.interests import InterestDeclared
from reconvene.core.record.payload import Person
from tests.laws.histories import law, walk
from tests.support.given import Story

HERE = "council"
CAST = "amina ben carys dev lena sol rhys bea ingrid piotr hugh cole mina quinn tess nobody".split()


def matter_of(story: Story, events: tuple[Event, ...] = ()) -> Matter:
    case = fold(story.definition, events or story.events)
    return matter(
        HERE, case, events or story.events, lambda: open_duties(case, story.days, story.today)
    )


def everything(story: Story) -> Iterator[Asked]:
    """Yield all that can be seen, and every act there is."""
    yield from (See(sight) for sight in Sight if sight is not Sight.DELIBERATION)
    for section in ("panels", "gates"):
        yield from (See(Sight.DELIBERATION, one) for one in story.definition.by_id[section])
    ctx = story.context()
    for kind in set(KINDS) - {"entry.corrected", "complaint.received"}:
        yield from (Do(kind, about) for about in subjects(ctx, kind))


def viewers(draw: st.DrawFn, story: Story) -> Viewer:
    """Return somebody of the cast, with some roles of the procedure by post."""
    roles = list(story.definition.by_id["roles"])
    held = draw(st.sets(st.sampled_from(roles), max_size=4))
    return Viewer(draw(st.sampled_from(CAST)), HERE, frozenset(held))


@st.composite
def asked(draw: st.DrawFn) -> tuple[Story, Viewer]:
    story = draw(walk_strategy())
    return story, viewers(draw, story)


def walk_strategy() -> st.SearchStrategy[Story]:
    return st.composite(lambda draw: walk(lambda some: draw(st.sampled_from(list(some))), 6))()


def with_tie(story: Story, person: str, tie: str) -> tuple[Event, ...]:
    last = story.events[-1]
    said = InterestDeclared(person=Person(id=person), tie=tie, reason="It is so.")  # type: ignore[arg-type]
    event = msgspec.structs.replace(
        last, kind="interest.declared", data=said, number=last.number + 1, happened_at=None
    )
    return (*story.events, event)


@pytest.mark.assures("AZ-4")
@law
@drawn(asked(), st.sampled_from(list(Purpose)))
def test_no_role_and_no_purpose_passes_a_wall(
    found: tuple[Story, Viewer], purpose: Purpose
) -> None:
    story, viewer = found
    events = with_tie(story, viewer.id, "former partner")
    everybody = viewer._replace(roles=frozenset(story.definition.by_id["roles"]))
    it = matter_of(story, events)

    for one in everything(story):
        answer = reach(everybody, it, one, purpose)
        assert isinstance(answer, Denied), one
        assert answer.reason is Reason.WALL, one


@pytest.mark.assures("AZ-4")
@law
@drawn(asked())
def test_another_role_never_opens_what_a_wall_closes(found: tuple[Story, Viewer]) -> None:
    story, viewer = found
    it = matter_of(story)
    everybody = viewer._replace(roles=frozenset(story.definition.by_id["roles"]))

    for one in everything(story):
        answer = reach(viewer, it, one)
        if isinstance(answer, Denied) and answer.reason is Reason.WALL:
            assert reach(everybody, it, one) == answer, one


@pytest.mark.assures("AZ-4")
@law
@drawn(asked(), st.sampled_from(CAST), st.sampled_from(["none", "friend", "manages the case"]))
def test_what_is_declared_of_a_tie_only_ever_closes(
    found: tuple[Story, Viewer], whose: str, tie: str
) -> None:
    story, viewer = found
    before, after = matter_of(story), matter_of(story, with_tie(story, whose, tie))

    for one in everything(story):
        if reach(viewer, after, one):
            assert reach(viewer, before, one), one
        elif whose != viewer.id or tie == "none":
            assert not reach(viewer, before, one), one


@pytest.mark.assures("AZ-4")
@law
@drawn(asked())
def test_whom_a_case_is_open_to_is_who_reaches_it(found: tuple[Story, Viewer]) -> None:
    story, viewer = found
    it = matter_of(story)
    roles, people, answering, shut, _ = openings(it)
    is_whole = viewer.id in people or bool(viewer.roles & roles)
    is_whole = is_whole and viewer.id not in shut | answering

    assert bool(reach(viewer, it, See(Sight.CASE))) == (is_whole or viewer.id in answering)
    assert bool(reach(viewer, it, See(Sight.HEADERS))) == is_whole


@law
@drawn(asked())
def test_nothing_is_reached_by_whom_the_case_is_not_there_for(found: tuple[Story, Viewer]) -> None:
    story, viewer = found
    it = matter_of(story)

    if not reach(viewer, it, See(Sight.CASE)):
        assert not any(reach(viewer, it, one) for one in everything(story))
    if closed_to(it, viewer.id) is None:
        assert tied(it, viewer.id) is None


@pytest.mark.assures("AZ-4")
@law
@drawn(walk_strategy())
def test_entries_and_the_case_they_come_to_agree_on_who_is_complained_of(story: Story) -> None:
    them = subject_of(matter_of(story))
    assert complained_of(effective(story.events)) == (them.id if them else "")
