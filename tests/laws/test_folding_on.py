"""A state taken on by new entries is the state of the whole record, wherever it is cut."""

import pytest

from reconvene.core.casefile.fold import fold, fold_on
from tests.support.tellings import shipped_stories, told


@pytest.mark.parametrize("story", shipped_stories())
def test_folding_on_is_folding(story: str) -> None:
    telling = told(story).telling
    events = telling.events
    whole = fold(telling.definition, events)
    for cut in range(len(events) + 1):
        assert fold_on(fold(telling.definition, events[:cut]), events) == whole, cut
