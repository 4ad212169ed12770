"""What a crash leaves behind: no memory in a file, and no key in a traceback, whatever it shows."""

import os
import signal
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.conf import settings

from reconvene.desk.look import load
from reconvene.sealing import keyring
from reconvene.sealing.key_file import KeyFile
from reconvene.sealing.key_store import read
from reconvene.sealing.keyring import DataKey
from reconvene.sealing.keys import provider
from reconvene.sealing.pin import Pin
from reconvene.sealing.pkcs11_keys import Pkcs11Keys
from reconvene.sealing.pkcs11_session import TokenSession
from reconvene.sealing.rotation import rotate
from reconvene.worklist.finding import cases_named
from tests.shell.test_worklist_rebuilt import TODAY
from tests.support.audience import everybody
from tests.support.desk import Desk
from tests.support.own_keys import KEPT_IN, own_keys
from tests.support.sp_life import STEPS
from tests.support.tree import ROOT

CRASH = """
import os, resource, signal, django
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
django.setup()
print(resource.getrlimit(resource.RLIMIT_CORE)[0], flush=True)
os.kill(os.getpid(), signal.SIGABRT)
"""


@pytest.mark.assures("CR-6")
def test_no_process_with_keys_leaves_its_memory_in_a_file(tmp_path: Path) -> None:
    crashed = subprocess.run(
        [sys.executable, "-c", CRASH],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'src'}",
            "DJANGO_SETTINGS_MODULE": "reconvene.config.settings",
            "RECONVENE_DEMO": "1",
            "RECONVENE_VAR": str(tmp_path / "var"),
        },
        check=False,
        capture_output=True,
        text=True,
    )

    assert crashed.returncode == -signal.SIGABRT, crashed.stderr
    assert crashed.stdout == "0\n"
    assert [path for path in tmp_path.rglob("*core*") if path.is_file()] == []


ROOMS = ("/reconvene/sealing/", "/reconvene/ledger/", "/reconvene/worklist/")
Tracer = Callable[[FrameType, str, Any], Any]


@contextmanager
def every_frame(look_at: Callable[[FrameType], None]) -> Iterator[None]:
    """Show each function of ours with all its values, wherever it is left or something is raised."""

    def trace(frame: FrameType, event: str, _found: Any) -> Tracer | None:
        if not any(room in frame.f_code.co_filename for room in ROOMS):
            return None
        if event in ("return", "exception"):
            look_at(frame)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


@pytest.mark.assures("CR-6")
@pytest.mark.parametrize("kept_in", KEPT_IN)
@pytest.mark.django_db
def test_no_key_is_among_the_values_that_a_traceback_can_show(
    kept_in: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: dict[str, set[str]] = {}
    secrets: set[bytes] = set()

    def look_at(frame: FrameType) -> None:
        for name, value in frame.f_locals.items():
            if isinstance(value, SHOWN):
                place = f"{frame.f_code.co_qualname} {name}"
                shown.setdefault(place, set()).add(repr(value))

    class Noted(DataKey):
        """A data key that tells the test what it is."""

        def __init__(self, key_id: bytes, place: keyring.Place, secret: bytes) -> None:
            secrets.add(bytes(secret))
            super().__init__(key_id, place, secret)

    monkeypatch.setattr(keyring, "DataKey", Noted)
    with own_keys(kept_in, tmp_path):
        desk = Desk.at()
        provider.cache_clear()
        with every_frame(look_at):
            case_id = desk.open().case_id
            assert desk.act(case_id, STEPS[0])
            assert cases_named(everybody("partnership"), "Zielińska").rows
            secrets |= kept_secrets()
            rotate(settle=lambda: None)
            assert len(load(desk.people["ben"], case_id, TODAY).events) == 2
        secrets |= kept_secrets()
        secrets.add(provider().index_key("partnership"))

    assert len(secrets) >= 3, "that of the case, that of the index, and what is kept with them"
    assert len(shown) > 100
    written = {form for secret in secrets for form in forms(bytes(secret))}
    assert {
        place for place, said in shown.items() for one in said if any(f in one for f in written)
    } == set()


SHOWN = (str, bytes, tuple, list, dict, KeyFile, Pkcs11Keys, TokenSession, Pin, DataKey)


def kept_secrets() -> set[bytes]:
    """Return what this process has to keep to itself: the key file's keys, or the token's PIN."""
    if settings.KEY_PIN_FILE:
        return {settings.KEY_PIN_FILE.read_bytes().strip()}
    assert settings.KEY_FILE
    held = read(settings.KEY_FILE, is_demo=True)
    return {bytes(held.index), *map(bytes, held.epochs.values())}


def forms(secret: bytes) -> tuple[str, ...]:
    """Return how a key may be written where a value is shown."""
    return repr(secret)[2:-1], secret.hex(), b64encode(secret).decode()
