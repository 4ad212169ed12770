"""
Where a JPEG ends, and what stands behind it.

Phones put things there: a second picture of depth or brightness, a second or two of film, a block
of Samsung's. Those are walked through as well; anything else behind the end is not taken.
"""

import struct
from typing import BinaryIO

from reconvene.papers.untrusted.kinds import NotAsItShouldBe, Reason
from reconvene.papers.untrusted.reading.films import demand_film

_ALONE = {0x01, *range(0xD0, 0xD8)}
_END, _SCAN, _START = 0xD9, 0xDA, 0xD8
_MOST_SAMSUNG = 64 * 1024
_PIECE = 64 * 1024


def end_of_jpeg(file: BinaryIO, start: int) -> int:
    """
    Return where the picture that begins somewhere ends, from its own markers.

    Raises:
        NotAsItShouldBe: It has no end.
    """
    file.seek(start)
    if file.read(2) != b"\xff\xd8":
        raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)
    while True:
        marker = _next_marker(file)
        if marker == _END:
            return file.tell()
        if marker in _ALONE:
            continue
        size = int.from_bytes(file.read(2), "big")
        if size < 2 or marker in {_START, 0x00} or len(file.read(size - 2)) < size - 2:
            raise NotAsItShouldBe(Reason.DAMAGED)
        if marker == _SCAN:
            _pass_over_scan(file)


def _next_marker(file: BinaryIO) -> int:
    if file.read(1) != b"\xff":
        raise NotAsItShouldBe(Reason.DAMAGED)
    while (one := file.read(1)) == b"\xff":
        pass
    if not one:
        raise NotAsItShouldBe(Reason.DAMAGED)
    return one[0]


def _pass_over_scan(file: BinaryIO) -> None:
    """Go on to the next marker that is not part of what is drawn."""
    while piece := file.read(_PIECE):
        began = file.tell() - len(piece)
        at = piece.find(b"\xff")
        while 0 <= at < len(piece) - 1:
            if piece[at + 1] not in {0x00, 0xFF, *range(0xD0, 0xD8)}:
                file.seek(began + at)
                return
            at = piece.find(b"\xff", at + 1)
        if at >= 0 and len(piece) > 1:  # the last byte: it is seen again with the next
            file.seek(began + at)
    raise NotAsItShouldBe(Reason.DAMAGED)


def demand_harmless(file: BinaryIO, start: int) -> None:
    """
    Return where nothing stands behind a picture but what phones put there.

    Raises:
        NotAsItShouldBe: Something else does.
    """
    end = _without_samsung(file, file.seek(0, 2))
    at = start
    while at < end:
        file.seek(at)
        first = file.read(12)
        if not first.strip(b"\0"):
            at = _past_nothing(file, at, end)
        elif first.startswith(b"\xff\xd8\xff"):
            at = end_of_jpeg(file, at)
        elif first[4:8] == b"ftyp":
            demand_film(file, at, end)
            return
        else:
            raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)
    if at > end:
        raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)


def _past_nothing(file: BinaryIO, at: int, end: int) -> int:
    """Return where zeros stop."""
    file.seek(at)
    while at < end:
        piece = file.read(min(_PIECE, end - at))
        rest = piece.lstrip(b"\0")
        at += len(piece) - len(rest)
        if rest:
            break
    return at


def _without_samsung(file: BinaryIO, end: int) -> int:
    """Return where a block of Samsung's begins: notes, and a list of them that says how long each is."""
    file.seek(max(end - 8, 0))
    size, name = struct.unpack("<I4s", file.read(8).rjust(8, b"\0"))
    if name != b"SEFT" or not 12 <= size <= _MOST_SAMSUNG or size + 8 > end:
        return end
    began = end - 8 - size
    file.seek(began)
    listed = file.read(size)
    if listed[:4] != b"SEFH":
        return end
    count = int.from_bytes(listed[8:12], "little")
    if len(listed) != 12 + 12 * count or not count:
        return end
    notes = [struct.unpack_from("<4xII", listed, 12 + 12 * number) for number in range(count)]
    first = max(back for back, _ in notes)
    whole = sum(length for _, length in notes)
    return began - first if whole == first <= min(_MOST_SAMSUNG, began) else end
