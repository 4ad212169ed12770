"""The page on the house: it draws every room that there is, and says of each what it is for."""

import re
import tomllib

import pytest

from tests.support.tree import ROOT

PAGE = (ROOT / "docs" / "explanation" / "the-house.md").read_text(encoding="utf-8")
DRAWING, TOLD = PAGE.split("```", 2)[1:]
TOML = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def rooms(contract: str) -> list[str]:
    """Return the rooms that a contract on their order names, from the top down."""
    contracts = TOML["tool"]["importlinter"]["contracts"]
    (layers,) = (one["layers"] for one in contracts if one["id"] == contract)
    return [room for layer in layers for room in re.findall(r"\w+", layer)]


@pytest.mark.parametrize("room", rooms("rooms"))
def test_every_room_is_drawn_and_told_of(room: str) -> None:
    if room == "config":  # it plugs the others together, and is told of below the drawing
        assert f"`{room}`" in TOLD
        return
    assert re.search(rf"\b{room}\b", DRAWING)
    assert room == "core" or f"| `{room}` |" in TOLD


@pytest.mark.parametrize("room", rooms("core"))
def test_every_room_of_the_core_is_drawn_and_told_of(room: str) -> None:
    assert re.search(rf"\b{room}\b", DRAWING)
    assert f"| `core/{room}` |" in TOLD
