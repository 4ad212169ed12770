"""What is sealed and stored today opens for ever: each form is held to bytes that were kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reconvene.sealing import apart, known_answers, parts
from reconvene.sealing.cipher import Cipher, NotOpened, SteadyCipher, tag
from reconvene.sealing.key_file import KeyFile
from reconvene.sealing.keyring import STORY, STUB, DataKey, KeyMissing, Keyring, Place, bound_to
from reconvene.sealing.models import Compartment, StoredKey
from reconvene.sealing.provider import EpochUnknown, KeysRefused
from tests.support.sealing import ring

KEY, KEY_ID = bytes(range(32)), bytes(range(16))
SAID = b"What she said."
NONCE = "000102030405060708090a0b"
CONTACT = Place(Compartment.CONTACT, "1")
FILE = (
    b'{"is_demo":false,"epochs":{"1-0a0b0c0d":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="},'
    b'"index":"Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA="}'
)
EPOCH = "1-0a0b0c0d"


@pytest.fixture
def kept(tmp_path: Path) -> KeyFile:
    """Return the keys of a file as it was written once."""
    path = tmp_path / "keys.json"
    path.write_bytes(FILE)
    path.chmod(0o600)
    return KeyFile(path, away_from=[], is_demo=False)


class TestWhatWasStored:
    @pytest.mark.parametrize(
        ("cipher", "sealed"),
        [
            (Cipher, NONCE + "106ab76fe596aa7ead32f6e2d5c79f1150178876ce4ec42bcd59f4e3d0e6"),
            (SteadyCipher, "38231eb5c70be1e61691761bbda6408e68426b98f6c5502ff41bf02faf24"),
        ],
    )
    def test_by_a_cipher_opens(self, cipher: type[Cipher | SteadyCipher], sealed: str) -> None:
        assert cipher(KEY).open(bytes.fromhex(sealed), b"here") == SAID

    def test_under_a_key_of_a_case_opens(self) -> None:
        keys = Mock(spec=Keyring)
        keys.key.side_effect = {KEY_ID: DataKey(KEY_ID, CONTACT, KEY)}.__getitem__
        sealed = "106ab76fe596aa7ead32f6e2d5c721a6249b2f295a26654ef9bbd7bd56b7"
        part = b"\1" + KEY_ID + bytes.fromhex(NONCE + sealed)

        assert parts.unseal(keys, part, b"here") == SAID

    def test_as_a_key_of_a_case_opens(self, kept: KeyFile) -> None:
        sealed = "4703d418c1e0c41c85489d80bde4766293c79527e46e496b207eff9e01741ead"
        wrapped = bytes.fromhex(NONCE + sealed + "36f67a6f710558a6b5b16beabf276d3d")

        assert kept.unwrap(EPOCH, wrapped, b"here", purpose="", actor="") == KEY

    def test_is_found_by_the_same_marks(self, kept: KeyFile) -> None:
        index = "24266909c593d82301fa9d566d749879a1bd679253aef65049184153bcd5a00b"
        marked = "e9d2bd9d5ca4b1cb2a895a5b14f8317879abc637d0cada38113519846ae36627"

        assert kept.index_key("council").hex() == index
        assert tag(KEY, b"one", b"two").hex() == marked

    def test_is_bound_to_the_same_place(self) -> None:
        place = "000000056b65792f31000000046361736500000007636f6e746163740000000131"

        assert (
            bound_to("case", "contact", "1", KEY_ID) == bytes.fromhex(place + "00000010") + KEY_ID
        )
        assert (STORY.compartment, STORY.part) == ("story", "")
        assert (STUB.compartment, STUB.part) == ("stub", "")
        assert apart.OF_AN_APP == "app/"


@pytest.mark.parametrize("cipher", [Cipher, SteadyCipher])
def test_a_text_of_any_length_opens_again(cipher: type[Cipher | SteadyCipher]) -> None:
    for length in range(70):
        text = bytes(length)
        assert cipher(KEY).open(cipher(KEY).seal(text, b"here"), b"here") == text


@pytest.mark.parametrize(
    ("answer", "called"), [("_GCM", "AES-256-GCM"), ("_SIV", "AES-SIV"), ("_HMAC", "HMAC-SHA256")]
)
def test_a_cipher_that_answers_otherwise_is_named_and_no_other(
    answer: str, called: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_answers, answer, "00")

    with pytest.raises(KeysRefused) as fault:
        known_answers.self_test()

    assert fault.value.found == f"{called} does not give the known answer on this machine"
    assert "Install the packages anew" in fault.value.remedy


class TestAKeyring:
    def test_makes_a_key_for_each_place_that_has_none_and_asks_once(self) -> None:
        keys, cursor = ring(STORY, case_id="case"), Mock()
        before = keys.key_of(STORY).id

        keys.provide(cursor, [STORY, CONTACT, CONTACT, STUB])
        keys.provide(cursor, [STORY, CONTACT, STUB])

        ((_, values),) = [call.args for call in cursor.execute.call_args_list]
        columns = [values[at : at + 6] for at in range(0, len(values), 6)]
        assert [one[1:4] for one in columns] == [["case", "contact", "1"], ["case", "stub", ""]]
        assert keys.key_of(STORY).id == before
        assert [one[0] for one in columns] == [keys.key_of(CONTACT).id, keys.key_of(STUB).id]

    def test_opens_a_key_once_and_makes_each_cipher_of_it_once(self) -> None:
        key = ring(STORY).key_of(STORY)
        made = Mock(side_effect=Cipher)

        assert key.cipher(b"\1", made) is key.cipher(b"\1", made)
        assert key.cipher(b"\2", made) is not key.cipher(b"\1", made)
        assert made.call_count == 2
        assert key.steady is key.steady
        keys = ring(STORY)
        assert keys.key_of(STORY) is keys.key_of(STORY)

    def test_takes_nothing_in_where_no_key_was_brought_along(self) -> None:
        keys = Keyring("case")
        keys.hold(None, "", "", "", b"")

        with pytest.raises(KeyMissing) as fault:
            keys.key_of(STORY)
        assert (fault.value.case_id, fault.value.key) == ("case", "of its story")

    def test_says_which_key_of_which_case_is_missing(self) -> None:
        with pytest.raises(
            KeyMissing, match="case case could not be opened: its key 0001"
        ) as fault:
            Keyring("case").key(KEY_ID)
        assert (fault.value.case_id, fault.value.key) == ("case", KEY_ID.hex())

    def test_keeps_the_first_of_a_key_that_is_brought_along_twice(self) -> None:
        first = ring(STORY, case_id="case")
        (wrapped,) = first._wrapped.values()
        keys = Keyring("case")
        keys.hold(wrapped.id, "story", "", wrapped.epoch, wrapped.wrapped)
        keys.hold(wrapped.id, "contact", "9", "another", b"")

        assert keys.key_of(STORY).id == wrapped.id


@pytest.mark.django_db
class TestWhatLiesApart:
    @contextmanager
    def asked(self, statements: int) -> Iterator[None]:
        """Make sure that the database is asked so many times about keys."""
        with CaptureQueriesContext(connection) as queries:
            yield
        assert sum("sealing_key" in query["sql"] for query in queries) == statements

    def test_is_opened_however_much_it_is_by_one_statement_and_nothing_by_none(self) -> None:
        sealed = {name: apart.seal(name, "ben", name.encode()) for name in ("one", "two")}

        with self.asked(1):
            assert apart.unseal(sealed, "ben") == {"one": b"one", "two": b"two"}
        with self.asked(0):
            assert apart.unseal({}, "ben") == {}
            apart.forget([])
        with self.asked(1):
            apart.forget(name for name in sealed)

    def test_says_which_key_is_gone(self) -> None:
        sealed = apart.seal("one", "ben", SAID)
        apart.forget(["one"])

        with pytest.raises(apart.KeyGone) as fault:
            apart.unseal({"one": sealed}, "ben")
        assert (fault.value.case_id, fault.value.key) == ("", sealed[1:17].hex())

    def test_is_kept_as_of_no_case(self) -> None:
        apart.seal("one", "ben", SAID)

        (held,) = StoredKey.objects.filter(part="one")
        assert (held.case_id, held.compartment) == ("", "draft")

    def test_is_forgotten_by_its_own_name_alone(self) -> None:
        sealed = {name: apart.seal(name, "ben", SAID) for name in ("one", "two")}
        apart.forget(["one", "neither"])

        assert apart.unseal({"two": sealed["two"]}, "ben") == {"two": SAID}
        assert apart.seal("one", "ben", SAID)[1:17] != sealed["one"][1:17]


FAULTS: list[tuple[Exception, tuple[str, ...], dict[str, Any]]] = [
    (NotOpened(), ("could not be opened", "manage.py verify", "back-up"), {}),
    (parts.PartUnreadable(form="07"), ("stored in form 07", "Run the release"), {"form": "07"}),
    (EpochUnknown(epoch="3-x"), ("epoch '3-x'", "their own back-up"), {"epoch": "3-x"}),
    (
        KeyMissing(case_id="c", key="k"),
        ("case c ", "key k ", "back-up"),
        {"case_id": "c", "key": "k"},
    ),
]


@pytest.mark.parametrize(("fault", "says", "keeps"), FAULTS)
def test_a_fault_says_what_was_found_and_what_to_do(
    fault: Exception, says: tuple[str, ...], keeps: dict[str, Any]
) -> None:
    assert [one for one in says if one not in str(fault)] == []
    assert {name: getattr(fault, name) for name in keeps} == keeps
