"""What the environment says of files that are brought in: sizes, and where the scanner is."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from reconvene.config import files
from reconvene.config.files import MB, FilesUnreadable, megabytes, scanner
from reconvene.config.starting.choices import less_safe


@pytest.mark.parametrize(("said", "found"), [("", 100 * MB), ("1", MB), ("100", 100 * MB)])
def test_a_size_is_a_whole_number_of_megabytes(said: str, found: int) -> None:
    assert megabytes("RECONVENE_FILE_MB", said, otherwise=100, most=100) == found


@pytest.mark.parametrize("said", ["0", "-1", "101", "ten", "1.5"])
def test_any_other_is_refused(said: str) -> None:
    with pytest.raises(FilesUnreadable, match="RECONVENE_FILE_MB cannot be used"):
        megabytes("RECONVENE_FILE_MB", said, otherwise=100, most=100)


@pytest.mark.parametrize("said", ["", "tcp://127.0.0.1:3310", "unix:///run/clamav/clamd.ctl"])
def test_a_scanner_is_somewhere_or_nowhere(said: str) -> None:
    assert scanner(said, is_demo=False) == said


@pytest.mark.parametrize(
    "said", ["127.0.0.1:3310", "tcp://127.0.0.1", "tcp://:3310", "tcp://here:port", "unix://run"]
)
def test_an_address_that_is_none_is_refused(said: str) -> None:
    with pytest.raises(FilesUnreadable, match="RECONVENE_SCANNER cannot be used"):
        scanner(said, is_demo=False)


@pytest.mark.assures("IN-6")
def test_a_demo_asks_the_scanner_of_its_machine_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_OF_THE_MACHINE", tmp_path / "clamd.ctl")
    assert scanner("", is_demo=True) == ""

    (tmp_path / "clamd.ctl").touch()
    assert scanner("", is_demo=True) == f"unix://{tmp_path / 'clamd.ctl'}"
    assert scanner("", is_demo=False) == ""


@pytest.mark.assures("IN-6")
@pytest.mark.parametrize(
    ("said", "is_demo", "told"), [("", False, 1), ("x", False, 0), ("", True, 0)]
)
def test_a_real_copy_without_one_says_so_at_each_start(said: str, is_demo: bool, told: int) -> None:
    chosen = SimpleNamespace(
        APPS_FOR_GOOD=False, IS_WITHOUT_WITNESS=False, SCANNER=said, IS_DEMO=is_demo
    )
    assert sum("RECONVENE_SCANNER is not set" in words for words in less_safe(chosen)) == told
