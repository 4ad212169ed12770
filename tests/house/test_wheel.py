"""What is in the package that is released."""

import zipfile
from pathlib import Path

import pytest
from flit_core import buildapi

from tests.support.tree import ROOT, SOURCE, kept_files


@pytest.fixture
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Give the names of all files in a wheel built from the tree as it lies."""
    monkeypatch.chdir(ROOT)
    name = buildapi.build_wheel(str(tmp_path))
    with zipfile.ZipFile(tmp_path / name) as wheel:
        return set(wheel.namelist())


def test_the_code_and_the_library_are_all_in_it(released: set[str]) -> None:
    kept = {
        path.relative_to(SOURCE.parent).as_posix()
        for path in kept_files()
        if path.is_relative_to(SOURCE)
    }

    assert "reconvene/library/clauses.yaml" in kept
    assert kept - released == set()


def test_the_type_of_letters_is_in_it_with_its_licences(released: set[str]) -> None:
    built = {name.rpartition("/")[2] for name in released if "/typeset/type_built/" in name}

    assert len({name for name in built if name.endswith(".ttf")}) == 6
    assert len({name for name in built if name.startswith("LICENSE-")}) == 3
    assert ".built" in built


def test_no_test_and_no_tool_is_in_it(released: set[str]) -> None:
    tops = {name.partition("/")[0] for name in released if ".dist-info/" not in name}

    assert tops == {"reconvene"}
