"""Recordings as MP3 and WAV, walked through from one piece to the next."""

import struct
from typing import BinaryIO

from reconvene.papers.untrusted.kinds import NotAsItShouldBe, Reason

_KBITS = {
    (1, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (1, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {
    0b11: (44_100, 48_000, 32_000),
    0b10: (22_050, 24_000, 16_000),
    0b00: (11_025, 12_000, 8_000),
}
_FEWEST_FRAMES = 3
_MOST_TAG = 16 * 1024 * 1024
_PCM_AND_THE_LIKE = {0x0001, 0x0002, 0x0003, 0x0006, 0x0007, 0x0011, 0x0031, 0x0055, 0xFFFE}


def read_mp3(file: BinaryIO) -> None:
    """Read every frame to the end of the file, but for notes before and behind them."""
    end = _before_notes(file, file.seek(0, 2))
    at = _after_notes(file)
    frames = 0
    while at < end:
        file.seek(at)
        size = _frame(file.read(4))
        if at + size > end:
            raise NotAsItShouldBe(Reason.DAMAGED)
        at += size
        frames += 1
    if frames < _FEWEST_FRAMES:
        raise NotAsItShouldBe(Reason.DAMAGED)


def _after_notes(file: BinaryIO) -> int:
    """Return where the notes at the beginning end, which hold the length in sevens of bits."""
    file.seek(0)
    head = file.read(10)
    if head[:3] != b"ID3":
        return 0
    if len(head) < 10 or max(head[6:]) > 127:
        raise NotAsItShouldBe(Reason.DAMAGED)
    size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    if size > _MOST_TAG:
        raise NotAsItShouldBe(Reason.TOO_LARGE)
    return 10 + size + (10 if head[5] & 0x10 else 0)


def _before_notes(file: BinaryIO, end: int) -> int:
    """Return where the notes of 128 bytes begin that some programs put at the end."""
    if end < 128:
        return end
    file.seek(end - 128)
    return end - 128 if file.read(3) == b"TAG" else end


def _frame(head: bytes) -> int:
    """Return how long a frame is, in bytes."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        raise NotAsItShouldBe(Reason.DAMAGED)
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    bits, rate, padded = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer == 4 or bits in {0, 15} or rate == 3:
        raise NotAsItShouldBe(Reason.DAMAGED)
    per_second = _KBITS[1 if version == 3 else 2, layer][bits] * 1000
    hertz = _RATES[version][rate]
    if layer == 1:
        return (12 * per_second // hertz + padded) * 4
    return (144 if version == 3 or layer == 2 else 72) * per_second // hertz + padded


def read_wav(file: BinaryIO) -> None:
    """Read a recording whose pieces fill the file exactly."""
    end = file.seek(0, 2)
    file.seek(4)
    if 8 + int.from_bytes(file.read(4), "little") not in {end, end - 1}:
        raise NotAsItShouldBe(Reason.DAMAGED)
    at, found = 12, {}
    while at < end - 1:
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            raise NotAsItShouldBe(Reason.DAMAGED)
        name, size = struct.unpack("<4sI", head)
        found[name] = file.read(min(size, 16))
        at += 8 + size + size % 2
    form = found.get(b"fmt ", b"")
    if at not in {end, end + 1} or len(form) < 16 or b"data" not in found:
        raise NotAsItShouldBe(Reason.DAMAGED)
    codec, channels, rate = struct.unpack("<HHI", form[:8])
    if codec not in _PCM_AND_THE_LIKE or not 1 <= channels <= 8 or not 1 <= rate <= 768_000:
        raise NotAsItShouldBe(Reason.DAMAGED)
