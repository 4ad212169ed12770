"""Packages (zip) whose parts are counted as they are unpacked, and lie side by side without a gap."""

import zipfile
import zlib
from typing import BinaryIO

from reconvene.papers.untrusted.kinds import NotAsItShouldBe, Reason

MOST_PARTS = 2_000
MOST_UNPACKED = 160 * 1024 * 1024
"""Bytes of all parts together, as they really come out and not as the package says."""

_PIECE = 256 * 1024
_LOCAL, _END = 30, 22
_DESCRIPTIONS = {12, 16, 20, 24}  # of a part's length, behind it, where it was not known before


class Parts:
    """The parts of a package that is sound as a package."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.zip = package
        self.names = {part.filename for part in package.infolist()}

    def read(self, name: str, most: int) -> bytes:
        """Return a part that is no longer than it may be."""
        with self.zip.open(name) as part:
            found = part.read(most + 1)
        if len(found) > most:
            raise NotAsItShouldBe(Reason.TOO_LARGE)
        return found


def parts_of(file: BinaryIO) -> Parts:
    """
    Return the parts of a package, each unpacked once to see that it is whole.

    Raises:
        NotAsItShouldBe: It is no sound package, too large once unpacked, or more than a package.
    """
    try:
        package = zipfile.ZipFile(file)
    except zipfile.BadZipFile:
        raise NotAsItShouldBe(Reason.DAMAGED) from None
    listed = package.infolist()
    if not 0 < len(listed) <= MOST_PARTS:
        raise NotAsItShouldBe(Reason.TOO_LARGE if listed else Reason.EMPTY)
    if len({part.filename.lower() for part in listed}) < len(listed) or package.comment:
        raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)
    for part in listed:
        _demand_plain(part)
    starts = _starts_side_by_side(file, package, listed)
    room = MOST_UNPACKED
    for part in listed:
        room -= _unpacked(file, part, starts[part.filename], room)
    return Parts(package)


def _demand_plain(part: zipfile.ZipInfo) -> None:
    name = part.orig_filename
    steps = name.removesuffix("/").split("/")
    if (
        any(step in {"", ".", ".."} for step in steps)
        or any(one in name for one in "\\:\0")
        or part.external_attr >> 28 == 0xA  # a link to somewhere else
    ):
        raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)
    if part.flag_bits & 0b0010_0000_0100_0001:
        raise NotAsItShouldBe(Reason.LOCKED)
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise NotAsItShouldBe(Reason.DAMAGED)


def _starts_side_by_side(
    file: BinaryIO, package: zipfile.ZipFile, listed: list[zipfile.ZipInfo]
) -> dict[str, int]:
    """Return where each part's bytes begin: none overlap, and nothing lies before or between them."""
    at, starts = 0, {}
    for part in sorted(listed, key=lambda one: one.header_offset):
        if not (at == part.header_offset or (at and part.header_offset - at in _DESCRIPTIONS)):
            raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)
        file.seek(part.header_offset)
        head = file.read(_LOCAL)
        if head[:4] != b"PK\x03\x04":
            raise NotAsItShouldBe(Reason.DAMAGED)
        names = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        starts[part.filename] = part.header_offset + _LOCAL + names
        at = starts[part.filename] + part.compress_size
    size = file.seek(0, 2)
    gap = package.start_dir - at
    file.seek(size - _END)
    end = file.read(_END)
    is_end = end[:4] == b"PK\x05\x06" and int.from_bytes(end[16:20], "little") == package.start_dir
    length = int.from_bytes(end[12:16], "little")
    if (
        not is_end
        or (gap and gap not in _DESCRIPTIONS)
        or package.start_dir + length + _END != size
    ):
        raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)
    return starts


def _unpacked(file: BinaryIO, part: zipfile.ZipInfo, start: int, room: int) -> int:
    """Return how many bytes come out of a part, which are as many as it says and the very same."""
    file.seek(start)
    packed, size, checksum = part.compress_size, 0, 0
    inflating = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
    while packed:
        piece = file.read(min(_PIECE, packed))
        packed -= len(piece)
        while piece:
            plain = inflating.decompress(piece, _PIECE) if inflating else piece
            size, checksum = size + len(plain), zlib.crc32(plain, checksum)
            if size > room:
                raise NotAsItShouldBe(Reason.TOO_LARGE)
            piece = inflating.unconsumed_tail if inflating else b""
            if inflating and inflating.unused_data:
                raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)
    is_whole = inflating is None or inflating.eof
    if not is_whole or size != part.file_size or checksum != part.CRC:
        raise NotAsItShouldBe(Reason.DAMAGED)
    return size
