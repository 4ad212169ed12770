"""What was chosen in a form is said in words where the form itself cannot be shown again."""

from collections.abc import Iterator

import pytest
from django.http import QueryDict

from reconvene.core.record.event import Event
from reconvene.library.words.naming import people_in
from reconvene.web.browse.chosen import SOMEBODY, Chosen, labels_of
from reconvene.web.browse.unsaved import Unsaved
from reconvene.web.browse.unsaved_words import answers
from tests.support.filling import Typed, filled
from tests.support.raw_codes import labelled, raw
from tests.support.tellings import Told, shipped_stories, told


def sent(typed: Typed) -> Unsaved:
    """Return a form as it comes in, with everything typed in it."""
    posted = QueryDict(mutable=True)
    for name, value in typed.items():
        posted.setlist(name, list(value) if isinstance(value, list) else [value])
    fields = tuple((name, str(one)) for name in posted for one in posted.getlist(name))
    return Unsaved("/case/SP-1/do/-/-", fields)


def acts(story: Told) -> Iterator[tuple[Event, Typed]]:
    definition = story.telling.definition
    for event in story.telling.events[1:]:
        typed = filled(event.kind, event.data, definition, event.happened_on)
        yield event, {**typed, "acting_role": event.role}


@pytest.mark.parametrize("name", shipped_stories())
def test_no_form_of_a_story_is_given_back_in_codes(name: str) -> None:
    story = told(name)
    definition = story.telling.definition
    words = labelled(definition)
    everybody = {one.id for event in story.telling.events for one in people_in(event.data)} | {
        event.actor for event in story.telling.events
    }
    chosen = Chosen(labels_of(definition), dict.fromkeys(everybody, "Ada Example"))
    for event, typed in acts(story):
        lines = answers(sent(typed), chosen)
        written = " ".join(str(one) for one in typed.values() if " " in str(one))
        for label, said in lines:
            for one in (label, *said):
                assert not raw(one, words, written), (event.kind, label, said)
                assert "|" not in one
                assert "." not in label


@pytest.mark.parametrize(
    ("box", "value", "said"),
    [
        ("finding", "no finding", "No finding made"),
        ("accepted", "yes", "Yes"),
        ("points", "p2", "Point 2"),
        ("place", "police", "police"),
        ("note", "Ask the GP | or the nurse", "Ask the GP | or the nurse"),
        ("who", "stranger|panel-chair", f"{SOMEBODY}, panel-chair"),
        ("kind", "own", "Our own reason"),
    ],
)
def test_what_all_forms_share_is_said_where_nobody_knows_the_procedure(
    box: str, value: str, said: str
) -> None:
    (line,) = answers(sent({box: value}))

    assert line.lines == (said,)
