"""The settings a real copy starts with, and those of a demo."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from reconvene.config.database import DatabaseAddressUnreadable, database, folders_of
from reconvene.config.key_file import key_file
from reconvene.config.secret import SecretKeyMissing, secret_key
from tests.support.tree import ROOT
from tools.settings_page import said


def manage(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Return what a Django command says in an environment of its own."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *words],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "RECONVENE_VAR": str(folder),
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUTF8": "1",
            **environment,
        },
        check=False,
        capture_output=True,
        text=True,
    )


def key_file_beside(folder: Path) -> Path:
    """Return a key file that was made away from a copy's own folder."""
    path = folder.with_name(f"{folder.name}-keys.json")
    said = manage("make_key_file", str(path), folder=folder, RECONVENE_SECRET_KEY="z4Q" * 20)
    assert said.returncode == 0, said.stderr
    return path


@pytest.mark.assures("SU-3")
def test_a_real_copy_passes_every_check_for_going_live(tmp_path: Path) -> None:
    said = manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        folder=tmp_path,
        RECONVENE_KEY_FILE=str(key_file_beside(tmp_path)),
        RECONVENE_SECRET_KEY="z4Q" * 4
        + "nothing that any real copy uses, but long enough 0123456789",
    )

    assert said.returncode == 0, said.stderr


def test_a_real_copy_does_not_start_without_its_key(tmp_path: Path) -> None:
    said = manage("check", folder=tmp_path)

    assert said.returncode != 0
    assert "Set it to at least 50 random characters" in said.stderr


def test_a_real_copy_does_not_start_without_its_key_file(tmp_path: Path) -> None:
    said = manage("check", folder=tmp_path, RECONVENE_SECRET_KEY="z4Q" * 20)

    assert said.returncode != 0
    assert "RECONVENE_KEY_FILE is not set" in said.stderr


def test_a_demos_keys_lie_beside_its_folder_and_never_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "var"

    assert key_file("", demo_folder=folder) == tmp_path / "var.demo-keys.json"
    assert key_file("/srv/keys.json", demo_folder=folder) == Path("/srv/keys.json")
    assert key_file("", demo_folder=None) is None


def test_the_folder_of_a_database_file_is_known(tmp_path: Path) -> None:
    assert folders_of(database("", otherwise=tmp_path / "records")) == (tmp_path.resolve(),)
    assert folders_of(database("postgresql://server/cases", otherwise=tmp_path)) == ()


def test_a_demo_starts_with_nothing_set(tmp_path: Path) -> None:
    assert manage("check", folder=tmp_path, RECONVENE_DEMO="1").returncode == 0


def test_all_that_can_be_set_is_said_and_nothing_else() -> None:
    text = (ROOT / "src/reconvene/config/settings.py").read_text("utf-8")

    assert [name for name, _ in said()] == list(dict.fromkeys(name for name, _ in said()))
    assert {name for name, _ in said()} == set(re.findall(r'environ[^"]+"(RECONVENE_\w+)"', text))


def test_every_room_that_is_an_app_is_installed() -> None:
    rooms = {path.parent.name for path in (ROOT / "src/reconvene").glob("*/apps.py")}

    assert {f"reconvene.{room}" for room in rooms} <= set(settings.INSTALLED_APPS)


def test_a_demo_keeps_its_key(tmp_path: Path) -> None:
    key = secret_key("", demo_folder=tmp_path)

    assert len(key) > 50
    assert secret_key("", demo_folder=tmp_path) == key
    assert (tmp_path / "demo-key").stat().st_mode & 0o077 == 0


def test_a_key_given_is_the_one_used(tmp_path: Path) -> None:
    assert secret_key("given", demo_folder=tmp_path) == "given"
    assert not (tmp_path / "demo-key").exists()


def test_no_key_at_all_is_a_fault() -> None:
    with pytest.raises(SecretKeyMissing):
        secret_key("", demo_folder=None)


def test_without_an_address_records_go_into_a_file_that_loses_nothing(tmp_path: Path) -> None:
    settings = database("", otherwise=tmp_path / "records")

    assert settings["NAME"] == tmp_path / "records"
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in settings["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("url", "name"), [("sqlite:////srv/records", "/srv/records"), ("sqlite:///here", "here")]
)
def test_an_address_can_name_a_file(url: str, name: str, tmp_path: Path) -> None:
    assert database(url, otherwise=tmp_path)["NAME"] == Path(name)


def test_an_address_can_name_a_server(tmp_path: Path) -> None:
    settings = database(
        "postgresql://clerk:a%40b@records.example:6543/cases?sslmode=verify-full",
        otherwise=tmp_path,
    )

    assert settings["NAME"] == "cases"
    assert settings["USER"] == "clerk"
    assert settings["PASSWORD"] == "a@b"
    assert (settings["HOST"], settings["PORT"]) == ("records.example", "6543")
    assert settings["OPTIONS"]["sslmode"] == "verify-full"


def test_an_address_can_name_a_socket(tmp_path: Path) -> None:
    settings = database("postgres:///cases?host=/run/postgresql", otherwise=tmp_path)

    assert (settings["HOST"], settings["USER"], settings["PORT"]) == ("/run/postgresql", "", "")
    assert "host" not in settings["OPTIONS"]


@pytest.mark.parametrize(("said", "is_prepared"), [("", True), ("?prepare=no", False)])
def test_statements_are_prepared_unless_a_pooler_forbids_it(
    said: str, is_prepared: bool, tmp_path: Path
) -> None:
    options = database(f"postgresql://server/cases{said}", otherwise=tmp_path)["OPTIONS"]

    assert (options["prepare_threshold"] is not None) is is_prepared
    assert "prepare" not in options


@pytest.mark.parametrize("url", ["mysql://server/cases", "records.sqlite3"])
def test_an_address_of_another_kind_is_a_fault(url: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseAddressUnreadable, match="Give sqlite:///"):
        database(url, otherwise=tmp_path)
