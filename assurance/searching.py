"""Planted words, and the search for them in whatever form they may lie in a file.

In: files. Out: where in them a planted word lies, and how it is written there. Every word begins
with the same nine letters, which nothing else does; so one search finds whichever it is.
"""

import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

MARK = "zqvjxwkqz"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_GZIP = b"\x1f\x8b\x08"
_DEEPEST = 5


def planted_words() -> Iterator[str]:
    """Yield words of one length that occur nowhere else; never ends."""
    for number in count():
        rest = ""
        for _ in range(5):
            number, letter = divmod(number, len(_LETTERS))  # noqa: PLW2901  its digits
            rest += _LETTERS[letter]
        yield MARK + rest


@dataclass(frozen=True, slots=True)
class Find:
    """A planted word in a file: in which, at which byte, and how it is written."""

    name: str
    at: int
    form: str


def _in_base64(offset: int, encode: Callable[[bytes], bytes]) -> bytes:
    """Return the letters that stand for the mark wherever so many bytes (mod 3) come before it."""
    whole = encode(bytes(offset) + MARK.encode())
    bits = 8 * (offset + len(MARK))
    return whole[-(-8 * offset // 6) : bits // 6]


FORMS: dict[str, tuple[bytes, ...]] = {
    "plain": (MARK.encode(),),
    "utf-16": (MARK.encode("utf-16-le"),),
    "hex": (MARK.encode().hex().encode(),),
    "base64": tuple({_in_base64(n, to) for n in range(3) for to in (b64encode, urlsafe_b64encode)}),
}
_CASE_MATTERS = ("base64",)


def found_in(name: str, data: bytes, depth: int = 0) -> Iterator[Find]:
    """Yield every planted word in some bytes, and in what is packed in them."""
    seen = set[str]()
    for how, view in (("", data), (" over lines", _joined(data))):
        lower = view.lower()
        for form, patterns in FORMS.items():
            looked_through = view if form in _CASE_MATTERS else lower
            for at in (at for one in patterns for at in _places(looked_through, one)):
                if not how or form not in seen:
                    yield Find(name, at, form + how)
                    seen.add(form)
    if depth < _DEEPEST:
        for inside, unpacked in _unpacked(data):
            yield from found_in(f"{name} > {inside}", unpacked, depth + 1)


def found_under(folder: Path, leave_out: Callable[[Path], bool]) -> tuple[int, int, list[Find]]:
    """Return how many files a folder holds, how many bytes they are, and every find in them."""
    files, size, finds = 0, 0, list[Find]()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and not leave_out(path):
            data = path.read_bytes()
            files, size = files + 1, size + len(data)
            finds += found_in(str(path.relative_to(folder)), data)
    return files, size, finds


def _joined(data: bytes) -> bytes:
    """Return bytes with the line ends taken out that quoted-printable and base64 put in."""
    return (
        data.replace(b"=\r\n", b"").replace(b"=\n", b"").replace(b"\r\n", b"").replace(b"\n", b"")
    )


def _places(data: bytes, pattern: bytes) -> Iterator[int]:
    at = data.find(pattern)
    while at >= 0:
        yield at
        at = data.find(pattern, at + 1)


def _unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    for at in _places(data, _GZIP):
        try:
            yield f"gzip at {at}", zlib.decompressobj(wbits=31).decompress(data[at:])
        except zlib.error:
            continue  # three bytes that look like the beginning of one
    if is_zipfile(BytesIO(data)):
        try:
            with ZipFile(BytesIO(data)) as packed:
                for member in packed.namelist():
                    yield f"{member} in zip", packed.read(member)
        except (BadZipFile, NotImplementedError, RuntimeError):
            return  # bytes that look like the end of one, or are packed with a password
