"""Real tokens for tests: SoftHSM's, used in one's own process or lent by another over a socket."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

import pytest

LABEL = "reconvene tests"
MISSING = (
    "No token to keep keys in: SoftHSM or p11-kit is not installed (Debian, Ubuntu: "
    "apt-get install softhsm2 p11-kit p11-kit-modules)."
)


def _found(*patterns: str) -> Path:
    """Return the first file there is; where there is none, leave the test out and say what lacks."""
    for pattern in patterns:
        for path in sorted(Path("/").glob(pattern)):
            return path
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


def softhsm() -> Path:
    return _found(
        "usr/lib/softhsm/libsofthsm2.so",
        "usr/lib*/*/softhsm/libsofthsm2.so",
        "usr/lib*/pkcs11/libsofthsm2.so",
        "opt/homebrew/lib/softhsm/libsofthsm2.so",
    )


@dataclass(frozen=True)
class Token:
    """A token in a folder of its own, with a PIN in a file."""

    folder: Path
    pin: str = field(default_factory=lambda: token_hex(8))

    @classmethod
    def made(cls, folder: Path) -> "Token":
        """Return a new token, without a key in it."""
        (folder / "token").mkdir(parents=True)
        token = cls(folder)
        token._configuration.write_text(
            f"directories.tokendir = {folder / 'token'}\nobjectstore.backend = file\n"
            "log.level = ERROR\n",
            encoding="utf-8",
        )
        token.pin_file.touch(mode=0o600)
        token.put_pin(token.pin)
        words = ["--init-token", "--free", "--label", LABEL, "--so-pin", token_hex(8)]
        token.tool(*words, "--pin", token.pin)
        return token

    @property
    def pin_file(self) -> Path:
        return self.folder / "pin"

    @property
    def _configuration(self) -> Path:
        return self.folder / "softhsm.conf"

    @property
    def environment(self) -> dict[str, str]:
        """What a process is started with that keeps its keys here."""
        return {
            "RECONVENE_KEY_FILE": "",
            "RECONVENE_KEY_MODULE": str(softhsm()),
            "RECONVENE_KEY_TOKEN": LABEL,
            "RECONVENE_KEY_PIN_FILE": str(self.pin_file),
            "SOFTHSM2_CONF": str(self._configuration),
        }

    def put_pin(self, pin: str) -> None:
        self.pin_file.write_text(f"{pin}\n", encoding="ascii")

    def tool(self, *words: str) -> None:
        """Do something to the token by its own program."""
        surroundings = os.environ | {"SOFTHSM2_CONF": str(self._configuration)}
        program = ["softhsm2-util", "--module", str(softhsm()), *words]
        subprocess.run(program, env=surroundings, check=True, capture_output=True)


class Lent:
    """A token that another process lends, as a key service does: it can go, and come back."""

    def __init__(self, token: Token) -> None:
        self._token, self._socket = token, token.folder / "socket"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        client = _found("usr/lib/*/pkcs11/p11-kit-client.so", "usr/lib*/pkcs11/p11-kit-client.so")
        return self._token.environment | {
            "RECONVENE_KEY_MODULE": str(client),
            "P11_KIT_SERVER_ADDRESS": f"unix:path={self._socket}",
        }

    def start(self) -> None:
        """Begin to lend it."""
        words = ["--foreground", "--provider", str(softhsm()), "--name", str(self._socket)]
        self._socket.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            ["p11-kit", "server", *words, f"pkcs11:token={LABEL.replace(' ', '%20')}"],
            env=os.environ | self._token.environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        while not self._socket.exists():
            assert self._process.poll() is None, "p11-kit does not lend the token"
            time.sleep(0.01)

    def stop(self, by: signal.Signals = signal.SIGKILL) -> None:
        """Kill it with all its connections, or stop it where it is until `carry_on`."""
        assert self._process
        os.killpg(self._process.pid, by)
        if by == signal.SIGKILL:
            self._process.wait()

    def carry_on(self) -> None:
        assert self._process
        os.killpg(self._process.pid, signal.SIGCONT)


@contextmanager
def lent(folder: Path) -> Iterator[Lent]:
    """Give a new token that is being lent."""
    service = Lent(Token.made(folder))
    service.start()
    try:
        yield service
    finally:
        service.stop()
