"""Where mail is handed over and whom it comes from: what is set amiss is said, and nothing starts."""

from pathlib import Path

import pytest

from reconvene.config.mail import MailUnusable, carrier, sender
from reconvene.outbox.carrier import Carrier
from reconvene.outbox.folder import Folder
from reconvene.outbox.notify import Notify
from reconvene.outbox.smtp import MailServer
from reconvene.post.covering import SUBJECT
from tests.support.notify import KEY, TEMPLATE


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


class TestNotify:
    """What is set for GOV.UK Notify, each part of it in turn left out or wrong."""

    ADDRESS = "notify://api.notifications.service.gov.uk"

    def made(self, key_file: Path, **changed: str) -> Carrier | None:
        said = {
            "address": self.ADDRESS,
            "password_file": str(key_file),
            "template": TEMPLATE,
            "sent_from": "letters@council.example",
        } | changed
        return carrier(
            said["address"],
            user=said.get("user", ""),
            password_file=said["password_file"],
            template=said["template"],
            sent_from=said["sent_from"],
        )

    @pytest.fixture
    def key_file(self, tmp_path: Path) -> Path:
        kept = tmp_path / "key"
        kept.write_text(f"{KEY}\n")
        kept.chmod(0o600)
        return kept

    def test_is_asked_behind_a_certificate_except_on_this_machine(self, key_file: Path) -> None:
        known = ("letters@council.example",)
        for address, asked in {
            self.ADDRESS: "https://api.notifications.service.gov.uk",
            "notify://127.0.0.1:8080": "http://127.0.0.1:8080",
            "notify://notify.example:8443/": "https://notify.example:8443",
        }.items():
            made = Notify(asked, TEMPLATE, key_file, SUBJECT, *known)
            assert self.made(key_file, address=address) == made

    @pytest.mark.parametrize(
        ("changed", "found"),
        [
            ({"template": ""}, "RECONVENE_MAIL_TEMPLATE is no id"),
            ({"template": "a-letter"}, "RECONVENE_MAIL_TEMPLATE is no id"),
            ({"user": "reconvene"}, "RECONVENE_MAIL_USER is set"),
            ({"password_file": ""}, "names no file"),
            ({"address": "notify://"}, "RECONVENE_MAIL is no address"),
            ({"address": "notify://notify.example/v2"}, "RECONVENE_MAIL is no address"),
            ({"address": f"notify://{KEY}@notify.example"}, "RECONVENE_MAIL is no address"),
            ({"address": "smtp://mail.example"}, "a mail server has none"),
        ],
        ids=str,
    )
    def test_does_not_start_half_set(
        self, key_file: Path, changed: dict[str, str], found: str
    ) -> None:
        with pytest.raises(MailUnusable, match=found):
            self.made(key_file, **changed)

    def test_does_not_start_with_a_key_that_is_none_or_that_others_can_read(
        self, key_file: Path
    ) -> None:
        key_file.write_text("half a key")
        with pytest.raises(MailUnusable, match="holds no key") as refused:
            self.made(key_file)
        assert "half a key" not in str(refused.value)
        key_file.write_text(KEY)
        key_file.chmod(0o640)
        with pytest.raises(MailUnusable, match="others can read"):
            self.made(key_file)


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
