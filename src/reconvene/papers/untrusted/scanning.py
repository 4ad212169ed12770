"""
Ask clamd whether anything harmful is known in a file.

The protocol is clamd's own (INSTREAM): pieces with their lengths, then a length of nothing, then one
line of answer. Whatever is not the one answer that nothing was found is no clearance.
"""

import re
import select
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

LONGEST = 120.0
"""Seconds for one file, without the time that its source takes."""

_LONGEST_CONNECTING = 5.0
_LONGEST_ANSWER = 4096
_PIECE = 64 * 1024
_CLEAR = re.compile(r"stream: OK")
_FOUND = re.compile(r"stream: (?P<name>\S.*) FOUND")
_VERSION = re.compile(r"(?P<engine>ClamAV [^/]+)(?:/(?P<signatures>.+))?")
_TOO_MUCH = "Heuristics.Limits.Exceeded"


class Why(StrEnum):
    """Say why nobody knows whether a file is clear. The value is a code."""

    NO_ADDRESS = "no-address"
    """The address names no scanner: tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl."""

    NOT_REACHED = "not-reached"
    TOOK_TOO_LONG = "took-too-long"
    BROKE_OFF = "broke-off"
    """The line broke, as it does where a file is longer than the scanner takes."""

    NOT_WHOLE = "not-whole"
    """It was larger or deeper than the scanner looks into."""

    ANSWERED_OTHERWISE = "answered-otherwise"
    """It answered that it could not, nothing, or what nobody understands."""


@dataclass(frozen=True, slots=True)
class Clear:
    """
    Nothing harmful that is known was found.

    Attributes:
        engine: "ClamAV 1.4.6".
        signatures: What was known, by number and day ("27830/Mon Nov 23 09:25:14 2026"); "" where
            the scanner has only a list of its own.
    """

    engine: str
    signatures: str


@dataclass(frozen=True, slots=True)
class Found:
    """Something harmful was found, by its name in the scanner's list. Falsy."""

    name: str

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class NotScanned:
    """Nobody knows. Falsy; it may go otherwise later."""

    why: Why

    def __bool__(self) -> bool:
        return False


Verdict = Clear | Found | NotScanned


class _Failed(Exception):
    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(f"The scanner gave no answer: {why}")


def scan(address: str, chunks: Iterable[bytes], *, seconds: float = LONGEST) -> Verdict:
    """
    Return what a scanner says of a file.

    Args:
        address: `tcp://127.0.0.1:3310` or `unix:///run/clamav/clamd.ctl`.
        chunks: Pieces of the file, in order. What they raise goes on to the caller.
        seconds: How long it may take, without the time that the pieces take to come.
    """
    try:
        line = _Line(address, seconds)
        known = _VERSION.fullmatch(line.answer_to(b"zVERSION\0", ()))
        if not known:
            return NotScanned(Why.ANSWERED_OTHERWISE)
        said = line.answer_to(b"zINSTREAM\0", chunks)
    except _Failed as fault:
        return NotScanned(fault.why)
    if _CLEAR.fullmatch(said):
        return Clear(known["engine"].strip(), known["signatures"] or "")
    if found := _FOUND.fullmatch(said):
        if found["name"].startswith(_TOO_MUCH):
            return NotScanned(Why.NOT_WHOLE)
        return Found(found["name"])
    return NotScanned(Why.NOT_WHOLE if "size limit" in said else Why.ANSWERED_OTHERWISE)


class _Line:
    """The way to a scanner, and how long it may still take."""

    def __init__(self, address: str, seconds: float) -> None:
        self._address = address
        self._ends = time.monotonic() + seconds

    def answer_to(self, command: bytes, chunks: Iterable[bytes]) -> str:
        """
        Return what is answered, without the nought that ends it.

        Raises:
            _Failed: There is no whole answer. Nothing else, but what the pieces raise themselves.
        """
        to = self._connected()
        try:
            self._send(to, command)
            if command == b"zINSTREAM\0":
                self._send_all(to, chunks)
            return self._answer(to)
        finally:
            to.close()

    def _connected(self) -> socket.socket:
        try:
            parts = urlsplit(self._address)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise _Failed(Why.NO_ADDRESS) from None
        try:
            if parts.scheme == "unix" and not parts.netloc and parts.path:
                to = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                try:
                    to.settimeout(_LONGEST_CONNECTING)
                    to.connect(parts.path)
                except OSError:
                    to.close()
                    raise
                return to
            if parts.scheme == "tcp" and host and port:
                return socket.create_connection((host, port), timeout=_LONGEST_CONNECTING)
        except OSError:
            raise _Failed(Why.NOT_REACHED) from None
        raise _Failed(Why.NO_ADDRESS)

    def _send_all(self, to: socket.socket, chunks: Iterable[bytes]) -> None:
        pieces = iter(chunks)
        while True:
            began = time.monotonic()
            chunk = next(pieces, None)
            self._ends += time.monotonic() - began
            if chunk is None:
                break
            for at in range(0, len(chunk), _PIECE):
                piece = chunk[at : at + _PIECE]
                self._send(to, len(piece).to_bytes(4, "big") + piece)
        if select.select([to], [], [], 0)[0]:  # before it has heard the end: not about this file
            raise _Failed(Why.BROKE_OFF)
        self._send(to, (0).to_bytes(4, "big"))

    def _send(self, to: socket.socket, words: bytes) -> None:
        try:
            to.settimeout(self._left())
            to.sendall(words)
        except TimeoutError:
            raise _Failed(Why.TOOK_TOO_LONG) from None
        except OSError:
            raise _Failed(Why.BROKE_OFF) from None

    def _answer(self, to: socket.socket) -> str:
        said = b""
        try:
            while not said.endswith(b"\0"):
                to.settimeout(self._left())
                piece = to.recv(_LONGEST_ANSWER)
                said += piece
                if not piece or len(said) > _LONGEST_ANSWER:
                    raise _Failed(Why.ANSWERED_OTHERWISE if said else Why.BROKE_OFF)
        except TimeoutError:
            raise _Failed(Why.TOOK_TOO_LONG) from None
        except OSError:
            raise _Failed(Why.BROKE_OFF) from None
        return said[:-1].decode("utf-8", "replace")

    def _left(self) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise _Failed(Why.TOOK_TOO_LONG)
        return left
