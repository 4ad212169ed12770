"""Many entries, checked by strangers: how long it takes, and in how much memory."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reconvene.witness import verifier
from tests.laws.test_second_verifier import SECOND, node
from tests.support.sizes import sized
from tests.support.vectors import entries

LENGTH = 20
ENTRIES = sized(20_000, 1_000_000, "entries")
SECONDS = sized(20, 60)
MEGABYTES = 300
MEASURED = """
import runpy, sys
del sys.argv[0]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    with open("/proc/self/status") as status:
        sys.stderr.write(next(line for line in status if line.startswith("VmHWM")).split()[1])
"""
"""Run a script and say at the end how much memory it took, in KiB: its own and not its parent's."""


def sound() -> str:
    return f"Sound. Entries: {int(ENTRIES)}. Cases: {ENTRIES // LENGTH}.\n"


def written(path: Path) -> None:
    """Write a record of many cases without proofs."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"form":"reconvene-record/1","holds":"all"}\n')
        for number in range(ENTRIES // LENGTH):
            case = f"case-{number:06}"
            found = list(entries(case, LENGTH))
            head = {
                "authority": "exampleshire",
                "case": case,
                "reference": f"EX-2025-{number:04}",
                "year": 2025,
                "serial": number,
                "opened_at": "2025-04-22T12:00:00.000000Z",
                "length": LENGTH,
                "link": found[-1]["link"],
                "witnessed": None,
            }
            file.writelines(f"{json.dumps(line)}\n" for line in (head, *found))


@pytest.mark.assures("AU-6", size=ENTRIES)
def test_many_entries_are_checked_in_seconds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "record.jsonl"
    written(record)

    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", MEASURED, verifier.__file__, "verify", str(record)],
        capture_output=True,
        check=True,
    )
    took = time.perf_counter() - began

    megabytes = int(done.stderr) / 1024
    with capsys.disabled():
        sys.stdout.write(f"\n{ENTRIES:,} entries: {took:.2f} s, {megabytes:.0f} MB\n")
    assert done.stdout.decode() == sound()
    assert took < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.assures("AU-6", size=ENTRIES)
def test_so_are_they_in_another_language(tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"
    written(record)

    began = time.perf_counter()
    words = [node(), "--max-old-space-size=200", str(SECOND), "verify", str(record)]
    done = subprocess.run(words, capture_output=True, check=True, text=True)

    assert done.stdout == sound()
    assert time.perf_counter() - began < SECONDS
