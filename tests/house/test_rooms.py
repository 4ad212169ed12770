"""The contracts between rooms: kept by the code, and able to be broken."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tree import ROOT

CONTRACTS = {
    "rooms": "Rooms are stacked one way",
    "core": "The core is stacked one way",
    "pure-core": "The core touches nothing outside itself",
    "ledger": "Only desk, worklist, witness and erasure open the ledger",
    "ciphers": "Nothing but the sealing room knows a cipher",
    "keys": "Only what keeps sealed things asks for keys",
    "erasure": "Only the desk has anything erased",
    "siblings": "No cycles between siblings",
}

# A toy house of the same rooms: each fault is one line in one of its modules.
ROOMS = """
    config web desk backup worklist post papers witness access_log erasure ledger accounts people
    sealing scope library logs core
""".split()
CORE = ["access", "conduct", "record", "workdays", "kinds"]
FAULTS = [
    ("rooms", "library/shelf.py", "import reconvene.desk"),
    ("rooms", "worklist/rows.py", "import reconvene.post"),
    ("rooms", "access_log/rows.py", "import reconvene.desk"),
    ("rooms", "accounts/cases.py", "import reconvene.ledger"),
    ("rooms", "access_log/rows.py", "import reconvene.worklist"),
    ("ledger", "access_log/peek.py", "from reconvene import ledger"),
    ("rooms", "attic/__init__.py", ""),
    ("rooms", "scope/within.py", "import reconvene.people"),
    ("rooms", "logs/lines.py", "import reconvene.people"),
    ("rooms", "backup/peek.py", "import reconvene.desk"),
    ("core", "core/kinds/limit.py", "import reconvene.core.record"),
    ("core", "core/cellar/__init__.py", ""),
    ("core", "core/conduct/peek.py", "import reconvene.core.access"),
    ("pure-core", "core/kinds/clock.py", "import time"),
    ("pure-core", "core/workdays/files.py", "from pathlib import Path"),
    ("pure-core", "core/record/model.py", "from django.db import models"),
    ("ledger", "web/peek.py", "from reconvene import ledger"),
    ("ledger", "config/peek.py", "from reconvene.ledger import events"),
    ("ciphers", "ledger/own.py", "from cryptography.fernet import Fernet"),
    ("ciphers", "sealing/keyring.py", "import cryptography"),
    ("ciphers", "backup/own.py", "import pyrage"),
    ("ciphers", "sealing/keys.py", "import pkcs11"),
    ("keys", "web/peek.py", "from reconvene.sealing import keyring"),
    ("keys", "web/models.py", "from reconvene.sealing import keyring"),
    ("keys", "web/views.py", "from reconvene.sealing import apart"),
    ("keys", "desk/peek.py", "import reconvene.sealing.cipher"),
    ("erasure", "web/peek.py", "from reconvene.erasure import models"),
    ("erasure", "worklist/peek.py", "import reconvene.erasure"),
    ("siblings", "people/__init__.py", "import reconvene.ledger.events"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Return what import-linter says of the package under a folder."""
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [program, "--no-cache", "--no-logo", "--config", ROOT / "pyproject.toml"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "COLUMNS": "200", "PYTHONUTF8": "1"},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Give a toy house in which every contract is kept."""
    package = tmp_path / "reconvene"
    for room in ["", *ROOMS, *(f"core/{room}" for room in CORE)]:
        (package / room).mkdir()
        (package / room / "__init__.py").touch()
    (package / "ledger" / "events.py").touch()
    (package / "ledger" / "people.py").write_text("import reconvene.people\n", encoding="utf-8")
    for module, cipher in {
        "cipher": "cryptography",
        "for_somebody": "pyrage",
        "known_answers": "cryptography",
        "pkcs11_objects": "pkcs11",
        "pkcs11_session": "pkcs11",
    }.items():
        (package / "sealing" / f"{module}.py").write_text(f"import {cipher}\n", encoding="utf-8")
    (package / "sealing" / "apart.py").touch()
    (package / "sealing" / "keyring.py").touch()
    drafts = "from reconvene.sealing import apart\n"
    (package / "web" / "models.py").write_text(drafts, encoding="utf-8")
    (package / "desk" / "receive.py").write_text("import reconvene.ledger\n", encoding="utf-8")
    return tmp_path


def test_the_code_keeps_every_contract() -> None:
    said = lint(ROOT / "src")

    assert said.returncode == 0, said.stdout
    assert [name for name in CONTRACTS.values() if f"{name} KEPT" not in said.stdout] == []


def test_a_tidy_house_keeps_every_contract(house: Path) -> None:
    assert lint(house).returncode == 0


@pytest.mark.parametrize(("contract", "module", "line"), FAULTS)
def test_a_fault_breaks_its_contract(house: Path, contract: str, module: str, line: str) -> None:
    path = house / "reconvene" / module
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{line}\n", encoding="utf-8")

    said = lint(house)

    assert said.returncode == 1
    assert f"{CONTRACTS[contract]} BROKEN" in said.stdout
