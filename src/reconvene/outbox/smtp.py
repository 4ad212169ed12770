"""
A carrier that speaks SMTP with the authority's own mail server.

Until its last answer is read nobody knows whether it has the message: a line that breaks before
the message is on its way leaves no doubt, one that breaks after does.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reconvene.outbox.carrier import Answer, Came, Message
from reconvene.outbox.mime import AddressUnfit, as_mail

PATIENCE = 30.0
"""Seconds that the server may take for any one answer: for all of them together less than a claim lasts."""
_OK, _WILL_FORWARD, _FIRST_FOR_GOOD = 250, 251, 500


@dataclass(frozen=True)
class MailServer:
    """
    Where mail is handed over.

    `is_plain` only for a server on this machine: over any other line it is encrypted, and the
    server has to show whose it is. `user` is empty where it asks for none; what opens it lies in
    `password_file`.
    """

    host: str
    port: int
    is_plain: bool = False
    is_tls_at_once: bool = False
    user: str = ""
    password_file: Path | None = None
    _trust: ssl.SSLContext | None = field(default=None, compare=False, repr=False)

    def hand_over(self, message: Message) -> Came:
        """Hand a message over; see `Carrier`."""
        try:
            mail = as_mail(message)
        except AddressUnfit:
            return Came(Answer.NEVER, "no-address")
        try:
            with self._open() as line:
                return _hand_over(line, message, mail.as_bytes())
        except (OSError, smtplib.SMTPException):  # nothing was handed over yet
            return Came(Answer.LATER, "not-reached")

    def has(self, message_id: str) -> bool | None:
        """Return None: a mail server cannot be asked what it has."""
        return None

    @cached_property
    def _context(self) -> ssl.SSLContext:
        return self._trust or ssl.create_default_context()

    @contextmanager
    def _open(self) -> Iterator[smtplib.SMTP]:
        if self.is_tls_at_once:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=PATIENCE, context=self._context
            )
        else:
            line = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
        try:
            line.ehlo_or_helo_if_needed()
            if not self.is_plain and not self.is_tls_at_once:
                line.starttls(context=self._context)
                line.ehlo_or_helo_if_needed()
            if self.user and self.password_file:
                secret = self.password_file.read_text(encoding="utf-8").strip()
                line.login(self.user, secret)
            yield line
        finally:
            with suppress(OSError, smtplib.SMTPException):
                line.close()


def _hand_over(line: smtplib.SMTP, message: Message, content: bytes) -> Came:
    """Return what came of it; what breaks before the message itself goes is raised."""
    code, _ = line.mail(message.sender)
    if code != _OK:
        return _refused(code, "sender-refused", never=False)
    code, _ = line.rcpt(message.to)
    if code not in (_OK, _WILL_FORWARD):
        return _refused(code, "address-refused")
    try:
        code, _ = line.data(content)
    except smtplib.SMTPDataError as refused:  # it would not even begin
        return _refused(refused.smtp_code, "message-refused")
    except (OSError, smtplib.SMTPException):
        return Came(Answer.UNKNOWN, "broke-off")
    with suppress(OSError, smtplib.SMTPException):
        line.quit()
    return Came(Answer.TAKEN) if code == _OK else _refused(code, "message-refused")


def _refused(code: int, why: str, *, never: bool = True) -> Came:
    """Return a refusal: for good where the server says so, and it is of the letter and not of us."""
    is_for_good = never and code >= _FIRST_FOR_GOOD
    return Came(Answer.NEVER if is_for_good else Answer.LATER, why)
