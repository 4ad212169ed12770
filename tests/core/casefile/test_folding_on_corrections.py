"""A state taken on by entries among which one puts an earlier one right."""

from datetime import date
from typing import Any

import pytest

from reconvene.core.casefile.fold import fold, fold_on
from tests.support.core.acts import corrected
from tests.support.core.roads import AT_STAGE_1
from tests.support.days import day
from tests.support.given import given

EARLIER = day("Tue 22 Apr 2025")


@pytest.mark.parametrize(
    ("changes", "sent_on"), [({"struck": True}, []), ({"happened_on": EARLIER}, [EARLIER])]
)
def test_a_correction_reaches_back_into_what_was_folded_already(
    changes: dict[str, Any], sent_on: list[date]
) -> None:
    story = given(*AT_STAGE_1)
    before = fold(story.definition, story.events)
    after = story.and_then(corrected(3, "Fri 25 Apr 2025", **changes)).events

    found = fold_on(before, after)

    assert found == fold(story.definition, after)
    assert [one.on for one in found.matching("letter.sent", "acknowledgement")] == sent_on
