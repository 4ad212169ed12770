"""Each event of the table is told from somewhere."""

import re

from reconvene.logs.events import Event
from tests.support.tree import SOURCE

NOT_YET: set[str] = set()


def test_every_event_is_told_from_somewhere() -> None:
    told = {
        name
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "logs" or path.name == "forged.py"
        for name in re.findall(r"\b(?:Event|Happened)\.([A-Z_]+)\b", path.read_text("utf-8"))
    }

    assert {event.name for event in Event} <= told
