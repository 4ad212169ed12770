"""A copy served by the server that real copies use, and somebody who visits it without a browser."""

import re
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


@dataclass(frozen=True)
class Served:
    """A server at work."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def worker(self) -> psutil.Process:
        """The process that answers."""
        (worker,) = psutil.Process(self.process.pid).children()
        return worker


@contextmanager
def served(copy: Copy) -> Iterator[Served]:
    """Give a copy's server once it answers, and end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    words += ["--blocking-threads", "2", "--log-level", "warning"]
    granian = str(Path(sys.executable).with_name("granian"))
    process = subprocess.Popen(
        [granian, *words, "reconvene.config.wsgi:application"],
        cwd=copy.folder,
        env=copy.surroundings,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            assert process.poll() is None, "the server did not start"
            try:
                with closing(Visitor(port).line) as line:
                    line.request("GET", "/sign-in")
                    line.getresponse().read()
                break
            except (OSError, HTTPException):
                time.sleep(0.05)
        yield Served(port, process)
    finally:
        process.terminate()
        process.wait(20)
