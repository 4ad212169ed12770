"""Twenty thousand entries, checked by a stranger: how long it takes, and in how much memory."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reconvene.witness import verifier
from tests.support.vectors import entries

CASES, LENGTH = 1000, 20
SECONDS, MEGABYTES = 20, 100


def written(path: Path) -> None:
    """Write a record of many cases without proofs."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"form":"reconvene-record/1","holds":"all"}\n')
        for number in range(CASES):
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


def test_twenty_thousand_entries_are_checked_in_seconds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "record.jsonl"
    written(record)

    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", verifier.__file__, "verify", str(record)],
        stdout=subprocess.PIPE,
    )
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = status
    said, _ = process.communicate()

    megabytes = used.ru_maxrss / 1024
    with capsys.disabled():
        sys.stdout.write(f"\n{CASES * LENGTH:,} entries: {took:.2f} s, {megabytes:.0f} MB\n")
    assert said == b"Sound. Entries: 20000. Cases: 1000.\n"
    assert took < SECONDS
    assert megabytes < MEGABYTES
