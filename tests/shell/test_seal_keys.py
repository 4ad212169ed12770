"""The keys: kept away from the data, readable by us alone, and the same ciphers as everywhere."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from reconvene.sealing import known_answers
from reconvene.sealing.checks import keys_are_in_order
from reconvene.sealing.cipher import KEY_LENGTH, Cipher, NotOpened, SteadyCipher, fresh_key
from reconvene.sealing.key_file import KeyFile, from_settings
from reconvene.sealing.key_store import make, named_after, read
from reconvene.sealing.keyring import Keyring
from reconvene.sealing.keys import provider
from reconvene.sealing.parts import PartUnreadable, unseal
from reconvene.sealing.provider import KeysRefused

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "keys" / "ours.json"
    path.parent.mkdir()
    make(path)
    return path


def key_file(path: Path, *, is_demo: bool = False) -> KeyFile:
    return KeyFile(path, away_from=[path.parent.parent / "data"], is_demo=is_demo)


def _open_to_others(path: Path) -> None:
    path.chmod(0o604)


def _open_to_the_group(path: Path) -> None:
    path.chmod(0o640)


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir(mode=0o700)


def _without_epochs(path: Path) -> None:
    path.write_bytes(msgspec.json.encode({"is_demo": False, "epochs": {}, "index": KEY}))


def _a_demos(path: Path) -> None:
    path.unlink()
    make(path, is_demo=True)


REFUSED: dict[str, Callable[[Path], None]] = {
    "can be read by others": _open_to_others,
    "can be read by others (chmod": _open_to_the_group,
    "cut short": _cut_short,
    "cannot be read": _a_folder,
    "holds no epoch": _without_epochs,
    "marked DEMO": _a_demos,
    "cannot be reached": Path.unlink,
}


class TestAKeyFile:
    @pytest.mark.assures("CR-6")
    @pytest.mark.parametrize("said", REFUSED)
    def test_that_is_not_kept_as_it_must_be_is_refused(self, said: str, path: Path) -> None:
        key_file(path)
        REFUSED[said](path)

        with pytest.raises(KeysRefused, match=r"The keys cannot be used: .*\. [A-Z].*\.$") as fault:
            key_file(path)
        assert said.partition(" (")[0] in str(fault.value)
        assert f"the key file {path} " in str(fault.value)

    def test_of_somebody_else_is_refused(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)

        with pytest.raises(KeysRefused, match="belongs to somebody else"):
            key_file(path)

    @pytest.mark.parametrize("inside", ["data/keys.json", "data/deep/keys.json"])
    def test_beside_the_data_is_refused_before_it_is_made(
        self, inside: str, tmp_path: Path
    ) -> None:
        (tmp_path / "data" / "deep").mkdir(parents=True)

        for is_demo in (True, False):
            says = "with the data it is to protect.* set RECONVENE_KEY_FILE to it"
            with pytest.raises(KeysRefused, match=says):
                KeyFile(tmp_path / inside, away_from=[tmp_path / "data"], is_demo=is_demo)
        assert not (tmp_path / inside).exists()

    def test_by_way_of_a_link_is_where_the_link_leads(self, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        make(tmp_path / "data" / "keys.json")
        (tmp_path / "link.json").symlink_to(tmp_path / "data" / "keys.json")

        with pytest.raises(KeysRefused, match="with the data"):
            KeyFile(tmp_path / "link.json", away_from=[tmp_path / "data"], is_demo=False)

    def test_that_loses_its_mode_while_it_is_used_is_refused_at_once(self, path: Path) -> None:
        keys = key_file(path)
        path.chmod(0o644)

        with pytest.raises(KeysRefused, match="read by others"):
            keys.epoch()

    def test_is_readable_by_us_alone_and_stays_so(self, path: Path) -> None:
        keys = key_file(path)
        for change in (keys.begin, lambda: keys.destroy(keys.epochs()[0])):
            assert path.stat().st_mode & 0o777 == 0o600
            change()
        assert [found.name for found in path.parent.iterdir()] == [path.name]

    def test_is_made_by_a_demo_and_by_no_other(self, tmp_path: Path) -> None:
        with pytest.raises(KeysRefused, match="cannot be reached"):
            key_file(tmp_path / "none.json")

        assert key_file(tmp_path / "demo.json", is_demo=True).epoch()
        assert len(key_file(tmp_path / "demo.json", is_demo=True).epochs()) == 1

    def test_in_a_folder_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        nowhere = tmp_path / "nowhere" / "keys.json"

        with pytest.raises(KeysRefused, match=f"{nowhere} cannot be written"):
            make(nowhere)

    def test_is_written_over_what_a_crash_left_beside_it(self, path: Path) -> None:
        beside = path.with_name(f".{path.name}.new")
        beside.touch(0o600)
        beside.write_bytes(bytes(9000))

        begun = key_file(path).begin()

        assert key_file(path).epoch() == begun
        assert not beside.exists()

    def test_is_never_written_where_a_link_beside_it_leads(self, path: Path) -> None:
        elsewhere, held = path.with_name("elsewhere"), path.read_bytes()
        elsewhere.write_bytes(b"as it was")
        path.with_name(f".{path.name}.new").symlink_to(elsewhere)

        with pytest.raises(OSError, match="symbolic links"):
            key_file(path).begin()
        assert (elsewhere.read_bytes(), path.read_bytes()) == (b"as it was", held)

    def test_numbers_its_epochs_from_one(self) -> None:
        first = named_after(())

        assert re.fullmatch(r"1-[0-9a-f]{8}", first)
        assert re.fullmatch(r"2-[0-9a-f]{8}", named_after((first,)))
        assert named_after((first,)) != named_after((first,))

    def test_is_never_shown_with_its_keys(self, path: Path) -> None:
        contents = read(path, is_demo=False)

        assert str(contents) == f"Contents({key_file(path).epoch()})"


CIPHERS: list[Callable[[bytes], Cipher | SteadyCipher]] = [Cipher, SteadyCipher]


class TestACipher:
    def test_of_this_machine_gives_the_known_answers(self) -> None:
        known_answers.self_test()

    def test_that_gives_another_answer_refuses_to_start(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(known_answers, "_GCM", "00" * 32)

        wrong = "AES-256-GCM does not give the known answer.*Install the packages anew"
        with pytest.raises(KeysRefused, match=wrong):
            key_file(path)

    def test_has_keys_of_256_bits(self) -> None:
        assert len(fresh_key()) == KEY_LENGTH == 256 // 8

    @pytest.mark.parametrize(("part", "form"), [(b"\x07abc", "07"), (b"", "none at all")])
    def test_says_in_what_form_a_part_is_that_it_cannot_open(self, part: bytes, form: str) -> None:
        with pytest.raises(PartUnreadable, match=f"it is stored in form {form}"):
            unseal(Keyring("a case"), part, b"here")

    @pytest.mark.parametrize("cipher", CIPHERS)
    def test_opens_nothing_that_was_changed_or_moved(
        self, cipher: Callable[[bytes], Cipher | SteadyCipher]
    ) -> None:
        one = cipher(KEY)
        sealed = one.seal(b"What she said.", b"here")

        assert one.open(sealed, b"here") == b"What she said."
        for place in range(len(sealed)):
            flipped = bytes([*sealed[:place], sealed[place] ^ 1, *sealed[place + 1 :]])
            with pytest.raises(NotOpened):
                one.open(flipped, b"here")
        for length in range(len(sealed)):
            with pytest.raises(NotOpened):
                one.open(sealed[:length], b"here")
        with pytest.raises(NotOpened):
            one.open(sealed, b"there")
        with pytest.raises(NotOpened):
            cipher(fresh_key()).open(sealed, b"here")

    def test_says_the_same_twice_only_where_that_is_asked(self) -> None:
        def twice(cipher: Cipher | SteadyCipher) -> set[bytes]:
            return {cipher.seal(b"Ewa", b"here") for _ in range(2)}

        assert len(twice(Cipher(KEY))) == 2
        assert len(twice(SteadyCipher(KEY))) == 1


class TestTheSettings:
    def test_have_keys_that_are_in_order(self) -> None:
        assert keys_are_in_order(None) == []
        assert provider().epochs()

    def test_without_a_key_file_are_refused_by_the_check(
        self, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.KEY_FILE = None
        monkeypatch.setattr("reconvene.sealing.checks.provider", from_settings)

        (error,) = keys_are_in_order(None)

        assert error.id == "sealing.E001"
        assert "manage.py make_key_file" in error.msg


def test_a_command_makes_a_key_file_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "keys.json"
    call_command("make_key_file", str(path))
    made = path.read_bytes()

    with pytest.raises(CommandError, match="already"):
        call_command("make_key_file", str(path))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("make_key_file", str(tmp_path / "nowhere" / "keys.json"))

    assert path.read_bytes() == made
    assert key_file(path).epoch()
    assert "nothing can be opened again" in capsys.readouterr().out
