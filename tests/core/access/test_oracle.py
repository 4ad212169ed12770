"""What `reach` answers, held to a table that was written from the rules and not from the code."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconvene.core.access.answer import Denied
from reconvene.core.access.asking import Asked
from reconvene.core.access.reach import reach
from tests.core.access.worlds import ACTORS, RELATIONSHIPS, acts, sights, world

ORACLE = Path(__file__).parent / "oracle.txt"


def lines() -> Iterator[tuple[str, str, str, str]]:
    """Yield actor, relationship, sights and acts of each line of the oracle."""
    actor = ""
    for line in ORACLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            actor = line.strip("[]").partition(":")[0]
        elif line and not line.startswith("#"):
            relationship, seen, done = (part.strip() for part in line.split("|"))
            yield actor, relationship, seen, done.replace(" ", "")


LINES = {(actor, relationship): (seen, done) for actor, relationship, seen, done in lines()}


def test_the_oracle_says_something_of_every_actor_in_every_relationship() -> None:
    assert set(LINES) == {(actor, one) for actor in ACTORS for one in RELATIONSHIPS}
    assert len(ACTORS) >= 18
    assert len(RELATIONSHIPS) == 9


@pytest.mark.assures("AZ-2")
@pytest.mark.parametrize(("actor", "relationship"), LINES, ids=str)
def test_everything_is_seen_and_done_as_the_oracle_says(actor: str, relationship: str) -> None:
    it = world(actor, relationship)

    def granted(asked: dict[str, Asked]) -> str:
        found = {letter: reach(it.viewer, it.matter, one) for letter, one in asked.items()}
        assert all(one.clause for one in found.values() if isinstance(one, Denied))
        return "".join(sorted(letter for letter, one in found.items() if one))

    seen, done = LINES[actor, relationship]
    definition = it.matter.definition
    assert granted({**sights(definition)}) == "".join(sorted(seen)), "what is seen"
    assert granted({**acts(definition)}) == "".join(sorted(done)), "what is done"
