"""
A carrier that speaks SMTP with the authority's own mail server.

Until its last answer is read nobody knows whether it has the message: a line that breaks before
the message is on its way leaves no doubt, one that breaks after does.
"""

import re
import smtplib
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from reconvene.outbox.carrier import (
    TOO_SLOW,
    Answer,
    Came,
    InTime,
    NotReached,
    Parcel,
    Sought,
    known_as,
)

PATIENCE = 30.0
"""Seconds that the server may take for any one answer but the last."""
LONGEST = 600.0
"""Seconds for the last one: many servers look through a message before they take it."""
_FOR_A_GOODBYE = 2.0
_OK, _WILL_FORWARD, _GO_ON = 250, 251, 354
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MailLine:
    """A line to a mail server that let us in."""

    smtp: smtplib.SMTP
    known_as: str

    def hand_over(self, parcel: Parcel, in_time: InTime) -> Came:
        """Hand a parcel over; see `Line`."""
        try:
            refused = self._announce(parcel, in_time)
        except (OSError, smtplib.SMTPException):  # the message was not on its way yet
            return Came(Answer.LATER, "not-reached")
        if refused is not None:
            return refused
        try:
            return _told(self._answer_to(parcel.content))
        except (OSError, smtplib.SMTPException):
            return Came(Answer.UNKNOWN, "broke-off")

    def _announce(self, parcel: Parcel, in_time: InTime) -> Came | None:
        """Say from whom and to whom a message comes; return how that was refused, None if it was not."""
        code, _ = self.smtp.mail(parcel.sender)
        if code != _OK:
            return Came(Answer.LATER, "sender-refused")  # ours to mend, and none of the reader's
        code, _ = self.smtp.rcpt(parcel.to)
        if code not in (_OK, _WILL_FORWARD):
            return Came(Answer.NEVER if _is_for_good(code) else Answer.LATER, "address-refused")
        if not in_time():  # whoever said DATA cannot take it back
            return TOO_SLOW
        code, _ = self.smtp.docmd("DATA")
        if code != _GO_ON:
            return Came(Answer.NEVER if _is_for_good(code) else Answer.LATER, "message-refused")
        return None

    def _answer_to(self, content: bytes) -> int:
        if self.smtp.sock is not None:
            self.smtp.sock.settimeout(LONGEST)
        self.smtp.send(_LEADING_DOT.sub(b"..", content).removesuffix(b"\r\n") + b"\r\n.\r\n")
        code, _ = self.smtp.getreply()
        return code


def _is_for_good(code: int) -> bool:
    return 500 <= code < 600


def _told(code: int) -> Came:
    """Return what the last answer means: what it says by its first digit, or nothing that can be told."""
    match code // 100:
        case 2:
            return Came(Answer.TAKEN)
        case 4:
            return Came(Answer.LATER, "message-refused")
        case 5:
            return Came(Answer.NEVER, "message-refused")
        case _:
            return Came(Answer.UNKNOWN, "broke-off")


@dataclass(frozen=True)
class MailServer:
    """
    Where mail is handed over.

    `is_plain` only for a server on this machine: over any other line it is encrypted, and the
    server has to show whose it is. `named` is what this machine calls itself. `user` is empty where
    it asks for none; what opens it lies in `password_file`.
    """

    is_link: ClassVar[bool] = False
    knows_delivery: ClassVar[bool] = False

    host: str
    port: int
    is_plain: bool = False
    is_tls_at_once: bool = False
    named: str = "localhost"
    user: str = ""
    password_file: Path | None = None
    _trust: ssl.SSLContext | None = field(default=None, compare=False, repr=False)

    @contextmanager
    def opened(self) -> Iterator[MailLine]:
        """Give a line to it; see `Carrier`."""
        smtp = self._connected()
        try:
            self._be_let_in(smtp)
            yield MailLine(smtp, known_as("smtp", self.host, str(self.port)))
        finally:
            with suppress(OSError, smtplib.SMTPException):
                if smtp.sock is not None:
                    smtp.sock.settimeout(_FOR_A_GOODBYE)
                smtp.quit()
            with suppress(OSError, smtplib.SMTPException):
                smtp.close()

    def has(self, sought: Sought) -> bool | None:
        """Return None: a mail server cannot be asked what it has."""
        return None

    def undelivered(self) -> Iterable[str]:
        """Return none: what comes back comes to the sender's mailbox."""
        return ()

    def _connected(self) -> smtplib.SMTP:
        try:
            if self.is_tls_at_once:
                return smtplib.SMTP_SSL(
                    self.host, self.port, self.named, timeout=PATIENCE, context=self._context
                )
            return smtplib.SMTP(self.host, self.port, self.named, timeout=PATIENCE)
        except ssl.SSLError as fault:
            raise NotReached("not-trusted") from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise NotReached("not-reached") from fault

    def _be_let_in(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.ehlo_or_helo_if_needed()
            if not self.is_plain and not self.is_tls_at_once:
                smtp.starttls(context=self._context)
                smtp.ehlo_or_helo_if_needed()
            if self.user:
                smtp.login(self.user, self._password())
        except (ssl.SSLError, smtplib.SMTPNotSupportedError) as fault:
            raise NotReached("not-trusted") from fault
        except (smtplib.SMTPAuthenticationError, UnicodeError) as fault:
            raise NotReached("not-let-in") from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise NotReached("not-reached") from fault

    def _password(self) -> str:
        try:
            return self.password_file.read_text("utf-8").strip() if self.password_file else ""
        except OSError as fault:
            raise NotReached("not-let-in") from fault

    @cached_property
    def _context(self) -> ssl.SSLContext:
        return self._trust or ssl.create_default_context()
