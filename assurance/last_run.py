"""What the last run came to, kept beside the code so that its page can be written at any time."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel

from assurance.running import Ended

PATH = Path(__file__).with_name("last_run.json")


class Tally(BaseModel):
    """How the tests of one check ended on one database."""

    tests: int
    not_passed: tuple[str, ...]
    seconds: float


class LastRun(BaseModel):
    """When tests were last run for the page, how much of them, and what came of it."""

    on: str
    is_full: bool
    checks: dict[str, dict[str, Tally]] = {}
    saboteurs: dict[str, tuple[str, ...]] = {}
    """Of each, the checks whose tests noticed it."""

    @property
    def is_sound(self) -> bool:
        """Say whether every test of every check passed; one that was skipped did not."""
        return not any(one.not_passed for found in self.checks.values() for one in found.values())


def tally(tests: Sequence[str], ended: Mapping[str, Ended]) -> Tally | None:
    """Return how the tests of a check ended; None where none of them was run."""
    ran = {test: ended[test] for test in tests if test in ended}
    if not ran:
        return None
    return Tally(
        tests=len(ran),
        not_passed=tuple(test for test, one in ran.items() if one["outcome"] != "passed"),
        seconds=round(sum(one["seconds"] for one in ran.values()), 1),
    )


def shown_elsewhere_left_out(
    ended: Mapping[str, Mapping[str, Ended]],
) -> dict[str, dict[str, Ended]]:
    """Return, by database, how tests ended, without those skipped here that passed elsewhere."""
    passed = {
        test
        for found in ended.values()
        for test, one in found.items()
        if one["outcome"] == "passed"
    }
    return {
        database: {
            test: one
            for test, one in found.items()
            if one["outcome"] != "skipped" or test not in passed
        }
        for database, found in ended.items()
    }


def read_last_run() -> LastRun | None:
    """Return the last run; None where there has been none."""
    return LastRun.model_validate_json(PATH.read_text("utf-8")) if PATH.exists() else None


def write_last_run(run: LastRun) -> None:
    """Keep a run as the last one."""
    PATH.write_text(json.dumps(run.model_dump(), indent=2) + "\n", "utf-8")
