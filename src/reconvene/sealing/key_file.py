"""The first key provider: a file that only we can read, away from the database and its back-ups.

Epoch keys lie in it as they are, so whoever reads the file and the database reads everything. It
is for one machine that is looked after. Where there is a key service, `pkcs11_keys` speaks to it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from django.conf import settings

from reconvene.sealing.cipher import Cipher, fresh_key, tag
from reconvene.sealing.framing import framed
from reconvene.sealing.key_store import Contents, changing, make, named_after, read, refused, write
from reconvene.sealing.known_answers import self_test
from reconvene.sealing.memory import Secret
from reconvene.sealing.only_ours import demand_away
from reconvene.sealing.provider import EpochUnknown, KeysRefused


class KeyFile:
    """Keys in a file, read anew whenever it has changed. See `provider.KeyProvider`."""

    def __init__(self, path: Path, *, away_from: Sequence[Path], is_demo: bool) -> None:
        """
        Check that a key file can be used, and that the ciphers are what they should be.

        Args:
            path: Where it lies.
            away_from: Folders it may not lie in: what is backed up with the data.
            is_demo: A demo makes its own file; a file of a demo is of no use elsewhere.

        Raises:
            KeysRefused: It cannot be used, for a reason that is said.
        """
        self_test()
        self._path, self._is_demo = path.resolve(), is_demo
        self._state: _State | None = None
        self._index: dict[str, Secret] = {}  # never changes, so the file is not asked again
        demand_away(self._path, away_from, called="key file", setting="RECONVENE_KEY_FILE")
        if is_demo and not self._path.exists():
            make(self._path, is_demo=True)
        self._contents()

    def epoch(self) -> str:
        return self.epochs()[-1]

    def epochs(self) -> tuple[str, ...]:
        return tuple(self._contents().epochs)

    def wrap(self, epoch: str, key: bytes, bound_to: bytes) -> bytes:
        return self._cipher(epoch).seal(key, framed(b"wrap/1", epoch.encode(), bound_to))

    def unwrap(
        self, epoch: str, wrapped: bytes, bound_to: bytes, *, purpose: str, actor: str
    ) -> bytes:
        place = framed(b"wrap/1", epoch.encode(), bound_to)
        return Secret(self._cipher(epoch).open(wrapped, place))

    def begin(self) -> str:
        with changing(self._path):
            held = read(self._path, is_demo=self._is_demo)
            epoch = named_after(tuple(held.epochs))
            write(
                self._path,
                msgspec.structs.replace(held, epochs={**held.epochs, epoch: fresh_key()}),
            )
        return epoch

    def destroy(self, epoch: str) -> None:
        with changing(self._path):
            held = read(self._path, is_demo=self._is_demo)
            if epoch == tuple(held.epochs)[-1]:
                raise KeysRefused(
                    found=f"epoch '{epoch}' is the current one and cannot be destroyed",
                    remedy="Begin another first",
                )
            kept = {name: key for name, key in held.epochs.items() if name != epoch}
            write(self._path, msgspec.structs.replace(held, epochs=kept))

    def index_key(self, authority: str) -> bytes:
        found = self._index.get(authority)
        if found is None:
            found = Secret(tag(self._contents().index, b"index/1", authority.encode()))
            self._index[authority] = found
        return found

    def _cipher(self, epoch: str) -> Cipher:
        ciphers = self._now().ciphers
        if epoch not in ciphers:
            raise EpochUnknown(epoch=epoch)
        return ciphers[epoch]

    def _contents(self) -> Contents:
        return self._now().contents

    def _now(self) -> "_State":
        """Return what the file holds now; asked each time, read only where it has changed."""
        try:
            found = self._path.stat()
        except OSError as fault:
            raise refused(self._path, "cannot be reached") from fault
        seen = (found.st_ino, found.st_mtime_ns, found.st_size, found.st_mode, found.st_uid)
        if self._state is None or self._state.seen != seen:
            contents = read(self._path, is_demo=self._is_demo)
            ciphers = {name: Cipher(key) for name, key in contents.epochs.items()}
            self._state = _State(seen, contents, ciphers)
        return self._state


class _State(NamedTuple):
    """What was read of a file, and how the file looked then."""

    seen: tuple[int, ...]
    contents: Contents
    ciphers: dict[str, Cipher]


def from_settings() -> KeyFile:
    """Return the key file that the settings name."""
    if settings.KEY_FILE is None:
        raise KeysRefused(
            found="RECONVENE_KEY_FILE is not set",
            remedy="Make a file with `manage.py make_key_file PATH` and set it to that path",
        )
    return KeyFile(
        settings.KEY_FILE, away_from=settings.KEPT_WITH_THE_DATA, is_demo=settings.IS_DEMO
    )
