"""Every stage, act and role of both procedures, held to the pages beside this file."""

import pytest

from reconvene.core.record.event import KINDS
from reconvene.library.procedure_files import procedure
from tests.core.conduct.all_pairs import ALLOWED, PAGES, page, read_page, roles_in


@pytest.mark.parametrize("reference", PAGES)
def test_the_core_answers_every_pair_as_the_page_says(reference: str) -> None:
    written = PAGES[reference].read_text(encoding="utf-8")

    assert page(reference).splitlines() == written.splitlines(), (
        "The core answers otherwise than the page says. Where the core is right, write the page "
        "anew with `python -m tests.core.conduct.all_pairs` and read what changed."
    )


@pytest.mark.parametrize("reference", PAGES)
def test_the_page_covers_every_kind_stage_and_role(reference: str) -> None:
    definition = procedure(reference)
    lines = list(read_page(PAGES[reference].read_text(encoding="utf-8")))
    moments = {(stage, moment) for stage, moment, *_ in lines}

    assert {stage for stage, _ in moments} == {*definition.by_id["stages"], "-"}
    for place in moments:
        here = [(kind, about, told) for stage, moment, kind, about, told in lines
                if (stage, moment) == place]  # fmt: skip
        acts = [(kind, about) for kind, about, _ in here]
        assert {kind for kind, _ in acts} == set(KINDS), place
        assert len(set(acts)) == len(acts), place
        assert all(set(told) == set(roles_in(reference)) for _, _, told in here), place


def test_every_kind_of_act_is_allowed_somewhere_to_somebody() -> None:
    allowed = {
        kind
        for path in PAGES.values()
        for _, _, kind, _, told in read_page(path.read_text(encoding="utf-8"))
        if ALLOWED in told.values()
    }

    no_road_goes_there = {"date.noted", "case.suspended", "case.resumed"}
    no_road_notes_how_they_are_reached = {"contact.confirmed", "contact.ended"}
    on_no_road_a_letter_waits = {"letter.passed", "letter.left", "letter.came-back"}
    on_no_road_is_a_file = {"redaction.made", "redaction.checked"}
    assert set(KINDS) - allowed == (
        no_road_goes_there
        | no_road_notes_how_they_are_reached
        | on_no_road_a_letter_waits
        | on_no_road_is_a_file
    )
