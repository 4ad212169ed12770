"""Files that were brought in are looked at: nothing is clear but by a scanner and the proof."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from itertools import islice
from socket import SHUT_RDWR, create_server, socket
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from reconvene.desk import bringing, checking
from reconvene.desk.checking import CannotLook, forget_unconfirmed, look_at_next
from reconvene.jobs import checking as jobs
from reconvene.papers import claiming, keeping
from reconvene.papers.claiming import LEASE, MOST_TRIES, PLACES, ClaimLost
from reconvene.papers.keeping import NotOpen, State
from reconvene.papers.models import Chunk, Paper
from reconvene.papers.untrusted.kinds import Reason
from reconvene.papers.untrusted.scanning import scan
from reconvene.scope.within import the_house, within
from tests.support.days import day
from tests.support.depth import tried
from tests.support.desk import Desk
from tests.support.good_files import good_files
from tests.support.lines import Kept, kept_lines
from tests.support.papers import spooled
from tests.support.scanner import EICAR, scanner
from tests.support.sp_life import RECEIVED_ON, noon

pytestmark = pytest.mark.django_db(transaction=True)

NOW = noon(day(RECEIVED_ON))
NOWHERE = "tcp://127.0.0.1:9"
GOOD = {name: content for name, content in good_files() if len(content) < 2_000_000}
POISON = b"Dear poison,\n"
PHOTOGRAPH = next(name for name in GOOD if name.endswith(".jpg"))
HOUSE = the_house("partnership")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with scanner(tmp_path_factory.mktemp("scanner")) as one:
        yield one


@pytest.fixture
def lines() -> Iterator[Kept]:
    with kept_lines() as kept:
        yield kept


@pytest.fixture
def desk() -> Desk:
    return Desk.at()


def brought(desk: Desk, content: bytes, name: str = "letter.txt", case_id: str = "") -> str:
    """Return the id of a paper that Ben brought into a case; a new one where none is named."""
    case_id = case_id or desk.open(name=f"Ewa {Paper.objects.count()}").case_id
    with closing(spooled(content, name)) as file:
        return bringing.bring(desk.people["ben"], case_id, file, now=NOW).paper


def confirmed(desk: Desk, content: bytes) -> None:
    """Have Ben bring a file that an entry names: no clock forgets it."""
    paper = brought(desk, content)
    keeping.on_record(row(paper).case_id, paper)


def row(paper: str) -> Paper:
    return Paper.objects.get(id=paper)


def state(paper: str) -> State:
    """Return what is sealed of a paper, which is what counts; its row has to say the same."""
    found = row(paper)
    kept = keeping.kept_of(found.case_id)[paper]
    assert kept.state == found.state
    return kept.state


def words(paper: str) -> keeping.Kept:
    """Return what is said of a paper."""
    return keeping.kept_of(row(paper).case_id)[paper]


@contextmanager
def fragile_scanner() -> Iterator[str]:
    """Give the address of a scanner that is well until it hears of poison, which ends it."""
    with create_server(("127.0.0.1", 0)) as server:
        ended = Thread(target=hear_until_poison, args=(server,))
        ended.start()
        port = server.getsockname()[1]
        try:
            yield f"tcp://127.0.0.1:{port}"
        finally:
            with suppress(OSError):
                server.shutdown(SHUT_RDWR)
            ended.join()


def hear_until_poison(server: socket) -> None:
    while True:
        try:
            to, _ = server.accept()
        except OSError:
            return
        with to:
            heard = b""
            while not heard.endswith((b"zVERSION\0", bytes(4), POISON)):
                heard += to.recv(1024) or POISON  # whoever asked is gone
            if POISON in heard:
                server.close()
                return
            to.sendall(b"stream: OK\0" if b"INSTREAM" in heard else b"ClamAV 1.4.6/1/x\0")


def given_out(desk: Desk, paper: str, *, view: bool = False) -> bytes:
    pieces = bringing.given_out(desk.people["ben"], row(paper).case_id, paper, view=view, now=NOW)
    return b"".join(pieces)


def looks(address: str, now: datetime = NOW) -> State | None:
    return look_at_next(address, lambda: now)


class TestAFileThatIsLookedAt:
    @pytest.mark.assures("IN-5")
    def test_is_clear_with_a_viewing_copy_and_its_original_unchanged(
        self, desk: Desk, address: str
    ) -> None:
        content = GOOD[PHOTOGRAPH]
        paper = brought(desk, content, PHOTOGRAPH)

        assert looks(address) is State.CLEAR
        kept = keeping.kept_of(row(paper).case_id)[paper]
        assert {one.name for one in Paper._meta.get_fields()}.isdisjoint({"kind", "why", "pages"})
        assert (kept.state, kept.kind, kept.why, kept.has_view) == (State.CLEAR, "jpeg", "", True)
        assert given_out(desk, paper) == content
        view = given_out(desk, paper, view=True)
        assert view.startswith(b"\xff\xd8\xff")
        assert b"Somemaker" not in view
        assert looks(address) is None

    @pytest.mark.assures("IN-4")
    def test_is_destroyed_at_once_where_it_is_harmful(
        self, desk: Desk, address: str, lines: Kept
    ) -> None:
        paper = brought(desk, EICAR, "letter.txt")

        assert looks(address) is State.HARMFUL
        assert state(paper) is State.HARMFUL
        assert not Chunk.objects.exists()
        with pytest.raises(NotOpen):
            given_out(desk, paper)
        assert [one["event"] for one in lines.events] == ["file.harmful"]

    @pytest.mark.assures("IN-4")
    def test_is_told_of_where_it_is_harmful_even_if_that_cannot_be_kept(
        self, desk: Desk, address: str, lines: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        brought(desk, EICAR)
        own = within

        @contextmanager
        def ends_at_its_end(scope: Any, *, durable: bool = False) -> Iterator[Any]:
            with own(scope, durable=durable) as cursor:
                yield cursor
                if not Chunk.objects.exists():
                    raise OperationalError("the power is gone")

        monkeypatch.setattr(checking, "within", ends_at_its_end)
        assert looks(address) is State.BEING_CHECKED
        assert "file.harmful" in [one["event"] for one in lines.events]

    @pytest.mark.assures("IN-4")
    def test_stays_shut_where_it_is_not_what_it_says(self, desk: Desk, address: str) -> None:
        paper = brought(desk, b"MZ" + bytes(400), "letter.pdf")

        assert looks(address) is State.UNREADABLE
        assert state(paper) is State.UNREADABLE
        assert words(paper).why == Reason.NOT_WHAT_IT_SAYS
        with pytest.raises(NotOpen):
            given_out(desk, paper)

    @pytest.mark.assures("IN-6")
    def test_waits_where_the_scanner_is_away_and_that_counts_against_none(
        self, desk: Desk, address: str
    ) -> None:
        paper = brought(desk, b"Dear Ben,\n")
        for hours in range(2 * MOST_TRIES):
            with pytest.raises(CannotLook, match="not-reached"):
                looks(NOWHERE, NOW + timedelta(hours=hours))
            assert state(paper) is State.BEING_CHECKED
        assert row(paper).tries == 0

        assert looks(address, NOW + timedelta(days=1)) is State.CLEAR

    @pytest.mark.assures("IN-6")
    def test_is_given_up_where_a_scanner_that_is_well_cannot_say(
        self, desk: Desk, address: str
    ) -> None:
        paper = brought(desk, b"Dear Ben,\n" * 250_000)  # more than this scanner takes
        for hours in range(1, MOST_TRIES):
            assert looks(address, NOW + timedelta(hours=hours)) is State.BEING_CHECKED
            assert row(paper).tries == hours

        assert looks(address, NOW + timedelta(hours=9)) is State.UNREADABLE
        assert (state(paper), words(paper).why) == (State.UNREADABLE, Reason.NOT_LOOKED_AT)

    @pytest.mark.assures("IN-6")
    def test_waits_where_nothing_can_be_locked_in(
        self, desk: Desk, address: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("reconvene.papers.untrusted.sandbox.sys.executable", "/bin/false")
        paper = brought(desk, b"Dear Ben,\n")
        with pytest.raises(CannotLook, match="not-locked"):
            looks(address)

        assert state(paper) is State.BEING_CHECKED
        assert row(paper).tries == 0

    @pytest.mark.assures("IN-6")
    def test_is_put_aside_and_told_of_where_its_bytes_were_changed(
        self, desk: Desk, address: str, lines: Kept
    ) -> None:
        paper, other = brought(desk, b"Dear Ben,\n"), brought(desk, b"Dear Amina,\n")
        Chunk.objects.filter(paper=paper).update(sealed=b"\1" + bytes(60))
        Paper.objects.filter(id=paper).update(due_at=NOW - timedelta(hours=1))

        assert looks(address) is State.BEING_CHECKED
        assert looks(address) is State.CLEAR
        assert (state(paper), state(other)) == (State.BEING_CHECKED, State.CLEAR)
        assert [one["event"] for one in lines.events] == ["seal.broken"]
        assert looks(address) is None

    def test_waits_a_moment_where_the_database_is_away_and_that_counts_against_none(
        self, desk: Desk, address: str, monkeypatch: pytest.MonkeyPatch, lines: Kept
    ) -> None:
        def away(*_: object) -> None:
            raise OperationalError("database is locked")

        paper = brought(desk, b"Dear Ben,\n")
        with monkeypatch.context() as while_away:
            while_away.setattr(checking, "proven", away)
            for minutes in range(2 * MOST_TRIES):
                assert looks(address, NOW + timedelta(minutes=minutes)) is State.BEING_CHECKED
        assert lines.events == []
        assert row(paper).tries == 0

        assert looks(address, NOW + timedelta(hours=1)) is State.CLEAR

    @pytest.mark.assures("IN-6")
    def test_is_no_broken_seal_where_somebody_throws_it_away_meanwhile(
        self, desk: Desk, address: str, lines: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paper = brought(desk, b"x" * 600_000)
        case_id, own = row(paper).case_id, bringing.each_within

        def meanwhile(scope: Any, pieces: Iterator[bytes]) -> Iterator[bytes]:
            yield from islice(own(scope, pieces), 1)
            bringing.take_away(desk.people["ben"], case_id, paper, now=NOW)
            yield from own(scope, pieces)

        monkeypatch.setattr(checking, "each_within", meanwhile)
        assert looks(address) is State.BEING_CHECKED
        assert lines.events == []

    @pytest.mark.assures("IN-4")
    def test_is_given_up_where_it_ends_a_scanner_that_was_well_each_time(self, desk: Desk) -> None:
        paper, good = brought(desk, POISON), brought(desk, b"Dear Ben,\n")
        keeping.on_record(row(paper).case_id, paper)
        Paper.objects.filter(id=good).update(due_at=NOW + timedelta(hours=8))
        for hours in range(0, 2 * MOST_TRIES, 2):
            assert state(paper) is State.BEING_CHECKED
            with fragile_scanner() as fragile:
                looks(fragile, NOW + timedelta(hours=hours))
                assert not scan(fragile, [b"Dear Ben,\n"])  # it is ended

        assert (state(paper), words(paper).why) == (State.UNREADABLE, Reason.NOT_LOOKED_AT)
        with fragile_scanner() as fragile:
            assert looks(fragile, NOW + timedelta(hours=9)) is State.CLEAR


class TestManyWorkers:
    def test_look_at_each_file_once(self, desk: Desk, address: str) -> None:
        case_id = desk.open().case_id
        papers = [brought(desk, b"Dear Ben,\n%d" % one, case_id=case_id) for one in range(6)]
        seen: list[State] = []
        begin = Barrier(2)

        def work() -> None:
            try:
                begin.wait()
                while found := looks(address):
                    seen.append(found)
            finally:
                connection.close()

        workers = [Thread(target=work) for _ in range(2)]
        for one in workers:
            one.start()
        for one in workers:
            one.join()

        assert seen == [State.CLEAR] * len(papers)
        assert {row(paper).fence for paper in papers} == {1}

    def test_never_have_more_than_a_few_at_once(self, desk: Desk) -> None:
        elsewhere = Desk.at("elsewhere")
        for at in (desk, elsewhere):
            case_id = at.open().case_id
            for number in range(PLACES):
                brought(at, b"Dear Ben,\n", f"letter {number}.txt", case_id=case_id)
        held = []
        for slug in ("partnership", "elsewhere") * PLACES:
            with within(the_house(slug), durable=True):
                held.append(claiming.claim(NOW))

        assert sum(one is not None for one in held) == PLACES
        assert {one.place for one in held if one} == set(range(1, PLACES + 1))
        late = NOW + LEASE + timedelta(seconds=1)
        with within(HOUSE, durable=True):
            again = claiming.claim(late)
            assert again is not None
            assert again.fence == 2

    def test_leave_to_the_next_what_one_was_lost_with(self, desk: Desk, address: str) -> None:
        paper = brought(desk, b"Dear Ben,\n")
        with within(HOUSE, durable=True):
            lost = claiming.claim(NOW)
        assert lost is not None

        assert looks(address, NOW + LEASE) is None
        assert looks(address, NOW + LEASE + timedelta(seconds=1)) is State.CLEAR
        with within(HOUSE, durable=True), pytest.raises(ClaimLost):
            claiming.put_back(lost, NOW)
        assert state(paper) is State.CLEAR

    def test_settle_nothing_once_somebody_else_has_the_file(self, desk: Desk) -> None:
        paper = brought(desk, b"Dear Ben,\n")
        with within(HOUSE, durable=True):
            lost = claiming.claim(NOW)
            assert lost is not None
            assert claiming.claim(NOW + LEASE + timedelta(seconds=1)) is not None
            with pytest.raises(ClaimLost):
                claiming.settle(lost, claiming.opened(lost).words, claiming.HARMFUL)

        assert state(paper) is State.BEING_CHECKED
        assert Chunk.objects.filter(paper=paper).exists()

    @pytest.mark.assures("IN-4")
    def test_give_up_a_file_that_ended_three_of_them(self, desk: Desk, address: str) -> None:
        paper, now = brought(desk, b"Dear Ben,\n"), NOW
        for _ in range(MOST_TRIES):
            with within(HOUSE, durable=True):
                assert claiming.claim(now) is not None
            now += LEASE + timedelta(seconds=1)

        assert looks(NOWHERE, now) is State.UNREADABLE  # nobody even asks the scanner again
        assert (state(paper), words(paper).why) == (State.UNREADABLE, Reason.NOT_LOOKED_AT)


class TestAFileThatNobodyPutsOnTheRecord:
    @pytest.mark.assures("PR-5")
    def test_is_forgotten_after_a_day_with_its_bytes(self, desk: Desk) -> None:
        goes, stays = brought(desk, b"Dear Ben,\n"), brought(desk, b"Dear Amina,\n")
        keeping.on_record(row(stays).case_id, stays)

        assert forget_unconfirmed(NOW + timedelta(days=1)) == 0
        assert forget_unconfirmed(NOW + timedelta(days=1, seconds=1)) == 1
        assert [one.id for one in Paper.objects.all()] == [stays]
        assert {one.paper for one in Chunk.objects.all()} == {stays}
        assert goes != stays

    @pytest.mark.assures("PR-5")
    def test_is_forgotten_however_many_there_are(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        for number in range(25):
            brought(desk, b"%d" % number, case_id=case_id)

        assert forget_unconfirmed(NOW + timedelta(days=2)) == 25
        assert not Paper.objects.exists()

    def test_is_missed_by_whoever_looked_at_it_meanwhile(self, desk: Desk) -> None:
        paper = brought(desk, b"Dear Ben,\n")
        with within(HOUSE, durable=True):
            held = claiming.claim(NOW)
        assert held is not None
        forget_unconfirmed(NOW + timedelta(days=2))

        assert checking._seen_to(HOUSE, held, NOWHERE, lambda: NOW) is State.BEING_CHECKED
        assert not Paper.objects.filter(id=paper).exists()


STEPS: dict[str, Callable[[Paper, str], object]] = {
    "a scanner that is away": lambda _held, _address: None,
    "a lost worker": lambda _held, _address: None,
    "put back": lambda held, _address: claiming.put_back(held, NOW),
    "tried again": lambda held, _address: claiming.try_again(held, NOW),
    "put aside": lambda held, _address: claiming.put_aside(held, NOW),
    "harmful": lambda held, _address: claiming.settle(
        held, claiming.opened(held).words, claiming.HARMFUL
    ),
    "unreadable": lambda held, _address: claiming.settle(
        held, claiming.opened(held).words, claiming.unreadable(Reason.DAMAGED)
    ),
}


@pytest.mark.assures("IN-6")
def test_nothing_that_can_happen_to_a_file_but_a_clearance_opens_it(desk: Desk) -> None:
    case_id = desk.open().case_id

    @tried(15, deeply=500)
    @given(st.lists(st.sampled_from(sorted(STEPS)), max_size=6))
    def stays_shut(steps: list[str]) -> None:
        paper, now = brought(desk, b"Dear Ben,\n", case_id=case_id), NOW
        for step in steps:
            now += timedelta(days=2)
            with within(HOUSE, durable=True):
                held = claiming.claim(now)
                if held is not None:
                    STEPS[step](held, NOWHERE)
            with pytest.raises(NotOpen):
                given_out(desk, paper)
            with pytest.raises(NotOpen):
                given_out(desk, paper, view=True)
        Paper.objects.all().delete()

    stays_shut()


class OneRound(Event):
    """Ends a worker after its first round."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return True


class TestTheWorker:
    def test_tells_once_that_files_wait_and_again_after_one_was_looked_at(
        self, desk: Desk, address: str, lines: Kept
    ) -> None:
        for _ in range(2):
            confirmed(desk, b"Dear Ben,\n")
        worker = jobs.Checking(NOWHERE)
        assert (worker.check_all(), worker.check_all()) == (0, 0)
        assert [(one["event"], one["reason"]) for one in lines.events] == [
            ("files.not-checked", "not-reached")
        ]
        assert worker.is_away

        Paper.objects.update(due_at=NOW)
        worker.scanner = address
        assert worker.check_all() == 2
        assert not worker.is_away

    def test_ends_between_two_files(self, desk: Desk, address: str) -> None:
        ended = Event()
        ended.set()
        confirmed(desk, b"Dear Ben,\n")

        assert jobs.Checking(address).check_all(ended) == 0

    @pytest.mark.assures("PR-5")
    def test_forgets_beside_a_demo_without_a_scanner_too(
        self, desk: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch, lines: Kept
    ) -> None:
        def one_round(_name: str, work: Callable[[Event], None]) -> None:
            work(OneRound())

        settings.SCANNER = ""
        monkeypatch.setattr(jobs, "beside", one_round)
        brought(desk, b"Dear Ben,\n")
        jobs.check_beside()

        assert not Paper.objects.exists()
        assert lines.events == []


class TestTheCommand:
    def test_looks_at_what_waits(
        self, desk: Desk, address: str, settings: Settings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        settings.SCANNER, settings.FIT_TO_SERVE = address, "builtins.dict"
        confirmed(desk, b"Dear Ben,\n")
        call_command("check_files", "--once")

        assert capsys.readouterr().out == "Files seen to: 1.\n"

    def test_looks_at_nothing_without_a_scanner(self, settings: Settings) -> None:
        settings.SCANNER = ""
        with pytest.raises(CommandError, match="this copy has no scanner"):
            call_command("check_files", "--once")

    def test_looks_at_nothing_where_nothing_can_be_locked_in(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.SCANNER = NOWHERE
        monkeypatch.setattr("reconvene.papers.untrusted.sandbox.sys.executable", "/bin/false")
        with pytest.raises(CommandError, match="so no file that is brought in can be looked at"):
            call_command("check_files", "--once")
