"""What holds of every correction that was allowed: the record as corrected could have been made."""

from random import Random

from hypothesis import given as for_all

from reconvene.core.casefile.corrections import effective
from reconvene.core.conduct.decide import judged
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.payload import Person
from reconvene.core.workdays import london_day
from tests.laws.histories import costly_law, histories, walk
from tests.support.given import Story


def _impossible_since(story: Story) -> list[tuple[int, str]]:
    """Return the entries, from the newest corrected one on, that could not be made as they stand."""
    last = story.events[-1]
    if not isinstance(last.data, EntryCorrected):
        return []
    holding = effective(story.events)
    found = []
    for index, event in enumerate(holding):
        if event.number < last.data.entry or isinstance(event.data, EntryCorrected):
            continue
        is_it = event.number == last.data.entry
        before = Story(
            story.definition,
            tuple(holding[:index]),
            today=story.today if is_it else london_day(event.recorded_at),
        )
        ctx = before.context(by=Person(id=event.actor, role=event.role))
        if not judged(ctx, event):
            found.append((event.number, event.kind))
    return found


def _corrections(story: Story) -> list[Story]:
    """The story as it stood right after each correction in it."""
    return [
        Story(story.definition, story.events[: event.number], today=story.today)
        for event in story.events
        if event.kind == "entry.corrected"
        and not any(one.kind == "case.moved" for one in story.events[: event.number])
    ]


MOSTLY_CORRECTIONS = ("entry.corrected", "entry.corrected", "point.added", "stage.requested")


@costly_law
@for_all(histories(kinds=MOSTLY_CORRECTIONS))
def test_every_entry_is_still_possible_on_the_record_as_corrected(story: Story) -> None:
    for corrected in _corrections(story):
        assert _impossible_since(corrected) == []


def test_the_walks_come_upon_corrections() -> None:
    random = Random(1)  # noqa: S311 - the same walks each time
    walks = (walk(random.choice, steps=16, kinds=MOSTLY_CORRECTIONS) for _ in range(40))

    assert any(_corrections(story) for story in walks)
