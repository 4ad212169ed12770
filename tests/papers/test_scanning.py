"""The scanner: only its one plain word that nothing was found counts as that."""

import io
import re
import socketserver
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reconvene.papers.untrusted.scanning import Clear, Found, NotScanned, Why, scan
from tests.support.scanner import EICAR, NAMED, scanner
from tests.support.tree import ROOT


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with scanner(tmp_path_factory.mktemp("scanner")) as one:
        yield one


def packed(content: bytes, name: str = "inside.com") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return made.getvalue()


@pytest.mark.assures("IN-4")
@pytest.mark.parametrize(
    "harmful",
    [EICAR, packed(EICAR), packed(packed(EICAR), "inside.zip"), b"Dear Ben,\n" * 9000 + EICAR],
    ids=["plain", "packed", "packed twice", "behind a letter"],
)
def test_what_is_known_to_be_harmful_is_found(address: str, harmful: bytes) -> None:
    assert scan(address, [harmful]) == Found(NAMED)


def test_it_is_found_where_pieces_cut_it_in_two(address: str) -> None:
    assert scan(address, [EICAR[:30], b"", EICAR[30:]]) == Found(NAMED)


def test_a_letter_is_clear_and_the_scanner_says_what_it_is(address: str) -> None:
    verdict = scan(address, [b"Dear Ben,\n" * 20_000])

    assert verdict
    assert isinstance(verdict, Clear)
    assert verdict.engine.startswith("ClamAV 1.")
    assert verdict.signatures == ""


def test_a_scanner_answers_at_a_socket_too(tmp_path: Path) -> None:
    with scanner(tmp_path):
        assert scan(f"unix://{tmp_path / 'clamd.ctl'}", [EICAR]) == Found(NAMED)


@pytest.mark.assures("IN-6")
def test_what_is_longer_than_the_scanner_takes_is_not_scanned(address: str) -> None:
    pieces = (b"\x07" * 65_536 for _ in range(200))

    verdict = scan(address, pieces)

    assert isinstance(verdict, NotScanned)
    assert verdict.why in {Why.BROKE_OFF, Why.NOT_WHOLE}


@pytest.mark.assures("IN-6")
def test_a_scanner_that_was_stopped_clears_nothing(tmp_path: Path) -> None:
    with scanner(tmp_path) as gone:
        assert scan(gone, [b"words"])

    assert scan(gone, [b"words"]) == NotScanned(Why.NOT_REACHED)
    assert scan(f"unix://{tmp_path / 'clamd.ctl'}", [b"words"]) == NotScanned(Why.NOT_REACHED)


@pytest.mark.parametrize(
    "address",
    ["", "clamd", "tcp://", "tcp://127.0.0.1", "tcp://127.0.0.1:x", "http://[", "unix://"],
)
def test_an_address_of_no_scanner_clears_nothing(address: str) -> None:
    assert scan(address, [b"words"]) == NotScanned(Why.NO_ADDRESS)


VERSION = b"ClamAV 1.4.6/27830/Mon Nov 23 09:25:14 2026\0"


@contextmanager
def answering(
    version: bytes, said: bytes, *, too_soon: threading.Event | None = None
) -> Iterator[str]:
    """Stand in for a scanner that has gone wrong, which no real one does when asked to."""

    class Broken(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            if self.rfile.read(2) == b"zV":
                self.wfile.write(version)
                return
            if too_soon:
                self.wfile.write(said)
                too_soon.set()
                self.rfile.read()
                return
            self.rfile.read(len(b"NSTREAM\0"))
            while size := int.from_bytes(self.rfile.read(4), "big"):
                self.rfile.read(size)
            self.wfile.write(said)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Broken) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"tcp://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.assures("IN-6")
@pytest.mark.parametrize(
    "said",
    [
        b"", b"\0", b"OK\0", b"stream: OK", b"stream: OK\n\0", b"stream: ok\0", b"stream: OK \0",
        b"stream: OK\0stream: OK\0", b"stream: \0", b"stream: FOUND\0", b"other: OK\0",
        b"stream: Can't open file or directory ERROR\0", b"UNKNOWN COMMAND\0", b"\xff\xfe\0",
        b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK" + b"\0" * 2, b"x" * 10_000,
        b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0",
    ],
)  # fmt: skip
def test_any_other_answer_clears_nothing(said: bytes) -> None:
    with answering(VERSION, said) as address:
        assert isinstance(scan(address, [b"words"], seconds=10), NotScanned)


def test_the_one_answer_clears_and_says_what_was_known() -> None:
    with answering(VERSION, b"stream: OK\0") as address:
        assert scan(address, [b"words"], seconds=10) == Clear(
            "ClamAV 1.4.6", "27830/Mon Nov 23 09:25:14 2026"
        )


@pytest.mark.assures("IN-6")
def test_an_answer_before_the_file_was_heard_clears_nothing() -> None:
    def pieces() -> Iterator[bytes]:
        assert answered.wait(10)
        yield b"words"

    answered = threading.Event()
    with answering(VERSION, b"stream: OK\0", too_soon=answered) as address:
        assert scan(address, pieces()) == NotScanned(Why.BROKE_OFF)


@pytest.mark.parametrize("version", [b"", b"\0", b"OK\0", b"ClamAV"])
def test_something_else_at_the_address_clears_nothing(version: bytes) -> None:
    with answering(version, b"stream: OK\0") as address:
        assert isinstance(scan(address, [b"words"], seconds=10), NotScanned)


@pytest.mark.assures("IN-6")
def test_a_scanner_that_says_nothing_is_not_waited_for_long() -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as silent:
        address = f"tcp://127.0.0.1:{silent.server_address[1]}"
        assert scan(address, [b"words"], seconds=0.2) == NotScanned(Why.TOOK_TOO_LONG)


def test_a_file_that_cannot_be_read_is_a_fault_of_ours_and_no_verdict(address: str) -> None:
    def broken() -> Iterator[bytes]:
        yield b"words"
        raise ConnectionError("not to be opened")

    with pytest.raises(ConnectionError, match="not to be opened"):
        scan(address, broken())


CANARY = b"Ewa lives at the mill. " * 3000


def holds_some(folder: Path) -> bool:
    """Tell whether a file somewhere in a folder holds some of what is scanned."""
    for one in folder.rglob("*"):
        try:
            if one.is_file() and b"lives at the mill" in one.read_bytes():
                return True
        except FileNotFoundError:  # it went meanwhile
            continue
    return False


@pytest.mark.assures("CR-1")
def test_a_file_lies_on_no_disk_in_clear_while_it_is_scanned(tmp_path: Path) -> None:
    with scanner(tmp_path) as address:
        settings = (tmp_path / "clamd.conf").read_text()
        said = re.search(r"^TemporaryDirectory (.+)$", settings, re.MULTILINE)
        assert said
        seen: list[bool] = []

        def pieces() -> Iterator[bytes]:
            yield from [CANARY] * 8
            until = time.monotonic() + 20
            while not holds_some(Path(said[1])) and time.monotonic() < until:
                time.sleep(0.02)
            seen.extend((holds_some(Path(said[1])), holds_some(tmp_path)))
            yield CANARY

        assert scan(address, pieces())
    assert seen == [True, False], "in memory, and not beside its settings"
    assert not Path(said[1]).exists()


@pytest.mark.assures("CR-1")
def test_the_set_up_that_is_described_keeps_files_in_memory() -> None:
    page = (ROOT / "docs" / "how-to" / "take-files.md").read_text(encoding="utf-8")
    in_memory = set(re.findall(r"^tmpfs (\S+) +tmpfs size=\d+g,mode=0700,", page, re.MULTILINE))
    in_memory |= set(re.findall(r"TemporaryFileSystem=([^:]+):size=\d+g,", page))

    kept = re.findall(r"(client_body_temp_path|proxy_temp_path|TemporaryDirectory) ([^;\s]+)", page)
    assert {name for name, _ in kept} == {
        "client_body_temp_path", "proxy_temp_path", "TemporaryDirectory",
    }  # fmt: skip
    assert {folder for _, folder in kept} == in_memory
    assert "proxy_max_temp_file_size 0" not in page
