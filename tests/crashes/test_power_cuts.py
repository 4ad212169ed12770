"""The power goes after any single write: what was told of is there, and the file is whole."""

import json
import shutil
from pathlib import Path

import pytest

from tests.support.processes import own, said_by
from tests.support.sizes import sized

ACTS = sized(6, 60)
CUTS = sized(150, 0, "disks as they may be after a cut (0: every one)")


@pytest.mark.assures("CS-3", size=CUTS)
def test_a_power_cut_loses_nothing_that_was_told_of(tmp_path: Path) -> None:
    assert shutil.which("strace"), "Install strace: it shows what was written when."

    said = said_by("tests.support.power_cuts", tmp_path, ACTS, CUTS, environment=own(tmp_path))

    found = json.loads(said)
    assert found["wrong"] == []
    assert found["cuts"] == (CUTS or found["of"])
    assert found["of"] > 20 * ACTS
