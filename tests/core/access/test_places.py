"""To which panel and which stage an act belongs."""

import pytest

from reconvene.core.access.asking import Do
from reconvene.core.access.places import panel_of, stage_of
from reconvene.library.procedure_files import procedure
from tests.support.given import SP

PANEL = "appeal-panel"


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("panelist.appointed", PANEL),
        ("panelist.removed", PANEL),
        ("sitting.booked", PANEL),
        ("sitting.opened", PANEL),
        ("sitting.closed", PANEL),
        ("decision.put", "support-decision"),
    ],
)
def test_what_puts_a_panel_together_and_what_it_does_is_of_it_and_its_stage(
    kind: str, about: str
) -> None:
    assert panel_of(procedure(SP), Do(kind, about)) == PANEL
    assert stage_of(procedure(SP), Do(kind, about)) == "stage-3"


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("sitting.opened", None),
        ("sitting.opened", "support-decision"),
        ("decision.put", PANEL),
        ("letter.sent", PANEL),
        ("letter.sent", "support-decision"),
    ],
)
def test_nothing_else_is_of_a_panel(kind: str, about: str | None) -> None:
    assert panel_of(procedure(SP), Do(kind, about)) == ""


@pytest.mark.parametrize(
    ("kind", "about", "stage"),
    [
        ("point.answered", "stage-1", "stage-1"),
        ("point.answered", "no such stage", ""),
        ("point.answered", None, ""),
        ("letter.sent", "stage-2-outcome", "stage-2"),
    ],
)
def test_other_acts_are_of_the_stage_they_are_about(
    kind: str, about: str | None, stage: str
) -> None:
    assert stage_of(procedure(SP), Do(kind, about)) == stage
