"""A published procedure is fixed: cases run under its words, so a correction is a new version."""

import pytest

from reconvene.library.procedure_files import (
    fingerprint,
    load_procedures,
    read_pins,
    shipped_files,
)

PUBLISHED = {
    definition.reference
    for definition in load_procedures().values()
    if definition.status != "draft"
}


def texts() -> dict[str, str]:
    """Return the text of every shipped file by the reference its place gives it."""
    found = {}
    for name, text in shipped_files().items():
        _, procedure, file = name.split("/")
        found[f"{procedure}/{file.removesuffix('.yaml').removeprefix('v')}"] = text
    return found


def test_every_published_procedure_is_pinned_and_no_draft_is() -> None:
    assert set(read_pins()) == PUBLISHED


@pytest.mark.parametrize("reference", sorted(PUBLISHED))
def test_a_published_procedure_has_not_changed(reference: str) -> None:
    assert fingerprint(texts()[reference]) == read_pins().get(reference), (
        f"{reference} is published and its file changed. Take the change back and make it a new "
        "version; docs/reference/procedure-language.md says how a version is published."
    )
