"""The picture of My work in the README. RECONVENE_SHOTS=1 takes it anew, from the demo as on one day."""

import os
from struct import unpack

from tests.support.journeys import DESK, HEIGHT, THE_SAME_ON_BOTH, Walk
from tests.support.tree import ROOT

PICTURE = ROOT / "docs" / "images" / "my-work.png"
MOST_BYTES = 200_000


@THE_SAME_ON_BOTH
def test_the_readme_shows_my_work(demo_walk: Walk) -> None:
    given_amina_at_her_work(demo_walk)
    if os.environ.get("RECONVENE_SHOTS") == "1":
        when_the_picture_is_taken(demo_walk)
    then_the_picture_is_there()
    then_the_readme_shows_it()


def given_amina_at_her_work(walk: Walk) -> None:
    walk.become("Amina")
    walk.sees("My work", "Joseph Sampleford", "Acknowledge the complaint in writing")


def when_the_picture_is_taken(walk: Walk) -> None:
    PICTURE.parent.mkdir(exist_ok=True)
    walk.page.evaluate("document.fonts.ready")
    walk.page.screenshot(path=PICTURE)


def then_the_picture_is_there() -> None:
    picture = PICTURE.read_bytes()
    assert unpack(">II", picture[16:24]) == (DESK, HEIGHT)
    assert len(picture) < MOST_BYTES


def then_the_readme_shows_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert PICTURE.relative_to(ROOT).as_posix() in readme
