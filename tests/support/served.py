"""A copy served by the server that real copies use, and somebody who visits it without a browser."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import psutil

from tests.support.copies import Copy

Fields = Sequence[tuple[str, str]]
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    text: str
    to: str = ""

    @property
    def said(self) -> str:
        """Its text, as a person reads it."""
        return unescape(self.text)

    @property
    def title(self) -> str:
        """The title of its page."""
        found = re.search(r"<title>(.*?)</title>", self.text, re.DOTALL)
        return found[1] if found else self.text[:200]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Every field of its forms that is sent along unseen, in order."""
        return [(unescape(name), unescape(value)) for name, value in _HIDDEN.findall(self.text)]


class Visitor:
    """Somebody with cookies and one connection that stays open, as a browser's does."""

    def __init__(self, port: int) -> None:
        self.line = HTTPConnection("127.0.0.1", port, timeout=40)
        self.cookies: SimpleCookie = SimpleCookie()

    def visit(self, address: str) -> Answer:
        return self._asked("GET", address)

    def send(self, address: str, fields: Fields) -> Answer:
        """Send a form, with the token that belongs to our cookies."""
        token = ("csrfmiddlewaretoken", self.cookies["csrf"].value)
        others = [one for one in fields if one[0] != token[0]]
        return self._asked("POST", address, urlencode([token, *others]))

    def _asked(self, method: str, address: str, body: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{one.key}={one.value}" for one in self.cookies.values())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request(method, address, body or None, headers)
        response = self.line.getresponse()
        for cookie in response.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        text = response.read().decode("utf-8", "replace")
        return Answer(response.status, text, response.headers.get("Location", ""))


class Untiring(Visitor):
    """Somebody who sends the same again until a server answers that says what became of it."""

    def _asked(self, method: str, address: str, body: str = "") -> Answer:
        while True:
            try:
                answer = super()._asked(method, address, body)
            except (OSError, HTTPException):  # a line that broke tells nothing
                self.line.close()
            else:
                if answer.status < 500:
                    return answer
            time.sleep(0.05)


class Served:
    """A copy's server, on one port however often it is started."""

    def __init__(self, copy: Copy, log: Path | None = None) -> None:
        self.copy = copy
        self.log = log or Path(os.devnull)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.process: subprocess.Popen[bytes]

    def start(self) -> float:
        """Start it as `make run` does; return the seconds until it answered."""
        words = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)]
        words += ["--blocking-threads", "4", "--log-level", "warning"]
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [_GRANIAN, *words, "reconvene.config.wsgi:application"],
                cwd=self.copy.folder,
                env=self.copy.surroundings,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while not self._answers():
            assert self.process.poll() is None, "the server did not start"
            time.sleep(0.05)
        return time.monotonic() - began

    def kill(self) -> None:
        """Kill every process of it at once; none gets to say goodbye."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)

    def stop(self) -> None:
        """Ask it to end."""
        self.process.terminate()
        self.process.wait(20)

    @property
    def worker(self) -> psutil.Process:
        """The process that answers."""
        (worker,) = psutil.Process(self.process.pid).children()
        return worker

    def _answers(self) -> bool:
        try:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=40)) as line:
                line.request("GET", "/sign-in")
                return line.getresponse().status == 200
        except (OSError, HTTPException):
            return False


_GRANIAN = str(Path(sys.executable).with_name("granian"))


@contextmanager
def served(copy: Copy, log: Path | None = None) -> Iterator[Served]:
    """Give a copy's server once it answers, and end it; what it says goes to a log, if there is one."""
    server = Served(copy, log)
    server.start()
    try:
        yield server
    finally:
        server.stop()
