"""A JPEG without what cameras and programs write beside the picture; what is drawn stays to the bit."""

from reconvene.papers.untrusted.kinds import NotAsItShouldBe, Reason

_KEPT = {*range(0xC0, 0xD0), 0xDB, 0xDD, 0xDA, 0xEE}  # 0xEE says which colours the numbers mean
_SCAN, _END = 0xDA, 0xD9
_ADOBE = 14


def bare_jpeg(jpeg: bytes) -> bytes:
    """
    Return the picture alone, up to its end.

    Raises:
        NotAsItShouldBe: It is no JPEG, or has no end.
    """
    if jpeg[:2] != b"\xff\xd8":
        raise NotAsItShouldBe(Reason.DAMAGED)
    kept, at = bytearray(b"\xff\xd8"), 2
    while at + 4 <= len(jpeg) or jpeg[at : at + 2] == b"\xff\xd9":
        if jpeg[at] != 0xFF:
            break
        marker = jpeg[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            return bytes(kept + b"\xff\xd9")
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == _SCAN:
            end = _end_of_scan(jpeg, end)
        if marker in _KEPT:
            segment = jpeg[at:end]
            kept += _adobe(segment) if marker == 0xEE else segment
        at = end
    raise NotAsItShouldBe(Reason.DAMAGED)


def _adobe(segment: bytes) -> bytes:
    """Return what says how colours are meant, and not what else may stand in such a place."""
    if segment[4:9] != b"Adobe" or len(segment) < 16:
        return b""
    return b"\xff\xee" + (_ADOBE).to_bytes(2, "big") + segment[4:16]


def _end_of_scan(jpeg: bytes, at: int) -> int:
    while (at := jpeg.find(b"\xff", at)) >= 0 and at + 1 < len(jpeg):
        if jpeg[at + 1] not in {0x00, 0xFF, *range(0xD0, 0xD8)}:
            return at
        at += 1 if jpeg[at + 1] == 0xFF else 2
    raise NotAsItShouldBe(Reason.DAMAGED)
