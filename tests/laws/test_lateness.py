"""What holds of everything that came late, in every history that could have happened."""

from hypothesis import given as for_all

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.fold import take
from tests.laws.histories import ANY_KIND, histories, law
from tests.support.given import Story

MOSTLY_LATE = (
    *ANY_KIND,
    *("point.added", "point.rerouted", "stage.requested", "lateness.decided", "case.closed") * 10,
)


@law
@for_all(histories(kinds=MOSTLY_LATE))
def test_a_case_is_closed_only_once_nothing_late_waits(story: Story) -> None:
    case = Case(story.definition)
    for event in effective(story.events):
        take(case, event)
        if event.kind == "case.closed":
            asked = [name for _, names, _ in case.pending for name in names]
            assert [name for name in asked if case.points[name].can_go_on] == []
            assert case.waiting_points() == ()


@law
@for_all(histories(kinds=MOSTLY_LATE))
def test_a_complaint_that_was_not_taken_on_has_no_live_point(story: Story) -> None:
    if story.case.is_refused:
        assert story.case.live_points() == ()
        assert story.case.waiting_points() == ()


@law
@for_all(histories(kinds=MOSTLY_LATE))
def test_a_decision_on_points_changes_only_those_that_wait_for_it(story: Story) -> None:
    case = Case(story.definition)
    for event in effective(story.events):
        before = {point.id: point.status for point in case.points.values()}
        take(case, event)
        named = getattr(event.data, "points", ()) if event.kind == "lateness.decided" else ()
        assert all(before[name] == "waiting" for name in named)
        if named:
            changed = {p.id for p in case.points.values() if p.status != before[p.id]}
            assert changed <= set(named)
