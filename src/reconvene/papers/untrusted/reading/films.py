"""Films, recordings and HEIC pictures: boxes in boxes, each of which says how long it is."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from reconvene.papers.untrusted.kinds import NotAsItShouldBe, Reason

_AT_TOP = set(
    b"ftyp moov mdat free skip wide uuid meta moof sidx mfra styp udta emsg mpvd pdin sefd".split()
)
_HOLDING = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts", b"mvex"}
_FILM = {
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"3gp4",
    b"3gp5",
}
_SOUND = {b"M4A ", b"M4B ", *_FILM}
_PICTURE = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1"}
_MOST_BOXES = 20_000
_MOST_MOVIE = 32 * 1024 * 1024
_IN_ITSELF = 1


@dataclass(frozen=True, slots=True)
class Box:
    """A named stretch of a file, from where what it holds begins."""

    name: bytes
    start: int
    end: int


@dataclass(slots=True)
class _Found:
    brands: set[bytes]
    boxes: list[Box]

    def named(self, name: bytes) -> list[Box]:
        return [box for box in self.boxes if box.name == name]


def read_mp4(file: BinaryIO) -> None:
    """Read a film, or a recording in a film's box."""
    _demand(_film(file), of=_FILM, with_any={b"vide", b"soun"}, file=file)


def read_mov(file: BinaryIO) -> None:
    """Read a film of QuickTime."""
    _demand(_film(file), of={b"qt  "}, with_any={b"vide", b"soun"}, file=file)


def read_m4a(file: BinaryIO) -> None:
    """Read a recording: sound and no picture."""
    found = _film(file)
    _demand(found, of=_SOUND, with_any={b"soun"}, file=file)
    if b"vide" in _handlers(found, file):
        raise NotAsItShouldBe(Reason.NOT_WHAT_IT_SAYS)


def demand_film(file: BinaryIO, start: int, end: int) -> None:
    """Return where a film fills a stretch of a file, such as what a phone puts behind a picture."""
    _demand(_film(file, start, end), of={b"qt  ", *_FILM}, with_any={b"vide"}, file=file)


def read_heic(file: BinaryIO) -> None:
    """Read a picture of which every part lies where its list says, inside the file."""
    size = file.seek(0, 2)
    found = _Found(set(), list(_boxes(file, 0, size)))
    _demand_known(found)
    found.brands = _brands(file, found)
    if not found.brands & (_PICTURE - {b"mif1"}) or found.named(b"moov"):
        raise NotAsItShouldBe(Reason.NOT_WHAT_IT_SAYS)
    metas = found.named(b"meta")
    if len(metas) != 1 or metas[0].end - metas[0].start > _MOST_MOVIE:
        raise NotAsItShouldBe(Reason.DAMAGED)
    parts = {box.name: box for box in _boxes(file, metas[0].start + 4, metas[0].end)}
    if not {b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp"} <= parts.keys():
        raise NotAsItShouldBe(Reason.DAMAGED)
    if _at(file, parts[b"hdlr"].start + 8, 4) != b"pict":
        raise NotAsItShouldBe(Reason.NOT_WHAT_IT_SAYS)
    if b"dinf" in parts:
        for box in _boxes(file, parts[b"dinf"].start, parts[b"dinf"].end):
            _demand_in_itself(file, box)
    _demand_places(file, parts[b"iloc"], size)


def _demand_places(file: BinaryIO, listed: Box, size: int) -> None:
    """Return where each stretch that a picture is made of lies in the file; there is at least one."""
    text = _at(file, listed.start, listed.end - listed.start)
    version, widths = text[0], text[4:6]
    of_offset, of_length = widths[0] >> 4, widths[0] & 15
    of_base, of_index = widths[1] >> 4, widths[1] & 15 if version else 0
    at = 6

    def number(width: int) -> int:
        nonlocal at
        at += width
        if at > len(text):
            raise NotAsItShouldBe(Reason.DAMAGED)
        return int.from_bytes(text[at - width : at], "big")

    stretches = 0
    for _ in range(number(4 if version == 2 else 2)):
        number(4 if version == 2 else 2)
        way = number(2) & 15 if version else 0
        if number(2):  # in another file
            raise NotAsItShouldBe(Reason.FETCHES_SOMETHING)
        base = number(of_base)
        for _ in range(number(2)):
            number(of_index)
            start, length = base + number(of_offset), number(of_length)
            if way == 0 and start + length > size:
                raise NotAsItShouldBe(Reason.DAMAGED)
            stretches += 1
    if not stretches:
        raise NotAsItShouldBe(Reason.DAMAGED)


def _film(file: BinaryIO, start: int = 0, end: int | None = None) -> _Found:
    """Return every box of a film, those in others too."""
    end = file.seek(0, 2) if end is None else end
    found = _Found(set(), list(_boxes(file, start, end)))
    _demand_known(found)
    found.brands = _brands(file, found)
    waiting = [box for box in found.boxes if box.name in _HOLDING]
    while waiting:
        inside = list(_boxes(file, (box := waiting.pop()).start, box.end))
        found.boxes += inside
        waiting += [one for one in inside if one.name in _HOLDING]
        if len(found.boxes) > _MOST_BOXES:
            raise NotAsItShouldBe(Reason.DAMAGED)
    for box in found.named(b"dref"):
        _demand_in_itself(file, box)
    return found


def _demand_known(found: _Found) -> None:
    if not found.boxes or found.boxes[0].name != b"ftyp":
        raise NotAsItShouldBe(Reason.NOT_WHAT_IT_SAYS)
    if {box.name for box in found.boxes} - _AT_TOP:
        raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)
    if len(found.named(b"ftyp")) > 1 or not found.named(b"mdat"):
        raise NotAsItShouldBe(Reason.DAMAGED)


def _demand(found: _Found, *, of: set[bytes], with_any: set[bytes], file: BinaryIO) -> None:
    if not found.brands & of:
        raise NotAsItShouldBe(Reason.NOT_WHAT_IT_SAYS)
    if len(found.named(b"moov")) != 1 or not found.named(b"mvhd") or not found.named(b"stsd"):
        raise NotAsItShouldBe(Reason.DAMAGED)
    if not _handlers(found, file) & with_any:
        raise NotAsItShouldBe(Reason.NOT_WHAT_IT_SAYS)


def _handlers(found: _Found, file: BinaryIO) -> set[bytes]:
    """Return what sorts of track there are."""
    return {_at(file, box.start + 8, 4) for box in found.named(b"hdlr")}


def _brands(file: BinaryIO, found: _Found) -> set[bytes]:
    first = found.boxes[0]
    text = _at(file, first.start, min(first.end - first.start, 256))
    return {text[:4], *(text[at : at + 4] for at in range(8, len(text) - 3, 4))}


def _demand_in_itself(file: BinaryIO, listed: Box) -> None:
    """Return where everything that is to be shown lies in this very file."""
    for box in _boxes(file, listed.start + 8, listed.end):
        if not _at(file, box.start + 3, 1)[0] & _IN_ITSELF:
            raise NotAsItShouldBe(Reason.FETCHES_SOMETHING)


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """
    Return the boxes that fill a stretch without a gap, in order.

    Raises:
        NotAsItShouldBe: They do not fill it exactly.
    """
    at = start
    for _ in range(_MOST_BOXES):
        if at == end or (end - at == 4 and not _at(file, at, 4).strip(b"\0")):  # QuickTime's end
            return
        if end - at < 8:
            break
        size, name = struct.unpack(">I4s", _at(file, at, 8))
        head = 8
        if size == 1:
            size, head = int.from_bytes(_at(file, at + 8, 8), "big"), 16
        elif size == 0 and name == b"mdat":
            size = end - at
        if size < head or at + size > end:
            break
        yield Box(name, at + head, at + size)
        at += size
    raise NotAsItShouldBe(Reason.DAMAGED)


def _at(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    found = file.read(length)
    if len(found) < length:
        raise NotAsItShouldBe(Reason.DAMAGED)
    return found
