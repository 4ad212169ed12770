"""What every key provider holds to: each of these tests runs over the key file and over a token."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reconvene.sealing.cipher import NotOpened
from reconvene.sealing.keys import provider
from reconvene.sealing.provider import EpochUnknown, KeysRefused
from tests.support.own_keys import KEPT_IN, own_keys
from tests.support.processes import environment, said_by

KEY = bytes(range(32))


@pytest.fixture(params=KEPT_IN, autouse=True)
def _both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    with own_keys(request.param, tmp_path):
        yield


def opened(epoch: str, wrapped: bytes, bound_to: bytes = b"here") -> bytes:
    return provider().unwrap(epoch, wrapped, bound_to, purpose="case", actor="k3d8")


def elsewhere(folder: Path, *words: str) -> str:
    """Return what another process says that uses the same keys."""
    surroundings = environment(folder / "var", RECONVENE_DATABASE_URL="")
    return said_by("tests.support.other_keys", *words, environment=surroundings).strip()


def test_what_is_wrapped_opens_for_the_same_place_and_no_other() -> None:
    epoch = provider().epoch()
    wrapped = provider().wrap(epoch, KEY, b"here")

    assert opened(epoch, wrapped) == KEY
    assert KEY not in wrapped
    assert provider().wrap(epoch, KEY, b"here") != wrapped
    with pytest.raises(NotOpened):
        opened(epoch, wrapped, b"there")
    for place in range(len(wrapped)):
        flipped = bytes([*wrapped[:place], wrapped[place] ^ 1, *wrapped[place + 1 :]])
        with pytest.raises(NotOpened):
            opened(epoch, flipped)
    for length in range(len(wrapped)):
        with pytest.raises(NotOpened):
            opened(epoch, wrapped[:length])


def test_a_key_of_one_epoch_does_not_open_under_another() -> None:
    first = provider().epoch()
    wrapped = provider().wrap(first, KEY, b"here")
    second = provider().begin()

    assert provider().epochs() == (first, second)
    assert provider().epoch() == second
    assert opened(first, wrapped) == KEY
    with pytest.raises(NotOpened):
        opened(second, wrapped)


def test_epochs_are_in_order_past_the_ninth() -> None:
    begun = [provider().epoch(), *(provider().begin() for _ in range(11))]

    assert provider().epochs() == tuple(begun)
    assert provider().epoch() == begun[-1]


@pytest.mark.assures("KR-1")
def test_what_is_destroyed_opens_nothing_and_what_follows_does() -> None:
    first = provider().epoch()
    wrapped = provider().wrap(first, KEY, b"here")
    second = provider().begin()
    anew = provider().wrap(second, KEY, b"here")

    provider().destroy(first)
    provider().destroy(first)  # whoever was killed does it again

    assert provider().epochs() == (second,)
    assert opened(second, anew) == KEY
    with pytest.raises(EpochUnknown, match="is not held here"):
        opened(first, wrapped)
    with pytest.raises(EpochUnknown):
        provider().wrap(first, KEY, b"here")


def test_the_current_epoch_is_not_destroyed() -> None:
    with pytest.raises(KeysRefused, match="Begin another first"):
        provider().destroy(provider().epoch())


@pytest.mark.assures("KR-1")
def test_what_another_process_begins_and_destroys_is_known_at_the_next_call(
    tmp_path: Path,
) -> None:
    first = provider().epoch()
    wrapped = provider().wrap(first, KEY, b"here")
    assert opened(first, wrapped) == KEY

    second = elsewhere(tmp_path, "begin")
    assert provider().epochs() == (first, second)
    assert opened(first, wrapped) == KEY
    theirs = bytes.fromhex(elsewhere(tmp_path, "wrap", second, KEY.hex(), b"here".hex()))
    assert opened(second, theirs) == KEY

    elsewhere(tmp_path, "destroy", first)
    with pytest.raises(EpochUnknown):
        opened(first, wrapped)
    assert provider().epochs() == (second,)


def test_several_threads_may_use_it_at_once() -> None:
    epoch = provider().epoch()
    wrapped = provider().wrap(epoch, KEY, b"here")

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: opened(epoch, wrapped), range(200)))

    assert found == [KEY] * 200


def test_a_process_that_was_copied_uses_it_beside_the_one_it_is_a_copy_of(tmp_path: Path) -> None:
    said = elsewhere(tmp_path, "fork")

    assert said == "True True True"


def test_epochs_begun_at_once_are_each_of_their_own(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as threads:
        begun = list(threads.map(lambda _: elsewhere(tmp_path, "begin"), range(2)))

    assert len(set(begun)) == 2
    assert set(begun) < set(provider().epochs())


def test_the_index_key_is_an_authority_s_own_and_outlives_epochs() -> None:
    index = provider().index_key("here")
    provider().begin()
    provider().destroy(provider().epochs()[0])

    assert len(index) == 32
    assert provider().index_key("here") == index != provider().index_key("there")
    provider.cache_clear()
    assert provider().index_key("here") == index
