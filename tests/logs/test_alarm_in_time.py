"""Something urgent happens on a server's page: whoever is on call knows within a minute."""

import json
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.folder import temporary_folder
from tests.support.offices import Office, office
from tests.support.served import Visitor

KEEP = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read())"
SOON = 60.0


@pytest.fixture(scope="module")
def inbox() -> Path:
    folder = temporary_folder() / "alarmed"
    folder.mkdir()
    return folder / "inbox"


@pytest.fixture(scope="module")
def here(inbox: Path) -> Iterator[Office]:
    """Give an office whose urgent events go to a real program."""
    program = shlex.join([sys.executable, "-c", KEEP, str(inbox)])
    with office(inbox.parent / "var", RECONVENE_ALARM=program) as found:
        yield found


def lines(inbox: Path, count: int) -> list[dict[str, str]]:
    """Return what was sent on once it is so many lines, or as it is after a minute."""
    began = time.monotonic()
    while time.monotonic() - began < SOON:
        found = inbox.read_text("utf-8").splitlines() if inbox.exists() else []
        if len(found) >= count:
            break
        time.sleep(0.05)
    return [json.loads(line) for line in found]


@pytest.mark.assures("LOG-3", "AZ-8")
def test_an_emergency_is_known_within_a_minute(here: Office, inbox: Path) -> None:
    rhys = Visitor(here.server.port)
    with closing(rhys.line):
        here.enter(rhys, "rhys")
        rhys.visit("/emergency")
        why = ("reason", "A child may be hurt tonight.")

        assert rhys.send("/emergency", [("reference", here.reference), why]).status == 302
        assert rhys.send("/emergency", [("reference", "SP-2025-0999"), why]).status != 302

    (told,) = lines(inbox, 1)
    assert (told["event"], told["actor"]) == ("glass.broken", here.people["rhys"])
    assert "hurt" not in str(told)
