"""
Whether a file is of one kind only.

Each kind begins in one way. What could be read as another all the same (a PDF may begin late, a
package is found by its end, a browser takes pages for what they look like) is looked for.
"""

import re
from typing import BinaryIO

from reconvene.papers.untrusted.kinds import Kind, NotAsItShouldBe, Reason

_AT_EDGES_OF_PDF = 1024
_LONGEST_END_OF_PACKAGE = 22 + 65_535
_AT_EDGES = 4096

_ID3_OR_FRAME = re.compile(rb"ID3|\xff[\xe2-\xff]", re.DOTALL)
_BEGINS = {
    Kind.PDF: re.compile(rb"%PDF-[12]\.\d"),
    Kind.JPEG: re.compile(rb"\xff\xd8\xff"),
    Kind.PNG: re.compile(rb"\x89PNG\r\n\x1a\n"),
    Kind.TIFF: re.compile(rb"II\*\0|MM\0\*", re.DOTALL),
    Kind.HEIC: re.compile(rb"....ftyp", re.DOTALL),
    Kind.MP4: re.compile(rb"....ftyp", re.DOTALL),
    Kind.MOV: re.compile(rb"....ftyp", re.DOTALL),
    Kind.M4A: re.compile(rb"....ftyp", re.DOTALL),
    Kind.MP3: _ID3_OR_FRAME,
    Kind.WAV: re.compile(rb"RIFF....WAVE", re.DOTALL),
    Kind.DOCX: re.compile(rb"PK\x03\x04"),
    Kind.XLSX: re.compile(rb"PK\x03\x04"),
    Kind.ODT: re.compile(rb"PK\x03\x04"),
}
_PACKAGES = (Kind.DOCX, Kind.XLSX, Kind.ODT)
_TEXTS = (Kind.TXT, Kind.CSV)

_PROGRAMS = re.compile(
    rb"MZ|\x7fELF|#!|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]|dex\n|L\0\0\0\x01\x14"
)
_OTHERS = re.compile(
    rb"\{\\rtf|GIF8|BM..\0\0\0\0|%!PS|7z\xbc\xaf|Rar!|\x1f\x8b|\xd0\xcf\x11\xe0|MIME-Version:|ITSF",
    re.DOTALL,
)
PAGE = re.compile(
    rb"<\s*(?:!doctype|html|body|script|svg|iframe|object|embed|\?php|hta:)[\s>:/]", re.IGNORECASE
)
"""Also looked for in words; see `text`."""


def demand_only(kind: Kind, file: BinaryIO) -> None:
    """
    Return where a file begins as its kind does and as no other; the file is at its start again.

    Raises:
        NotAsItShouldBe: It is empty, or begins as something else, or can be taken for it too.
    """
    size = file.seek(0, 2)
    if not size:
        raise NotAsItShouldBe(Reason.EMPTY)
    file.seek(0)
    first = file.read(_AT_EDGES)
    file.seek(max(size - _LONGEST_END_OF_PACKAGE, 0))
    last = file.read()
    file.seek(0)
    if kind in _TEXTS:
        others = (*_BEGINS.values(), _PROGRAMS, _OTHERS)
        if any(one.match(first) for one in others):
            raise NotAsItShouldBe(Reason.NOT_WHAT_IT_SAYS)
    elif not _BEGINS[kind].match(first):
        raise NotAsItShouldBe(Reason.NOT_WHAT_IT_SAYS)
    if (
        (kind is not Kind.PDF and b"%PDF-" in first[:_AT_EDGES_OF_PDF])
        or (kind is not Kind.PDF and b"%%EOF" in last[-_AT_EDGES_OF_PDF:])
        or (kind not in _PACKAGES and _is_end_of_package(last))
        or (kind not in _PACKAGES and (PAGE.search(first) or PAGE.search(last[-_AT_EDGES:])))
    ):
        raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)


def _is_end_of_package(last: bytes) -> bool:
    """Tell whether a zip with something in it could end here."""
    return any(
        last[found.start() + 4 : found.start() + 8] == b"\0\0\0\0"
        and last[found.start() + 10 : found.start() + 12].strip(b"\0")
        for found in re.finditer(rb"PK\x05\x06", last)
    )
