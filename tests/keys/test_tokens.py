"""A token as a copy starts with it: each careless thing is refused, in words, and no PIN is told."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.test import override_settings
from pkcs11 import Attribute, KeyType

from reconvene.config.key_module import KeptTwice, key_module
from reconvene.sealing import pkcs11_session
from reconvene.sealing.checks import keys_are_in_order
from reconvene.sealing.keys import provider
from reconvene.sealing.pkcs11_keys import from_settings, make_keys, token_from_settings
from reconvene.sealing.pkcs11_objects import EPOCH
from reconvene.sealing.provider import EpochUnknown, KeysRefused
from tests.support.copies import Copy, refusals
from tests.support.own_keys import own_keys
from tests.support.processes import environment, said_by
from tests.support.served import Visitor, served
from tests.support.tokens import LABEL, Token

KEY = bytes(32)


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Token:
    return Token.made(tmp_path_factory.mktemp("tokens") / "ours")


@pytest.fixture(scope="module")
def copy(token: Token, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Give a real copy whose keys are in a token."""
    made = Copy.real(tmp_path_factory.mktemp("copies"), **token.environment)
    made.must("make_token_keys")
    made.must("migrate", "--verbosity", "0")
    return made


@pytest.fixture
def in_process(tmp_path: Path) -> Iterator[None]:
    with own_keys("a token", tmp_path):
        yield


def test_a_copy_with_its_keys_in_a_token_serves(copy: Copy) -> None:
    said = copy.started()

    assert (said.returncode, said.stdout, refusals(said)) == (0, "serving\n", []), said.stderr


def test_keys_are_made_once_and_by_a_command(copy: Copy) -> None:
    again = copy.manage("make_token_keys")

    assert again.returncode != 0
    assert "holds keys of Reconvene already" in again.stderr


WRONG: dict[str, dict[str, Any]] = {
    "Set all three": {"KEY_TOKEN": ""},
    "there is no module": {"KEY_MODULE": Path("/nowhere/module.so")},
    r"does not answer \(PKCS11Error\)": {"KEY_MODULE": Path(__file__)},
    "does not show one token that is called 'another'": {"KEY_TOKEN": "another"},
    "the PIN file /nowhere/pin cannot be read": {"KEY_PIN_FILE": Path("/nowhere/pin")},
    "with the data it is to protect": {"KEPT_WITH_THE_DATA": (Path("/"),)},
}


@pytest.mark.assures("CR-6")
@pytest.mark.parametrize("words", WRONG)
@pytest.mark.usefixtures("in_process")
def test_what_is_not_in_order_is_refused_in_words(words: str) -> None:
    with override_settings(**WRONG[words]), pytest.raises(KeysRefused, match=words):
        from_settings()
    assert from_settings().epoch()


def test_keys_in_two_places_are_refused() -> None:
    with pytest.raises(KeptTwice, match="both set"):
        key_module("/usr/lib/module.so", key_file="/srv/keys.json")


@pytest.mark.assures("CR-6")
def test_a_pin_that_others_can_read_is_refused(copy: Copy, token: Token) -> None:
    token.pin_file.chmod(0o644)
    said = copy.started()
    token.pin_file.chmod(0o600)

    assert refusals(said) == ["keys"]
    assert "can be read by others" in said.stderr
    assert token.pin not in said.stderr


@pytest.mark.assures("CR-6")
def test_a_wrong_pin_is_tried_once_and_not_again_until_it_is_written_anew(
    copy: Copy, tmp_path: Path
) -> None:
    other = Token.made(tmp_path / "other")
    other.put_pin("1111-2222")
    first, second = (copy.started(**other.environment) for _ in range(2))
    other.put_pin(other.pin)
    right = copy.manage("make_token_keys", **other.environment)

    assert [refusals(said) for said in (first, second)] == [["keys"], ["keys"]]
    assert "refuses the PIN (PinIncorrect)" in first.stderr
    assert "was refused before, and is not tried again" in second.stderr
    assert right.returncode == 0, right.stderr
    assert all("1111-2222" not in said.stderr + said.stdout for said in (first, second))


@pytest.mark.assures("CR-6")
@pytest.mark.usefixtures("copy")  # whose keys are in the token by now
def test_the_pin_is_in_no_argument_no_environment_and_no_answer(
    token: Token, tmp_path: Path
) -> None:
    readable = {"SPT_NOENV": "1"}  # a title of the process would be written over its environment
    demo = Copy.demo(tmp_path / "demo", **token.environment, **readable)
    demo.must("migrate", "--verbosity", "0")
    with served(demo) as server:
        visitor = Visitor(server.port)
        said = visitor.visit("/sign-in").text
        visitor.line.close()
        whole = psutil.Process(server.process.pid)
        everybody = [whole, *whole.children(recursive=True)]
        shown = [(one.cmdline(), one.environ()) for one in everybody]

    assert len(shown) >= 2
    assert token.pin not in f"{shown} {said}"
    assert LABEL in f"{shown}"


def objects_called(session: Any, label: str) -> list[Any]:
    return list(session.get_objects({Attribute.LABEL: label}))


@pytest.mark.usefixtures("in_process")
class TestAToken:
    def test_gives_no_key_away(self) -> None:
        def tried(session: Any) -> None:
            (key,) = objects_called(session, EPOCH)
            assert key[Attribute.NEVER_EXTRACTABLE]
            assert not key[Attribute.MODIFIABLE]
            key[Attribute.VALUE]

        with pytest.raises(KeysRefused, match="AttributeSensitive"):
            token_from_settings().ask(tried)

    def test_with_a_key_that_may_be_taken_out_is_refused(self) -> None:
        token_from_settings().ask(
            lambda session: session.generate_key(
                KeyType.GENERIC_SECRET,
                256,
                id=b"2-00000000",
                label=EPOCH,
                store=True,
                template={Attribute.EXTRACTABLE: True, Attribute.SENSITIVE: True},
            )
        )

        with pytest.raises(KeysRefused, match="'reconvene epoch 2-00000000' may be taken out"):
            from_settings()

    def test_with_two_keys_of_one_name_uses_neither(self) -> None:
        epoch = provider().epoch()
        token_from_settings().ask(
            lambda session: session.generate_key(
                KeyType.GENERIC_SECRET, 256, id=epoch.encode(), label=EPOCH, store=True
            )
        )

        with pytest.raises(KeysRefused, match=f"holds 2 keys 'reconvene epoch {epoch}'"):
            provider().wrap(epoch, KEY, b"")

    def test_that_lost_its_epochs_is_refused_and_keeps_its_index_when_made_ready(self) -> None:
        index, token = provider().index_key("here"), token_from_settings()
        token.ask(lambda session: [key.destroy() for key in objects_called(session, EPOCH)])

        with pytest.raises(KeysRefused, match=r"no epoch.*manage\.py make_token_keys"):
            provider().epoch()
        make_keys(token)
        provider.cache_clear()
        assert provider().epoch()
        assert provider().index_key("here") == index

    def test_that_another_session_took_over_answers_both(self) -> None:
        ours, theirs = from_settings(), from_settings()
        epoch = ours.epoch()
        wrapped = ours.wrap(epoch, KEY, b"")

        for keys in (theirs, ours, theirs):
            assert keys.unwrap(epoch, wrapped, b"", purpose="", actor="") == KEY

    def test_is_asked_by_a_copied_process_in_a_session_of_its_own(self, tmp_path: Path) -> None:
        surroundings = environment(tmp_path / "var", RECONVENE_DATABASE_URL="")

        said = said_by("tests.support.other_keys", "copy", environment=surroundings)

        assert said == "its own\n"

    def test_that_hangs_is_waited_for_by_one_and_the_others_are_told(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pkcs11_session, "PATIENCE", 0.05)
        token, asked, answers = token_from_settings(), threading.Event(), threading.Event()

        def hang(session: object) -> bool:
            asked.set()
            return answers.wait(20)

        with_it = threading.Thread(target=token.ask, args=(hang,))
        with_it.start()
        assert asked.wait(20)
        try:
            with pytest.raises(KeysRefused, match="has not answered for"):
                provider().epoch()
        finally:
            answers.set()
            with_it.join()
        assert provider().epoch()

    @pytest.mark.parametrize("held", [b"", b" \n", b"1234\xff\xfe"])
    def test_whose_pin_file_holds_no_pin_is_refused(self, held: bytes, tmp_path: Path) -> None:
        (tmp_path / "own-token" / "pin").write_bytes(held)

        with pytest.raises(KeysRefused, match="holds no PIN") as fault:
            from_settings()
        assert "1234" not in str(fault.value)

    def test_says_in_the_check_what_is_wrong(self, tmp_path: Path) -> None:
        assert keys_are_in_order(None) == []
        (tmp_path / "own-token" / "pin").unlink()
        provider.cache_clear()

        (error,) = keys_are_in_order(None)
        assert "PIN file" in error.msg

    def test_forgets_what_it_destroyed_though_it_was_in_use(self, tmp_path: Path) -> None:
        first = provider().epoch()
        wrapped = provider().wrap(first, KEY, b"")
        provider().begin()
        before = set(tmp_path.rglob("*.object"))
        provider().destroy(first)

        (gone,) = before - set(tmp_path.rglob("*.object"))
        assert gone.is_relative_to(tmp_path / "own-token")
        with pytest.raises(EpochUnknown):
            provider().unwrap(first, wrapped, b"", purpose="", actor="")
