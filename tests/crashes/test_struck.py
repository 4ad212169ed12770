"""Whatever is struck at a call to the system is then done, or not done, and can be sent again."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.copies import Copy
from tests.support.folder import temporary_folder
from tests.support.processes import own, said_by
from tests.support.sizes import sized

STRIKES = sized(3, 0, "kills and disk errors of each operation (0: at every call)")
OPERATIONS = 14


@pytest.mark.assures("CS-2", size=STRIKES)
@pytest.mark.parametrize("server", ["sqlite", "postgres"])
def test_what_is_struck_is_done_or_not_done(server: str) -> None:
    assert shutil.which("strace"), "Install strace: it kills programs at a call to the system."
    found: dict[str, Any] = {}
    for place in ("all",) if STRIKES else range(OPERATIONS):
        folder = temporary_folder() / f"struck-{server}-{place}"
        folder.mkdir()
        words = () if place == "all" else (place,)
        environment = own(folder)
        said = said_by(
            "tests.support.struck", folder, server, STRIKES, *words, environment=environment
        )
        found |= json.loads(said)

    assert {name: one["wrong"] for name, one in found.items() if one["wrong"]} == {}
    assert len(found) == OPERATIONS
    assert min(one["strikes"] for one in found.values()) >= min(STRIKES, 3)


@pytest.mark.assures("CS-2")
def test_a_migration_is_noted_as_it_is_done(tmp_path: Path) -> None:
    copy = Copy.demo(tmp_path / "var")

    said = copy.run("-m", "tests.support.seen_migrating")

    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout) == []
