"""In: where mail is handed over, as it is set. Out: what carries it; None where nothing does."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from reconvene.outbox.carrier import Carrier
from reconvene.outbox.folder import Folder
from reconvene.outbox.mime import is_fit
from reconvene.outbox.notify import Notify, is_key, is_template
from reconvene.outbox.smtp import MailServer
from reconvene.post.covering import SUBJECT

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_PORTS = {"smtp": 587, "smtps": 465}
_NOTIFY = "notify"
_TELLS = ("complain", "child", "protect", "safeguard", "conference", "social", "famil", "appeal")
"""What an address must not say to whoever looks over somebody's shoulder."""


class MailUnusable(ValueError):
    """What RECONVENE_MAIL says is nowhere that mail can be handed over."""

    def __init__(self, *, found: str) -> None:
        self.found = found
        super().__init__(
            f"Cannot start: {found}. Set RECONVENE_MAIL to a mail server, as "
            "smtp://mail.example:587 (which has to offer STARTTLS) or smtps://mail.example:465, or to "
            "GOV.UK Notify, as notify://api.notifications.service.gov.uk, and "
            "RECONVENE_MAIL_FROM to the address that letters come from; leave both out where "
            "letters go by post alone."
        )


def carrier(
    address: str,
    *,
    named: str = "localhost",
    user: str = "",
    password_file: str = "",
    template: str = "",
    sent_from: str = "",
    demo_folder: Path | None = None,
) -> Carrier | None:
    """
    Return what carries email.

    Args:
        address: Where, as a URL; empty where there is none.
        named: What this machine calls itself there.
        user: Who signs in there; empty where nobody has to.
        password_file: The file with their password, or with Notify's key.
        template: The id of the message at Notify that links to letters go in.
        sent_from: The address that letters have to come from.
        demo_folder: The folder of a demo, where it then lays down what would be sent.

    Raises:
        MailUnusable: It is neither a mail server nor Notify, or the password cannot be read.
    """
    if not address:
        return Folder(demo_folder / "mail") if demo_folder else None
    try:
        asked = urlsplit(address)
        host, port = asked.hostname, asked.port
    except ValueError as fault:
        raise MailUnusable(found="RECONVENE_MAIL is no address of a server") from fault
    if (
        asked.scheme not in (*_PORTS, _NOTIFY)
        or not host
        or asked.username
        or asked.path not in ("", "/")
    ):
        raise MailUnusable(found="RECONVENE_MAIL is no address of a mail server alone")
    if asked.scheme == _NOTIFY:
        _demand_for_notify(user=user, key_file=password_file, template=template)
        scheme = "http" if host in _THIS_MACHINE else "https"
        return Notify(
            f"{scheme}://{asked.netloc}", template, Path(password_file), SUBJECT, sent_from
        )
    if template:
        raise MailUnusable(found="RECONVENE_MAIL_TEMPLATE is set, and a mail server has none")
    if user:
        _demand_kept_apart(password_file)
    return MailServer(
        host=host,
        port=port or _PORTS[asked.scheme],
        is_plain=asked.scheme == "smtp" and host in _THIS_MACHINE,
        is_tls_at_once=asked.scheme == "smtps",
        named=named,
        user=user,
        password_file=Path(password_file) if user else None,
    )


def _demand_for_notify(*, user: str, key_file: str, template: str) -> None:
    if user:
        raise MailUnusable(found="RECONVENE_MAIL_USER is set, and Notify knows us by its key alone")
    if not is_template(template):
        raise MailUnusable(found="RECONVENE_MAIL_TEMPLATE is no id of a template at Notify")
    _demand_kept_apart(key_file)
    if not is_key(Path(key_file).read_text("utf-8", errors="replace").strip()):
        raise MailUnusable(found="RECONVENE_MAIL_PASSWORD_FILE holds no key of Notify’s")


def _demand_kept_apart(password_file: str) -> None:
    if not (password_file and Path(password_file).is_file()):
        raise MailUnusable(found="RECONVENE_MAIL_PASSWORD_FILE names no file")
    if os.name == "posix" and Path(password_file).stat().st_mode & 0o077:
        raise MailUnusable(
            found="RECONVENE_MAIL_PASSWORD_FILE names a file that others can read: chmod 600 it"
        )


def sender(address: str, *, is_sent: bool, is_demo: bool) -> str:
    """
    Return the address that letters come from: one that says nothing of what they are about.

    Raises:
        MailUnusable: Mail is sent and there is none, or it tells.
    """
    if not address and is_demo:
        return "letters@office.example"
    if is_sent and not is_fit(address):
        raise MailUnusable(found="RECONVENE_MAIL_FROM is no address alone")
    told = next((word for word in _TELLS if word in address.casefold()), "")
    if told:
        raise MailUnusable(
            found=f"RECONVENE_MAIL_FROM has “{told}” in it, which tells whoever sees it what the "
            "letters are about"
        )
    return address
