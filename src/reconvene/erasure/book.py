"""The book of erasures: a file apart from the data and its back-ups that says what was erased.

A back-up made before an erasure brings the case back. So each erasure gets a line here; a database
that still has a case of the book is not served until it is erased again. Lines are only ever added,
each bound to the one before, and name cases and people by ids.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

_ONLY_OURS = 0o600


class Line(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """
    One erasure: of which case, by which rule, with whose leave, and when.

    `basis` says by what it was known that the case was kept long enough, and stands there only where
    that was not its record.
    """

    number: int
    before: str
    authority: str
    case_id: str
    reference: str
    rule: str
    kept_until: date
    first_by: str
    second_by: str
    destroyed_at: datetime
    basis: str = "record"


class BookUnusable(RuntimeError):
    """There is no book of erasures to read or to write in."""


class BookBroken(BookUnusable):
    """The book of erasures is not there, cannot be read, or does not hold together."""

    def __init__(self, *, path: Path, found: str) -> None:
        self.path = path
        super().__init__(
            f"The book of erasures {path} cannot be used: {found}. Bring it back from its own "
            "copy, which lies apart from the data, and run `manage.py replay_erasures`. Only where "
            "there never was one: `manage.py make_erasures_book`."
        )


class BookNotNamed(BookUnusable):
    """Nobody says where the book of erasures is."""

    def __init__(self) -> None:
        super().__init__(
            "RECONVENE_ERASURES is not set, so no book of erasures can be used. Set it to a file "
            "that lies apart from the data and its back-ups. Only where there never was one, make "
            "it then with `manage.py make_erasures_book`.",
        )


class BookThere(BookUnusable):
    """A book was to be begun where one is."""

    def __init__(self, *, path: Path) -> None:
        self.path = path
        super().__init__(
            f"There is a book of erasures at {path} already. It stays as it is; go on."
        )


_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Line)


class Book:
    """
    A file of lines. One that is not there is not empty but lost, unless it is begun.

    Raises:
        BookNotNamed: Nobody says where it is.
    """

    def __init__(self, path: Path | None) -> None:
        if path is None:
            raise BookNotNamed
        self.path = path

    def begin(self) -> None:
        """
        Make an empty book.

        Raises:
            BookThere: It is there already.
            BookUnusable: It cannot be written.
        """
        new = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with self._held():
            try:
                os.close(os.open(self.path, new, _ONLY_OURS))
            except FileExistsError as fault:
                raise BookThere(path=self.path) from fault
            except OSError as fault:
                raise BookBroken(path=self.path, found="it cannot be written") from fault

    def demand_writable(self) -> None:
        """
        Return where lines can be added.

        Raises:
            BookUnusable: It is not there, cannot be written, or does not hold together.
        """
        with self._held():
            self._read()
            try:
                os.close(os.open(self.path, os.O_WRONLY | os.O_NOFOLLOW))
            except OSError as fault:
                raise BookBroken(path=self.path, found="it cannot be written") from fault

    def lines(self) -> tuple[Line, ...]:
        """
        Return every line, oldest first; may be empty.

        A last line that was cut short by a crash was never answered for and does not count.

        Raises:
            BookUnusable: It is not there, cannot be read, or was changed or cut.
        """
        return tuple(line for line, _ in self._read())

    def add(self, *lines: Line) -> int:
        """
        Put erasures in the book, onto the disk, but for cases that are there; return how many.

        Number and what binds each line to the one before are filled in here.
        """
        with self._held():
            found = self._read()
            entered = {each.case_id for each, _ in found}
            sound = [raw for _, raw in found]
            for line in lines:
                if line.case_id not in entered:
                    entered.add(line.case_id)
                    sound.append(_bound(line, sound))
            if len(sound) > len(found):
                self._append(sound[: len(found)], sound[len(found) :])
        return len(sound) - len(found)

    def _read(self) -> list[tuple[Line, bytes]]:
        try:
            held = self.path.read_bytes()
        except FileNotFoundError as fault:
            raise BookBroken(path=self.path, found="it is not there") from fault
        except OSError as fault:
            raise BookBroken(path=self.path, found="it cannot be read") from fault
        found: list[tuple[Line, bytes]] = []
        for raw in held.split(b"\n")[:-1]:
            line = self._line(raw, len(found) + 1)
            if line.before != (sha256(found[-1][1]).hexdigest() if found else ""):
                raise BookBroken(path=self.path, found=f"line {line.number} was changed or cut")
            found.append((line, raw))
        return found

    def _line(self, raw: bytes, number: int) -> Line:
        try:
            line = _decoder.decode(raw)
        except msgspec.DecodeError as fault:
            raise BookBroken(path=self.path, found=f"line {number} is unreadable") from fault
        if line.number != number:
            raise BookBroken(path=self.path, found=f"line {number} is missing")
        return line

    def _append(self, sound: list[bytes], added: list[bytes]) -> None:
        """Write lines after what is sound of the file, which may end in half a line."""
        end = sum(len(raw) + 1 for raw in sound)
        opened = os.open(self.path, os.O_RDWR | os.O_NOFOLLOW)
        with os.fdopen(opened, "r+b") as file:
            file.truncate(end)
            file.seek(end)
            file.write(b"".join(raw + b"\n" for raw in added))
            file.flush()
            os.fsync(file.fileno())

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Keep everybody else from adding; freed by the system, even after a crash."""
        try:
            folder = os.open(self.path.parent, os.O_RDONLY)
        except OSError as fault:
            raise BookBroken(path=self.path, found="its folder is not there") from fault
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
            os.fsync(folder)
        finally:
            os.close(folder)


def _bound(line: Line, before: list[bytes]) -> bytes:
    """Return a line as it stands in the book after others."""
    digest = sha256(before[-1]).hexdigest() if before else ""
    return _encoder.encode(msgspec.structs.replace(line, number=len(before) + 1, before=digest))
