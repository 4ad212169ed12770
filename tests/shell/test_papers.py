"""Files that were brought into a case: kept whole or not at all, and opened only when clear."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from threading import Barrier, Thread

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from reconvene.desk import bringing
from reconvene.desk.look import CaseUnknown, load_whole
from reconvene.papers import chunks, claiming, keeping
from reconvene.papers.chunks import CHUNK, BytesBroken, Which
from reconvene.papers.keeping import Kept, NoRoom, NoSuchPaper, NotOpen, State, Words
from reconvene.papers.models import BroughtOnDay, Chunk, Paper
from reconvene.papers.spooled import SpooledFile
from reconvene.people.models import Person
from reconvene.scope.within import the_house, within
from reconvene.sealing.cipher import NotOpened
from reconvene.sealing.destroying import load_keys
from tests.support.days import day
from tests.support.depth import tried
from tests.support.desk import Desk
from tests.support.lines import kept_lines
from tests.support.papers import spooled
from tests.support.sp_life import RECEIVED_ON, noon

pytestmark = pytest.mark.django_db(transaction=True)

NOW = noon(day(RECEIVED_ON))
LONG = bytes(range(256)) * 2500  # in three pieces, the last one short
MB = 1024 * 1024


@pytest.fixture
def desk() -> Desk:
    return Desk.at()


class Changes(SpooledFile):
    """Came in as one thing, and gives out another."""

    def __init__(self, name: str, said: bytes, given: list[bytes]) -> None:
        super().__init__(name, Path(gettempdir()))
        self.add(said)
        self.given = given

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield from self.given


class BreaksOff(Changes):
    """Gives out a part, and fails."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield from self.given
        message = "broke off"
        raise OSError(message)


def sent(by: Person, case_id: str, file: SpooledFile, now: datetime = NOW) -> Kept:
    with closing(file):
        return bringing.bring(by, case_id, file, now=now)


def brought(desk: Desk, case_id: str, content: bytes = LONG, name: str = "letter.pdf") -> Kept:
    return sent(desk.people["ben"], case_id, spooled(content, name))


def cleared(case_id: str, paper: str) -> None:
    """Say of a paper that it is clear, as a worker does that looked at it."""
    row = keeping.load(case_id, paper)
    with connection.cursor() as cursor:
        keys = load_keys(cursor, case_id)
        words = keeping.words_of(keys, row)
        clear = Words(words.file, words.sha256, State.CLEAR)
        sealed = keeping.seal_words(keeping.story_key(cursor, case_id), case_id, paper, clear)
    Paper.objects.filter(id=paper).update(state=State.CLEAR, sealed=sealed)


def given_out(desk: Desk, case_id: str, paper: str, *, view: bool = False) -> bytes:
    ben = desk.people["ben"]
    return b"".join(bringing.given_out(ben, case_id, paper, view=view, now=NOW))


class TestWhatIsBroughtIn:
    def test_is_kept_as_it_was_and_told_of(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        kept = brought(desk, case_id, name="../Ewa's letter.PDF")

        assert kept.file == "Ewa's letter.PDF"
        assert (kept.size, kept.sha256) == (len(LONG), sha256(LONG).hexdigest())
        assert (kept.brought_at, kept.brought_by) == (NOW, desk.people["ben"].id)
        assert (kept.state, kept.why, kept.kind, kept.pages) == (State.BEING_CHECKED, "", "", None)
        assert not kept.is_on_record
        assert not kept.has_view
        look = load_whole(desk.people["ben"], case_id, day(RECEIVED_ON))
        assert bringing.papers_of(look, now=NOW) == {kept.paper: kept}
        assert Chunk.objects.count() == 3

    @pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
    def test_comes_out_as_it_went_in(self, desk: Desk, size: int) -> None:
        case_id = desk.open().case_id
        content = LONG[:size]
        kept = brought(desk, case_id, content)
        cleared(case_id, kept.paper)

        assert given_out(desk, case_id, kept.paper) == content

    @pytest.mark.assures("CR-2")
    def test_lies_in_the_database_with_nothing_of_it_in_clear(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        brought(desk, case_id, b"Ewa lives at the mill. " * 30_000, "Ewa at the mill.txt")
        stored = [bytes(one.sealed) for one in Paper.objects.all()]
        stored += [bytes(one.sealed) for one in Chunk.objects.all()]

        assert all(b"mill" not in one for one in stored)
        digest = sha256(b"Ewa lives at the mill. " * 30_000).hexdigest().encode()
        assert all(digest not in one for one in stored)

    def test_is_no_case_of_another_authority(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        elsewhere = Desk.at("elsewhere").people["ben"]
        with pytest.raises(CaseUnknown):
            sent(elsewhere, case_id, spooled(LONG))
        assert not Paper.objects.exists()

    @pytest.mark.assures("CS-2")
    def test_leaves_nothing_where_it_breaks_off(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        with pytest.raises(OSError, match="broke off"):
            sent(desk.people["ben"], case_id, BreaksOff("letter.pdf", LONG, [LONG[:CHUNK]]))
        with pytest.raises(BytesBroken, match="it changed on its way in"):
            sent(desk.people["ben"], case_id, Changes("letter.pdf", LONG, [LONG[:-1]]))

        assert not Paper.objects.exists()
        assert not Chunk.objects.exists()
        assert not BroughtOnDay.objects.exists()

    def test_leaves_the_others_of_its_case_where_it_does_not_open(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        bad, good = brought(desk, case_id).paper, brought(desk, case_id, b"two").paper
        Paper.objects.filter(id=bad).update(sealed=b"\1" + bytes(60))
        look = load_whole(desk.people["ben"], case_id, day(RECEIVED_ON))
        with kept_lines() as lines:
            assert [*bringing.papers_of(look, now=NOW)] == [good]
        assert [one["event"] for one in lines.events] == ["seal.broken"]


class TestOneThatIsNotOnTheRecord:
    def test_is_there_for_whoever_brought_it_alone(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        kept = brought(desk, case_id)
        cleared(case_id, kept.paper)
        amina = desk.people["amina"]
        look = load_whole(amina, case_id, day(RECEIVED_ON))

        assert bringing.papers_of(look, now=NOW) == {}
        with pytest.raises(NoSuchPaper):
            bringing.given_out(amina, case_id, kept.paper, view=False, now=NOW)
        with pytest.raises(NoSuchPaper):
            bringing.take_away(amina, case_id, kept.paper, now=NOW)

        keeping.on_record(case_id, kept.paper)
        assert [*bringing.papers_of(look, now=NOW)] == [kept.paper]

    def test_is_taken_away_with_its_bytes_and_no_other(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        goes, stays = brought(desk, case_id), brought(desk, case_id, b"Dear Lena,")
        bringing.take_away(desk.people["ben"], case_id, goes.paper, now=NOW)

        assert [one.id for one in Paper.objects.all()] == [stays.paper]
        assert {one.paper for one in Chunk.objects.all()} == {stays.paper}

    def test_stays_once_an_entry_names_it(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        kept = brought(desk, case_id)
        keeping.on_record(case_id, kept.paper)
        with pytest.raises(NoSuchPaper):
            bringing.take_away(desk.people["ben"], case_id, kept.paper, now=NOW)
        with pytest.raises(NoSuchPaper):
            keeping.on_record(desk.open().case_id, kept.paper)

        assert keeping.kept_of(case_id)[kept.paper].is_on_record


class TestWhatIsNotClear:
    @pytest.mark.assures("IN-6")
    @pytest.mark.parametrize("state", [one for one in State if one is not State.CLEAR])
    @pytest.mark.parametrize("view", [False, True])
    def test_is_never_opened(self, desk: Desk, state: State, view: bool) -> None:
        case_id = desk.open().case_id
        kept = brought(desk, case_id)
        cleared(case_id, kept.paper)
        Paper.objects.filter(id=kept.paper).update(state=state)
        with pytest.raises(NotOpen):
            given_out(desk, case_id, kept.paper, view=view)

    @pytest.mark.assures("IN-6")
    def test_is_not_made_clear_by_whoever_has_the_database_alone(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        kept = brought(desk, case_id)
        Paper.objects.filter(id=kept.paper).update(state=State.CLEAR)

        assert keeping.kept_of(case_id)[kept.paper].state is State.BEING_CHECKED
        with pytest.raises(NotOpen):
            given_out(desk, case_id, kept.paper)

    def test_stops_in_the_middle_where_it_is_found_harmful_meanwhile(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        kept = brought(desk, case_id)
        cleared(case_id, kept.paper)
        ben = desk.people["ben"]
        pieces = bringing.given_out(ben, case_id, kept.paper, view=False, now=NOW)
        next(pieces)
        Paper.objects.filter(id=kept.paper).update(state=State.HARMFUL)
        with pytest.raises(BytesBroken, match="piece 1 is not there"):
            next(pieces)

    def test_has_no_viewing_copy_where_none_was_made(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        kept = brought(desk, case_id)
        cleared(case_id, kept.paper)
        with pytest.raises(NotOpen):
            given_out(desk, case_id, kept.paper, view=True)


def swapped(rows: list[Chunk], one: int, other: int) -> None:
    a, b = rows[one], rows[other]
    of = Chunk.objects.filter
    of(case_id=a.case_id, paper=a.paper, which=a.which, number=a.number).update(sealed=b.sealed)
    of(case_id=b.case_id, paper=b.paper, which=b.which, number=b.number).update(sealed=a.sealed)


def in_order() -> list[Chunk]:
    return list(Chunk.objects.order_by("case_id", "paper", "which", "number"))


@pytest.mark.assures("IN-5")
def test_any_two_pieces_that_change_places_are_noticed(desk: Desk) -> None:
    first, second = desk.open().case_id, desk.open(name="Iris Kaur").case_id
    papers = [(first, brought(desk, first).paper) for _ in range(2)]
    papers.append((second, brought(desk, second).paper))
    for case_id, paper in papers:
        cleared(case_id, paper)
    rows = in_order()
    for one in range(len(rows)):
        for other in range(one):
            swapped(rows, one, other)
            for case_id, paper in {(rows[at].case_id, rows[at].paper) for at in (one, other)}:
                with pytest.raises(ValueError, match="could not be"):
                    given_out(desk, case_id, paper)
            swapped(in_order(), one, other)
    for case_id, paper in papers:
        assert given_out(desk, case_id, paper) == LONG


DAMAGES: dict[str, Callable[[bytes, int], bytes | None]] = {
    "a bit turned": lambda was, at: (
        was[: at % len(was)] + bytes([was[at % len(was)] ^ 1 << at % 8]) + was[at % len(was) + 1 :]
    ),
    "cut": lambda was, at: was[: at % len(was)],
    "longer": lambda was, at: was + bytes([at % 256]),
    "dropped": lambda _was, _at: None,
}


@pytest.mark.assures("IN-5")
def test_no_change_of_a_piece_goes_unnoticed(desk: Desk) -> None:
    case_id = desk.open().case_id
    paper = brought(desk, case_id).paper
    cleared(case_id, paper)
    whole = in_order()

    @tried(60, deeply=2000)
    @given(
        st.integers(0, len(whole) - 1),
        st.sampled_from(sorted(DAMAGES)),
        st.integers(0, CHUNK + 100),
    )
    def is_noticed(number: int, damage: str, at: int) -> None:
        piece = Chunk.objects.filter(case_id=case_id, paper=paper, number=number)
        left = DAMAGES[damage](bytes(whole[number].sealed), at)
        if left is None:
            piece.delete()
        else:
            piece.update(sealed=left)
        with pytest.raises(ValueError, match="could not be"):
            given_out(desk, case_id, paper)
        piece.delete()
        whole[number].save(force_insert=True)

    is_noticed()
    assert given_out(desk, case_id, paper) == LONG


@pytest.mark.assures("IN-5")
def test_an_end_cut_off_is_noticed_whatever_its_row_says(desk: Desk) -> None:
    case_id = desk.open().case_id
    paper = brought(desk, case_id).paper
    cleared(case_id, paper)
    Chunk.objects.filter(number=2).delete()
    Paper.objects.filter(id=paper).update(size=2 * CHUNK)

    with pytest.raises(NotOpened):
        given_out(desk, case_id, paper)


@pytest.mark.assures("IN-5")
def test_the_digest_is_asked_before_the_last_piece_is_given_out(desk: Desk) -> None:
    """What else could change: pieces of an earlier file, sealed in just these places."""
    case_id = desk.open().case_id
    paper = brought(desk, case_id).paper
    cleared(case_id, paper)
    Chunk.objects.all().delete()
    of = chunks.Whose(case_id, paper, Which.ORIGINAL)
    with connection.cursor() as cursor:
        chunks.lay(cursor, keeping.story_key(cursor, case_id), of, [LONG[:-1] + b"?"])
    ben = desk.people["ben"]
    pieces = bringing.given_out(ben, case_id, paper, view=False, now=NOW)
    assert next(pieces) + next(pieces) == LONG[: 2 * CHUNK]

    with pytest.raises(BytesBroken, match="its digest is another"):
        next(pieces)


class TestRoom:
    def test_is_refused_in_words_to_a_file_that_is_too_large(
        self, desk: Desk, settings: Settings
    ) -> None:
        settings.FILES_LARGEST = MB
        case_id = desk.open().case_id
        with pytest.raises(NoRoom, match="larger than 1 MB"):
            brought(desk, case_id, bytes(MB + 1))
        file = spooled(b"one")
        file.refuse("Bring one file at a time.")
        with pytest.raises(NoRoom, match="one file at a time"):
            sent(desk.people["ben"], case_id, file)
        assert not Paper.objects.exists()

    def test_of_a_case_runs_out_and_comes_back(self, desk: Desk, settings: Settings) -> None:
        settings.FILES_OF_A_CASE = MB
        case_id = desk.open().case_id
        first = brought(desk, case_id, bytes(MB))
        with pytest.raises(NoRoom, match="files of one case may come to 1 MB together"):
            brought(desk, case_id, b"1")
        brought(desk, desk.open(name="Iris Kaur").case_id, b"1")

        bringing.take_away(desk.people["ben"], case_id, first.paper, now=NOW)
        brought(desk, case_id, b"1")

    def test_of_a_case_is_not_taken_by_what_was_harmful(
        self, desk: Desk, settings: Settings
    ) -> None:
        settings.FILES_OF_A_CASE = MB
        case_id = desk.open().case_id
        brought(desk, case_id, bytes(MB))
        with within(the_house("partnership"), durable=True):
            held = claiming.claim(NOW)
            assert held is not None
            claiming.settle(held, claiming.opened(held).words, claiming.HARMFUL)

        brought(desk, case_id, b"1" * MB)

    def test_of_a_case_runs_out_by_number_too(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("reconvene.papers.quotas.MOST_OF_A_CASE", 2)
        case_id = desk.open().case_id
        brought(desk, case_id, b"1")
        brought(desk, case_id, b"2")
        with pytest.raises(NoRoom, match="one case may have 2 files"):
            brought(desk, case_id, b"3")
        assert Paper.objects.count() == 2

    def test_of_a_person_runs_out_for_the_day(self, desk: Desk, settings: Settings) -> None:
        settings.FILES_OF_A_DAY = MB
        case_id, ben = desk.open().case_id, desk.people["ben"]
        kept = brought(desk, case_id, bytes(MB))
        bringing.take_away(ben, case_id, kept.paper, now=NOW)
        with pytest.raises(NoRoom, match="one person may bring in 1 MB in a day"):
            brought(desk, case_id, b"1")
        with pytest.raises(NoRoom, match="in a day"):
            sent(ben, case_id, spooled(bytes(MB + 1)), NOW + timedelta(days=1))

        sent(ben, case_id, spooled(bytes(MB)), NOW + timedelta(days=1))
        assert BroughtOnDay.objects.count() == 2

    @pytest.mark.assures("IN-4")
    def test_is_counted_before_it_is_given_however_many_come_at_once(
        self, desk: Desk, settings: Settings
    ) -> None:
        settings.FILES_OF_A_DAY = 3000
        cases = [desk.open(name=f"Ewa {one}").case_id for one in range(6)]
        kept, begin = list[Kept](), Barrier(len(cases))

        def bring(case_id: str) -> None:
            try:
                begin.wait()
                with suppress(NoRoom):
                    kept.append(brought(desk, case_id, bytes(1000)))
            finally:
                connection.close()

        at_once = [Thread(target=bring, args=(case_id,)) for case_id in cases]
        for one in at_once:
            one.start()
        for one in at_once:
            one.join()

        assert len(kept) == Paper.objects.count() == 3
        assert [one.size for one in BroughtOnDay.objects.all()] == [3000]


@pytest.mark.assures("IN-6")
def test_somebody_is_told_that_a_file_waits_for_longer_than_it_should(
    desk: Desk, settings: Settings
) -> None:
    case_id = desk.open().case_id
    kept = brought(desk, case_id)
    within_time = NOW + bringing.LOOKED_AT_WITHIN
    settings.SCANNER = "tcp://127.0.0.1:3310"

    assert not bringing.is_held_up(kept, within_time)
    assert bringing.is_held_up(kept, within_time + timedelta(seconds=1))
    settings.SCANNER = ""
    assert bringing.is_held_up(kept, NOW)
    cleared(case_id, kept.paper)
    assert not bringing.is_held_up(keeping.kept_of(case_id)[kept.paper], NOW)
