"""Files as the server of real copies gives them out: to whoever reads them, and to whoever does not."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from pathlib import Path

import pytest
from django.conf import settings

from reconvene.core.record.papers import PaperAdded
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.bringing import takes_its_file
from reconvene.papers.models import Chunk
from reconvene.web.giving_out import AT_ONCE
from tests.support.copies import Copy
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.offices import Office
from tests.support.papers import brought_and_clear
from tests.support.processes import address
from tests.support.served import Visitor, served
from tests.support.sp_life import RECEIVED_ON, noon

pytestmark = pytest.mark.django_db(transaction=True)
CONTENT = b"Ewa lives at the mill. " * 1_000_000  # more than what lies between two ends of a line
LITTLE = 4096
PATIENCE = 30.0


class Site:
    """A server on this test's database, with a long file that is clear."""

    def __init__(self, office: Office, file: str, visitor: Visitor) -> None:
        self.office, self.file, self.visitor = office, file, visitor
        self.log = office.server.log

    def asked(self, method: str = "GET") -> tuple[HTTPConnection, HTTPResponse]:
        """Ask for the file over a line of its own, of which nobody has read anything."""
        line = HTTPConnection("127.0.0.1", self.office.server.port, timeout=PATIENCE)
        line.sock = socket.socket()
        line.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, LITTLE)
        line.sock.settimeout(PATIENCE)
        line.sock.connect(("127.0.0.1", self.office.server.port))
        cookies = "; ".join(f"{one.key}={one.value}" for one in self.visitor.cookies.values())
        line.request(method, self.file, headers={"Cookie": cookies})
        return line, line.getresponse()

    def status(self, method: str = "GET") -> int:
        line, answer = self.asked(method)
        with closing(line), closing(answer):
            return answer.status

    def comes_to(self, status: int) -> bool:
        """Tell whether the file is answered so within our patience."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.status("HEAD") == status:
                return True
        return False


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    desk, now = Desk.at(), noon(day(RECEIVED_ON))
    taken, ben = desk.open(), desk.people["ben"]
    kept = brought_and_clear(ben, taken.case_id, now, CONTENT)
    said = PaperAdded(
        paper=kept.paper, called="A letter", file=kept.file, size=kept.size, sha256=kept.sha256
    )
    done = record(
        ben, taken.case_id, "paper.added", said, happened_on=day(RECEIVED_ON),
        key="one", now=now, unfit=takes_its_file(said),
    )  # fmt: skip
    assert isinstance(done, Receipt)
    people = {name: one.id for name, one in desk.people.items()}
    told = {"RECONVENE_DEMO": "1", "RECONVENE_KEY_FILE": str(settings.KEY_FILE)}
    copy = Copy(tmp_path, {**told, "RECONVENE_DATABASE_URL": address()})
    with served(copy, tmp_path / "said.log") as server:
        visitor = Visitor(server.port)
        office = Office(copy, server, taken.reference, people)
        with closing(visitor.line):
            office.enter(visitor, "ben")
            yield Site(office, f"/case/{taken.reference}/file/{done.number}/original", visitor)


@pytest.mark.assures("IN-5", "LOG-1")
def test_one_that_breaks_off_does_not_arrive_as_a_whole_one(site: Site) -> None:
    line, answer = site.asked()
    with closing(line):
        assert answer.read() == CONTENT
    Chunk.objects.filter(number=2).delete()

    line, answer = site.asked()
    with closing(line), pytest.raises((IncompleteRead, ConnectionError)):
        answer.read()
    said = site.log.read_text()
    lines = [json.loads(one) for one in said.splitlines() if one.startswith("{")]
    assert [one["reason"] for one in lines if one.get("event") == "seal.broken"] == ["paper"]
    assert [one["says"] for one in lines if one["from"] == "reconvene.faults"]
    assert "could not be given out" not in said
    assert "BytesBroken:" not in said


def test_those_that_nobody_reads_leave_room_for_all_else(site: Site) -> None:
    with ExitStack() as unread:
        for _ in range(AT_ONCE):
            line, answer = site.asked()
            unread.callback(line.close)
            unread.callback(answer.close)
            assert answer.status == 200
        for _ in range(2 * AT_ONCE):
            assert site.status() == 503
        assert site.visitor.visit("/sign-in").status in (200, 302)
        assert site.visitor.visit(f"/case/{site.office.reference}").status == 200

    assert site.comes_to(200), "lines that are closed give their places back"
    for _ in range(4 * AT_ONCE):
        assert site.comes_to(200), "and so do answers of which nobody wants more than how long"
