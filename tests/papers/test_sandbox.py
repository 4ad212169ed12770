"""The process in which untrusted bytes are read: it reaches nothing, and is ended in time."""

import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from socket import create_server

import pytest

from reconvene.papers.untrusted.door import _CALLS, _OF_MEMORY, filter_of_calls
from reconvene.papers.untrusted.kinds import Reason
from reconvene.papers.untrusted.proving import NotProven, proven
from reconvene.papers.untrusted.sandbox import (
    LARGEST,
    Answer,
    NotLookedAt,
    asked,
    why_not,
)

PROBES = Path(__file__).with_name("probes.py")
OF_FILES_AND_NETWORK = [
    "connect", "listen", "key file", "passwords", "own program", "list of a folder", "write here",
    "write beside the key", "overwrite the key", "unlink", "rename", "link", "folder",
    "memory of the parent", "program",
]  # fmt: skip
"""What Landlock refuses. Other calls it leaves to the filter."""


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[list[str]]:
    """Give a key file that this account may read, and a port at which somebody listens."""
    key_file = tmp_path / "keys.json"
    key_file.write_text("a key")
    key_file.chmod(0o600)
    with create_server(("127.0.0.1", 0)) as listening:
        yield [str(key_file), str(listening.getsockname()[1])]
    assert key_file.read_text() == "a key"
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.assures("IN-6")
def test_everything_that_is_tried_is_refused(secrets: list[str]) -> None:
    assert asked("try", secrets, [b"file"], script=PROBES).said == {"done": []}


@pytest.mark.assures("IN-6")
def test_the_probe_can_do_what_is_refused_where_no_door_is(secrets: list[str]) -> None:
    sys.path.insert(0, str(PROBES.parent))
    try:
        import probes  # type: ignore[import-not-found]  # by path, as it is run
    finally:
        sys.path.pop(0)
    everything = probes.attempts(*secrets)

    for name in ("key file", "passwords", "own program", "list of a folder", "look at"):
        everything[name]()
    everything["unix socket"]()
    everything["run written memory"]()


@pytest.mark.assures("IN-6")
def test_the_filter_alone_refuses_everything(secrets: list[str]) -> None:
    assert asked("no Landlock: try", secrets, [b"file"], script=PROBES).said == {"done": []}


@pytest.mark.assures("IN-6")
def test_landlock_alone_refuses_files_and_the_network(secrets: list[str]) -> None:
    words = [*secrets, *OF_FILES_AND_NETWORK]

    assert asked("no filter: try", words, [b"file"], script=PROBES).said == {"done": []}


@pytest.mark.assures("IN-6")
def test_it_is_given_nothing_but_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONVENE_SECRET_KEY", "a secret")

    said = asked("look", [], [b"of ", b"nine bytes"], script=PROBES).said

    assert set(said["environment"]) <= {"LC_CTYPE"}  # Python sets that itself
    assert len(said["opened"]) == 4  # in, out, nowhere, and the file
    assert said["size"] == 13


@pytest.mark.assures("IN-4")
def test_one_that_reckons_on_is_ended_after_ten_seconds() -> None:
    began = time.monotonic()

    with pytest.raises(NotLookedAt) as raised:
        asked("spin", [], [b"file"], script=PROBES)

    assert raised.value.reason == "took-too-long"
    assert 9 < time.monotonic() - began < 13


@pytest.mark.assures("IN-4")
def test_one_that_wants_ever_more_memory_gets_256_megabytes_at_most() -> None:
    assert 150 < asked("eat", [], [b"file"], script=PROBES).said["megabytes"] < 256


@pytest.mark.parametrize("task", ["eat-all", "grow"])
@pytest.mark.assures("IN-4")
def test_one_that_wants_too_much_at_once_fails(task: str) -> None:
    with pytest.raises(NotLookedAt) as raised:
        asked(task, [], [b"file"], script=PROBES)

    assert raised.value.reason == "broke"


def test_one_that_talks_on_is_not_listened_to() -> None:
    with pytest.raises(NotLookedAt) as raised:
        asked("babble", [], [b"file"], script=PROBES)

    assert raised.value.reason == "too-large"


@pytest.mark.parametrize(
    "nonsense", [b"", b"{}", b"{\n", b"[]\n", b"null\n", b"\xff\n", b"{}" + b" " * 5000 + b"\n"]
)
def test_nonsense_is_no_answer(nonsense: bytes) -> None:
    with pytest.raises(NotLookedAt) as raised:
        asked("nonsense", [], [nonsense], script=PROBES)

    assert raised.value.reason == "broke"


def test_what_comes_back_is_what_was_told() -> None:
    pieces = [bytes([number]) * 65_536 for number in range(100)]

    assert asked("back", [], pieces, script=PROBES) == Answer({}, b"".join(pieces))


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    piece = b"\1" * 1024 * 1024

    with pytest.raises(NotLookedAt) as raised:
        asked("back", [], (piece for _ in range(LARGEST // len(piece) + 1)), script=PROBES)

    assert raised.value.reason == "too-large"


def test_time_in_which_the_file_comes_is_not_counted() -> None:
    def slow() -> Iterator[bytes]:
        until = time.monotonic() + 1.5
        while time.monotonic() < until:
            pass
        yield b"file"

    assert asked("back", [], slow(), script=PROBES, seconds=1.2).rest == b"file"


def test_a_file_that_cannot_be_opened_is_a_fault_of_ours() -> None:
    def broken() -> Iterator[bytes]:
        yield b"words"
        raise ConnectionError("not to be opened")

    with pytest.raises(ConnectionError, match="not to be opened"):
        asked("back", [], broken(), script=PROBES)
    with pytest.raises(ConnectionError, match="not to be opened"):
        proven("letter.txt", broken())


@pytest.mark.assures("IN-6")
def test_where_the_door_cannot_be_locked_nothing_is_read() -> None:
    with pytest.raises(NotLookedAt) as raised:
        asked("old kernel: back", [], [b"file"], script=PROBES)

    assert (raised.value.reason, raised.value.missing) == ("not-locked", "landlock")


@pytest.mark.assures("IN-6")
def test_what_keeps_files_from_being_looked_at_is_said_in_words(tmp_path: Path) -> None:
    for code, words in {
        "system": "does not run Linux", "machine": "The processor", "landlock": "has no Landlock",
        "seccomp": "filters no calls", "privileges": "privileges", "else": "did not start",
    }.items():  # fmt: skip
        script = tmp_path / f"{code}.py"
        script.write_text(f'print(\'{{"not_locked": "{code}"}}\')')
        assert words in why_not(script=script)
        assert why_not(script=script).endswith("no file that is brought in can be looked at.")
    (tmp_path / "broken.py").write_text("raise SystemExit(1)")
    assert "did not start (broke)" in why_not(script=tmp_path / "broken.py")


def test_here_files_can_be_looked_at() -> None:
    assert why_not() == ""


def test_a_name_is_enough_to_refuse_a_file_unread() -> None:
    source = iter([b"never read"])

    assert proven("tool.exe", source) == NotProven(Reason.NAME)
    assert next(source) == b"never read"


ALLOWED, REFUSED, KILLED = 0x7FFF0000, 0x00050001, 0x80000000
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def answer(steps: bytes, number: int, architecture: int, third: int = 0) -> int:
    """Return what the kernel would make of a call, going through a filter as it does."""
    words = {0: number, 4: architecture, 32: third}
    code = [struct.unpack_from("=HBBI", steps, at) for at in range(0, len(steps), 8)]
    at = found = 0
    while True:
        what, if_so, if_not, value = code[at]
        if what == 0x06:
            return int(value)
        if what == 0x20:
            found, jump = words[value], 0
        else:
            holds = {0x15: found == value, 0x35: found >= value, 0x45: bool(found & value)}[what]
            jump = if_so if holds else if_not
        at += 1 + jump


@pytest.mark.assures("IN-6")
@pytest.mark.parametrize(("machine", "column"), [("x86_64", 0), ("aarch64", 1)])
def test_the_filter_lets_through_its_list_and_nothing_else(machine: str, column: int) -> None:
    steps, architecture = filter_of_calls(machine), ARCHITECTURES[machine]
    listed = {numbers[column] for numbers in _CALLS.values()}
    of_memory = {numbers[column] for numbers in _OF_MEMORY.values()}

    found = {number: answer(steps, number, architecture) for number in range(1000)}
    assert {number for number, one in found.items() if one == ALLOWED} == listed | of_memory
    assert set(found.values()) == {ALLOWED, REFUSED}
    for number in of_memory:
        assert answer(steps, number, architecture, third=3) == ALLOWED
        assert answer(steps, number, architecture, third=7) == REFUSED
    assert answer(steps, 0, 0x40000003) == KILLED  # as 32 bits
    assert answer(steps, 0x40000000, architecture) == KILLED  # x86_64's other numbers
