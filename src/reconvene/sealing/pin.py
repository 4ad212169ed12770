"""The PIN that opens a token: in a file of its own, read as it is needed, shown to nobody."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from reconvene.sealing.memory import Secret
from reconvene.sealing.only_ours import demand_away, read_only_ours
from reconvene.sealing.provider import KeysRefused

_CALLED = "PIN file"


class Pin:
    """A PIN in a file that only we can read. It is in no argument and no environment."""

    def __init__(self, path: Path, *, away_from: Sequence[Path], refusals: Path) -> None:
        """
        Take the file, and where to note that its PIN was refused.

        Raises:
            KeysRefused: It lies with the data.
        """
        demand_away(path, away_from, called=_CALLED, setting="RECONVENE_KEY_PIN_FILE")
        self._path, self._refusals = path, refusals

    def read(self) -> Secret:
        """
        Return the PIN.

        Raises:
            KeysRefused: It is not kept as it must be, or is the one that was refused before.
        """
        pin = Secret(read_only_ours(self._path, called=_CALLED).strip())
        if not (pin and pin.isascii()):
            raise KeysRefused(
                found=f"the PIN file {self._path} holds no PIN",
                remedy="Write the token's user PIN into it, in plain letters and digits",
            )
        if self._refused_before():
            raise KeysRefused(
                found=f"the PIN in {self._path} was refused before, and is not tried again",
                remedy="Write the right one into the file: a token that is given a wrong PIN too "
                "often locks itself for good",
            )
        return pin

    def note_refused(self) -> None:
        """Remember, for other processes and later starts too, that this very file was refused."""
        with suppress(OSError):  # what matters is being said anyhow: that it was refused
            self._refusals.write_text(self._state(), encoding="ascii")

    def _refused_before(self) -> bool:
        try:
            return self._refusals.read_text(encoding="ascii") == self._state()
        except OSError:
            return False

    def _state(self) -> str:
        """Return what tells this file from one that was written anew."""
        found = self._path.stat()
        return f"{found.st_ino} {found.st_mtime_ns} {found.st_size}"
