"""The invented procedure in docs/examples: it can work, and its story runs, with no code of its own."""

from pathlib import Path

import pytest

from reconvene.cli import main

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def test_the_invented_procedure_passes_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLES / "harbourshire-cpc.yaml")]) == 0

    assert "this procedure can work" in capsys.readouterr().out


def test_its_story_holds(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["story", str(EXAMPLES / "harbourshire-story.yaml")])

    assert code == 0, capsys.readouterr().out
