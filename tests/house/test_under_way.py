"""A run of assurance that was broken off: what it came to is kept, and is of that code alone."""

from pathlib import Path

import pytest

from assurance import under_way
from assurance.running import Ended
from assurance.under_way import OfAnotherTree, UnderWay, digest_of_code

PASSED: Ended = {"outcome": "passed", "seconds": 1.0, "assures": ["AU-1"]}
FILE = "tests/shell/test_verifying.py"


@pytest.fixture(autouse=True)
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "var" / "under-way.json"
    monkeypatch.setattr(under_way, "PATH", path)
    return path


def never() -> dict[str, Ended]:
    raise AssertionError("It is run again.")


def begun() -> UnderWay:
    run = UnderWay.begin(is_full=True)
    run.outcomes("sqlite", FILE, lambda: {"a test": PASSED})
    run.noticed("a-saboteur", lambda: ("AU-1",))
    return run


def test_what_was_run_is_not_run_again() -> None:
    begun()

    again = UnderWay.go_on(is_full=True)

    assert again.outcomes("sqlite", FILE, never) == {"a test": PASSED}
    assert again.noticed("a-saboteur", lambda: ()) == ("AU-1",)


def test_what_was_not_run_on_a_database_is_run_there() -> None:
    begun()

    with pytest.raises(AssertionError, match="run again"):
        UnderWay.go_on(is_full=True).outcomes("postgres", FILE, never)


def test_one_in_another_size_is_not_gone_on_with() -> None:
    begun()

    with pytest.raises(OfAnotherTree, match="--go-on"):
        UnderWay.go_on(is_full=False)


def test_one_of_other_code_is_not_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    begun()
    monkeypatch.setattr(under_way, "digest_of_code", lambda: "other")

    with pytest.raises(OfAnotherTree):
        UnderWay.go_on(is_full=True)


def test_one_that_came_to_its_end_is_not_gone_on_with() -> None:
    begun().end()

    with pytest.raises(OfAnotherTree):
        UnderWay.go_on(is_full=True)


def test_any_line_of_code_makes_it_other_code(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    code = tmp_path / "src" / "one.py"
    code.write_text("1")
    before = digest_of_code(tmp_path)
    code.write_text("2")

    assert digest_of_code(tmp_path) != before
