"""In: a message. Out: the same as mail goes over a line, to one person and with no name in it."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from reconvene.outbox.carrier import Enclosed, Parcel

# Narrower than what mail allows: nothing that one program reads as a part of the address and another
# as a sign of its own.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LONGEST = 254


class AddressUnfit(ValueError):
    """Something is to go by email to, or from, an address that no mail goes to."""

    def __init__(self, *, which: str) -> None:
        self.which = which
        super().__init__(
            f"The message was not made: {which} is no address that mail goes to. Note another."
        )


@dataclass(frozen=True, slots=True)
class Message:
    """A message to one person, as it is put together at an instant."""

    id: str
    sender: str
    to: str
    subject: str
    text: str
    enclosed: tuple[Enclosed, ...]
    at: datetime


def is_fit(address: str) -> bool:
    """Tell whether mail can go to an address, and nowhere else by it."""
    return len(address) <= _LONGEST and bool(_ADDRESS.fullmatch(address))


def parcel_of(message: Message) -> Parcel:
    """
    Return a message with its enclosures, ready to be handed over.

    Raises:
        AddressUnfit: One of its two addresses is none.
    """
    for address, which in ((message.sender, "the sender's"), (message.to, "the reader's")):
        if not is_fit(address):
            raise AddressUnfit(which=which)
    mail = EmailMessage(policy=SMTP)
    mail["Date"] = format_datetime(message.at)
    mail["From"] = message.sender
    mail["To"] = message.to
    mail["Subject"] = message.subject
    mail["Message-ID"] = f"<{message.id}@{message.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text, cte="quoted-printable")
    for one in message.enclosed:
        main, _, sub = one.media_type.partition("/")
        mail.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
    return Parcel(
        message.id, message.sender, message.to, mail.as_bytes(), message.text, message.enclosed
    )
