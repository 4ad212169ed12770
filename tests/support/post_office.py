"""
A mail server on this machine that speaks SMTP for real, and does what a test tells it to.

It keeps each message it took, with whom it was for by the envelope. `says` is what it answers at a
step instead of yes; `breaks_at` is the step at which it hangs up. It
lets nobody in without the password that it `wants`.
"""

import socketserver
import ssl
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from reconvene.outbox.smtp import MailServer


@dataclass
class PostOffice:
    """What a mail server took, and what it is to answer."""

    port: int = 0
    taken: list[tuple[str, str, bytes]] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)
    breaks_at: str = ""
    wants: str = ""

    @property
    def server(self) -> MailServer:
        return MailServer("127.0.0.1", self.port, is_plain=True)

    @property
    def messages(self) -> list[EmailMessage]:
        read = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes
        return [read(content) for _, _, content in self.taken]


def certified(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return what trusts a certificate of this machine that was just made, and what shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate = folder / "certificate.pem"
    plain = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    certificate.write_bytes(plain + made.public_bytes(serialization.Encoding.PEM))
    shows = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shows.load_cert_chain(certificate)
    return ssl.create_default_context(cafile=str(certificate)), shows


@contextmanager
def post_office(certificate: ssl.SSLContext | None = None) -> Iterator[PostOffice]:
    """Give a mail server that listens on loopback till the block ends, behind TLS with a certificate."""
    office = PostOffice()

    class Line(_Line):
        at = office

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line) as server:
        server.daemon_threads = True
        if certificate is not None:
            server.socket = certificate.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        office.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield office
        finally:
            server.shutdown()
            thread.join()


class _Line(socketserver.StreamRequestHandler):
    at: PostOffice
    sender = reader = ""

    def handle(self) -> None:
        with suppress(OSError):  # whoever does not trust us hangs up
            self._answer()

    def _answer(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            step = verb.lower()
            if self.at.breaks_at == step:
                return
            if not self._answered(step, rest):
                return

    def _answered(self, step: str, rest: str) -> bool:
        if step in self.at.says:
            self._say(self.at.says[step])
            return True
        match step:
            case "ehlo":
                self._say("250-here\r\n250 AUTH PLAIN" if self.at.wants else "250 here")
            case "auth":
                said = b64decode(rest.partition(" ")[2]).decode().split("\0")
                self._say("235 in" if said[-1] == self.at.wants else "535 no")
            case "mail":
                self.sender = rest.partition("<")[2].partition(">")[0]
                self._say("250 fine")
            case "rcpt":
                self.reader = rest.partition("<")[2].partition(">")[0]
                self._say("250 fine")
            case "data":
                return self._took_it()
            case "quit":
                self._say("221 bye")
                return False
            case _:
                self._say("500 what?")
        return True

    def _took_it(self) -> bool:
        self._say("354 go on")
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            if self.at.breaks_at == "content":
                return False
        self.at.taken.append((self.sender, self.reader, b"".join(lines)))
        if self.at.breaks_at == "answer":
            return False
        answer = self.at.says.get("content", "250 taken")
        if not answer.startswith("2"):
            self.at.taken.pop()
        self._say(answer)
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
