"""
Running the tests of a subject where one of its modules is mutated.

One mutation at a time, in a copy of the source and in processes of its own. The copy has been run
once as it stands, so that what is compiled is there; what is compiled of a mutation is not kept.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pytest

from assurance.mutations.making import Mutation
from assurance.mutations.subjects import Subject
from assurance.running import environment
from assurance.sabotage import RedBefore


class Verdict(StrEnum):
    """What came of a mutation; where tests never end, that is noticed too."""

    NOTICED = "noticed"
    ENDLESS = "noticed, by tests that never end"
    UNNOTICED = "NOT NOTICED"
    NOT_RUN = "cannot be imported"
    HARMLESS = "changes nothing"


@dataclass(frozen=True)
class Bench:
    """A copy in which a subject's tests pass, and how many seconds they may take by database."""

    tree: Path
    subject: Subject
    seconds: dict[str, float]

    def verdict(self, one: Mutation) -> Verdict:
        """Let a mutation in, run the tests until one fails, and take it out again."""
        path = self.tree / one.file
        was, times = path.read_bytes(), path.stat()
        path.write_text(one.text, "utf-8")
        try:
            for database, seconds in self.seconds.items():
                found = _verdict(self.subject, self.tree, database, seconds)
                if found is not Verdict.UNNOTICED:
                    return found
        finally:
            path.write_bytes(was)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # what is compiled holds
        return Verdict.UNNOTICED


def bench(tree: Path, subject: Subject) -> Bench:
    """Return a subject ready to be mutated. Raises RedBefore where its tests do not pass."""
    seconds = dict[str, float]()
    for database in subject.databases:
        began = time.monotonic()
        if _run(subject, tree, database, None, keeps_compiled=True) != pytest.ExitCode.OK:
            raise RedBefore(tests=subject.tests)
        seconds[database] = _patience(time.monotonic() - began)
    return Bench(tree, subject, seconds)


def _patience(usual: float) -> float:
    """Return how many seconds tests may take; long, since a machine has other work as well."""
    return 5 * usual + 30


def _verdict(subject: Subject, tree: Path, database: str, seconds: float) -> Verdict:
    match _run(subject, tree, database, seconds, keeps_compiled=False):
        case None:
            return Verdict.ENDLESS
        case pytest.ExitCode.OK:
            return Verdict.UNNOTICED
        case pytest.ExitCode.TESTS_FAILED:
            return Verdict.NOTICED
        case _:
            return Verdict.NOT_RUN


def _run(
    subject: Subject, tree: Path, database: str, seconds: float | None, *, keeps_compiled: bool
) -> int | None:
    """Return what pytest ended with; None where it had to be ended, with all it had started."""
    quietly = ["-m", "pytest", "-qq", "--exitfirst", "--tb=no", "-p", "no:cacheprovider"]
    running = subprocess.Popen(
        [sys.executable, *quietly, *subject.besides, *subject.tests],
        cwd=tree,
        env=environment(tree, database, is_full=False)
        | ({} if keeps_compiled else {"PYTHONDONTWRITEBYTECODE": "1"}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return running.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a process with everything it started; nothing where all has ended."""
    try:
        os.killpg(running.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    running.wait()
