"""Pictures and scans: read to their end, and drawn anew without anything beside what is seen."""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from PIL import Image, ImageOps, MpoImagePlugin, PdfImagePlugin, TiffImagePlugin

from reconvene.papers.untrusted.kinds import NotAsItShouldBe, Reason
from reconvene.papers.untrusted.reading.after_a_picture import demand_harmless, end_of_jpeg

MOST_PIXELS = 40_000_000
"""Of a picture that can only be read at its full size: at four bytes each, most of the memory."""

MOST_PIXELS_OF_JPEG = 120_000_000
"""A JPEG can be read at a half, a quarter or an eighth of its size."""

MOST_SCANS = 500
LONGEST_SIDE = 3500
"""Pixels of a viewing copy: a page of A4 at 300 to the inch."""

_READ_AT_ONCE = 30_000_000
_PLAIN = ("1", "L", "LA", "RGB", "RGBA")

Image.MAX_IMAGE_PIXELS = None  # counted here, from the first bytes, before anything is made
Image.preinit()
_LOADED = (MpoImagePlugin, PdfImagePlugin, TiffImagePlugin)  # no file can be opened for them later


def read_jpeg(file: BinaryIO) -> None:
    """Read a JPEG to its end, and what phones put behind it."""
    demand_harmless(file, end_of_jpeg(file, 0))
    _opened(file, "JPEG").load()


def read_png(file: BinaryIO) -> None:
    """Read a PNG to its end, each piece with its checksum."""
    _demand_sound_png(file)
    _opened(file, "PNG").load()


def read_tiff(file: BinaryIO) -> int:
    """Read every page of a scan; return how many."""
    pages = 0
    for page in _pages(_opened(file, "TIFF")):
        page.load()
        pages += 1
    return pages


def copy_of_jpeg(file: BinaryIO) -> bytes:
    """Return the picture the right way up, without anything beside it."""
    seen = _seen(_opened(file, "JPEG"))
    return _saved(seen if seen.mode == "L" else seen.convert("RGB"), "JPEG", quality=85)


def copy_of_png(file: BinaryIO) -> bytes:
    """Return the picture the right way up, without anything beside it or behind what is clear."""
    seen = _seen(_opened(file, "PNG"))
    if seen.mode in {"LA", "RGBA"}:
        clear = seen.getchannel("A").point(lambda depth: 255 if depth == 0 else 0)
        seen.paste((0,) * len(seen.getbands()), mask=clear)
    return _saved(seen, "PNG")


def copy_of_tiff(file: BinaryIO) -> bytes:
    """Return the pages of a scan as a PDF, one after the other."""
    whole = pikepdf.Pdf.new()
    for page in _pages(_opened(file, "TIFF")):
        seen = _seen(page)
        flat = (
            seen if seen.mode in {"L", "RGB"} else seen.convert("L" if seen.mode == "1" else "RGB")
        )
        width, height = flat.size
        scale = min(842 / max(width, height), 595 / min(width, height))  # points, onto A4
        drawn = whole.make_stream(
            _saved(flat, "JPEG", quality=85),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=width,
            Height=height,
            ColorSpace=pikepdf.Name.DeviceGray if flat.mode == "L" else pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        added = whole.add_blank_page(page_size=(width * scale, height * scale))
        added.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=drawn))
        placed = f"{width * scale:.2f} 0 0 {height * scale:.2f} 0 0 cm /Scan Do"
        added.Contents = whole.make_stream(placed.encode())
    made = io.BytesIO()
    whole.save(made, static_id=True)
    return made.getvalue()


def _opened(file: BinaryIO, form: str) -> Image.Image:
    """Return a picture of which only the first bytes were read, as small as it can be had."""
    file.seek(0)
    picture = Image.open(file, formats=[form])
    _demand_size(picture, MOST_PIXELS_OF_JPEG if form == "JPEG" else MOST_PIXELS)
    if form == "JPEG":
        width, height = picture.size
        by = next(by for by in (1, 2, 4, 8) if width * height <= _READ_AT_ONCE * by * by)
        picture.draft(None, (width // by, height // by))
    return picture


def _demand_size(picture: Image.Image, most: int) -> None:
    if picture.width * picture.height > most:
        raise NotAsItShouldBe(Reason.TOO_MANY_PIXELS)


def _pages(scan: Image.Image) -> Iterator[Image.Image]:
    count = getattr(scan, "n_frames", 1)
    if count > MOST_SCANS:
        raise NotAsItShouldBe(Reason.TOO_LARGE)
    for number in range(count):
        scan.seek(number)
        _demand_size(scan, MOST_PIXELS)
        yield scan


def _seen(picture: Image.Image) -> Image.Image:
    """Return what is seen of a picture: in plain colours, not too large, the right way up."""
    turned = picture.getexif().get(0x0112)
    picture.load()
    by = -(-max(picture.size) // LONGEST_SIDE)
    mode = picture.mode
    if mode.startswith("I") or mode == "F":  # more shades than eight bits hold
        depth = 65_535 if mode.startswith("I") else 1
        picture = picture.convert("F").point(lambda shade: shade * 255 / depth + 0).convert("L")
    elif mode not in _PLAIN:
        picture = picture.convert("RGBA" if _has_clear(picture) else "RGB")
    if by > 1:
        picture = (picture.convert("L") if picture.mode == "1" else picture).reduce(by)
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    if turned in range(2, 9):
        turns = Image.Exif()
        turns[0x0112] = turned
        bare.info["exif"] = turns.tobytes()
        bare = ImageOps.exif_transpose(bare)
        bare.info.clear()
    return bare


def _has_clear(picture: Image.Image) -> bool:
    return "transparency" in picture.info or picture.mode in {"PA", "La", "RGBa"}


def _saved(picture: Image.Image, form: str, **how: int) -> bytes:
    made = io.BytesIO()
    picture.save(made, form, **how)
    return made.getvalue()


def _demand_sound_png(file: BinaryIO) -> None:
    """Walk over the pieces: each whole, the last one the end, nothing behind it."""
    file.seek(8)
    while True:
        head = file.read(8)
        if len(head) < 8:
            raise NotAsItShouldBe(Reason.DAMAGED)
        size, name = struct.unpack(">I4s", head)
        data, checksum = file.read(size), file.read(4)
        if len(checksum) < 4 or zlib.crc32(name + data) != int.from_bytes(checksum, "big"):
            raise NotAsItShouldBe(Reason.DAMAGED)
        if name == b"IEND":
            break
    if file.read(1):
        raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)
