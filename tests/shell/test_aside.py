"""Bytes laid aside for a request: all of them, or a word that there is no room."""

import resource
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reconvene.sealing.aside import LaidAside

ROOM = 66_000


@pytest.fixture
def little_room() -> Iterator[None]:
    """Let no file of this process grow beyond a little."""
    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, was[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, was)


def test_the_last_piece_too_is_refused_at_once_where_there_is_no_room(
    tmp_path: Path, little_room: None
) -> None:
    with closing(LaidAside(tmp_path)) as aside:
        aside.add(bytes(65_000))
        with pytest.raises(OSError, match="File too large"):
            aside.add(bytes(5000))

        assert list(aside.pieces()) == [bytes(65_000)]
