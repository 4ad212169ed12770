"""Whatever happens: a letter waits or is on its way, and goes only where it was noted to be safe."""

from random import Random

from hypothesis import given as for_all

from reconvene.core.casefile.corrections import effective
from reconvene.core.record.contact import ContactEnded, ContactNoted
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.leaving import LetterCameBack, LetterLeft
from tests.laws.histories import MOSTLY_LETTERS, histories, law, walk
from tests.support.given import Story

with_letters = histories(kinds=MOSTLY_LETTERS)


def test_in_some_walks_letters_leave_by_post_and_come_back() -> None:
    random = Random(3)  # noqa: S311 - the same walks each time
    went: set[str] = set()
    for _ in range(400):
        for event in walk(random.choice, steps=16, kinds=MOSTLY_LETTERS).events:
            if isinstance(event.data, LetterLeft):
                went.add(event.data.how)
            elif isinstance(event.data, LetterCameBack):
                went.add("back")

    assert {"post", "hand", "back"} <= went


@law
@for_all(with_letters)
def test_a_letter_waits_just_until_it_has_left_and_again_once_it_came_back(story: Story) -> None:
    waits: dict[int, bool] = {}
    for event in effective(story.events):
        match event.data:
            case LetterSent(waits=True):
                waits[event.number] = True
            case LetterLeft(sent=sent):
                assert waits[sent], "it left while it was on its way"
                waits[sent] = False
            case LetterCameBack(sent=sent):
                assert not waits[sent], "it came back before it had left"
                waits[sent] = True

    assert {one.sent: one.waits for one in story.case.outgoing.values()} == waits


@law
@for_all(with_letters)
def test_what_left_went_where_it_was_noted_to_be_safe_and_that_had_not_ended(story: Story) -> None:
    holding = tuple(effective(story.events))
    at = {event.number: event for event in holding}
    for event in holding:
        if not isinstance(event.data, LetterLeft) or event.data.how == "hand":
            continue
        noted = at[event.data.contact].data
        assert isinstance(noted, ContactNoted)
        assert (noted.way, noted.safe, noted.letters, noted.ask) == (
            event.data.how,
            "safe",
            True,
            "",
        )
        between = [one for one in holding if event.data.contact < one.number < event.number]
        assert not [
            one
            for one in between
            if isinstance(one.data, ContactNoted | ContactEnded)
            and (one.data.who, one.data.way) == (noted.who, noted.way)
            and one.recorded_at.date() <= event.happened_on
        ]
