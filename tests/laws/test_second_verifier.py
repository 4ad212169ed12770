"""A verifier in another language comes to the same verdicts, on what is sound and what is not."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reconvene.witness import verifier
from tests.support.tree import ROOT

PUBLISHED = ROOT / "docs" / "reference" / "test-vectors"
SECOND = PUBLISHED / "verifier.mjs"
KEY = (PUBLISHED / "log" / "key.txt").read_text("ascii").strip()
NEWEST = "00000003.checkpoint"
PLACE = re.compile(r"case (\S+), entry (\d+):")

Verdict = tuple[bool, tuple[str, ...]]


def node() -> str:
    """Return the Node that the pages are built with."""
    beside = Path(sys.executable).parent
    found = shutil.which("node", path=f"{os.environ['PATH']}{os.pathsep}{beside}")
    assert found, "Install Node, or run `make run` once: it puts one into .venv."
    return found


def of_the_first(words: list[str], capsys: pytest.CaptureFixture[str]) -> Verdict:
    is_sound = verifier.main(words) == 0
    return is_sound, place_in("".join(capsys.readouterr()))


def of_the_second(words: list[str]) -> Verdict:
    said = subprocess.run([node(), SECOND, *words], check=False, capture_output=True, text=True)
    assert said.returncode in {0, 1}, said.stderr
    return said.returncode == 0, place_in(said.stdout + said.stderr)


def place_in(said: str) -> tuple[str, ...]:
    """Return the case and the number that a refusal names; nothing where it names none."""
    found = PLACE.search(said)
    return found.groups() if found else ()


def without(place: int) -> Callable[[list[str]], list[str]]:
    return lambda lines: [*lines[:place], *lines[place + 1 :]]


def with_other(field: str) -> Callable[[list[str]], list[str]]:
    def changed(lines: list[str]) -> list[str]:
        entry = json.loads(lines[3])
        entry[field] = entry[field] + 1 if isinstance(entry[field], int) else f"{entry[field]}00"
        return [*lines[:3], json.dumps(entry), *lines[4:]]

    return changed


def without_contents(lines: list[str]) -> list[str]:
    """Say of an entry that what it held is not there, though no erasure is on record."""
    return [*lines[:3], json.dumps({**json.loads(lines[3]), "part": None}), *lines[4:]]


RECORD = (PUBLISHED / "record.jsonl").read_text("utf-8").splitlines()
CHANGES = {
    "nothing": lambda lines: lines,
    "two changed places": lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]],
    "contents missing": without_contents,
    "a case twice": lambda lines: [*lines, *lines[1:9]],
    **{f"line {place} gone": without(place) for place in range(1, len(RECORD))},
    **{f"another {field}": with_other(field) for field in json.loads(RECORD[3])},
}


@pytest.mark.assures("AU-6")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_both_come_to_one_verdict_on_a_record(
    change: Callable[[list[str]], list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "record.jsonl"
    path.write_text("".join(f"{line}\n" for line in change(RECORD)), "utf-8")
    words = ["verify", str(path), "--checkpoint", str(PUBLISHED / "log" / NEWEST), "--key", KEY]

    first = of_the_first(words, capsys)

    assert of_the_second(words) == first
    assert first[0] is (change(RECORD) == RECORD)


def logs() -> Iterator[tuple[str, str, Callable[[list[str]], list[str]]]]:
    """Yield a file of the log and what is done to its lines, by what one would call it."""
    yield "nothing", NEWEST, lambda lines: lines
    for path in sorted((PUBLISHED / "log").glob("*.entries")):
        for place in range(len(path.read_text("ascii").splitlines())):
            yield f"{path.stem}, line {place} gone", path.name, without(place)
    for place in range(7):
        yield f"line {place} of the checkpoint gone", NEWEST, without(place)
    yield "another time", NEWEST, lambda lines: [one.replace("T13", "T14") for one in lines]


@pytest.mark.assures("AU-6")
@pytest.mark.parametrize(
    ("name", "change"), [one[1:] for one in logs()], ids=[o[0] for o in logs()]
)
def test_both_come_to_one_verdict_on_a_log(
    name: str,
    change: Callable[[list[str]], list[str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = tmp_path / "log"
    shutil.copytree(PUBLISHED / "log", log)
    before = (log / name).read_text("utf-8").splitlines()
    (log / name).write_text("".join(f"{line}\n" for line in change(before)), "utf-8")
    words = ["check", str(log), "--kept", str(tmp_path / "kept"), "--key", KEY]

    first = of_the_first(words, capsys)

    assert of_the_second(words)[0] is first[0]
    assert first[0] is (change(before) == before)
