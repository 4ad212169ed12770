"""What letters can be put on."""

import pytest

from reconvene.post.typeset.fonts import FAMILIES, TypeNotBuilt, files, folder
from reconvene.post.typeset.paper import Paper, PaperUnfit, contrast
from tests.support.tree import ROOT


@pytest.mark.parametrize("accent", ["#134e4a", "#a4201a", "#000000", "#767676"])
def test_takes_a_colour_that_can_be_read_on_white(accent: str) -> None:
    assert Paper(accent=accent).accent == accent


@pytest.mark.parametrize("accent", ["#777777", "#ffdd00", "teal", "#134E4A", "#134e4a;", ""])
def test_takes_no_colour_that_is_too_pale_or_none_at_all(accent: str) -> None:
    with pytest.raises(PaperUnfit, match="found accent") as fault:
        Paper(accent=accent)
    assert fault.value.key == "accent"


def test_counts_contrast_as_the_guidelines_do() -> None:
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("language", ["en", "en-GB", "pl", "ar", "ckb"])
def test_takes_the_code_of_a_language(language: str) -> None:
    assert Paper(language=language).language == language


@pytest.mark.parametrize("language", ["", "English", "en_GB", "EN", 'en"'])
def test_takes_no_other_word_for_a_language(language: str) -> None:
    with pytest.raises(PaperUnfit, match="found language"):
        Paper(language=language)


def test_the_type_is_there_in_both_weights() -> None:
    names = [file.name for file in files()]

    assert len(names) == 2 * len(FAMILIES)
    assert names[0].startswith("AtkinsonHyperlegibleNext_400")


def test_the_type_has_its_licences_beside_it() -> None:
    licences = [file.read_text("utf-8") for file in folder().glob("LICENSE-*.txt")]

    assert len(licences) == len(FAMILIES)
    assert all("SIL Open Font License" in text for text in licences)


def test_type_that_was_not_built_says_what_to_run() -> None:
    with pytest.raises(TypeNotBuilt, match="make install"):
        folder(ROOT / "docs")
