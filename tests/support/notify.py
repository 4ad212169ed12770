"""
A stand-in for GOV.UK Notify on this machine: real HTTP, in the shapes that its client reads.

It lets in whoever signs with the secret of its key, and keeps each letter that it took by our
reference, as often as it was given. `says` is the status it answers at a step instead of yes, and
`does` what it does there instead of answering: "nonsense", "list", "other" (an answer to
something else), "cut", "cut after" it took the letter, "slow", "drip", which answers byte by byte for
five seconds, "garbled", which leads to an address that cannot be read after it took the letter, or
"away", which leads to another one. A step is `template`, `rehearse` (a letter
to nobody), `send` or `ask`.
"""

import base64
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

from reconvene.outbox.notify import NOBODY, Notify, body_for
from reconvene.post.covering import SUBJECT

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"letters-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
SENDER = "letters@notify.example"
PAGE = 2
_LARGEST = 2 * 1024 * 1024
_DRIPS = 100
_GARBLED = b"HTTP/1.1 302 Found\r\nLocation: /\xff\r\nContent-Length: 0\r\n\r\n"


@dataclass
class NotifyStandIn:
    """What was taken, and what it is to answer. `asked` has each request by its step, in turn."""

    key_file: Path
    service: str = SERVICE
    port: int = 0
    host: str = "127.0.0.1"
    files: int = 2
    taken: list[dict[str, Any]] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)
    says: dict[str, int] = field(default_factory=dict)
    message: str = "No."
    does: dict[str, str] = field(default_factory=dict)
    leads_to: str = ""
    asked: list[str] = field(default_factory=list)
    template: dict[str, Any] = field(default_factory=dict)
    from_email: str | None = SENDER
    refusal: dict[str, Any] | None = None
    ended: Event = field(default_factory=Event)

    @property
    def carrier(self) -> Notify:
        address = f"http://{self.host}:{self.port}"
        return Notify(
            address, TEMPLATE, self.key_file, SUBJECT, SENDER, patience=(2.0, 0.5), longest=1.0
        )

    def become_another_service(self) -> None:
        """Go on as a service that has another key, and nothing of what this one took."""
        self.service = self.service[::-1].replace("-", "0")[:8] + self.service[8:]
        self.key_file.write_text(f"letters-{self.service}-{SECRET}\n", "utf-8")

    @property
    def references(self) -> list[str]:
        return [one["reference"] for one in self.taken]

    def status(self, letter: dict[str, Any]) -> str:
        return self.statuses.get(letter["reference"], "sending")


@contextmanager
def notify_stand_in(
    folder: Path, certificate: ssl.SSLContext | None = None
) -> Iterator[NotifyStandIn]:
    """Give one that listens on loopback till the block ends, and its key in a file of a folder."""
    key_file = folder / "notify-key"
    key_file.write_text(f"{KEY}\n", "utf-8")
    key_file.chmod(0o600)
    stand_in = NotifyStandIn(key_file)
    stand_in.template = {
        "id": TEMPLATE, "type": "email", "version": 1, "name": "Letter",
        "subject": SUBJECT, "body": body_for(stand_in.files).replace("\n", "\r\n"),
    }  # fmt: skip

    class Line(_Line):
        at = stand_in

    with ThreadingHTTPServer(("127.0.0.1", 0), Line) as server:
        server.daemon_threads = True
        if certificate is not None:
            server.socket = certificate.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        stand_in.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield stand_in
        finally:
            stand_in.ended.set()
            server.shutdown()
            thread.join()


class _Line(BaseHTTPRequestHandler):
    at: NotifyStandIn
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing: what a test wants to know is kept."""

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:  # whoever does not trust us hangs up
            self.close_connection = True

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == f"/v2/template/{TEMPLATE}":
            self._answer("template", lambda: (200, self.at.template))
        elif asked.path == "/v2/notifications":
            self._answer("ask", lambda: (200, self._found(parse_qs(asked.query))))
        else:
            self._answer("template", lambda: (404, _refused("NoResultFound", "No result found")))

    def do_POST(self) -> None:
        try:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        except ValueError:  # whoever gave it stopped in the middle
            self.close_connection = True
            return
        if self.path == "/v2/notifications/email":
            step = "rehearse" if said["email_address"] == NOBODY else "send"
            self._answer(step, lambda: self._took(said))

    def _answer(self, step: str, yes: Any) -> None:
        self.at.asked.append(step)
        does = self.at.does.get(step, "")
        if does == "slow":
            self.at.ended.wait()
        if does in ("cut", "slow"):
            self.close_connection = True
            return
        if does == "away":
            self._say(302, {}, Location=f"{self.at.leads_to}{self.path}")
            return
        if not self._is_let_in():
            self._say(403, _refused("AuthError", "Invalid token: signature, api token not found"))
            return
        if step in self.at.says:
            refusal = self.at.refusal
            said = _refused("BadRequestError", self.at.message) if refusal is None else refusal
            self._say(self.at.says[step], said)
            return
        status, answer = yes()
        self._say_it(does, status, answer)

    def _say_it(self, does: str, status: int, answer: Any) -> None:
        """Say what was done, as it was meant or as it is to arrive."""
        match does:
            case "cut after":
                self.close_connection = True
            case "garbled":
                self.wfile.write(_GARBLED)
            case "drip":
                self.wfile.write(b"HTTP/1.1 201 Created\r\nX-Wait: ")
                for _ in range(_DRIPS):
                    self.at.ended.wait(0.05)
                    self.wfile.write(b".")
                said = json.dumps(answer).encode()
                self.wfile.write(b"\r\nContent-Length: %d\r\n\r\n%s" % (len(said), said))
            case "nonsense":
                self._bytes(status, b"<p>An error page of something in between</p>")
            case _:
                self._say(status, {"list": [], "other": {}}.get(does, answer))

    def _is_let_in(self) -> bool:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            said = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})
        except jwt.InvalidTokenError:
            return False
        return bool(said["iss"] == self.at.service)

    def _took(self, said: dict[str, Any]) -> tuple[int, Any]:
        filled = said["personalisation"]
        lacks = [name for name in _names(self.at.template["body"]) if filled.get(name) is None]
        if said["template_id"] != TEMPLATE or lacks:
            return 400, _refused("BadRequestError", f"Missing personalisation: {lacks}")
        for one in filled.values():
            if isinstance(one, dict) and len(base64.b64decode(one["file"])) > _LARGEST:
                return 413, _refused("BadRequestError", "File size is greater than 2MB")
        letter = said | {"id": f"{len(self.at.taken):036}", "service": self.at.service}
        if said["email_address"] != NOBODY:
            self.at.taken.append(letter)
        content = {
            "subject": self.at.template["subject"],
            "body": "As it was filled in.",
            "from_email": self.at.from_email,
        }
        return 201, {
            "id": letter["id"],
            "reference": said.get("reference"),
            "content": content,
            "template": {"id": TEMPLATE, "version": 1},
        }

    def _found(self, query: dict[str, list[str]]) -> Any:
        fits = [
            {
                "id": one["id"],
                "reference": one["reference"],
                "email_address": one["email_address"],
                "status": self.at.status(one),
            }
            for one in reversed(self.at.taken)
            if one["service"] == self.at.service
            and query.get("reference", [one["reference"]]) == [one["reference"]]
            and query.get("status", [self.at.status(one)]) == [self.at.status(one)]
        ]
        if older_than := query.get("older_than"):
            ids = [one["id"] for one in fits]
            fits = fits[ids.index(older_than[0]) + 1 :]
        return {"notifications": fits[:PAGE], "links": {"current": "here"}}

    def _say(self, status: int, answer: Any, **headers: str) -> None:
        self._bytes(status, json.dumps(answer).encode(), **headers)

    def _bytes(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _names(body: str) -> list[str]:
    return [part.strip("()") for part in body.split() if part.startswith("((")]


def _refused(error: str, message: str) -> dict[str, Any]:
    return {"status_code": 400, "errors": [{"error": error, "message": message}]}
