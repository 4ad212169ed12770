"""Where mail is handed over and whom it comes from: what is set amiss is said, and nothing starts."""

from pathlib import Path

import pytest

from reconvene.config.mail import MailUnusable, carrier, sender
from reconvene.outbox.folder import Folder
from reconvene.outbox.smtp import MailServer


def test_nothing_carries_email_where_nothing_is_set(tmp_path: Path) -> None:
    assert carrier("") is None
    assert carrier("", demo_folder=tmp_path) == Folder(tmp_path / "mail")


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("smtp://mail.example", MailServer("mail.example", 587)),
        ("smtp://mail.example:25", MailServer("mail.example", 25)),
        ("smtps://mail.example/", MailServer("mail.example", 465, is_tls_at_once=True)),
        ("smtp://127.0.0.1:2525", MailServer("127.0.0.1", 2525, is_plain=True)),
        ("smtps://localhost", MailServer("localhost", 465, is_tls_at_once=True)),
    ],
)
def test_is_in_clear_with_this_machine_alone(address: str, made: MailServer) -> None:
    assert carrier(address) == made


@pytest.mark.parametrize(
    "address",
    [
        "mail.example", "http://mail.example", "smtp://", "smtp://mail.example:mail",
        "smtp://ben:secret@mail.example", "smtp://mail.example/in",
    ],
)  # fmt: skip
def test_anything_else_is_no_mail_server(address: str) -> None:
    with pytest.raises(MailUnusable, match=r"Cannot start: RECONVENE_MAIL is no address"):
        carrier(address)


def test_a_password_lies_in_a_file_that_nobody_else_reads(tmp_path: Path) -> None:
    kept = tmp_path / "password"
    for missing in ("", str(kept)):
        with pytest.raises(MailUnusable, match="names no file"):
            carrier("smtp://mail.example", user="reconvene", password_file=missing)
    kept.write_text("secret")
    kept.chmod(0o640)
    with pytest.raises(MailUnusable, match="others can read"):
        carrier("smtp://mail.example", user="reconvene", password_file=str(kept))
    kept.chmod(0o600)
    made = carrier("smtp://mail.example", user="reconvene", password_file=str(kept))
    assert made == MailServer("mail.example", 587, user="reconvene", password_file=kept)


@pytest.mark.parametrize(
    "address",
    [
        "complaints@council.example",
        "letters@Safeguarding.example",
        "ChildProtection@council.example",
    ],
)
def test_letters_come_from_no_address_that_tells(address: str) -> None:
    with pytest.raises(MailUnusable, match="tells whoever sees it"):
        sender(address, is_sent=True, is_demo=False)


@pytest.mark.parametrize("address", ["", "letters", "Council <letters@council.example>"])
def test_letters_come_from_an_address_alone(address: str) -> None:
    with pytest.raises(MailUnusable, match="no address alone"):
        sender(address, is_sent=True, is_demo=False)


def test_where_nothing_is_sent_no_address_is_wanted() -> None:
    assert sender("", is_sent=False, is_demo=False) == ""
    assert sender("", is_sent=False, is_demo=True) == "letters@office.example"
    sent = sender("letters@council.example", is_sent=True, is_demo=False)
    assert sent == "letters@council.example"
