"""Whatever a letter says of a case, its words can name, and nothing else."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from reconvene.core.letters.contents import SAY
from reconvene.core.letters.draft import Said
from reconvene.core.letters.vocabulary import VOCABULARY, Kind, Shape
from tests.core.letters.test_contents import SAID, draft
from tests.support.core.roads import Acts

TYPES: Mapping[Kind, tuple[type, ...]] = {
    Kind.DAY: (date,),
    Kind.NAMES: (tuple,),
    Kind.YES: (bool,),
}
"""What a fact of a kind is, where it is no text."""


def fits(shape: Shape, value: Any) -> bool:
    """Whether a fact is what the vocabulary says it is."""
    if isinstance(shape, Mapping):
        return isinstance(value, list | tuple) and all(conforms(shape, one) for one in value)
    if isinstance(shape, tuple):
        return value in shape
    return (value is None and shape is Kind.DAY) or isinstance(value, TYPES.get(shape, (str,)))


def conforms(shapes: Mapping[str, Shape], facts: Any) -> bool:
    return set(facts) == set(shapes) and all(fits(shapes[name], facts[name]) for name in facts)


@pytest.mark.parametrize(
    ("content", "road", "rule"),
    [row[:3] for row in SAID],
    ids=[f"{n}-{row[0]}" for n, row in enumerate(SAID)],
)
def test_what_is_said_is_what_words_can_name(
    content: str, road: Acts, rule: dict[str, Any]
) -> None:
    found = SAY[content](draft(road, None, **rule), content)

    assert isinstance(found, Said)
    assert conforms(VOCABULARY[content], found.facts), found.facts


def test_the_check_can_fail() -> None:
    shapes = VOCABULARY["answers"]
    answer = {"child": "", "finding": "upheld", "answer": "So it was."}

    assert conforms(shapes, {"points": [{"words": "No.", "answers": [answer]}]})
    for wrong in ({"finding": "maybe"}, {"answer": None}, {"more": ""}):
        assert not conforms(shapes, {"points": [{"words": "No.", "answers": [answer | wrong]}]})
    assert not conforms(shapes, {})
