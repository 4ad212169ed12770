"""A server as it starts, beside the log of a witness."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reconvene.witness.verifier import read_log
from tests.support.tree import ROOT

LOG = ROOT / "docs" / "reference" / "test-vectors" / "log"
START = "from reconvene.config.wsgi import application; print('serving')"


def python(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Return what a process says that has an empty database of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**kept, "RECONVENE_DEMO": "1", "RECONVENE_VAR": str(folder), **environment},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    made = python(str(ROOT / "manage.py"), "migrate", "--verbosity", "0", folder=folder)
    assert made.returncode == 0, made.stderr
    return folder


def test_serves_where_it_has_no_witness(folder: Path) -> None:
    assert python("-c", START, folder=folder).stdout == "serving\n"


def test_does_not_serve_an_emptied_database(folder: Path) -> None:
    said = python("-c", START, folder=folder, RECONVENE_WITNESS=str(LOG))

    assert said.returncode != 0
    assert said.stdout == ""
    assert "first case exampleshire1, entry 0: case-missing; in all: 3" in said.stderr
    assert "RECONVENE_RECOVERY=2J7YSXskjeur" in said.stderr


def test_serves_it_once_a_recovery_is_declared(folder: Path) -> None:
    mark = read_log(LOG).checkpoints[-1].text.split("\n")[2]
    said = python("-c", START, folder=folder, RECONVENE_WITNESS=str(LOG), RECONVENE_RECOVERY=mark)

    assert said.stdout == "serving\n"
    assert '"event":"recovery.declared"' in said.stderr


def test_does_not_take_another_folder_for_its_witness(folder: Path) -> None:
    said = python("-c", START, folder=folder, RECONVENE_WITNESS=str(folder))

    assert said.returncode != 0
    assert '"event":"start.refused"' in said.stderr
    assert "See that RECONVENE_WITNESS names its folder" in said.stderr
    assert "the log is empty" in said.stderr
