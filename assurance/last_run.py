"""What the last run came to, kept beside the code so that its page can be written at any time."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel

from assurance.running import Ended

PATH = Path(__file__).with_name("last_run.json")
ENOUGH = 85
"""Of 100 mutations by chance, how many have to be noticed."""


class Tally(BaseModel):
    """How the tests of one check ended on one database."""

    tests: int
    not_passed: tuple[str, ...]
    seconds: float


class Score(BaseModel):
    """
    What the mutations of one module came to.

    Those not noticed are named. Neither those that change nothing count, nor those with which
    nothing could be imported.
    """

    noticed: int = 0
    unnoticed: tuple[str, ...] = ()
    harmless: int = 0
    not_run: int = 0

    @property
    def counted(self) -> int:
        """How many could have been noticed."""
        return self.noticed + len(self.unnoticed)


class Mutated(BaseModel):
    """What the mutations of one subject came to: when, drawn by which seed, by module."""

    on: str
    seed: int
    modules: dict[str, Score] = {}


class LastRun(BaseModel):
    """When tests were last run for the page, how much of them, and what came of it."""

    on: str
    is_full: bool
    checks: dict[str, dict[str, Tally]] = {}
    saboteurs: dict[str, tuple[str, ...]] = {}
    """Of each, the checks whose tests noticed it."""
    mutations: dict[str, Mutated] = {}
    """By subject."""

    @property
    def is_sound(self) -> bool:
        """Say whether every test of every check passed; one that was skipped did not."""
        return not any(one.not_passed for found in self.checks.values() for one in found.values())

    @property
    def notices_enough(self) -> bool:
        """Say whether of each subject enough mutations were noticed."""
        found = (in_percent(one.modules.values()) for one in self.mutations.values())
        return all(one is None or one >= ENOUGH for one in found)


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


def in_percent(scores: Iterable[Score]) -> int | None:
    """Return how many of 100 mutations were noticed, rounded down; None where none counts."""
    of = list(scores)
    counted = sum(one.counted for one in of)
    return sum(one.noticed for one in of) * 100 // counted if counted else None


def read_last_run() -> LastRun | None:
    """Return the last run; None where there has been none."""
    return LastRun.model_validate_json(PATH.read_text("utf-8")) if PATH.exists() else None


def write_last_run(run: LastRun) -> None:
    """Keep a run as the last one."""
    PATH.write_text(json.dumps(run.model_dump(), indent=2) + "\n", "utf-8")
