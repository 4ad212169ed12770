"""Keys change while people work, and nothing is ever without its key."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from reconvene.ledger import verifying
from reconvene.ledger.verifying import verify
from reconvene.library.procedure_files import load_procedures
from reconvene.sealing.keyring import COLUMNS, STORY, Keyring, bound_to
from reconvene.sealing.keys import provider
from reconvene.sealing.models import StoredKey
from reconvene.sealing.provider import EpochUnknown
from reconvene.sealing.rewrapping import rewrap_all
from reconvene.sealing.rotation import destroy_if_unused, rotate
from reconvene.worklist.finding import cases_named
from reconvene.worklist.narrowing import Narrow
from reconvene.worklist.queries import cases
from reconvene.worklist.rows import Row
from reconvene.worklist.story_keys import StoryKeys
from tests.shell.test_worklist_rebuilt import TODAY
from tests.support.audience import everybody
from tests.support.desk import Desk
from tests.support.erasing import damage
from tests.support.lines import kept_lines
from tests.support.own_keys import KEPT_IN, lent_to_be_killed, own_keys
from tests.support.processes import environment
from tests.support.references import drawing
from tests.support.sizes import sized
from tests.support.sp_life import STEPS
from tests.support.statements import statements
from tests.support.tree import ROOT

ROUNDS = sized(20, 100, "kills of the change of keys")
WRITERS = sized(3, 50, "people who read and write meanwhile")
OTHERS = 600
SEEN_BY = everybody("partnership")


@pytest.fixture(params=KEPT_IN, autouse=True)
def _keys_of_our_own(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """The other tests' keys are not to change: they run beside these, on databases of their own."""
    with own_keys(request.param, tmp_path):
        yield


@pytest.fixture
def to_be_killed(_keys_of_our_own: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """What a process is started with beside ours, to be killed while it uses the same keys."""
    with lent_to_be_killed(tmp_path) as surroundings:
        yield surroundings


def make_keys(count: int) -> None:
    """Make the story keys of so many cases that have no record."""
    with connection.cursor() as cursor:
        for number in range(count):
            Keyring(f"made-up-{number:05}").provide(cursor, [STORY])


def opened() -> int:
    """Open every key there is, and return how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT held.case_id, {COLUMNS} FROM sealing_key held")  # noqa: S608
        found = cursor.fetchall()
    for case_id, key_id, *rest in found:
        keys = Keyring(case_id)
        keys.hold(key_id, *rest)
        assert keys.key(bytes(key_id)).id == bytes(key_id)
    return len(found)


def epochs_used() -> set[str]:
    return set(StoredKey.objects.values_list("epoch", flat=True))


def nothing() -> None:
    """Wait for nobody: there is nobody."""


@pytest.mark.django_db
def test_every_key_is_wrapped_anew_and_the_old_epoch_is_gone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    make_keys(450)
    before, (first,) = opened(), provider().epochs()
    wrapped = set(StoredKey.objects.values_list("id", flat=True))

    call_command("rotate_keys", "--wait", "0")

    assert opened() == before == 451
    assert {bytes(key) for key in wrapped} == {
        bytes(key) for key in StoredKey.objects.values_list("id", flat=True)
    }
    (current,) = provider().epochs()
    assert epochs_used() == {current} != {first}
    assert len(load(desk.people["ben"], case_id, TODAY).events) == 1
    assert "451 keys were wrapped under a new epoch" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_change_that_was_broken_off_is_finished_and_none_is_begun_besides() -> None:
    make_keys(3)
    second = provider().begin()

    assert rotate(settle=nothing) == 3
    assert provider().epochs() == (second,)


@pytest.mark.django_db
def test_one_that_was_broken_off_before_the_very_end_is_finished() -> None:
    make_keys(2)
    second = provider().begin()
    rewrap_all()

    assert rotate(settle=nothing) == 0
    assert provider().epochs() == (second,)


@pytest.mark.assures("KR-1")
@pytest.mark.django_db
def test_an_epoch_that_a_key_depends_on_is_not_destroyed() -> None:
    make_keys(1)
    (first,) = provider().epochs()
    provider().begin()

    assert not destroy_if_unused(first)
    assert first in provider().epochs()
    assert opened() == 1


@pytest.mark.assures("KR-1")
@pytest.mark.django_db
def test_a_key_that_comes_while_the_end_is_waited_for_is_wrapped_too() -> None:
    make_keys(1)
    (first,) = provider().epochs()

    def settle() -> None:
        """Somebody who began before the new epoch makes a key under the old one."""
        late = Keyring("late")
        with pytest.MonkeyPatch.context() as patch, connection.cursor() as cursor:
            patch.setattr(type(provider()), "epoch", lambda _: first)
            late.provide(cursor, [STORY])
        assert first in epochs_used()

    assert rotate(settle=settle) == 2
    assert epochs_used() == set(provider().epochs()) != {first}
    assert opened() == 2


@pytest.mark.django_db
def test_a_key_whose_epoch_goes_while_it_is_on_its_way_is_not_relied_upon() -> None:
    (first,) = provider().epochs()
    provider().begin()

    class Slow:
        """A cursor whose statement takes so long that the old epoch is destroyed meanwhile."""

        def execute(self, statement: str, values: Any) -> None:
            provider().destroy(first)

    slow: Any = Slow()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(provider()), "epoch", lambda _: first)
        with pytest.raises(EpochUnknown):
            Keyring("late").provide(slow, [STORY])


@pytest.mark.django_db
def test_a_key_that_somebody_else_wrapped_meanwhile_is_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_keys(1)
    provider().begin()
    asked: list[Callable[[], int]] = [rewrap_all]

    def meanwhile(*names: Any) -> bytes:
        if asked:
            assert asked.pop()() == 1
        return bound_to(*names)

    monkeypatch.setattr("reconvene.sealing.rewrapping.bound_to", meanwhile)

    assert rewrap_all() == 0
    assert opened() == 1


@pytest.mark.assures("KR-1")
@pytest.mark.django_db
def test_a_record_is_found_whole_whose_keys_change_while_it_is_verified(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk.at()
    cases = {desk.open().case_id for _ in range(3)}
    monkeypatch.setattr("reconvene.ledger.verifying._BATCH_SIZE", 2)
    own, seen = verifying._of_case, list[str]()

    def once_read(found: Any) -> Any:
        """Change keys, to the end, once the first case has been read and before it is opened."""
        if not seen:
            rotate(settle=nothing)
        seen.append(found[0][0])
        return own(found)

    monkeypatch.setattr(verifying, "_of_case", once_read)

    with connection.cursor() as cursor:
        assert verify(cursor) == ()
    assert set(seen) == cases
    assert len(seen) > len(cases)


Asked = Callable[[], tuple[Row, ...]]
LISTS: dict[str, Asked] = {
    "every case": lambda: cases(SEEN_BY).rows,
    "cases of a name": lambda: cases_named(SEEN_BY, "Zielińska").rows,
    "cases of a name in two words": lambda: cases_named(SEEN_BY, "Ewa Zielińska").rows,
    "a list narrowed to a name": lambda: cases(SEEN_BY, narrow=Narrow(text="Ewa Zielińska")).rows,
}


@pytest.mark.assures("KR-1")
@pytest.mark.django_db(transaction=True)
def test_a_list_shows_every_name_whose_keys_change_once_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk.at()
    there = {desk.open().case_id for _ in range(2)}
    own, waiting = StoryKeys.__init__, list[Callable[[], int]]()

    def once_read(keys: StoryKeys, brought: Iterable[Any]) -> None:
        """Change keys, to the end, once a list has been read and before it is opened."""
        own(keys, brought)
        if waiting:
            assert elsewhere(waiting.pop()) == len(there)

    monkeypatch.setattr(StoryKeys, "__init__", once_read)
    for name, asked in LISTS.items():
        waiting.append(lambda: rotate(settle=nothing))
        with kept_lines() as kept:
            rows = asked()

        assert not waiting, name
        assert {row.case_id for row in rows} == there, name
        assert {row.family for row in rows} == {"Ewa Zielińska"}, name
        assert "seal.broken" not in {one["event"] for one in kept.events}, name


@pytest.mark.assures("KR-1")
@pytest.mark.django_db
@pytest.mark.parametrize("list_of", LISTS)
def test_a_list_looks_once_for_all_keys_that_do_not_open(list_of: str) -> None:
    desk = Desk.at()
    sound, *lost = (desk.open().case_id for _ in range(3))
    before, found = asked_for(LISTS[list_of])
    assert found == {sound, *lost}
    for case_id in lost:
        damage(case_id)

    after, found = asked_for(LISTS[list_of])

    assert after == before + 1
    assert found == ({sound} if "name" in list_of else {sound, *lost})


def asked_for(rows: Asked) -> tuple[int, set[str]]:
    """Return how many statements a list asks, and the cases on it."""
    with CaptureQueriesContext(connection) as asked:
        found = {row.case_id for row in rows()}
    return len(statements(asked)), found


def elsewhere(done: Callable[[], int]) -> int:
    """Do something on a connection of its own, as another process would, and return its answer."""
    with ThreadPoolExecutor(1) as thread:
        answer = thread.submit(done).result()
        thread.submit(connections.close_all).result()
    return answer


@pytest.mark.assures("KR-1", size=ROUNDS)
@pytest.mark.django_db(transaction=True)
def test_people_work_on_while_it_is_killed_and_run_again(
    tmp_path: Path, to_be_killed: dict[str, str]
) -> None:
    load_procedures()
    desk = Desk.at()
    make_keys(OTHERS)
    (first,) = provider().epochs()
    (tmp_path / "var").mkdir()
    killing = subprocess.Popen(
        [sys.executable, "-m", "tests.support.killed_rotations", str(ROUNDS)],
        cwd=ROOT,
        env=environment(tmp_path / "var", **to_be_killed),
        stdout=subprocess.PIPE,
        text=True,
    )

    def work(writer: int) -> list[str]:
        """Open cases, act in them and read them back, until all the killing is over."""
        own = Desk(desk.people, drawing(f"writer {writer}"))
        cases: list[str] = []
        try:
            while killing.poll() is None or not cases:
                key = f"{writer}-{len(cases)}"
                case_id = own.open(key=key).case_id
                assert isinstance(own.act(case_id, STEPS[0], key=f"{key}-more"), Receipt)
                assert len(load(own.people["ben"], case_id, TODAY).events) == 2
                assert cases_named(everybody("partnership"), "Zielińska", size=5).rows
                cases.append(case_id)
        finally:
            connections.close_all()
        return cases

    with ThreadPoolExecutor(WRITERS) as threads:
        made = [case_id for cases in threads.map(work, range(WRITERS)) for case_id in cases]
    said, _ = killing.communicate()
    assert killing.returncode == 0
    assert int(said) > ROUNDS // 4
    call_command("rotate_keys", "--wait", "0.2")

    (current,) = provider().epochs()
    assert epochs_used() == {current} != {first}
    assert opened() == OTHERS + len(made)
    with connection.cursor() as cursor:
        assert verify(cursor) == ()
