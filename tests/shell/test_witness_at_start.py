"""A server as it starts, beside the log of a witness."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reconvene.witness.comparing import gone_from
from reconvene.witness.recovering import mark_of
from reconvene.witness.verifier import read_log
from tests.support.tree import ROOT

LOG = ROOT / "docs" / "reference" / "test-vectors" / "log"
MARK = mark_of(read_log(LOG), [gone_from(f"exampleshire{number}") for number in (1, 2, 3)])
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


def behind(folder: Path, declared: str) -> subprocess.CompletedProcess[str]:
    return python(
        "-c", START, folder=folder, RECONVENE_WITNESS=str(LOG), RECONVENE_RECOVERY=declared
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
    assert f"RECONVENE_RECOVERY='{MARK} why" in said.stderr


def test_serves_it_once_a_recovery_is_declared_and_keeps_the_reason(folder: Path) -> None:
    unexplained = behind(folder, MARK)
    said = behind(folder, f"{MARK} Both disks failed; A. and B.")

    assert '"event":"start.refused"' in unexplained.stderr
    assert said.stdout == "serving\n"
    assert '"event":"recovery.declared"' in said.stderr
    assert "Both disks" not in said.stderr
    (line,) = map(json.loads, (folder / "recoveries.jsonl").read_text("utf-8").splitlines())
    assert (line["is"], line["behind"]) == ("served", MARK)
    assert line["reason"] == "Both disks failed; A. and B."


def test_does_not_take_another_folder_for_its_witness(folder: Path) -> None:
    said = python("-c", START, folder=folder, RECONVENE_WITNESS=str(folder))

    assert said.returncode != 0
    assert '"event":"start.refused"' in said.stderr
    assert "See that RECONVENE_WITNESS names its folder" in said.stderr
    assert "the log is empty" in said.stderr
