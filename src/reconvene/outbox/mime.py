"""In: a message. Out: the same as mail goes over a line, to one person and with no name in it."""

from email.message import EmailMessage
from email.policy import SMTP

from reconvene.outbox.carrier import Message


class AddressUnfit(ValueError):
    """Something that is to go by email has an address that no mail goes to."""

    def __init__(self, *, which: str) -> None:
        self.which = which
        super().__init__(
            f"The message was not made: {which} is no address that mail goes to. Note another."
        )


def as_mail(message: Message) -> EmailMessage:
    """
    Return a message with its enclosures, ready to be sent.

    Raises:
        AddressUnfit: One of its two addresses is none.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _fit(message.sender, "the sender's")
    mail["To"] = _fit(message.to, "the reader's")
    mail["Subject"] = message.subject
    mail["Message-ID"] = f"<{message.id}@{message.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    for one in message.enclosed:
        main, _, sub = one.media_type.partition("/")
        mail.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
    return mail


def _fit(address: str, which: str) -> str:
    name, at, host = address.strip().rpartition("@")
    is_plain = address.isascii() and address.isprintable() and not set(address) & set(' ,;<>"()\\')
    if not (at and name and host) or "@" in name or not is_plain:
        raise AddressUnfit(which=which)
    return address.strip()
